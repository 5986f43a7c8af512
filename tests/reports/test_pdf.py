"""PDF files of pages: all the page says, nothing it does not, for every reader and on every computer the same."""

from __future__ import annotations

import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from pypdf import PdfReader
from tests.reports.conftest import write_notebook

from firmground.cli.main import cli
from firmground.ledger import Ledger, LedgerError, open_ledger
from firmground.reports.built import Built, Counted, Silent
from firmground.reports.html.tree import page_of
from firmground.reports.paper import typeset
from firmground.reports.paper.document import document_of
from firmground.reports.paper.drawing import alone
from firmground.reports.paper.printed import Printed, drop_stale, print_pages
from firmground.reports.paper.typeset import pdf_of

pytestmark = pytest.mark.slow

#: What has a meaning for a typesetter or a browser, and none for a reader.
HOSTILE = r'#panic("x") $x^2$ \ *bold* _it_ @ref `code` [a](b) <b>raw</b> // /* "quoted" \u{41} #{1+1} = h ~ --- ...'


def pdf(main: str, title: str = "A title") -> PdfReader:
    """The PDF of a page with this in it."""
    page = (
        f'<html lang="en"><p class="ledger">My ledger</p><aside class="notice">Draft. Nobody has looked.</aside>'
        f'<main><h1>{title}</h1><p class="asof"><time datetime="2026-11-22">2026-11-22</time></p>{main}</main></html>'
    )
    return PdfReader(io.BytesIO(pdf_of(document_of(page_of(page), lambda _: None))))


def words(reader: PdfReader) -> str:
    """All text without white space: where a line ends means nothing."""
    return squeezed("".join(page.extract_text() for page in reader.pages))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\u00ad]+", "", text)


def headings(reader: PdfReader) -> list[tuple[int, str]]:
    def walk(entries: list[Any], level: int) -> Iterator[tuple[int, str]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from walk(entry, level + 1)
            else:
                yield level, " ".join(str(entry.title).split())

    return list(walk(reader.outline, 1))


def links(reader: PdfReader) -> tuple[set[str], list[Any]]:
    """Addresses, and for each link inside the document the page it leads to (``None`` when it leads nowhere)."""
    numbers = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages) if page.indirect_reference}
    addresses: set[str] = set()
    inside: list[Any] = []
    for page in reader.pages:
        for reference in page.get("/Annots") or []:
            found = reference.get_object()
            assert found["/Subtype"] == "/Link"
            action = found["/A"].get_object() if "/A" in found else {}
            if "/URI" in action:
                addresses.add(str(action["/URI"]))
                continue
            place = found["/Dest"] if "/Dest" in found else action["/D"]
            place = place.get_object()
            if isinstance(place, str):
                inside.append(reader.get_destination_page_number(reader.named_destinations[place]))
            else:
                inside.append(numbers.get(place[0].idnum))
    return addresses, inside


def alternatives(reader: PdfReader) -> list[str]:
    """The descriptions of all pictures, for who does not see them."""
    found: list[str] = []
    todo: list[Any] = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while todo:
        node = todo.pop().get_object()
        if isinstance(node, list):
            todo.extend(node)
        elif isinstance(node, dict):
            if "/Alt" in node:
                found.append(str(node["/Alt"]))
            if "/K" in node:
                todo.append(node["/K"])
    return found


@pytest.fixture(scope="module")
def reports_copy(built_once: tuple[Ledger, Built], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the ledger that means harm."""
    return Path(shutil.copytree(built_once[0].folder / "reports", tmp_path_factory.mktemp("pdf") / "reports"))


@pytest.fixture(scope="module")
def printed(reports_copy: Path) -> Printed:
    done = print_pages(reports_copy, None, Silent())
    assert not done.failures
    return done


@pytest.fixture(scope="module")
def alpha(reports_copy: Path, printed: Printed) -> PdfReader:
    return PdfReader(reports_copy / "pdf" / "article-alpha.pdf")


@pytest.fixture(scope="module")
def alpha_page(reports_copy: Path) -> str:
    return (reports_copy / "article-alpha.html").read_text(encoding="utf-8")


def test_every_article_and_topic_has_a_file_and_nothing_else_has(reports_copy: Path, printed: Printed) -> None:
    wanted = {f"{p.stem}.pdf" for p in reports_copy.glob("*.html") if p.stem.startswith(("article-", "topic-"))}
    assert {"article-alpha.pdf", "article-beta.pdf"} < wanted
    assert set(printed.there) == set(printed.made) == wanted
    assert {p.name for p in (reports_copy / "pdf").iterdir()} == wanted | {"manifest.json", ".gitignore"}


def test_bookmarks_are_the_headings_of_the_page(reports_copy: Path, printed: Printed) -> None:
    for name in printed.there:
        text = (reports_copy / name.replace(".pdf", ".html")).read_text(encoding="utf-8")
        shown = re.findall(
            r"<h[1-6]\b[^>]*>(.*?)</h[1-6]>", text[text.index("<main") : text.index("</main>")], re.DOTALL
        )
        told = [squeezed(title) for _, title in headings(PdfReader(reports_copy / "pdf" / name))]
        wanted = [squeezed(html.unescape(re.sub(r"<[^>]*>", "", heading))) for heading in shown]
        # What other pages list, and this file has to bring along, comes last.
        assert told[: len(wanted)] == wanted, name
        assert told[len(wanted) :] in ([], ["References"], ["Worksnamedinthisreport"]), name


def test_accessible_and_named(alpha: PdfReader, printed: Printed, reports_copy: Path) -> None:
    for name in printed.there:
        root = PdfReader(reports_copy / "pdf" / name).trailer["/Root"]
        assert root["/Lang"] == "en"
        assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value is True
        assert b"pdfuaid:part>1<" in root["/Metadata"].get_object().get_data()
    assert alpha.metadata is not None
    assert alpha.metadata.title.startswith("Article audit: Alpha")
    assert alpha.metadata.author.startswith("Honey & co.")
    assert any("verdict" in told for told in alternatives(alpha)), "a chart says in words what it shows"


def test_links_lead_where_those_of_the_page_lead(alpha: PdfReader, alpha_page: str, reports_copy: Path) -> None:
    addresses, inside = links(alpha)
    every = "".join(p.read_text(encoding="utf-8") for p in reports_copy.glob("*.html"))
    main = alpha_page[alpha_page.index("<main") :]
    of_page = {html.unescape(a) for a in re.findall(r'<a href="(https?:[^"]*)"', main)}
    assert of_page
    assert of_page <= addresses
    assert addresses <= {html.unescape(a) for a in re.findall(r'<a href="(https?:[^"]*)"', every)}
    assert inside
    assert None not in inside
    # Works stand on another page; the file brings along those that it names, and leads to them.
    assert "References" in [title for _, title in headings(alpha)]
    assert squeezed("Journal of Honey") in words(alpha)


def test_every_claim_can_be_read_and_copied(alpha: PdfReader, built_once: tuple[Ledger, Built]) -> None:
    text = words(alpha)
    for claim in built_once[0].audit.contents.claims():
        if claim.id.startswith("alpha-"):
            assert squeezed(claim.claim) in text, claim.id


def test_each_page_says_its_number_and_that_these_are_drafts(alpha: PdfReader) -> None:
    count = len(alpha.pages)
    assert count > 1
    for number, page in enumerate(alpha.pages, 1):
        text = page.extract_text()
        assert f"{number} of {count}" in text
        assert "Ratings are drafts." in text
        assert "Honey & co." in text
    assert "/PageLabels" in alpha.trailer["/Root"]


def test_same_bytes_in_another_process_and_time_zone(reports_copy: Path, printed: Printed) -> None:
    code = (
        "import sys; from pathlib import Path; from firmground.reports.built import Silent;"
        "from firmground.reports.paper.printed import print_pages;"
        "print_pages(Path(sys.argv[1]), ['article-alpha'], Silent())"
    )
    former = (reports_copy / "pdf" / "article-alpha.pdf").read_bytes()
    for zone in ("Asia/Tokyo", "America/Lima"):
        there = reports_copy.parent / zone.replace("/", "-")
        shutil.copytree(reports_copy, there, ignore=shutil.ignore_patterns("pdf"))
        subprocess.run([sys.executable, "-c", code, str(there)], check=True, env=os.environ | {"TZ": zone})
        assert (there / "pdf" / "article-alpha.pdf").read_bytes() == former


def test_text_is_never_an_order() -> None:
    reader = pdf(
        f"<p>{html.escape(HOSTILE)}</p><h2 id='a\"#b'>{html.escape(HOSTILE)}</h2><table><tr><td>{html.escape(HOSTILE)}"
        f'</table><p><a href="https://example.org/?a=1&amp;b=%22)#x">{html.escape(HOSTILE)}</a>'
        '<p><a href="#a&quot;#b">to</a>',
        html.escape(HOSTILE),
    )
    assert words(reader).count(squeezed(HOSTILE)) >= 5  # title, paragraph, heading, cell, link; and the page's head
    assert links(reader)[0] == {"https://example.org/?a=1&b=%22)#x"}


def test_links_to_what_is_not_here_become_text_and_bad_ones_never_links() -> None:
    reader = pdf(
        '<p><a href="glossary.html#term-x">a term</a> <a href="#gone">gone</a> <a href="javascript:alert(1)">bad</a>'
        '<p id="there">Here. <a href="#there">itself</a> <a href="#there">again</a>'
    )
    addresses, inside = links(reader)
    assert addresses == set()
    assert inside == []
    assert "atermgonebad" in words(reader)


def test_a_long_table_repeats_its_head_and_cuts_no_row() -> None:
    rows = "".join(f"<tr><th>row{n}<td>begin{n} {'long text ' * 30} end{n}" for n in range(90))
    reader = pdf(f"<table><caption>Caption<thead><tr><th>Headword<th>Text<tbody>{rows}</table>")
    assert len(reader.pages) > 3
    full = [page.extract_text() for page in reader.pages]
    assert all("Headword" in text for text in full if re.search(r"begin\d", text)), "on each page"
    for n in range(90):
        assert [bool(re.search(rf"begin{n}\b", t)) for t in full] == [bool(re.search(rf"end{n}\b", t)) for t in full], n


def test_what_can_be_unfolded_is_and_what_is_for_the_screen_is_not_there() -> None:
    reader = pdf(
        "<nav>Menu</nav><details><summary>Why</summary><p>Because.</details>"
        '<p><span class="ct">low <span aria-hidden="true">⊕⊕◯◯</span><span class="sr">, 2 of 4</span></span>'
    )
    assert "Why" in words(reader)
    assert "Because." in words(reader)
    assert "low⊕⊕◯◯" in words(reader)
    assert "Menu" not in words(reader)
    assert "2of4" not in words(reader)


def test_heading_levels_step_down_one_at_a_time() -> None:
    told = headings(pdf("<h3>First</h3><h6>Deep</h6><h2>Second</h2><h1>Another title</h1>"))
    assert told == [(1, "A title"), (2, "First"), (3, "Deep"), (2, "Second"), (2, "Another title")]


def test_drawings_stay_xml() -> None:
    svg = '<svg viewBox="0 0 9 9"><title>A &amp; B</title><clipPath id=c><path d="M0 0"/></clipPath><g><path d="M1 1"/>'
    svg += "</svg>"
    element = page_of(f"<p>{svg}after").first("svg")
    assert element is not None
    drawn = ElementTree.fromstring(alone(element))
    assert drawn.get("viewBox") == "0 0 9 9"
    assert [e.tag.rpartition("}")[2] for e in drawn.iter()] == ["svg", "title", "clipPath", "path", "g", "path"]
    assert alternatives(pdf(svg)) == ["A & B"]


def test_deep_nesting_and_endless_words_are_set() -> None:
    reader = pdf("<div><ul><li>" * 40 + "deep" + f"<p>{'x' * 400}</p>")
    assert "deep" in words(reader)
    assert "x" * 400 in words(reader)


@pytest.mark.parametrize(
    "given",
    [
        '<svg viewBox="0 0 e 9"/>',
        '<svg viewBox="0 0 1e999 9"/>',
        f'<svg viewBox="0 0 {"9" * 400} 9"/>',
        f'<ol start="{"9" * 5000}"><li>a</ol>',
        f'<table><tr><td colspan="{"9" * 5000}" rowspan="²">a</table>',
    ],
)
def test_numbers_that_are_none_fail_no_page(given: str) -> None:
    assert "after" in words(pdf(f"<p>before</p>{given}<p>after</p>"))


def test_characters_that_our_fonts_lack_are_still_in_the_file() -> None:
    reader = pdf("<p>acupuncture 針灸 here")
    assert "acupuncture" in words(reader)
    assert "here" in words(reader)


def test_unchanged_pages_are_not_set_again_and_changed_ones_are(
    reports_copy: Path, printed: Printed, tmp_path: Path
) -> None:
    reports = Path(shutil.copytree(reports_copy, tmp_path / "reports"))
    assert print_pages(reports, None, Silent()).made == ()
    assert drop_stale(reports) == ()
    change(reports, "article-beta", "More.")
    assert print_pages(reports, None, Silent()).made == ("article-beta.pdf",)
    # Without --pdf nothing is set, but nothing that is out of date stays.
    change(reports, "article-beta", "Still more.")
    (reports / "pdf" / "own.pdf").write_text("mine")
    assert drop_stale(reports) == ("article-beta.pdf",)
    assert not (reports / "pdf" / "article-beta.pdf").exists()
    assert (reports / "pdf" / "article-alpha.pdf").exists()
    assert (reports / "pdf" / "own.pdf").read_text() == "mine"


def test_a_file_that_somebody_broke_is_made_again(reports_copy: Path, printed: Printed, tmp_path: Path) -> None:
    reports = Path(shutil.copytree(reports_copy, tmp_path / "reports"))
    file = reports / "pdf" / "article-alpha.pdf"
    good = file.read_bytes()
    file.write_bytes(good[:100])
    assert print_pages(reports, ["article-alpha"], Silent()).made == ("article-alpha.pdf",)
    assert file.read_bytes() == good


def change(reports: Path, name: str, more: str) -> None:
    """Change a page as a build does: the manifest knows."""
    page = reports / f"{name}.html"
    text = page.read_text(encoding="utf-8").replace("</main>", f"<p>{more}</p></main>")
    page.write_text(text, encoding="utf-8")
    manifest = reports / "manifest.json"
    data = json.loads(manifest.read_text(encoding="utf-8"))
    data["files"][page.name] = str(len(text))
    manifest.write_text(json.dumps(data), encoding="utf-8")


def test_build_with_pdf(small: Path) -> None:
    write_notebook(small, "article-note", "# # A note\n\nSome words.")
    write_notebook(small, "other", "# # Other\n\nNot printed.")
    told: list[tuple[str, str]] = []

    class Listener(Silent):
        def start(self, total: int) -> None:
            told.append(("start", str(total)))

        def step(self, name: str, state: Any) -> None:
            told.append((name, state))

    built = open_ledger(small).build(pdf=True, progress=Listener())
    assert built.pdfs == built.pdfs_made == ("article-note.pdf",)
    assert built.exit_code == 0
    assert "1 PDF file in reports/pdf/, 1 made now." in built.text()
    assert told[0] == ("start", "2")
    assert told[-3:] == [("start", "3"), ("article-note.pdf", "running"), ("article-note.pdf", "done")]
    again = open_ledger(small).build(pdf=True)
    assert (again.pdfs, again.pdfs_made, again.changed) == (("article-note.pdf",), (), ())
    assert open_ledger(small).build(only="other", pdf=True).pdfs == ()
    write_notebook(small, "article-note", "# # A note\n\nOther words.")
    plain = open_ledger(small).build()
    assert plain.pdfs_removed == ("article-note.pdf",)
    assert "Removed pdf/article-note.pdf" in plain.text()
    assert not (small / "reports" / "pdf" / "article-note.pdf").exists()


def test_without_the_typesetter_it_says_what_to_install_and_changes_nothing(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_notebook(small, "article-note", "# # A note\n\nSome words.")
    monkeypatch.setattr(typeset, "find_spec", lambda name: None)
    with pytest.raises(LedgerError, match=r"pip install"):
        open_ledger(small).build(pdf=True)
    done = CliRunner().invoke(cli, ["build", "--pdf", "--folder", str(small)])
    assert done.exit_code == 2
    assert 'pip install "typst' in done.output
    assert not (small / "reports").exists()


def test_a_page_that_cannot_be_set_fails_alone(
    reports_copy: Path, printed: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = Path(shutil.copytree(reports_copy, tmp_path / "reports", ignore=shutil.ignore_patterns("pdf")))
    broken = '<figure><img src="data:image/png;base64,AAAA" alt="broken"></figure>'
    page = reports / "article-beta.html"
    page.write_text(page.read_text(encoding="utf-8").replace("</main>", f"{broken}</main>"), encoding="utf-8")
    counted = Counted(Silent())
    done = print_pages(reports, ["article-alpha", "article-beta"], counted)
    assert done.made == ("article-alpha.pdf",)
    assert [failure.report for failure in done.failures] == ["pdf/article-beta.pdf"]
    assert counted.steps == 2
    built = Built(unprinted=done.failures)
    assert built.exit_code == 1
    assert "pdf/article-beta.pdf was not made. It could not be set" in built.text()
