"""Brings article texts into a ledger and tries anchors in them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from firmground.anchoring.fragment import link
from firmground.anchoring.locate import locate, words_in
from firmground.anchoring.nearest import MOST_WORDS, Passages
from firmground.anchoring.normalise import normalise
from firmground.anchoring.sentences import segment
from firmground.errors import LedgerError, UnknownNameError
from firmground.reading.files import decode, read_data
from firmground.records import Anchor, Contents, Finding, Sentence, Span
from firmground.records.article import LONGEST_ID, is_id, text_digest
from firmground.writing import write_whole


@dataclass(frozen=True)
class Added:
    """What became of an article that was brought in.

    Attributes:
        article: its id.
        text_file: where its text lies now, as the user names it.
        sha256: of the text, whatever its line ends (``records.article.text_digest``).
        sentences: sentences, list items, table rows and headings of the text.
        claim_file: the claim file that was begun, or ``None`` when there was one already.
        kept: where a former, different text was kept, or ``None``.
        same: whether this very text was there already, so that its file was left alone.
    """

    article: str
    text_file: str
    sha256: str
    sentences: int
    claim_file: str | None
    kept: str | None
    same: bool

    def text(self) -> str:
        """What happened, and what to do next, for a terminal."""
        lines = [f"{self.text_file}: {self.sentences} sentences, list items, table rows and headings."]
        if self.same:
            lines.append("It is the same text as before, so the file was left as it is.")
        if self.kept:
            lines.append(f"The former text was another one; it was kept as {self.kept}.")
        stamp = f"text: {{sha256: {self.sha256}, sentences: {self.sentences}}}"
        if self.claim_file:
            lines += [
                f"Begun: {self.claim_file}",
                "Next: open it, add the first claim, and run: firmground check --level strict",
            ]
        else:
            lines += [
                "The claim file was there already and was not changed. Under “article:” it should say:",
                f"  {stamp}",
            ]
        return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Passage:
    """One passage that an anchor fits: the sentence it begins in, its offsets, and its text."""

    sentence: int
    span: Span
    passage: str


@dataclass(frozen=True)
class Located:
    """What an anchor finds in an article.

    Attributes:
        anchor: the anchor that was tried.
        places: every passage it fits, exactly; an anchor is good when there is one.
        hint: the nearest words when there is none, with their sentence's number.
        link: address of the passage in the live article, when its address is known.
        too_long: the parts that quote more than six words.
    """

    anchor: Anchor
    places: tuple[Passage, ...]
    hint: tuple[int, str] | None
    link: str | None
    too_long: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Whether the anchor can be used as it stands."""
        return len(self.places) == 1 and not self.too_long

    def data(self) -> dict[str, Any]:
        """The result as plain data for other programs."""
        return {
            "anchor": self.anchor.model_dump(exclude_none=True),
            "good": self.good,
            "places": [
                {"sentence": p.sentence, "span": [p.span.start, p.span.end], "passage": p.passage} for p in self.places
            ],
            "nearest": {"sentence": self.hint[0], "words": self.hint[1]} if self.hint else None,
            "too_long": list(self.too_long),
            "link": self.link,
        }

    def text(self) -> str:
        """The result for a terminal, with the line to paste when the anchor is good."""
        lines = [f"sentence {p.sentence}: “{_shortened(p.passage)}”" for p in self.places]
        if self.too_long:
            lines.append(f"Too long: {', '.join(self.too_long)}; at most {MOST_WORDS} words of an article are quoted.")
        if self.good:
            parts = ", ".join(f"{name}: {json.dumps(words, ensure_ascii=False)}" for name, words in self.anchor.parts())
            lines.append(f"Found once. Paste this:  anchor: {{{parts}}}")
            if self.link:
                lines.append(self.link)
        elif len(self.places) > 1:
            lines.append(f"Found {len(self.places)} times: add --prefix or --suffix, the words beside the right one.")
        elif not self.places:
            lines.append("Not found.")
            if self.hint:
                lines.append(f"Nearest, at sentence {self.hint[0]}: “{self.hint[1]}”")
        return "\n".join(lines) + "\n"


class ArticleIdError(LedgerError):
    """A name that no article can have."""

    def __init__(self, article: str) -> None:
        shown = article if len(article) <= LONGEST_ID else f"{article[: LONGEST_ID - 1]}…"
        super().__init__(
            f"“{shown}” can't be an article's id: use small letters, digits and single dashes, at most {LONGEST_ID} "
            "characters, and no name that a system keeps for itself (con, nul, ledger …)."
        )


class UnreadableTextError(LedgerError):
    """A text that is not there, that the file system does not give, or that is no ordinary file."""

    def __init__(self, found: Finding) -> None:
        super().__init__(f"{found.message} Save the article's text to an ordinary file, and name that.")


class NotPlainTextError(LedgerError):
    """A file that holds something other than text."""

    def __init__(self, found: Finding) -> None:
        super().__init__(f"{found.message} {found.cure}")


class EmptyTextError(LedgerError):
    """A text without a word."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"{file} is empty.")


class NotInPlaceError(LedgerError):
    """A text or claim file that the file system does not take."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The article could not be put in place: {why.rstrip('.')}.")


class NoTextAtHandError(LedgerError):
    """An anchor in an article whose text is not there."""

    def __init__(self, article: str) -> None:
        super().__init__(
            f"The text of {article} is not at hand. Bring it in with `firmground article add {article} FILE`, "
            "or name its folder with --articles."
        )


class EmptyAnchorError(LedgerError):
    """An anchor without a word."""

    def __init__(self) -> None:
        super().__init__("An anchor needs at least one word.")


def add_article(folder: Path, articles: Path, shown: str, article: str, file: Path) -> Added:
    """Copy a text to ``<articles>/<id>.txt`` and begin ``claims/<id>.yaml`` when there is none.

    The bytes are kept as they are. A text that is there already, with whatever line ends, is left as it is.

    Raises:
        LedgerError: for an id or a file that can't be used; nothing was written then.
    """
    if not is_id(article):
        raise ArticleIdError(article)
    data, found = read_data(file, str(file))
    if data is None:
        raise UnreadableTextError(found[0])
    source, found = decode(data, str(file))
    if source is None:
        raise NotPlainTextError(found[0])
    if not source.text.strip():
        raise EmptyTextError(file)
    sentences = len(segment(source.text))
    target = articles / f"{article}.txt"
    digest = text_digest(source.text)
    kept, same = None, False
    try:
        articles.mkdir(parents=True, exist_ok=True)
        former = _former(target, f"{shown}/{target.name}")
        if former is not None:
            old, _ = decode(former, target.name)
            same = old is not None and text_digest(old.text) == digest
            if not same:
                kept_path = articles / f"{article}.former-{hashlib.sha256(former).hexdigest()[:8]}.txt"
                write_whole(kept_path, former)
                kept = f"{shown}/{kept_path.name}"
        if not same:
            write_whole(target, data)
        claim_path = folder / "claims" / f"{article}.yaml"
        begun = None
        if not claim_path.exists():
            write_whole(claim_path, _skeleton(article, digest, sentences).encode())
            begun = f"claims/{article}.yaml"
    except OSError as error:
        raise NotInPlaceError(error.strerror or str(error)) from None
    return Added(article, f"{shown}/{article}.txt", digest, sentences, begun, kept, same)


def _former(target: Path, name: str) -> bytes | None:
    if not target.exists():
        return None
    former, found = read_data(target, name)
    if former is None:  # it could not be kept
        raise NotInPlaceError(found[0].message)
    return former


def locate_words(
    contents: Contents, article: str, start: str, end: str | None, prefix: str | None, suffix: str | None
) -> Located:
    """Try an anchor.

    Raises:
        LedgerError: when there is no such article, its text is not at hand, or the anchor holds no words.
    """
    known = {a.id: a for a in contents.articles}
    if article not in known:
        raise UnknownNameError("article", article, known)
    text = contents.texts.get(article)
    if text is None:
        raise NoTextAtHandError(article)
    if not start.strip():
        raise EmptyAnchorError
    anchor = Anchor(start=start, end=end or None, prefix=prefix or None, suffix=suffix or None)
    sentences = segment(text.text)
    places = tuple(
        Passage(_number(s, sentences), s, text.text[s.start : s.end]) for s in locate(anchor, normalise(text.text))
    )
    hint = Passages(text.text, sentences).nearest(start) if not places else None
    url = known[article].url
    return Located(
        anchor,
        places,
        (hint.sentence, hint.words) if hint else None,
        link(url, anchor) if url else None,
        tuple(name for name, words in anchor.parts() if words_in(words) > MOST_WORDS),
    )


def _number(span: Span, sentences: tuple[Sentence, ...]) -> int:
    return next((s.number for s in sentences if s.span.overlaps(span)), 0)


def _shortened(passage: str, longest: int = 300) -> str:
    passage = " ".join(passage.split())
    return passage if len(passage) <= longest else f"{passage[: longest // 2]} … {passage[-longest // 2 :]}"


def _skeleton(article: str, sha256: str, sentences: int) -> str:
    return f"""\
# yaml-language-server: $schema=schema/claim-file.schema.json
article:
  id: {article}
  title: null
  publisher: null
  url: null
  published: null
  updated: null
  author: null
  medical_reviewer: null
  text: {{sha256: {sha256}, sentences: {sentences}}}
claims: []
set_aside: {{}}
"""
