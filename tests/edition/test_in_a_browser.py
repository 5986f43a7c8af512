"""Every page in a real browser: quiet, by itself, never wider than its window, and clean for axe."""

from __future__ import annotations

import pytest
from tests.edition.browsing import AXE, WIDTHS, Visit, visits
from tests.edition.conftest import PAGES, address

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def seen(chromium: str) -> dict[str, Visit]:
    return visits(PAGES, chromium)


@pytest.fixture
def visit(seen: dict[str, Visit], name: str) -> Visit:
    return seen[name]


def test_nothing_is_said_on_the_console(visit: Visit) -> None:
    assert visit.said == []


def test_nothing_is_asked_for_but_the_page(visit: Visit, name: str) -> None:
    assert set(visit.asked) == {address(name)}


def test_no_page_is_wider_than_its_window(visit: Visit) -> None:
    assert {width for width, _ in visit.beyond} == set(WIDTHS)
    assert {case: beyond for case, beyond in visit.beyond.items() if beyond > 0} == {}


def test_axe_finds_nothing(visit: Visit) -> None:
    if not AXE.is_file():
        pytest.skip(f"axe-core is not at {AXE}: .ci/run fetches it, or FIRMGROUND_AXE names the file")
    assert len(visit.faults) == 3
    assert {case: faults for case, faults in visit.faults.items() if faults} == {}
