"""Addresses that a reference leads to: what could end an address early is encoded, what could run is refused."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_DOI = re.compile(r"10\.\d+(\.\d+)*/.+")
#: Of what a browser would read as the end of the path, or a page as the end of the link, nothing stays in a DOI.
_KEPT_IN_A_DOI = "/:;()!*$,@&=+~"
_NOT_IN_AN_ADDRESS = re.compile(r"[\s<>\"'\\^`{|}\x00-\x1f\x7f]|%(?![0-9A-Fa-f]{2})")
_PLAIN = re.compile(r"(ftp://|www\.|[\w-]+(\.[\w-]+)+/)\S", re.IGNORECASE)


def doi_address(doi: str) -> str | None:
    """Where a DOI leads; ``None`` for what is none.

    Source: DOI Handbook, on encoding: ``% " # space ?`` and what else is not safe in an address is percent-encoded
    (https://www.doi.org/doi-handbook/HTML/encoding-rules-for-urls.html).
    """
    return f"https://doi.org/{quote(doi, safe=_KEPT_IN_A_DOI)}" if _DOI.fullmatch(doi) else None


def pubmed_address(pmid: str) -> str | None:
    """The page of PubMed; ``None`` where the number is none."""
    return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if re.fullmatch(r"[0-9]+", pmid) else None


def pmc_address(pmcid: str) -> str | None:
    """The page of PubMed Central; ``None`` where the number is none."""
    return f"https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/" if re.fullmatch(r"PMC[0-9]+", pmcid) else None


def web_address(url: str) -> str | None:
    """An address of the web with what is not allowed in one percent-encoded; ``None`` for any but http and https."""
    encoded = _NOT_IN_AN_ADDRESS.sub(lambda found: quote(found[0], safe=""), url.strip())
    try:
        parts = urlsplit(encoded)
        host = parts.hostname
    except ValueError:  # brackets of an IPv6 address that do not close
        return None
    return encoded if parts.scheme in {"http", "https"} and host and "%" not in parts.netloc else None


def is_printed(url: str) -> bool:
    """Whether an address may be printed: one of the web, or one that only lacks its beginning; none that could run."""
    return web_address(url) is not None or _PLAIN.match(url.strip()) is not None
