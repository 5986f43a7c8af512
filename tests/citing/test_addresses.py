"""Links of references: what could end an address early is encoded, what could run is no link."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firmground.citing.addresses import doi_address, is_printed, pmc_address, pubmed_address, web_address


@pytest.mark.parametrize(
    ("doi", "address"),
    [
        ("10.1000/456#789", "https://doi.org/10.1000/456%23789"),  # the example of the DOI Handbook
        ("10.1016/j.jpain.2017.11.005", "https://doi.org/10.1016/j.jpain.2017.11.005"),
        ("10.1016/s0140-6736(03)12345-6", "https://doi.org/10.1016/s0140-6736(03)12345-6"),
        ("10.1000/100%a", "https://doi.org/10.1000/100%25a"),
        ("10.1000/a b?c", "https://doi.org/10.1000/a%20b%3Fc"),
        ("10.1000/a[1]\"'", "https://doi.org/10.1000/a%5B1%5D%22%27"),
        ("10.1002/(SICI)1097<1::AID-1>3.0.CO;2-2", "https://doi.org/10.1002/(SICI)1097%3C1::AID-1%3E3.0.CO;2-2"),
        ("https://doi.org/10.1000/1", None),
        ("10.1000", None),
        ("javascript:alert(1)", None),
    ],
)
def test_dois(doi: str, address: str | None) -> None:
    assert doi_address(doi) == address


@given(st.text(min_size=1))
def test_a_doi_leads_to_itself_and_nowhere_else(ending: str) -> None:
    address = doi_address(f"10.1000/{ending}")
    if address is not None:
        assert urlsplit(address)[:2] == ("https", "doi.org")
        assert not urlsplit(address).query
        assert not urlsplit(address).fragment
        assert unquote(urlsplit(address).path) == f"/10.1000/{ending}"


def test_numbers_of_pubmed() -> None:
    assert pubmed_address("12") == "https://pubmed.ncbi.nlm.nih.gov/12/"
    assert pmc_address("PMC3") == "https://pmc.ncbi.nlm.nih.gov/articles/PMC3/"
    assert [pubmed_address('12"'), pubmed_address("١٢"), pmc_address("PMC3/../x"), pmc_address("3")] == [None] * 4


@pytest.mark.parametrize(
    ("url", "address", "printed"),
    [
        ("https://example.org/a?b=1&c=%20#d", "https://example.org/a?b=1&c=%20#d", True),
        ("HTTP://example.org/A", "HTTP://example.org/A", True),
        ("https://例え.jp/道", "https://例え.jp/道", True),
        ("https://example.org/a b", "https://example.org/a%20b", True),
        ("https://example.org/it's", "https://example.org/it%27s", True),
        ('https://example.org/"><script>', "https://example.org/%22%3E%3Cscript%3E", True),
        ("https://example.org/100%", "https://example.org/100%25", True),
        ("https://example.org/a[1", "https://example.org/a[1", True),
        ("https://[::1/a", None, False),
        ("https://", None, False),
        ("https://exa mple.org", None, False),
        ("ftp://example.org/a", None, True),
        ("www.example.org/a", None, True),
        ("example.org/a", None, True),
        ("javascript:alert(1)", None, False),
        ("data:text/html,x", None, False),
        ("file:///etc/passwd", None, False),
    ],
)
def test_addresses_of_the_web(url: str, address: str | None, printed: bool) -> None:
    assert web_address(url) == address
    assert is_printed(url) is printed


@given(st.text())
def test_no_address_can_raise_or_end_its_link(text: str) -> None:
    for url in (text, f"https://{text}", f"https://example.org/{text}"):
        address = web_address(url)
        assert address is None or not set("<>\"'\\ \n\t") & set(address)
