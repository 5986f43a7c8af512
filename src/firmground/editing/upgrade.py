"""A ledger of the old form into the new one: what would be done, file by file, and then done, all of it or nothing."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from firmground.editing.claim_lines import ClaimLines, OneLineClaimError, group_slices
from firmground.editing.old_form import Asked, Data, Turned, questions_of, turn
from firmground.editing.slices import Change, ChangedMeanwhileError, Slice, edited, write_all
from firmground.editing.yaml_words import block
from firmground.errors import LedgerError
from firmground.opened import Opened
from firmground.plurals import counted, plural
from firmground.reading.blocks import Cut
from firmground.reading.loading import load
from firmground.reading.schema import SCHEMAS, schema_text
from firmground.records import Contents
from firmground.records.contents import SETTINGS
from firmground.writing import read_ordinary

_HEAD = (
    "# yaml-language-server: $schema=../schema/question-file.schema.json",
    "# Made by `firmground upgrade`. What is asked is a draft, and each answer is still to be written by a person.",
    "questions:",
)


class FaultyLedgerError(LedgerError):
    """A ledger with errors: what could not be read would be left behind."""

    def __init__(self, errors: int) -> None:
        super().__init__(
            f"The ledger has {counted(errors, 'error')}, and only what is read without errors can be turned into the "
            "new form. Nothing was written. Mend what `firmground check` names, then run the command again."
        )


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What is to be done, or was done.

    Attributes:
        changes: the files as they were and as they are to be.
        done: by file, what happens in it.
        decide: what a person must decide afterwards.
        written: whether the files were written.
        diff: whether the text tells every line.
    """

    changes: tuple[Change, ...]
    done: Mapping[str, str]
    decide: tuple[str, ...]
    written: bool
    diff: bool

    def text(self) -> str:
        """The whole for a terminal."""
        if not self.changes:
            return "There is nothing to upgrade: no claim carries a rating that belongs to a question.\n"
        lines = [f"{file}: {told}" for file, told in self.done.items()]
        if self.diff:
            lines += ["", *(line for change in self.changes for line in _diff(change))]
        lines += ["", "Left to a person:", *(f"- {one}" for one in self.decide), ""]
        if self.written:
            lines.append("Written. Next: firmground check --level strict")
        else:
            lines.append("Nothing was written. To do it: firmground upgrade --write (first commit what you have).")
        return "\n".join(lines) + "\n"


def upgrade(opened: Opened, *, write: bool, diff: bool) -> Upgraded:
    """Turn ratings and offered works of claims and groups into questions.

    Args:
        opened: the ledger.
        write: whether to write; otherwise nothing is changed.
        diff: whether to tell every line.

    Raises:
        LedgerError: when the ledger has errors, a claim can't be taken apart by lines, or a file can't be written;
            nothing is changed then.
    """
    if errors := [p for p in opened.findings("basic") if p.severity == "error"]:
        raise FaultyLedgerError(len(errors))
    contents = opened.contents
    turned = turn(contents)
    changes: list[Change] = []
    done: dict[str, str] = {}
    for file, told, change in (*_claim_files(opened.folder, contents, turned), *_question_files(turned)):
        changes.append(change)
        done[file] = told
    if changes:
        changes += _schemas(opened.folder)
    if write:
        write_all(opened.folder, changes)
    return Upgraded(tuple(changes), done, tuple(_decide(contents, turned)), write, diff)


def _claim_files(folder: Path, contents: Contents, turned: Sequence[Turned]) -> Iterator[tuple[str, str, Change]]:
    by_file: dict[str, list[Turned]] = defaultdict(list)
    groups: dict[str, dict[str, list[Turned]]] = defaultdict(lambda: defaultdict(list))
    for one in turned:
        by_file[one.file].append(one)
        if one.group_at is not None:
            groups[one.group_at[0]][one.group_at[1]].append(one)
    for file in sorted({*by_file, *groups}):
        cut = Cut(file, contents.sources[file].lines)
        slices: list[Slice] = []
        for one in by_file.get(file, ()):
            lines = ClaimLines(cut, one)
            if one.asked is not None:
                one.asked.comments += lines.comments()
            slices += lines.slices()
        gone = groups.get(file, {})
        before = load(contents.sources[file].text)[0]
        whole = len(gone) == len(before.get("groups") or ())
        for name, piece, comments in group_slices(cut, list(gone), whole=whole) if gone else ():
            heirs = [one.asked for one in gone[name] if one.asked is not None]
            if heirs:  # comments go where the rating of the group went
                heirs[0].comments += comments
            slices.append(piece if heirs else Slice(piece.first, piece.end, tuple(comments)))
        data = read_ordinary(folder / file)
        if sha256(data).hexdigest() != contents.sources[file].sha256:
            raise ChangedMeanwhileError(file)
        change = Change(file, data, edited(data, slices))
        _prove(file, before, change.after, by_file.get(file, ()), gone, contents.sources[file].lines)
        moved = sum(one.asked is not None for one in by_file.get(file, ()))
        told = [f"{counted(moved, 'claim answers', 'claims answer')} a question"] if moved else []
        stay = len(by_file.get(file, ())) - moved
        if stay:
            told.append(f"{counted(stay, 'claim keeps', 'claims keep')} what {plural(stay, 'its', 'their')} group said")
        if gone:
            told.append(counted(len(gone), "group goes", "groups go"))
        yield file, ", ".join(told), change


def _prove(
    file: str,
    before: Data,
    after: bytes,
    turned: Sequence[Turned],
    groups: Mapping[str, Any],
    lines: Sequence[str],
) -> None:
    """The new text must read as the old data with exactly what was meant changed, or nothing is written."""
    wanted = dict(before)
    for one in turned:
        assert one.claim.spot is not None
        wanted["claims"] = [one.after if n == one.claim.spot.path[1] else c for n, c in enumerate(wanted["claims"])]
    if groups:
        left = {k: v for k, v in before["groups"].items() if k not in groups}
        wanted = {k: (left if k == "groups" else v) for k, v in wanted.items() if k != "groups" or left}
    new, fault = load(after.decode("utf-8-sig"))
    if fault is None and new == wanted:
        return
    claims = new.get("claims") if isinstance(new, dict) else None
    pairs = zip(wanted.get("claims") or (), claims or (), strict=False)
    name = next((str(a.get("id")) for a, b in pairs if a != b), "groups" if groups else file)
    raise OneLineClaimError(file, next((n for n, line in enumerate(lines, 1) if name in line), 1), name)


def _question_files(turned: Sequence[Turned]) -> Iterator[tuple[str, str, Change]]:
    by_file: dict[str, list[Asked]] = defaultdict(list)
    for asked in questions_of(tuple(turned)):
        by_file[asked.file].append(asked)
    for file, questions in by_file.items():
        lines = list(_HEAD)
        for asked in questions:
            first, *rest = block(asked.data(), 4)
            lines += [*(f"  {comment}" for comment in asked.told()), f"  - {first.lstrip()}", *rest, ""]
        count = sum(len(asked.turned) for asked in questions)
        told = f"new, {counted(len(questions), 'question')} that {counted(count, 'claim answers', 'claims answer')}"
        yield file, told, Change(file, None, "\n".join(lines).encode())


def _schemas(folder: Path) -> Iterator[Change]:
    """The schemas of a ledger that has them, so that an editor knows the new fields."""
    there = folder / "claims" / "schema"
    for name in SCHEMAS if there.is_dir() else ():
        path, text = there / name, schema_text(name).encode()
        before = read_ordinary(path) if path.exists() else None
        if before != text:
            yield Change(f"claims/schema/{name}", before, text)


def _decide(contents: Contents, turned: Sequence[Turned]) -> Iterator[str]:
    questions = list(questions_of(tuple(turned)))
    if questions:
        yield (
            f"write `asks` and `answer` of {counted(len(questions), 'question')}, and merge those that ask the same: "
            "`firmground explain rate-a-question`"
        )
    uses = [one for one in turned if one.asked is not None and one.claim.kind == "usage"]
    if uses:
        yield f"say `used: true` in the answers of {counted(len(uses), 'claim')} of kind usage that only report a use"
    harms = [one for one in turned if one.asked is not None and one.claim.kind in {"safety", "contraindication"}]
    if harms:
        yield (
            f"ask how often, with `kind: frequency`, where {counted(len(harms), 'claim')} of kind safety or "
            "contraindication speak of harm, and mark warnings with `warning: true`"
        )
    split = Counter(one.group_at for one in {id(o.asked): o for o in turned if o.asked}.values() if one.group_at)
    if several := sum(number > 1 for number in split.values()):
        told = counted(several, "group becomes", "groups become")
        yield f"{told} more than one question, since what the claims cite themselves differs"
    open_ = [c for c in contents.claims() if c.form == "not rated" and not (c.answers or c.offered or c.no_question)]
    if open_:
        told = counted(len(open_), "claim")
        yield f"link {told} that nobody rated and for which nothing was read, or say `no_question`"
    if contents.settings is not None and contents.settings.families:
        told = counted(len(contents.settings.families), "family stays", "families stay")
        yield f"{told} in {SETTINGS}: claims of one family most likely ask one question"
    if pairs := sum(len(claim.conflicts_with) for claim in contents.claims()):
        yield f"{counted(pairs, 'conflict stays', 'conflicts stay')} at claims until both sides answer one question"


def _diff(change: Change) -> Iterator[str]:
    before = (change.before or b"").decode("utf-8-sig", "replace").splitlines()
    after = change.after.decode("utf-8-sig").splitlines()
    yield from difflib.unified_diff(before, after, change.file, change.file, lineterm="")
