"""Local copies of article texts: looked for by the article's id, never required."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from firmground.reading.files import read_source
from firmground.records import Article, ArticleText, Finding


def read_texts(
    articles: Iterable[Article], folder: Path, shown: str
) -> tuple[dict[str, ArticleText], tuple[Finding, ...]]:
    """Read the text of each article for which the folder holds ``<article id>.txt``.

    Args:
        articles: the articles to look for.
        folder: where texts lie; may be missing.
        shown: how to name the folder to the user.

    Returns:
        The texts by article id, a finding for each file that can't be read, and a note for each article without one.
    """
    texts: dict[str, ArticleText] = {}
    findings: list[Finding] = []
    for article in articles:
        name = f"{shown}/{article.id}.txt"
        path = folder / f"{article.id}.txt"
        if not os.path.exists(path):  # noqa: PTH110 - also where the name is too long for the system
            message = f"The text of {article.id} is not at hand ({name}), so its anchors were not checked."
            cure = (
                f"Save its text and run `firmground article add {article.id} FILE`, or name a folder with --articles."
            )
            findings.append(Finding("no-article-text", article.spot, message, cure, article.id))
            continue
        source, found = read_source(path, name)
        findings.extend(found)
        if source is not None:
            texts[article.id] = ArticleText(article.id, name, source.text, source.sha256)
    return texts, tuple(findings)
