"""Looks up lines and columns inside one block of YAML, with PyYAML's composer.

The fast reader gives no places, so a place is looked up when a finding needs it, and only in the block concerned.
"""

from __future__ import annotations

import re
from collections import deque

import yaml
from yaml.nodes import MappingNode, Node, SequenceNode

from firmground.reading.loading import too_deep
from firmground.records.place import Path

#: More brackets than this inside of each other are not composed: PyYAML recurses in C and could overflow the stack.
DEEPEST = 60
#: Blocks above this size are not composed: PyYAML needs a second and 100 MB for each megabyte.
LARGEST = 1_000_000
#: What PyYAML counts as a line end or refuses, and yaml_rs takes as any other character.
_FOREIGN = re.compile("[^\t\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def compose(text: str) -> Node | None:
    """The node tree of a block, or ``None`` when it can't be composed."""
    if len(text) > LARGEST or too_deep(text) or _brackets_too_deep(text):
        return None
    try:
        return yaml.compose(_FOREIGN.sub("\ufffd", text), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, RecursionError, ValueError):
        return None


def _brackets_too_deep(text: str) -> bool:
    depth = 0
    for mark in re.finditer(r"[\[\]{}]", text):
        depth = depth + 1 if mark[0] in "[{" else max(0, depth - 1)
        if depth > DEEPEST:
            return True
    return False


def descend(node: Node, path: Path) -> tuple[Node | None, Node, bool]:
    """Follow a path from a node as far as it leads.

    Returns:
        The key's node (``None`` for a list item), the value's node, and whether the whole path was found.
    """
    key: Node | None = None
    for part in path:
        if isinstance(node, MappingNode):
            pair = next(((k, v) for k, v in node.value if _is(k, part)), None)
            if pair is None:
                return key, node, False
            key, node = pair
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            key, node = None, node.value[part]
        else:
            return key, node, False
    return key, node, True


def _is(key: Node, part: str | int) -> bool:
    written = getattr(key, "value", None)
    return isinstance(written, str) and (written == str(part) or (written.lower(), part) in _SPELT)


#: Keys that YAML reads as something else than text, as Python spells them.
_SPELT = frozenset({("true", "True"), ("false", "False"), ("null", "None"), ("~", "None"), ("", "None")})


def find_duplicate(text: str, wanted: str) -> tuple[str, int, int] | None:
    """The second use of a key in one mapping: the key, its 1-based line and column inside of the block.

    The wanted key goes first; any other one is given when it is not there (``1`` and ``true`` are one key to YAML).
    """
    root = compose(text)
    todo = deque([root] if root is not None else [])
    seen_nodes: set[int] = set()
    other: tuple[str, int, int] | None = None
    while todo:
        node = todo.popleft()
        if id(node) in seen_nodes:
            continue
        seen_nodes.add(id(node))
        if isinstance(node, MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                name = str(getattr(key, "value", ""))
                if name in seen:
                    found = (name, key.start_mark.line + 1, key.start_mark.column + 1)
                    if name == wanted:
                        return found
                    other = other or found
                seen.add(name)
                todo.append(value)
        elif isinstance(node, SequenceNode):
            todo.extend(node.value)
    return other
