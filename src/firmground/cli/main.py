"""``firmground``: the command with its options; every subcommand calls one method of :class:`Ledger`."""

from __future__ import annotations

import sys

import click

from firmground import __version__
from firmground.cli.articles import article
from firmground.cli.common import Ledgered, ledger_options, say
from firmground.cli.verbs import build, check, draw, explain, export, new, show, table, upgrade

EPILOG = "Begin with `firmground new my-topic`, or go to a ledger's folder and type `firmground`."


@click.group(
    invoke_without_command=True,
    subcommand_metavar="[COMMAND] [ARGS]...",  # older releases of click do not say that it may be left out
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EPILOG,
)
@click.version_option(__version__, prog_name="firmground")
@ledger_options
@click.pass_context
def cli(context: click.Context, ledgered: Ledgered) -> None:
    """Track what health articles claim, what the claims rest on, and how strong that evidence is.

    Without a command: the state of the ledger in this folder, and what to do next.
    """
    context.obj = ledgered
    if context.invoked_subcommand is not None:
        return
    from firmground.errors import LedgerError

    try:
        say(ledgered.open().show())
    except LedgerError as error:
        say(f"{error}\n\n{EPILOG}\n`firmground --help` lists the commands.")


for command in (build, check, show, table, draw, article, export, upgrade, explain, new):
    cli.add_command(command)


def main() -> None:
    """Run the command; exit code 0: clean, 1: something was found, 2: wrong use."""
    for stream in (sys.stdout, sys.stderr):
        # A console that can't show a sign gets a replacement, never a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    cli(prog_name="firmground")
