"""The result of a check: findings, what they mean for the exit code, and how much of each article is accounted for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from firmground.anchoring.article import AnchoredArticle
from firmground.checks.writers import finding_as_json, github_of, printable, text_of_finding
from firmground.plurals import counted, plural
from firmground.records import Contents
from firmground.records.terms import Level
from firmground.reports.what_if import WhatIf
from firmground.tables.audit import Placed


@dataclass(frozen=True)
class CheckReport:
    """What a check found.

    Attributes:
        level: basic or strict.
        findings: placed, in the order of file and line.
        contents: the records that were checked.
        anchored: the articles whose text is at hand.
        what_if: what would change without some works, when that was asked; then all writers tell this and of the
            findings only how many there are.
    """

    level: Level
    findings: tuple[Placed, ...]
    contents: Contents
    anchored: Mapping[str, AnchoredArticle]
    what_if: WhatIf | None = None

    def count(self, severity: str) -> int:
        """How many findings have a severity: error, warning or note."""
        return sum(p.severity == severity for p in self.findings)

    @property
    def exit_code(self) -> int:
        """1 when there is an error or a warning, or something would change; a note alone is 0."""
        changes = self.what_if.exit_code if self.what_if is not None else 0
        return 1 if changes + self.count("error") + self.count("warning") else 0

    @property
    def summary(self) -> str:
        """What was checked and what came out, article by article."""
        lines = [self._article(file.article.id) for file in self.contents.files]
        claims, references = sum(1 for _ in self.contents.claims()), len(self.contents.references)
        counts = [counted(self.count(s), s) for s in ("error", "warning", "note")]
        if self.contents.failed:
            count = len(self.contents.failed)
            kept = plural(count, "was", "were")
            lines.append(f"{counted(count, 'block')} could not be read in full and {kept} kept aside.")
        lines.append(
            f"{counted(claims, 'claim')}, {counted(references, 'reference')}: "
            f"{counts[0]}, {counts[1]}, {counts[2]} ({self.level} level)."
        )
        return "\n".join(lines)

    def _article(self, article: str) -> str:
        anchored = self.anchored.get(article)
        if anchored is None:
            return f"{article}: text not at hand, anchors and sentences not checked."
        done, total = anchored.accounted, anchored.total
        # Never rounded up: 100 % means every sentence, and of none nothing is done.
        share = 100 if done == total > 0 else min(99, 100 * done // max(1, total))
        claimed = sum(bool(a.claims) for a in anchored.account)
        return (
            f"{article}: {done} of {total} sentences accounted for ({share} %): "
            f"{claimed} under claims, {done - claimed} set aside."
        )

    def text(self, *, summary: bool = True) -> str:
        """All findings as people read them, then (unless told otherwise) the summary."""
        if self.what_if is not None:
            return self.what_if.text() + self._unsound()
        blocks = [text_of_finding(p.finding, p.place, p.severity) for p in self.findings]
        if summary:
            blocks.append(printable_lines(self.summary))
        return "\n\n".join(blocks) + ("\n" if blocks else "")

    def _unsound(self) -> str:
        errors, warnings = self.count("error"), self.count("warning")
        if not errors + warnings:
            return ""
        counts = f"{counted(errors, 'error')} and {counted(warnings, 'warning')}"
        return f"The ledger itself has {counts}, so this may not be whole; `firmground check` shows them.\n"

    def json(self) -> str:
        """All findings and the counts as JSON."""
        data: dict[str, Any] = {
            "level": self.level,
            "errors": self.count("error"),
            "warnings": self.count("warning"),
            "notes": self.count("note"),
        }
        if self.what_if is not None:
            return json.dumps({**data, **self.what_if.data()}, indent=1, ensure_ascii=False) + "\n"
        data |= {
            "articles": [
                {
                    "article": file.article.id,
                    "sentences": self.anchored[file.article.id].total if file.article.id in self.anchored else None,
                    "accounted": self.anchored[file.article.id].accounted if file.article.id in self.anchored else None,
                }
                for file in self.contents.files
            ],
            "findings": [finding_as_json(p.finding, p.place, p.severity) for p in self.findings],
        }
        return json.dumps(data, indent=1, ensure_ascii=False) + "\n"

    def github(self) -> str:
        """All findings as annotations for GitHub's pages."""
        if self.what_if is not None:
            return self.what_if.github()
        return "".join(github_of(p.finding, p.place, p.severity) + "\n" for p in self.findings)


def printable_lines(text: str) -> str:
    """Several lines, each made harmless for a terminal."""
    return "\n".join(printable(line) for line in text.split("\n"))
