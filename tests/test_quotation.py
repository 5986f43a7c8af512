"""No article text in the repository: no run of more than eight words of any article in any file of it.

Titles of works and proper names are set aside, as they can't be said in other words.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from tests.texts import ROOT, TEXTS, WRITTEN, of_the_articles

from firmground.ledger import open_ledger

MOST = 8
BINARY = {".png", ".pdf", ".xlsx", ".docx", ".jpg", ".woff2", ".ico"}
#: Names of bodies, which the articles give in full.
NAMES = (
    "National Certification Commission for Acupuncture and Oriental Medicine (NCCAOM)",
    "National Center for Complementary and Integrative Health (NCCIH)",
    "American Alliance for Professional Acupuncture Safety (AAPAS)",
)


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.casefold().replace("’", "'"))


def runs(text: str) -> Iterator[tuple[str, ...]]:
    listed = words(text)
    return zip(*(listed[i:] for i in range(MOST + 1)), strict=False)


def tracked(repository: Path) -> list[str]:
    listed = ["git", "ls-files", "-z"]
    found = subprocess.run(listed, cwd=repository, capture_output=True, text=True, check=True).stdout.split("\0")
    return [name for name in found if name and (repository / name).is_file()]


def quotations(repository: Path, texts: Path, exempt: Iterable[str]) -> list[tuple[str, str, str]]:
    """File, article and words of every run of an article's text in what git tracks."""
    grams = {run: path.stem for path in texts.glob("*.txt") for run in runs(path.read_text(encoding="utf-8"))}
    assert grams, f"no texts in {texts}"
    spared = {run for name in exempt for run in runs(name)}
    found = []
    for name in tracked(repository):
        if Path(name).suffix not in BINARY:
            text = re.sub(r"<[^>]+>", " ", (repository / name).read_text(encoding="utf-8", errors="replace"))
            found += [(name, grams[run], " ".join(run)) for run in runs(text) if run in grams and run not in spared]
    return found


@pytest.mark.parametrize("texts", [pytest.param(TEXTS, marks=of_the_articles)])
@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no git checkout, so what is tracked is not known")
def test_no_run_of_more_than_eight_words_of_an_article(texts: Path) -> None:
    contents = open_ledger(ROOT).contents
    # A reference list prints title and publisher one after another, as the article's own list does.
    titles = [f"{r.title} {r.publisher or ''}" for r in contents.references.values()]
    assert quotations(ROOT, texts, [*titles, *(a.title or "" for a in contents.articles), *NAMES]) == []


def test_a_run_is_found_in_what_git_tracks_and_a_shorter_one_or_a_title_is_not(tmp_path: Path) -> None:
    files = {
        "page.html": "<p>Some PEOPLE put one <b>beside</b> their bed, e.g. on a floor</p>",
        "sub/note.md": "fell asleep 7.5 minutes sooner (p<0.05) than people who lay awake",
        "eight.md": "A humming kettle is a kettle that hums; nine words would be one too many",
        "title.bib": "title = {If you cannot sleep for weeks, see a physician}",
        "picture.png": "boiling water scalds never leave a kettle alone while it is hot",
        "untracked.md": "Never leave a kettle alone while it is hot, and ask",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", *(name for name in files if name != "untracked.md")], cwd=tmp_path, check=True)
    found = quotations(tmp_path, WRITTEN / "articles", ["If you cannot sleep for weeks, see a physician."])
    assert {(name, article) for name, article, _ in found} == {("page.html", "kettles"), ("sub/note.md", "kettles")}
    assert ("page.html", "kettles", "some people put one beside their bed e g") in found
