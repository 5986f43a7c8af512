r"""Entries as exporters write them, by the public door: what `show` prints, what goes to CSL, what `check` says."""

from __future__ import annotations

from typing import Any

import pytest

from firmground.ledger import open_ledger

BIB = "references.bib"
EXPORTED: dict[str, tuple[str, str, dict[str, Any], set[str]]] = {
    "given names first": (
        "@article{x, author = {Anna B. Doe and Jan van der Berg}, title = {T}, journal = {J}, year = 2020}",
        "Doe AB, van der Berg J. T. J. 2020.",
        {"author": [
            {"family": "Doe", "given": "Anna B."},
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
        ]},
        set(),
    ),
    "a body whose name holds a comma": (
        "@article{x, author = {Doe, Anna and {Council on Cardiac, Critical Care and Resuscitation}}, title = {T},"
        " journal = {J}, year = 2020}",
        "Doe A; Council on Cardiac, Critical Care and Resuscitation. T. J. 2020.",
        {"author": [
            {"family": "Doe", "given": "Anna"},
            {"literal": "Council on Cardiac, Critical Care and Resuscitation"},
        ]},
        set(),
    ),
    "a list as PubMed prints it": (
        "@article{x, author = {Doe AB, Roe C, Poe DE}, title = {T}, journal = {J}, year = 2020}",
        "Doe AB, Roe C, Poe DE. T. J. 2020.", {}, {"bib-name-unreadable"},
    ),
    "a list with semicolons": (
        "@article{x, author = {Doe, Anna; Roe, Bert}, title = {T}, journal = {J}, year = 2020}",
        "Doe, Anna; Roe, Bert. T. J. 2020.", {}, {"bib-name-unreadable"},
    ),
    "biblatex": (
        "@article{x, author = {Doe, Anna}, title = {T}, journaltitle = {J}, date = {2020-05-17}, volume = {3},"
        " number = {2}, pages = {3--9}}",
        "Doe A. T. J. 2020;3(2):3-9.",
        {"issued": {"date-parts": [[2020, 5, 17]]}, "container-title": "J"},
        set(),
    ),
    "a chapter": (
        "@incollection{x, author = {Doe, Anna}, title = {Needles}, booktitle = {Handbook of Pain},"
        " editor = {Roe, Bert and Poe, Carl}, edition = {2}, publisher = {Press}, year = 2019, pages = {33--60}}",
        "Doe A. Needles. In: Roe B, Poe C, eds. Handbook of Pain. 2nd ed. Press; 2019:33-60.",
        {"type": "chapter", "container-title": "Handbook of Pain"},
        set(),
    ),
    "a page and when it was seen": (
        "@online{x, author = {{WHO}}, title = {T}, year = 2020, url = {https://x.org/a}, urldate = {2026-10-01}}",
        "WHO. T. 2020. Accessed October 1, 2026. https://x.org/a",
        {"accessed": {"date-parts": [[2026, 10, 1]]}},
        set(),
    ),
    "a thesis": (
        "@phdthesis{x, author = {Doe, Anna}, title = {T}, school = {University of Tea}, year = 2018}",
        "Doe A. T. Dissertation. University of Tea; 2018.", {"publisher": "University of Tea"}, set(),
    ),
    "percent signs and marks": (
        r"@article{x, author = {Doe, Anna}, title = {Reduced by 50% with \emph{x} in {\textless}10 \mbox{COVID-19}"
        r" cases of <i>E. coli</i> &amp; CO<sub>2</sub>}, journal = {J}, year = 2020}",
        "Doe A. Reduced by 50% with x in <10 COVID-19 cases of E. coli & CO₂. J. 2020.", {}, set(),
    ),
    "an address with signs": (
        r"@misc{x, author = {Doe, Anna}, title = {T}, year = 2020, url = {http://x.org/a%20b\_c},"
        r" urldate = {2020-01-02}}",
        "Doe A. T. 2020. Accessed January 2, 2020. http://x.org/a%20b_c", {"URL": "http://x.org/a%20b_c"}, set(),
    ),
    "others": (
        "@article{x, title = {T}, author = {Smith, Jane and others}, year = 2020, journal = {J}}",
        "Smith J, et al. T. J. 2020.", {"author": [{"family": "Smith", "given": "Jane"}]}, set(),
    ),
    "joined values": (
        '@article{x, title = {T}, author = {Doe, Anna}, month = jan # "~1", year = 2020, journal = {J},'
        " doi = {10.1000/x}}",
        "Doe A. T. J. Published online January 1, 2020. doi:10.1000/x",
        {"issued": {"date-parts": [[2020, 1, 1]]}}, set(),
    ),
    "a comment within": (
        "@article{x, title = {T}, % seen\n author = {Doe, Anna},, year = 2020, journal = {J}}",
        "Doe A. T. J. 2020.", {}, {"bib-stray-text"},
    ),
    "a type that begins like a command": (
        "@commentary{x, title = {T}, author = {Doe, Anna}, year = 2020, journal = {J}}",
        "Doe A. T. J. 2020.", {}, {"bib-bad-value"},
    ),
    "a parent that is there": (
        "@inproceedings{x, title = {C}, author = {Doe, Anna}, crossref = {y}}\n"
        "@proceedings{y, title = {Proc}, year = 1999, verified = {2026-11}, note = {Kept for x.}}",
        "Doe A. C. In: Proc. 1999.", {"container-title": "Proc"}, set(),
    ),
    "a parent that is not": (
        "@inproceedings{x, title = {C}, author = {Doe, Anna}, year = 1999, crossref = {frist2020}}",
        "Doe A. C. 1999.", {}, {"bib-bad-value"},
    ),
    "one address too many": (
        "@misc{x, title = {T}, author = {Doe, Anna}, year = 2020, url = {see my notes}}",
        "Doe A. T. 2020.", {}, {"bad-identifier"},
    ),
    "two addresses": (
        "@misc{x, title = {T}, author = {Doe, Anna}, year = 2020, url = {http://x.org/a http://x.org/b}}",
        "Doe A. T. 2020.", {}, {"bad-identifier"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EXPORTED)
def test_what_an_exporter_wrote_is_printed_exported_and_told(sound: Any, name: str) -> None:
    entry, printed, csl, codes = EXPORTED[name]
    before = len(sound.text(BIB).split("\n"))
    sound.write(BIB, sound.text(BIB) + entry.replace("{x,", "{x, verified = {2026-11},", 1) + "\n")
    ledger = open_ledger(sound.path)
    assert printed in " ".join(ledger.show("x").split())
    record = ledger.record("x")
    assert {part: record[part] for part in csl} == csl
    found = [
        placed
        for placed in ledger.check("strict").findings
        if placed.finding.code not in {"uncited-reference", "no-article-text"}
    ]
    assert {placed.finding.code for placed in found} == codes
    assert all(placed.place.line is not None and placed.place.line >= before for placed in found)


def test_a_missing_parent_is_not_guessed_from_the_letters_of_its_key(sound: Any) -> None:
    sound.write(BIB, sound.text(BIB) + "@misc{x, title = {T}, verified = {2026-11}, crossref = {frist2020}}\n")
    message = sound.one("bib-bad-value").finding.message
    assert "Did you mean" not in message
    assert "The nearest reference here is “first2020”, which may be another one" in message


def test_the_line_that_is_shown_holds_what_is_wrong(sound: Any) -> None:
    sound.write(
        BIB,
        sound.text(BIB)
        + "@misc{x, title = {See, year = {2020}}, verified = {2026-11},\n  author = {Doe, Anna\n    and Roe AB}}\n",
    )
    place = sound.one("bib-name-doubtful").place
    assert place.text[place.column - 1 : place.column - 1 + place.width] == "Roe AB"
    sound.change(BIB, "and Roe AB}", "and Roe, Bert}, year = {soon}")
    place = sound.one("bib-bad-value").place
    assert place.text[place.column - 1 : place.column - 1 + place.width] == "soon"
