"""Rules of the house that no linter knows: module length, no printing, no state, names that do not collide."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[1] / "src" / "firmground"
MODULES = sorted(SRC.glob("**/*.py"))
#: What makes something that can be changed afterwards.
MUTABLE = {"list", "dict", "set", "bytearray", "defaultdict", "Counter", "OrderedDict", "deque", "ChainMap"}
#: Calls that freeze what they are given.
FREEZING = {"MappingProxyType", "frozenset", "tuple"}
#: Words of the first ledger's topic.
TOPIC = ("needl", "acupunct", "qi", "meridian", "stricta", "trigger point")
#: The one module that has to talk to the log of another library, to silence it.
SILENCES = ("reading/bib_blocks.py",)


def name_of(path: Path) -> str:
    return path.relative_to(SRC).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def offenders(rule: Callable[[str, ast.Module, list[str]], Iterable[str]], spared: Iterable[str] = ()) -> list[str]:
    """What a rule finds in the modules, each with its module."""
    found: list[str] = []
    for path in MODULES:
        if name_of(path) not in spared:
            lines = path.read_text(encoding="utf-8").split("\n")
            found += [f"{name_of(path)}: {fault}" for fault in rule(name_of(path), tree_of(path), lines)]
    return found


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 50


def test_no_module_is_longer_than_400_lines() -> None:
    assert offenders(lambda _n, _t, lines: [f"{len(lines) - 1} lines"] if len(lines) - 1 > 400 else []) == []


def test_every_module_says_what_it_is() -> None:
    assert offenders(lambda _n, tree, _l: [] if ast.get_docstring(tree) else ["no docstring"]) == []


def test_only_the_command_line_prints() -> None:
    def rule(name: str, tree: ast.Module, _lines: list[str]) -> Iterator[str]:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and not name.startswith("cli/"):
                to_screen = ast.unparse(node.func) in {"sys.stdout.write", "sys.stderr.write"}
                if to_screen or called(node) in {"print", "pprint", "input", "breakpoint", "echo", "secho"}:
                    yield f"line {node.lineno}: {ast.unparse(node.func)}"

    assert offenders(rule) == []


def test_nothing_is_logged() -> None:
    def rule(_name: str, tree: ast.Module, _lines: list[str]) -> Iterator[str]:
        yield from (name for name in imported(tree) if name.split(".")[0] in {"logging", "loguru"})

    assert offenders(rule, SILENCES) == []
    assert all((SRC / name).is_file() for name in SILENCES)


def test_no_random_number_and_no_clock() -> None:
    """The same ledger gives the same bytes. The age of leftovers, and since when a build runs, stand on no page."""
    clocks = {"datetime.now", "datetime.utcnow", "date.today", "time.time", "uuid.uuid4", "uuid.uuid1"}

    def rule(_name: str, tree: ast.Module, _lines: list[str]) -> Iterator[str]:
        yield from (name for name in imported(tree) if name.split(".")[0] in {"random", "uuid", "secrets"})
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and any(ast.unparse(node.func).endswith(clock) for clock in clocks):
                yield f"line {node.lineno}: {ast.unparse(node.func)}"

    assert offenders(rule, spared={"writing.py", "reports/cache.py"}) == []


def test_singular_and_plural_are_told_apart_in_one_place() -> None:
    """Ask firmground.plurals, instead of choosing words by ``== 1``."""
    assert offenders(lambda _n, tree, _l: plurals_by_hand(tree), ["plurals.py"]) == []


def test_no_module_keeps_state() -> None:
    """Make it a tuple, a frozenset or a MappingProxyType, or pass it as an argument."""

    def rule(_name: str, tree: ast.Module, _lines: list[str]) -> Iterator[str]:
        yield from (f"line {line}: {name}" for name, line in mutable_names(tree))
        yield from (f"line {n.lineno}: global" for n in ast.walk(tree) if isinstance(n, ast.Global))

    assert offenders(rule) == []


def test_nothing_that_a_module_holds_can_be_changed() -> None:
    """The same as imported: what the way it is written does not show."""
    found = []
    for path in MODULES:
        parts = path.relative_to(SRC.parent).with_suffix("").parts
        module = import_module(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
        for name, value in vars(module).items():
            if not name.startswith("__") and isinstance(value, list | dict | set | bytearray):
                found.append(f"{name_of(path)}: {name}")
    assert found == []


def test_exceptions_are_named() -> None:
    """Nobody catches everything without saying why, but to tidy up and raise again; nobody raises a bare Exception."""

    def rule(_name: str, tree: ast.Module, lines: list[str]) -> Iterator[str]:
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler) and catches_all(node) and not commented(lines, node):
                yield f"line {node.lineno}: everything is caught, and no comment says why"
            if isinstance(node, ast.ExceptHandler) and node.type is None:
                yield f"line {node.lineno}: bare except"
            if isinstance(node, ast.Raise) and node.exc is not None:
                raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
                if ast.unparse(raised) in {"Exception", "BaseException"}:
                    yield f"line {node.lineno}: raise a fault with a name"

    assert offenders(rule) == []


def catches_all(node: ast.ExceptHandler) -> bool:
    last = node.body[-1]
    if node.type is None or (isinstance(last, ast.Raise) and last.exc is None):
        return False
    return any(ast.unparse(t) in {"Exception", "BaseException"} for t in ast.walk(node.type) if isinstance(t, ast.expr))


def commented(lines: list[str], node: ast.ExceptHandler) -> bool:
    return any("#" in line for line in lines[node.lineno - 2 : node.body[0].lineno])


def test_no_public_name_is_also_the_name_of_a_module_beside_it() -> None:
    """The first import of the module would put it in the function's place."""
    found = []
    for init in (p for p in MODULES if p.name == "__init__.py"):
        beside = {p.stem for p in init.parent.glob("*.py")} | {p.parent.name for p in init.parent.glob("*/*.py")}
        public = {*bound(tree_of(init)), *exported(tree_of(init))}
        found += [f"{name_of(init)}: {name}" for name in public & beside]
    assert found == []


@pytest.mark.parametrize("room", ["records", "citing", "reading", "checks", "tables", "grading", "gaps", "anchoring"])
def test_folders_are_nouns_and_verbs_are_functions(room: str) -> None:
    verbs = {"check", "read", "grade", "find_gaps", "show", "table", "draw", "build", "export", "explain", "new"}
    assert room not in verbs
    top = {p.stem for p in SRC.iterdir() if p.is_dir() or p.suffix == ".py"}
    assert not top & verbs


def test_no_word_of_the_first_topic_stands_in_the_tool() -> None:
    """What a ledger is about stands in its own vocabulary, settings and glossary (docs/how-to/start-a-ledger.md)."""
    found = []
    files = [path for path in SRC.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert len(files) > len(MODULES)
    for path in files:
        found += [f"{name_of(path)}: {word}" for word in topic_words(name_of(path).encode() + path.read_bytes())]
    assert found == []


def topic_words(text: bytes) -> list[str]:
    """Words of the first topic in a text, as parts of other words, too, and in any case of letters."""
    return [word for word in TOPIC if word.encode() in text.lower()]


@pytest.mark.parametrize(
    "text", ["Dry NEEDLING", "acupuncturist", "Qi", "points-on-meridians", "STRICTA 2010", "Trigger points"]
)
def test_a_word_of_the_first_topic_is_seen(text: str) -> None:
    assert topic_words(text.encode())


# -- the tests of these tests: each rule fires ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "code",
    [
        "SEEN = []",
        "SEEN = {}",
        "SEEN = {1, 2}",
        "SEEN: dict[str, int] = {}",
        "SEEN = list()",
        "SEEN = defaultdict(list)",
        "SEEN = collections.defaultdict(list)",
        "SEEN = [x for x in range(3)]",
        "SEEN = {x: x for x in range(3)}",
        "if True:\n    SEEN = []",
        "try:\n    SEEN = []\nexcept ValueError:\n    pass",
        "A = B = []",
        "A, B = [], ()",
        "SEEN = ([],)",
        "class Reader:\n    seen = []",
    ],
)
def test_state_is_seen(code: str) -> None:
    assert list(mutable_names(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "__all__ = ['a']",
        "NAMES = ('a',)",
        "NAMES = frozenset({'a'})",
        "NAMES = MappingProxyType({'a': 1})",
        "NAMES = types.MappingProxyType({'a': 1})",
        "NAMES = tuple([1, 2])",
        "NAMES = frozenset(x for x in [1, 2])",
        "def f():\n    seen = []",
        "class Record(Base):\n    names: list[str] = []",
        "PATTERN = re.compile('a')",
    ],
)
def test_what_can_not_change_is_left_alone(code: str) -> None:
    assert list(mutable_names(ast.parse(code))) == []


@pytest.mark.parametrize(
    "choice", ['"claim" if n == 1 else "claims"', 'f"{n} claim" if 1 == n else many', '"" if n != 1 else "s"']
)
def test_a_plural_made_by_hand_is_seen(choice: str) -> None:
    assert list(plurals_by_hand(ast.parse(choice)))


@pytest.mark.parametrize("choice", ["name if used[name] == 1 else key", 'f"in {first}" if years[-1] != first else ""'])
def test_a_choice_that_is_no_plural_is_left_alone(choice: str) -> None:
    assert not list(plurals_by_hand(ast.parse(choice)))


# -- looking at code -----------------------------------------------------------------------------------------------


def called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module or ""


def statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """What runs when the module is imported, also inside of conditions; not what stands in functions and classes."""
    for node in body:
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for name in ("body", "orelse", "finalbody"):
                yield from statements(getattr(node, name, []))
            for handler in getattr(node, "handlers", []):
                yield from statements(handler.body)


def plurals_by_hand(tree: ast.Module) -> Iterator[str]:
    """Words of a sentence that are chosen by whether a number is 1."""
    for node in ast.walk(tree):
        if isinstance(node, ast.IfExp) and isinstance(node.test, ast.Compare):
            by_one = any(
                isinstance(side, ast.Constant) and side.value == 1 for side in (node.test.left, *node.test.comparators)
            )
            told = isinstance(node.body, ast.JoinedStr) or isinstance(getattr(node.body, "value", None), str)
            if by_one and told and isinstance(node.test.ops[0], ast.Eq | ast.NotEq):
                yield f"line {node.lineno}: {ast.unparse(node)}"


def mutable_names(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Names bound at import to something that can be changed; fields of records declare their type and are no state."""
    for node in statements(tree.body):
        if isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.Assign) and mutable(inner.value):
                    yield ast.unparse(inner.targets[0]), inner.lineno
        if isinstance(node, ast.Assign):
            names = [ast.unparse(target) for target in node.targets]
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            names = [ast.unparse(node.target)]
        else:
            continue
        if names != ["__all__"] and mutable(node.value):
            yield ", ".join(names), node.lineno


def mutable(value: ast.expr | None) -> bool:
    if isinstance(value, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp):
        return True
    if isinstance(value, ast.Tuple):
        return any(mutable(part) for part in value.elts)
    return isinstance(value, ast.Call) and called(value) in MUTABLE - FREEZING


def bound(tree: ast.Module) -> Iterator[str]:
    for node in statements(tree.body):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        if isinstance(node, ast.ImportFrom):
            yield from (alias.asname or alias.name for alias in node.names)


def exported(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            yield from re.findall(r"'(\w+)'", ast.unparse(node.value))
