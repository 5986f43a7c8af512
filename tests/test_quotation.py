"""No article text in the repository: no run of more than eight words of any article in any file of it.

Titles of works and proper names are set aside, as they can't be said in other words. Runs where the texts are at hand.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from firmground.ledger import open_ledger

ROOT = Path(__file__).resolve().parents[1]
TEXTS = Path(os.environ.get("FIRMGROUND_ARTICLES", ROOT.parent / "shared" / "articles"))
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


def runs(listed: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(listed[i:] for i in range(MOST + 1)), strict=False)


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.articles
@pytest.mark.skipif(not TEXTS.is_dir(), reason="the article texts are not at hand")
@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no git checkout, so what is tracked is not known")
def test_no_run_of_more_than_eight_words_of_an_article() -> None:
    grams = {run: text.stem for text in TEXTS.glob("*.txt") for run in runs(words(text.read_text(encoding="utf-8")))}
    assert len(grams) > 1000
    contents = open_ledger(ROOT).contents
    # A reference list prints title and publisher one after another, as the article's own list does.
    titles = [f"{r.title} {r.publisher or ''}" for r in contents.references.values()]
    named = [*titles, *(a.title or "" for a in contents.articles), *NAMES]
    exempt = {run for name in named for run in runs(words(name))}
    found = []
    for path in tracked():
        if path.suffix in BINARY:
            continue
        text = re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8", errors="replace"))
        found += [
            (str(path.relative_to(ROOT)), grams[run], " ".join(run))
            for run in runs(words(text))
            if run in grams and run not in exempt
        ]
    assert found == []


def test_the_search_itself_finds_a_run_and_lets_a_shorter_one_pass() -> None:
    article = set(runs(words("one two three four five six seven eight nine ten")))
    assert set(runs(words("… Two, three, four, five, six, seven, eight, nine, ten!"))) & article
    assert not set(runs(words("two three four five six seven eight nine"))) & article
