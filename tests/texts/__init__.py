"""Article texts for tests: a ledger with a text that was written for them, and the first ledger's own, where at hand.

The five articles are their publishers'; no text of theirs stands in the repository. So whatever is asked of them is
asked of ``ledger/`` first, whose one article is made up from its title to its last line.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
#: A sound ledger on an article that was written for it; every sentence is accounted for.
WRITTEN = Path(__file__).parent / "ledger"
#: Where the texts of the first ledger's articles may be.
TEXTS = Path(os.environ.get("FIRMGROUND_ARTICLES") or ROOT.parent / "shared" / "articles")

#: For what is asked of the five texts themselves.
of_the_articles = [
    pytest.mark.articles,
    pytest.mark.skipif(not TEXTS.is_dir(), reason="the five article texts are not at hand (FIRMGROUND_ARTICLES)"),
]
