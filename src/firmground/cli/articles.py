"""``firmground article …``: bring texts in, try anchors."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from firmground.cli.common import Ledgered, as_json, ledger_options, say, told


@click.group()
def article() -> None:
    """Bring an article's text in, or try an anchor in it."""


@article.command()
@click.argument("id", metavar="ID")
@click.argument("file", metavar="FILE")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@ledger_options
@told
def add(ledgered: Ledgered, id: str, file: str, form: str) -> None:  # noqa: A002 - the name of the method's argument
    """Copy an article's text into the ledger and begin its claim file.

    A claim file that is there already is not changed; a former, different text is kept beside the new one.

    \b
    Example:
      firmground article add my-article saved-page.txt
    """
    added = ledgered.open().add_article(id, file)
    say(added.text() if form == "text" else as_json(asdict(added)))


@article.command()
@click.argument("id", metavar="ID")
@click.argument("start", metavar="WORDS")
@click.option("--end", metavar="WORDS", help="The last words of the passage.")
@click.option("--prefix", metavar="WORDS", help="The words directly before it.")
@click.option("--suffix", metavar="WORDS", help="The words directly after it.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@ledger_options
@told
def locate(
    ledgered: Ledgered,
    id: str,  # noqa: A002 - the name of the method's argument
    start: str,
    end: str | None,
    prefix: str | None,
    suffix: str | None,
    form: str,
) -> None:
    """Try an anchor in an article's text, and print the line to paste when it fits exactly once.

    \b
    Example:
      firmground article locate example-article "Many people take"
    """
    located = ledgered.open().locate(id, start, end, prefix, suffix)
    say(located.text() if form == "text" else as_json(located.data()))
    sys.exit(0 if located.good else 1)
