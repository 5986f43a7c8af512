"""Shows how far a build is, on the error stream, so that the output stays clean for other programs."""

from __future__ import annotations

import sys
import time
from typing import Self

import click

WIDTH = 24
CLEAR = "\r\x1b[K"


def _bar(done: int, total: int) -> str:
    filled = WIDTH * done // max(1, total)
    return "█" * filled + "·" * (WIDTH - filled)


class Patience:
    """Called while a ledger is read; draws a bar in a terminal once a second has passed, and wipes it at the end."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._drawn = sys.stderr.isatty()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """One more file of a stage is done."""
        if not self._drawn or time.monotonic() - self._begun < 1:
            return
        last = done + 1 >= total
        click.echo(CLEAR if last else f"{CLEAR}{_bar(done, total)} {done}/{total} {stage}", nl=False, err=True)


class Bar:
    """Progress of a build: a bar in a terminal, one line per finished step elsewhere, nothing when quiet."""

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet
        self._drawn = sys.stderr.isatty()
        self._total = 0
        self._done = 0
        self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.done()

    def start(self, total: int) -> None:
        """A build of so many steps begins."""
        self._total = total

    def step(self, name: str, state: str) -> None:
        """A step has begun, is finished or has failed; ``state`` says which."""
        if self._quiet:
            return
        begun = state in {"begun", "started", "running"}
        self._done += not begun
        if self._drawn:
            click.echo(f"{CLEAR}{_bar(self._done, self._total)} {self._done}/{self._total} {name}", nl=False, err=True)
            self._shown = True
        elif not begun:
            click.echo(f"{self._done}/{self._total} {name}: {state}", err=True)

    def done(self) -> None:
        """The build has ended."""
        if self._shown:
            click.echo(CLEAR, nl=False, err=True)
            self._shown = False
