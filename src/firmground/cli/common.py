"""What all commands share: where the ledger is, how its errors reach the user, how text is printed."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from firmground.ledger import Ledger

Command = Callable[..., Any]


@dataclass(frozen=True)
class Ledgered:
    """Where the user said the ledger and the article texts are."""

    folder: str | None = None
    articles: str | None = None

    def open(self, *, quiet: bool = False) -> Ledger:
        """Open the ledger; what takes longer than a second shows a bar, unless quiet.

        Raises:
            LedgerError: when there is none.
        """
        from firmground.cli.progress import Patience
        from firmground.ledger import open_ledger

        return open_ledger(self.folder or ".", self.articles, told=None if quiet else Patience())


def ledger_options(function: Command) -> Command:
    """Add --folder and --articles, also those before the command (`--folder X check`); it gets a ``Ledgered``."""

    @click.option("--folder", metavar="DIR", help="The ledger's folder.  [default: this one, or the one above it]")
    @click.option(
        "--articles",
        metavar="DIR",
        help="Folder with article texts.  [default: $FIRMGROUND_ARTICLES, else articles/ in the ledger]",
    )
    @functools.wraps(function)
    def wrapped(*args: Any, folder: str | None, articles: str | None, **options: Any) -> Any:
        before = click.get_current_context().find_object(Ledgered) or Ledgered()
        ledgered = Ledgered(folder or before.folder, articles or before.articles)
        return function(*args, ledgered=ledgered, **options)

    return wrapped


def told(function: Command) -> Command:
    """Turn what a ledger can't do into a message and exit code 2."""

    @functools.wraps(function)
    def wrapped(*args: Any, **options: Any) -> Any:
        from firmground.errors import LedgerError

        try:
            return function(*args, **options)
        except LedgerError as error:
            raise click.UsageError(_shown(str(error))) from None
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            raise click.UsageError(_shown(f"{where}{error.strerror or error}.")) from None

    return wrapped


def _shown(message: str) -> str:
    """A message that quotes what was typed, or the name of a file, and yet can do nothing to a terminal."""
    from firmground.checks.writers import printable

    return "\n".join(map(printable, message.split("\n")))


def as_json(data: object) -> str:
    """Plain data as JSON text for other programs."""
    import json

    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def say(text: str) -> None:
    """Print text that is already safe for a terminal."""
    click.echo(text, nl=not text.endswith("\n"))
