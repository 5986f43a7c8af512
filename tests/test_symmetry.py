"""One verb, two doors: every command calls one method with the same names and the same defaults."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import click
import pytest

from firmground import ledger as module
from firmground.cli.main import cli
from firmground.ledger import Ledger

#: Command → what it calls in Python.
DOORS: dict[str, Callable[..., Any]] = {
    "build": Ledger.build,
    "check": Ledger.check,
    "show": Ledger.show,
    "table": Ledger.table,
    "draw": Ledger.draw,
    "export": Ledger.export,
    "upgrade": Ledger.upgrade,
    "article add": Ledger.add_article,
    "article locate": Ledger.locate,
    "explain": module.explain,
    "new": module.new,
}
#: Options that say where the ledger is or how to print, and so have no counterpart in Python.
PRINTING = {"folder", "articles", "form", "quiet"}
#: The method's progress is what the command's bar is for.
WATCHING = {"self", "progress"}


def leaves(group: click.Group, prefix: str = "") -> dict[str, click.Command]:
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            found |= leaves(command, f"{prefix}{name} ")
        else:
            found[prefix + name] = command
    return found


def test_every_command_has_a_method_and_the_other_way_round() -> None:
    assert leaves(cli).keys() == DOORS.keys()


@pytest.mark.parametrize("name", DOORS)
def test_names_order_and_defaults_agree(name: str) -> None:
    command, function = leaves(cli)[name], DOORS[name]
    method = {n: p for n, p in inspect.signature(function).parameters.items() if n not in WATCHING}
    # What says where or how is set aside, except where the method itself takes it (`new FOLDER`).
    typed = {p.name: p for p in command.params if p.name in method or p.name not in PRINTING}
    assert list(typed) == list(method), name
    for key, parameter in method.items():
        required = parameter.default is inspect.Parameter.empty
        assert typed[key].required == required, (name, key)
        if not required:
            given = typed[key].to_info_dict()["default"]
            assert given == parameter.default, (name, key)


@pytest.mark.parametrize("name", DOORS)
def test_every_method_and_option_says_what_it_is(name: str) -> None:
    assert (DOORS[name].__doc__ or "").strip()
    for parameter in leaves(cli)[name].params:
        if isinstance(parameter, click.Option) and parameter.name not in {"form"}:
            assert parameter.help, (name, parameter.name)


def test_no_public_name_is_also_a_room() -> None:
    import pkgutil

    import firmground

    rooms = {m.name for m in pkgutil.iter_modules(firmground.__path__)}
    assert not rooms & set(firmground.__all__)
