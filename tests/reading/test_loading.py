"""Text that would crash or fill a parser: refused in good time, never an exception, never the end of the process."""

from __future__ import annotations

import threading
from itertools import pairwise
from typing import Any

import pytest

from firmground.reading.loading import DEEPEST, TOO_DEEP, load
from firmground.reading.nodes import compose, find_duplicate

DEEP = 100_000
NESTED = {
    "brackets": "claims: " + "[" * DEEP,
    "brackets, closed": "claims: " + "[" * DEEP + "]" * DEEP,
    "braces": "claims: " + "{a: " * DEEP,
    "dashes": "claims:\n  " + "- " * DEEP + "x",
    "question marks": "? " * DEEP,
    "colons": ": " * DEEP,
    "dashes and question marks": "- ? : " * DEEP,
    "indentation": "\n".join(" " * i + "k:" for i in range(3_000)),
    "indentation and dashes": "\n".join(" " * (2 * i) + "- k:" for i in range(1_500)),
    "closing brackets": "]" * DEEP,
}


def in_a_small_stack(function: Any, text: str) -> Any:
    """Run where the stack is as small as in the threads of some systems."""
    results: list[Any] = []
    before = threading.stack_size(512 * 1024)
    try:
        thread = threading.Thread(target=lambda: results.append(function(text)))
        thread.start()
        thread.join()
    finally:
        threading.stack_size(before)
    return results[0]


@pytest.mark.parametrize("text", NESTED.values(), ids=NESTED)
def test_deep_nesting_is_refused(text: str) -> None:
    _, reason = in_a_small_stack(load, text)
    assert reason
    assert in_a_small_stack(compose, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "a:\n  " + "- " * (DEEPEST - 20) + "x",
        "a:\n" + " " * 300 + "x: 1",
        "a: " + "[" * 200 + "]" * 200,
        "\n".join(" " * i + "k:" for i in range(DEEPEST - 10)),
        "a: >\n" + "\n".join(" " * 130 + "- words" for _ in range(50)),
    ],
)
def test_what_is_far_to_the_right_or_moderately_deep_is_read(text: str) -> None:
    _, reason = in_a_small_stack(load, text)
    assert reason is None


def bomb(levels: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, levels)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("levels", [7, 10, 30])
def test_an_alias_bomb_is_refused(levels: int) -> None:
    value, reason = load(bomb(levels))
    assert value is None
    assert "replay" in (reason or "")
    assert compose(bomb(levels)) is not None, "only places are looked up there, and nothing is unfolded"
    assert find_duplicate(bomb(levels), "x") is None


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [*a]",
        "&a {*a : 1}",
        "{[{a: b}]: c}",
        "? {a: b}\n: c",
        "a: " + "1" * 5000,
        "a: .nan\nb: -.inf",
        "a: !!python/object:os.system x",
        'a: "\\ud800"',
        "a: \u2028b: \x85c",
        "%YAML 9.9\n---\na: 1",
        "%" * 1000,
        "&" * 1000,
        "!" * 1000,
        "*a",
        "<<: *a",
        "--- >\n",
        "\t",
    ],
)
def test_oddities_never_raise(text: str) -> None:
    load(text)
    compose(text)


def test_the_reason_is_that_of_the_guard() -> None:
    assert load(NESTED["dashes"]) == (None, TOO_DEEP)


def test_aliases_unfold_in_proportion_to_the_text() -> None:
    """Many small blocks could each ask for a million values, which takes a sixth of a second each."""
    lines = ["a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"{two}: &{two} [{', '.join([f'*{one}'] * 10)}]" for one, two in pairwise("abcde")]
    assert load("\n".join(lines[:3]))[1] is None  # a thousand values
    reason = load("\n".join(lines))[1]  # a hundred thousand
    assert reason is not None
    assert "replay" in reason.lower()
    shared = "a: &a {certainty: low, why: Seen.}\nb:\n" + "  - *a\n" * 10_000
    data, reason = load(shared)
    assert reason is None
    assert len(data["b"]) == 10_000
