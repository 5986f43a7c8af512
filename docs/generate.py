"""Writes what is made from the code: docs/reference, the JSON Schemas, and the outputs shown in README and docs.

    python docs/generate.py            write them
    python docs/generate.py --check    say which ones are out of date, exit 1 if any

A test runs the same functions, so no page can go stale.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
#: Commands that set a machine up; `.ci/run` runs them in a fresh clone.
ELSEWHERE = "python3 -m venv"
LONGEST = 34
SCHEMA = ROOT / "src" / "firmground" / "exchange" / "schemas" / "export.schema.json"


def tables_page() -> str:
    """Every table with its columns."""
    from firmground.tables.build import TABLES

    lines = [
        "# Tables",
        "",
        "`firmground table NAME` prints a table; `ledger.table(NAME)` gives the same as a pandas frame.",
        "What is not known is empty. Lists stay lists in pandas and JSON, and are joined by `; ` in CSV.",
    ]
    for name, (means, columns, _) in TABLES.items():
        lines += [
            "",
            f"## {name}",
            "",
            f"{means[0].upper()}{means[1:]}.",
            "",
            "| column | kind | means |",
            "|---|---|---|",
        ]
        lines += [f"| `{c.name}` | {c.kind} | {c.means} |" for c in columns]
    return "\n".join(lines) + "\n"


def charts_page() -> str:
    """Every chart with what it shows."""
    from firmground.charts.gallery import CHARTS

    lines = [
        "# Charts",
        "",
        "`firmground draw CHART --out FILE` saves a chart as .svg, .png or .pdf; `ledger.draw(CHART)` returns it.",
        "",
        "| chart | title | what it shows |",
        "|---|---|---|",
    ]
    lines += [f"| `{name}` | {chart.title} | {chart.shows} |" for name, chart in CHARTS.items()]
    lines += [
        "",
        "Letters are drawn with DejaVu Sans, which comes with matplotlib: the same file on every machine. For letters",
        "that it has not (Chinese, Hindi, Thai …) an installed font is taken: the first, by its path, that has them.",
        "Where there is none, they stand as their numbers, such as `[U+5934]`, so that two names stay two, and the",
        "command names them; install a font that has them, then build with `--fresh`. The table beside a chart on",
        "a page always has the names themselves. Text from right to left is set as such from matplotlib 3.11 on.",
    ]
    return "\n".join(lines) + "\n"


def references_page() -> str:
    """Every field of references.bib, from the mapping and the records' own texts."""
    from firmground.reading.bib_rules import bib_fields
    from firmground.records import Reference

    rules = bib_fields()
    means = {name: field.description or "" for name, field in Reference.model_fields.items()}
    lines = [
        REFERENCES_INTRO.strip(),
        "",
        "## Fields",
        "",
        "| field | may also be | means | printed |",
        "|---|---|---|---|",
    ]
    for fact in rules.fact.values():
        name, *others = fact.fields
        also = ", ".join(f"`{other}`" for other in others)
        also += ("; else " if also else "else ") + ", ".join(f"`{n}`" for n in fact.instead) if fact.instead else ""
        behind = ", ".join(f"`{other}`" for other in fact.behind)
        also += f"{'; ' if also else ''}behind it {behind}" if behind else ""
        text = " ".join(means[fact.name].split()).replace("``", "`")
        words = {"design": "design", "status": "status"}.get(fact.name)
        if words:
            field = Reference.model_json_schema()["properties"][words]
            listed = next(part["enum"] for part in field["anyOf"] if "enum" in part)
            text += f" One of: {', '.join(listed)}."
        lines.append(f"| `{name}` | {also} | {text} | {fact.printed} |")
    lines += [
        "| `date` | `year`, `month`, `day` | When the work came out: 2020, 2020-05 or 2020-05-17. | in the reference |",
        "| `eprint` | with `eprinttype` or `archiveprefix` | An identifier: pubmed and pmc become PMID and PMCID; "
        "arXiv becomes the address, where there is no other. | as those |",
        "| `howpublished` | | An address in it is the `url`, where there is none. | as that |",
        "| `crossref`, `xdata` | | Keys of entries from which this one inherits what it lacks. | |",
        "| `collaboration` | | A group of authors; it stands behind the persons. | in the reference |",
        "",
        REFERENCES_REST.strip(),
        "",
        "## Types of entries",
        "",
        f"{', '.join(f'`{name}`' for name in sorted(rules.types.known))}.",
        "",
        "Another type is read all the same, and reported.",
        "",
        "## Fields that are kept and not used",
        "",
        f"{', '.join(f'`{name}`' for name in sorted(rules.unused.names))}.",
        "",
        "Any other field is kept as well. It is reported only when its name is near one that is used, since it is then",
        "most likely mistyped.",
    ]
    return "\n".join(lines) + "\n"


REFERENCES_INTRO = """
# The fields of references.bib

`references.bib` holds every work once, as BibTeX or biblatex; what reference managers export is read as it is. The file
is never rewritten. This page is made from the mapping in `src/firmground/reading/bib_fields.toml` and the records.

```bibtex
@article{doe2020trial,
  author   = {Doe, Anna B and van der Berg, Jan and {Tea Research Group} and others},
  title    = {Tea for colds: a trial},
  journal  = {Journal of Tea},
  date     = {2020-05-17},
  volume   = {3},
  number   = {2},
  pages    = {3-9},
  doi      = {10.1000/tea.3},
  design   = {randomised trial},
  verified = {2026-11-22},
}
```
"""
REFERENCES_REST = r"""
## Names

Names are parted by ` and `, and end with ` and others` where there are more.

| written | read as |
|---|---|
| `Doe, Anna B` or `Anna B Doe` | family name, given names |
| `van der Berg, Jan` or `Jan van der Berg` | particle of small words before the family name |
| `Filippo, Cesare de` | the same, as many exports write it: de Filippo C. In small letters only |
| `King, Jr, Martin Luther`, `King Jr, Martin Luther`, `King, Martin Luther, Jr` | with a suffix |
| `family=Berg, given=Jan, prefix=van der` | the same, as biblatex writes it |
| `{World Health Organization}` | a body: one name, never taken apart, whatever stands in it |
| `WHO` | a single word is one whole name |

What is no list of names (commas or semicolons between persons, `&`, digits, an address, note marks, “(ed.)”) is an
error, since BibTeX would make one wrong person of it; the text is kept as written and printed so until it is mended.
A body without braces, `et al.`, a name such as `Doe AB` without its comma, a degree or title beside a name and an
`and` too many are warnings. So is `Maria De Luca` or `Aken, Dana Van`: the particle is read as one, but it may be a
given name.

## Text

- LaTeX accents and signs become letters: `M{\"u}ller`, `$\beta$`, `\pm`. `--` is a dash, `~` between two words a
  space, ` ``so'' ` is in quotation marks. A command that nobody knows keeps its text (`\mbox{COVID-19}`); one
  without text stays as it is, and is reported. So does one in mathematics that may change what is meant:
  `$\binom{n}{k}$`.
- A percent sign is text. BibTeX has no comments within an entry; one that stands there is left out and reported.
- HTML entities are read, and tags that only say how text looks are taken off, in pairs; digits set higher or lower
  stay so: `CO<sub>2</sub>` is CO₂. Other tags are text, and are escaped on pages.
- `url` and identifiers are taken letter by letter; only the backslashes that exporters put before `_ % & #` go, and
  the line breaks within a long address. A space within one is reported: nobody can know whether it belongs there.
- `#` joins values; a bare word must be an `@string` of the file, or a month: `jan`, `feb` …

## What gives a finding

A field that means the year, the journal, an author or an identifier is never left out in silence: what can't be
used is [reported](findings.md#bib-bad-value) and kept. So are two fields that say different things, a date that is
uncertain or a span of years (name `year` under `unverified` when that is known), an entry that inherits from one
that is not there, and a type that nobody knows. A brace or quotation mark that is never closed is shown where it
opens, and the entries after it are read.

## Decided so

- `date` and `year` that differ: the date counts, as in biblatex. Of a span the first year is used.
- `https://doi.org/` and `doi:` before a DOI are taken off; in the address `%23` and the like are decoded, in a bare
  DOI never, since a DOI may hold a percent sign. Of several ISSNs or ISBNs in one field the first is used.
- `organization` is the institution of a thesis or report, and of anything else the publisher.
- A chapter inherits the book's title, editors, date, publisher and series, never its identifiers, pages or authors.
- A DOI that stands as the `url` is the DOI, where the entry has no other.
- `PMID: 123` at the beginning of a line of `note` is the PMID, as Zotero writes it; not in a note about an erratum,
  comment or reply, which names the number of another work.
- `2019-21` is a span of years as `year`, and the spring of 2019 as `date`, as in biblatex.
- `1,234` and `1 234` are numbers; of `12,34` nobody can know what it means, so it is not read.
- “Almeida, Marcelo de” is printed as de Almeida M. PubMed writes some such names with the particle as an initial
  (Almeida MD), which reads as a second given name.
- In `03/04/2026` nobody can know which is the month, so it is not read.
- “Doe AB” without a comma is kept as written, and not read as BibTeX would (family name AB): it is far more often a
  name as PubMed prints it.
- A title that begins with “Retracted” needs a status, or a `statusnote` that says why it has none: works about
  retraction begin so, too.
- Two entries with one DOI are one work, unless one names the other under `supersededby`: a journal may replace a
  work and keep its DOI. """


def claim_file_page() -> str:
    """Every field of a claim file and of ledger.yaml, from the JSON Schemas."""
    from firmground.records import ClaimFile, LedgerSettings

    lines = [
        "# The claim file",
        "",
        "`claims/<article id>.yaml` holds one article with all its claims; `claims/ledger.yaml` the ledger as a whole.",
        "The first line of each names a JSON Schema, by which VS Code's YAML extension completes and checks fields.",
        "A field that has no default must be there; `null` means that nothing is known.",
    ]
    for model, title in ((ClaimFile, "A claim file"), (LedgerSettings, "ledger.yaml")):
        schema = model.model_json_schema(by_alias=True)
        lines += ["", f"## {title}", *_fields(schema)]
        for name, part in sorted(schema.get("$defs", {}).items()):
            if "properties" in part and not (model is LedgerSettings and name in _shared()):
                lines += [
                    "",
                    f"### {name}",
                    "",
                    " ".join(part.get("description", "").split("\n\n")[0].split()),
                    *_fields(part),
                ]
    return "\n".join(lines) + "\n"


def question_file_page() -> str:
    """Every field of a question file, from its JSON Schema."""
    from firmground.records import QuestionFile

    schema = QuestionFile.model_json_schema(by_alias=True)
    lines = [
        "# The question file",
        "",
        "`claims/questions/<topic>.yaml` holds what claims ask, each with its evidence, its rating and its answer:",
        "[Rate a question](../how-to/rate-a-question.md). The first line names a JSON Schema, by which VS Code's YAML",
        "extension completes and checks fields: `# yaml-language-server: $schema=../schema/question-file.schema.json`.",
        *_fields(schema),
    ]
    listed = _shared()
    for name, part in sorted(schema["$defs"].items()):
        if "properties" in part and name not in listed:
            about = " ".join(part.get("description", "").split("\n\n")[0].split())
            lines += ["", f"## {name}", "", about, *_fields(part)]
    lines += ["", f"As in [the claim file](claim-file.md): {', '.join(sorted(listed & set(schema['$defs'])))}."]
    return "\n".join(lines) + "\n"


def export_page() -> str:
    """Every field of the JSON export, from its JSON Schema."""
    import json

    from firmground.exchange.format import FORMAT, export_schema

    schema = json.loads(export_schema())
    lines = [
        "# The JSON export",
        "",
        '`firmground export ledger.json` (in Python: `ledger.export("ledger.json")`) writes the whole ledger as one',
        f"JSON document. Its form is a contract: the field `format` is `{FORMAT}`, and within a version no field",
        "changes its meaning or goes; new ones may come. The JSON Schema is shipped in the package as",
        "`firmground/exchange/schemas/export.schema.json`. It and this page are made from the models that write the",
        "export, and a test validates the export against it.",
        "",
        "A field that may not be left out stands in every export, `null` or empty where there is nothing to say.",
        "[Appraisal](appraisal.md) explains scores and missing sides, [Gaps](gaps.md) the kinds of gap.",
        "`firmground export claims.csv` writes the table of claims for a spreadsheet, in UTF-8 with the mark by which",
        "Excel recognises it.",
        "",
        EXPORT_CHANGES.strip(),
        "",
        "## The whole",
        *_fields(schema),
    ]
    listed = _shared()
    for name, part in schema["$defs"].items():
        if "properties" in part and name not in listed:
            lines += ["", f"## {name}", "", part["description"], *_fields(part)]
    lines += ["", f"As in [the claim file](claim-file.md): {', '.join(sorted(listed & set(schema['$defs'])))}."]
    return "\n".join(lines) + "\n"


EXPORT_CHANGES = """
## From firmground/1 to firmground/2

A rating belongs to a question now, and a claim says which question it answers and how. No field of a claim went. New:

- `questions[]`: every question with its evidence, rating and answer, and the `claims` that answer it.
- `claims[].answers[]`: each question that the claim answers, with verdict, standing, certainty and sense.
- `claims[].question`: id of the question whose answer decides; `null` for a claim that answers none.
- `claims[].verdict_told` and `sense`: the verdict in words, and which kind of unknown it is.
- `claims[].warning`, `no_question` and `write`: as in the claim file.
- `citations[].passage` and `where`, for each citation of a claim.

What means more, or something else:

- `claims[].rating` was written at the claim or its group. Now it is that of the question that decides, further down by
  the claim's `indirect`; of a claim whose `question` is `null` it is its own, as before.
- `claims[].citations[]` of role `offered` come from the question. Their `stance` is worked out from what a work says to
  the question and what the claim says to it.
- `claims[].verdict` has new words: `confirmed in part`, `in use`, and five that only warnings have.
- `claims[].wording_allowed` was a prefix before the claim. Now it is `write`, else the question's answer: written by a
  person, or `null`.
- `start` of a rating may be `counted`, which starts high; `fact` may be `confirmed in part` or `disputed`.
- A step of a rating has `hides`: `harm` marks a fault of counting that makes harm look rarer. Such a step may stand
  beside a certainty that it did not lower.

A program that reads firmground/1 goes on so:

- Accept the new `format`, and read `rating`, `verdict` and `citations` of each claim where they stood.
- Know the new words of `verdict`, `start` and `fact`; print one that you don't know as it is, never as “not rated”.
- Do not call a claim with `warning` wrong because its evidence is weak: only the verdict `is wrong` says that.
- Show `sense` wherever you show that something is not rated, cannot be verified, or is not settled.
- To show one body of evidence once, put claims together by `question`.
"""


def _shared() -> set[str]:
    from firmground.records import ClaimFile

    return set(ClaimFile.model_json_schema(by_alias=True).get("$defs", {}))


def _fields(schema: Mapping[str, Any]) -> Iterator[str]:
    required = set(schema.get("required", ()))
    yield ""
    yield "| field | holds | means |"
    yield "|---|---|---|"
    for name, field in schema["properties"].items():
        means = " ".join(str(field.get("description", "")).split()).replace("|", "\\|").replace("``", "`")
        yield f"| `{name}`{'' if name in required else ' (may be left out)'} | {_holds(field)} | {means} |"


def _holds(field: Mapping[str, Any]) -> str:
    if "$ref" in field:
        return field["$ref"].rsplit("/", 1)[-1]
    if "enum" in field:
        return ", ".join(f"`{w}`" for w in field["enum"])
    if "const" in field:
        return f"`{field['const']}`"
    for key in ("anyOf", "oneOf"):
        if key in field:
            return " or ".join(dict.fromkeys(_holds(f) for f in field[key]))
    kind = field.get("type")
    if kind == "null":
        return "null"
    if isinstance(kind, list):
        return " or ".join(_holds({**field, "type": one}) for one in kind)
    if kind == "array" and "prefixItems" in field:
        return f"list of {len(field['prefixItems'])}, each {_holds(field['prefixItems'][0])}"
    if kind == "array":
        return f"list of {_holds(field.get('items', {}))}"
    if kind == "object":
        keys, inner = field.get("propertyNames"), field.get("additionalProperties")
        value = _holds(inner) if isinstance(inner, dict) else "values"
        return f"block of named entries, each {value}" + (f"; names: {_holds(keys)}" if keys else "")
    if field.get("format") == "date":
        return "date"
    words = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false"}
    return words.get(str(kind), "value")


def commands_page() -> str:
    """The help text of every command, which is its reference."""
    import click

    from firmground.cli.main import cli

    lines = [
        "# Commands",
        "",
        "Exit codes: 0 clean, 1 something was found or could not be built, 2 wrong use.",
        "Each command is one method of `firmground.Ledger` with the same names and defaults.",
    ]

    def add(command: click.Command, name: str, parent: click.Context | None) -> None:
        # click keeps what the first context made of --help, so this one must be like the one of a real command.
        wide = {"max_content_width": 100, "terminal_width": 100}
        context = click.Context(command, info_name=name, parent=parent, **command.context_settings, **wide)
        path = context.command_path
        lines.extend(["", f"## {path}", "", "```text", command.get_help(context).rstrip(), "```"])
        if isinstance(command, click.Group):
            for child in command.list_commands(context):
                found = command.get_command(context, child)
                if found is not None:
                    add(found, child, context)

    add(cli, "firmground", None)
    return "\n".join(lines) + "\n"


class Examples:
    """The first claim of the ledger, in reading order, for which a row of a rule table fires."""

    def __init__(self) -> None:
        from firmground.grading.arithmetic import certainty_of
        from firmground.grading.verdict import verdict_of
        from firmground.ledger import open_ledger
        from firmground.records import EvidenceRating

        self.audit = open_ledger(ROOT).audit
        self.references = self.audit.contents.references
        claims = list(self.audit.contents.claims())
        self.claims = claims
        self.rulings = {c.id: verdict_of(c, self.references) for c in claims}
        self.trails = {c.id: certainty_of(c.rating).trail for c in claims if isinstance(c.rating, EvidenceRating)}

    def first(self, fires: Callable[[Any], bool]) -> str:
        """The id of the first claim, ready for a cell."""
        return _example(next((claim.id for claim in self.claims if fires(claim)), None))

    def graded(self, **wanted: object) -> str:
        """By fields of the grade: verdict, certainty, level."""
        return self.first(lambda c: all(getattr(self.audit.grades[c.id], n) == v for n, v in wanted.items()))

    def ruled(self, **wanted: object) -> str:
        """By fields of the ruling: rule, summary."""
        return self.first(lambda c: all(getattr(self.rulings[c.id], n) == v for n, v in wanted.items()))

    def answered(self, because: str) -> str:
        """By the row that gave the verdict on the answer that decides; each row has a reason of its own."""
        grades = self.audit.grades
        return self.first(lambda c: (d := grades[c.id].deciding) is not None and d.because == because)

    def moved(self, kind: str, *domains: str) -> str:
        """By a move of the arithmetic: start, down, up, or ignored."""
        return self.first(lambda c: any(m.kind == kind and m.domain in domains for m in self.trails.get(c.id, ())))

    def ended(self) -> str:
        """By a step that leads beyond the end of the scale."""
        from firmground.grading.scales import points_of

        def beyond(claim: Any) -> bool:
            trail = self.trails.get(claim.id, ())
            return any(
                one.after and two.after and abs(points_of(one.after) - points_of(two.after)) < abs(two.steps)
                for one, two in pairwise(trail)
            )

        return self.first(beyond)

    def level(self, number: int, question: str) -> str:
        """By the level of the best source, in one column."""
        from firmground.grading.level import ocebm_question_of

        return self.first(lambda c: ocebm_question_of(c.kind) == question and self.audit.grades[c.id].level == number)

    def design(self, name: str, question: str) -> str:
        """By a work of a design among those that an evidence rating on such a question rests on."""
        from firmground.grading.level import ocebm_question_of

        return self.first(
            lambda c: (
                ocebm_question_of(c.kind) == question
                and c.id in self.trails
                and any(key in self.references and self.references[key].design == name for key in c.basis)
            )
        )

    def gap(self, kind: str) -> str:
        """By a gap of the claim, or of its cell on the map."""
        held = {gap.claim for gap in self.audit.gaps if gap.kind == kind}
        held |= {row["claim_ids"][0] for row in self.map_gaps if row["kind"] == kind}
        return self.first(lambda c: c.id in held)

    @cached_property
    def map_gaps(self) -> list[dict[str, Any]]:
        """The gaps of the cells of the map."""
        from firmground.tables.evidence import map_gap_rows

        return list(map_gap_rows(self.audit))


def grading_page() -> str:
    """The rule tables of grading, from their data files, each row with its source and an example of the ledger."""
    examples = Examples()
    lines = [
        "# Grading",
        "",
        "Every rule below is data in `src/firmground/grading/rules/`; this page is printed from it.",
        "“Not confirmed” marks what no source page has shown yet. The example of a row is the first claim of the first",
        "ledger, in reading order, for which it fires; `firmground show ID` shows the claim whole.",
        "Verdicts are derived, never typed in. Ratings are drafts until a clinician has reviewed them.",
        *_certainty_tables(examples),
        *_level_tables(examples),
        *_verdict_tables(examples),
        *_answer_tables(examples),
        *_wording_tables(examples),
        *_accuracy_tables(examples),
    ]
    return "\n".join(lines) + "\n"


def _certainty_tables(examples: Examples) -> Iterator[str]:
    from firmground.grading.rulebook import grade_rules

    rules = grade_rules()
    yield from ("", "## Certainty (GRADE)", "")
    yield from _table(
        ("level", "symbol", "means", "source", "example"),
        ((x.name, x.symbol, x.meaning, _source(x), examples.graded(certainty=x.name)) for x in rules.levels),
    )
    yield from ("", "Where a rating starts:", "")
    yield from _table(
        ("start", "certainty", "why", "source", "example"),
        (
            (
                x.name,
                x.level or "as stated there",
                x.says.format(work="the review"),
                _source(x),
                examples.moved("start", x.name),
            )
            for x in rules.starts.values()
        ),
    )
    yield from ("", "Steps down and up:", "")
    yield from _table(
        ("move", "domain", "in plain words", "at most", "means", "source", "example"),
        (
            (way, x.name, x.plain, x.most, x.meaning, _source(x), examples.moved(way, x.name))
            for way, domains in (("down", rules.down), ("up", rules.up))
            for x in domains
        ),
    )
    yield from ("", "Limits and ends:", "")
    blocked = examples.moved("ignored", *(x.name for x in rules.up))
    yield from _table(
        ("rule", "source", "example"),
        (
            (rules.guard.text, _source(rules.guard), blocked),
            (rules.bounds.text, _source(rules.bounds), examples.ended()),
        ),
    )
    yield from _notes(rules.notes)


def _level_tables(examples: Examples) -> Iterator[str]:
    from firmground.grading.level import ocebm_question_of
    from firmground.grading.rulebook import ocebm_rules

    rules = ocebm_rules()
    columns = [q.name for q in rules.questions]
    yield from ("", "## Level of a source (OCEBM 2011)", "")
    yield from _table(
        ("question", "asks", "kinds of claim", "source", "example"),
        (
            (
                q.name,
                q.asks,
                ", ".join(sorted(q.kinds)),
                _source(q),
                examples.first(lambda c, n=q.name: ocebm_question_of(c.kind) == n and c.id in examples.trails),  # type: ignore[misc]
            )
            for q in rules.questions
        ),
    )
    yield from ("", "The two columns of the table, level by level:", "")
    yield from _table(
        ("level", *columns, "source", *(f"example, {n}" for n in columns)),
        (
            (
                x.number,
                *(x.holds[n] for n in columns),
                _source(x),
                *(examples.level(x.number, n) for n in columns),
            )
            for x in rules.levels
        ),
    )
    yield from ("", "Where each design stands. The example is a claim whose rating rests on such a work:", "")
    yield from _table(
        ("design", *columns, "without randomised trials", "note", "source", *(f"example, {n}" for n in columns)),
        (
            (
                x.name,
                *(x.levels.get(n, "none") for n in columns),
                x.observational or "the same",
                x.note or "",
                _source(x),
                *(examples.design(x.name, n) for n in columns),
            )
            for x in rules.designs.values()
        ),
    )
    yield from _notes(rules.notes)


def _verdict_tables(examples: Examples) -> Iterator[str]:
    from firmground.grading.rulebook import verdict_rules

    rules = verdict_rules()
    yield from ("", "## Verdict", "")
    yield from _table(
        ("verdict", "means", "source", "example"),
        ((x.name, x.meaning, _source(x), examples.graded(verdict=x.name)) for x in rules.verdicts),
    )
    yield from ("", "How the studies speak together:", "")
    yield from _table(
        ("summary", "says", "when", "source", "example"),
        ((n, x.says, x.when, _source(x), examples.ruled(summary=n)) for n, x in rules.summaries.items()),
    )
    yield from ("", "From that, the certainty and the article's wording:", "")
    yield from _table(
        ("studies", "wording", "certainty", "verdict", "because", "source", "example"),
        (
            (
                r.summary,
                ", ".join(r.wording),
                ", ".join(r.certainty),
                r.verdict,
                r.because,
                _source(r),
                examples.ruled(rule=r),
            )
            for r in rules.rows
        ),
    )
    yield from ("", "Questions of fact:", "")
    yield from _table(
        ("fact", "verdict", "because", "source", "example"),
        ((n, r.verdict, r.because, _source(r), examples.ruled(rule=r)) for n, r in rules.facts.items()),
    )
    yield from ("", "Works that count for nothing in a verdict or a level:", "")
    yield from _table(
        ("status", "source", "example of a rating that rests on one"),
        (
            (
                status,
                _source(rules.not_counted),
                examples.first(
                    lambda c, s=status: any(  # type: ignore[misc]
                        key in examples.references and examples.references[key].status == s for key in c.basis
                    )
                ),
            )
            for status in rules.not_counted.status
        ),
    )


def _answer_tables(examples: Examples) -> Iterator[str]:
    from firmground.grading.answer_rules import answer_rules
    from firmground.grading.scales import CERTAINTIES

    rules = answer_rules()

    def rows(told: Iterable[Any], *asked: Callable[[Any], str]) -> Iterator[tuple[object, ...]]:
        for row in told:
            cells = (ask(row) for ask in asked)
            yield (*cells, row.verdict, row.because, row.example, _source(row), examples.answered(row.because))

    head = ("verdict", "because", "for instance", "source", "example")
    any_of = ", ".join
    yield from ("", "## Verdict on a claim that answers a question", "")
    yield "A question is rated once (`claims/questions/`). What the claim says to it, the answer, its certainty and how"
    yield "firmly the article speaks give the verdict: the first row that fits. Soft is hedged, implied, or less."
    yield from ("", "Effects, mechanisms and counts:", "")
    yield from _table(
        ("claim to answer", "reach", "wording", "certainty", "searched", *head),
        rows(
            rules.effects,
            lambda r: r.standing,
            lambda r: r.reach or "any",
            lambda r: any_of(sorted(r.voice)),
            lambda r: any_of(c for c in CERTAINTIES if c in r.certainty) if r.certainty else "any",
            lambda r: "yes" if r.searched else "any",
        ),
    )
    yield from ("", "Claims that say that something is not known:", "")
    yield from _table(("claim to answer", *head), rows(rules.unsure, lambda r: r.standing))
    yield from ("", "Facts:", "")
    yield from _table(
        ("status", "claim says", "reach", *head),
        rows(rules.facts, lambda r: r.status, lambda r: r.says, lambda r: r.reach or "any"),
    )
    yield from ("", "Whether something can happen:", "")
    yield from _table(
        ("documented cases", "claim says", "reach", *head),
        rows(rules.possibilities, lambda r: r.happens, lambda r: r.says, lambda r: r.reach or "any"),
    )
    used = rules.used
    yield from ("", f"A use has a verdict in two halves, the second of which is told as “{used.helps}”:", "")
    yield from _table(
        ("use", "verdict", "because", "source", "example"),
        (
            (name, verdict, because, _source(used), examples.answered(because))
            for name, verdict, because in (
                ("shown", used.shown, used.because_shown),
                ("not shown", used.not_shown, used.because_not_shown),
            )
        ),
    )
    yield from ("", "Warnings; caution is asked for no certainty:", "")
    yield from _table(("case", *head), rows(rules.warnings, lambda r: r.when))
    yield from ("", "Words for how often, as shares of people:", "")
    yield from _table(
        ("word", "from", "to", "in plain words", "source", "example"),
        (
            (
                word.name,
                f"{word.low:g}",
                f"{word.high:g}",
                word.plain,
                _source(word),
                examples.first(lambda c, n=word.name: any(a.often == n for a in c.answers)),  # type: ignore[misc]
            )
            for word in rules.often.values()
        ),
    )
    yield from ("", "Which kind of unknown, always told beside the verdict; the first that fits:", "")
    yield from _table(("kind", "told as", "source"), ((n, r.says, _source(r)) for n, r in rules.senses.items()))
    yield from (
        "",
        "Of several answers of a claim, those that it states decide before those that it implies; among equals",
        "",
    )
    yield from (
        f"- of a warning the first of: {any_of(rules.order.warning)};",
        f"- else the first of: {any_of(rules.order.other)}.",
    )


def _wording_tables(examples: Examples) -> Iterator[str]:
    from firmground.grading.rulebook import wording_rules

    rules = wording_rules()
    intro = "The answer of a question is written by a person, with GRADE's verbs, by size of effect:"
    yield from ("", "## Wording that the evidence allows", "", intro, "")
    yield from _table(
        ("certainty", "large", "moderate", "small", "none", "source", "example of this certainty"),
        (
            (v.certainty, v.large, v.moderate, v.small, v.none, _source(v), examples.graded(certainty=v.certainty))
            for v in rules.verbs
        ),
    )


def _accuracy_tables(examples: Examples) -> Iterator[str]:
    from firmground.charts.gallery import chart_rows
    from firmground.grading.rulebook import accuracy_rules

    rules = accuracy_rules()
    rows = chart_rows("accuracy", examples.audit).rows
    ours = {row["class"]: row["says"] for row in rows if row["article"] is None}
    yield from ("", "## Does the source say it? (quotation accuracy)", "")
    yield from _table(
        ("word", "error", "counts as misquoted", "means", "labels of the corpus", "source", "example"),
        (
            (
                n,
                x.error or "not judged",
                "yes" if x.gap else "no",
                x.meaning,
                ", ".join(x.labels) or "none",
                _source(x),
                examples.first(lambda c, n=n: any(k.role == "cited" and k.accuracy == n for k in c.citations)),  # type: ignore[misc]
            )
            for n, x in rules.labels.items()
        ),
    )
    yield from ("", "What to hold a ledger against:", "")
    yield from _table(
        ("base rate", "per cent", "95 % interval", "source", "in this ledger"),
        ((x.name, x.percent, f"{x.low} to {x.high}", _source(x), ours[x.name]) for x in rules.base_rates),
    )
    yield from _notes(rules.notes)


def _notes(notes: Iterable[Any]) -> Iterator[str]:
    yield from ("", "Beside the rows:", "")
    yield from _table(("about", "what", "source"), ((x.about, x.text, _source(x)) for x in notes))


def _reasons(reasons: Iterable[str]) -> str:
    """Reasons in a row; of those that begin alike ("set aside: heading") the beginning once."""
    alike: dict[str, list[str]] = {}
    for reason in reasons:
        begin, _, rest = reason.partition(": ")
        alike.setdefault(begin, []).append(rest)
    return "; ".join(begin + (f" ({', '.join(rests)})" if rests != [""] else "") for begin, rests in alike.items())


def gaps_page() -> str:
    """Every kind of gap with definition, source and examples; thresholds, the map, and the audit flow."""
    import json

    from firmground.gaps.actions import told
    from firmground.gaps.evidence_map import NOT_KNOWN, NOT_NAMED
    from firmground.gaps.kinds import gap_rules
    from firmground.records.terms import ComparatorFacet, words_of
    from firmground.tables.flow import REASONS, STAGES

    rules, designs, examples = gap_rules(), gap_rules().designs, Examples()
    number = Counter(gap.kind for gap in examples.audit.gaps) + Counter(row["kind"] for row in examples.map_gaps)
    aged = {signal.source: signal.kind for signal in rules.signals if signal.kind}

    def smallest(kind: str) -> str:
        folder = ROOT / "tests" / "gaps" / "gallery" / kind.replace(" ", "-")
        return json.loads((folder / "expected.json").read_text(encoding="utf-8"))[0]["rule"]  # type: ignore[no-any-return]

    lines = [
        "# Gaps",
        "",
        "Every kind of gap, from `src/firmground/gaps/kinds.toml`. Gaps of evidence belong to the cells of the map",
        "(`firmground table map-gaps`), the others to claims (`firmground table gaps`). The example is the first claim",
        "of the first ledger, in reading order, that has the gap or stands in such a cell; the number counts claims,",
        "or cells.",
        "",
        "All advice is chosen from a closed list (`src/firmground/gaps/actions.toml`). For a warning only those",
        "actions can be chosen that neither remove it nor make it less sure. A claim counts as a warning where it is",
        "marked as one; a contraindication always does, and a claim on safety that carries a rating of its own, unless",
        "they speak for the therapy.",
        "",
        "“Not studied”, “not read” and “not looked for” are three different things, and so is a cell that no article",
        "mentions. A warning that is not settled is counted among the gaps of wording, as what is unsupported is: both",
        "say what has to be known before the words can be.",
        "",
        *_table(
            (
                "group",
                "kind",
                "definition",
                "severity",
                "what to do",
                "what to do about a warning",
                "source",
                "example",
                "in this ledger",
            ),
            (
                (
                    k.group,
                    k.name,
                    k.definition,
                    k.severity + (f"; {k.lesser} when {k.lesser_when}" if k.lesser else ""),
                    told(k.action),
                    "the same" if k.action == k.for_warning else told(k.for_warning),
                    _cited(k.source),
                    examples.gap(k.name),
                    number[k.name],
                )
                for k in rules.kinds.values()
            ),
        ),
        "",
        "What each says in the smallest ledger that has it (made up; they stand in `tests/gaps/gallery/`):",
        "",
        *_table(("kind", "the rule that fired"), ((k, smallest(k)) for k in rules.kinds)),
        "",
        "## Thresholds",
        "",
        "Ages count from the last day of the year in which a work came out, up to the ledger's `as_of`. They are base",
        "rates of samples, no verdict on one work. A ledger may set others in `claims/ledger.yaml`, for instance",
        "`thresholds: {old_review_years: 4}`.",
        "",
        *_table(
            ("threshold", "years", "means", "source", "example"),
            (
                (f"`{x.name}`", f"{x.years:g}", x.says, _cited(x.source), examples.gap(str(aged[x.source])))
                for x in rules.thresholds.values()
            ),
        ),
        "",
        "Signs of age that the literature knows, and what reports them here:",
        "",
        *_table(
            ("sign", "from when", "gap", "source", "example"),
            (
                (
                    x.sign,
                    x.limit,
                    x.kind or f"none: {x.missing}",
                    _cited(x.source),
                    examples.gap(x.kind) if x.kind else "none looked for",
                )
                for x in rules.signals
            ),
        ),
        "",
        "## The map of the evidence",
        "",
        f"Condition by therapy. {rules.map.counts}",
        f"An empty cell says “{rules.map.empty}”, not that no evidence exists.",
        f"On the map stand claims of these kinds: {', '.join(sorted(rules.needs.map))}. Matters of fact do not.",
        f"Evidence of a cell: works that speak to one of its claims, by design {', '.join(sorted(designs.synthesis))}",
        f"(systematic reviews), {', '.join(sorted(designs.study))} (studies), or of unknown design.",
        "Retracted and withdrawn works do not count.",
        "`firmground table evidence-map-by-comparator` splits each cell by what its claims compare with",
        f"in this order: {', '.join(words_of(ComparatorFacet))},",
        f"facets of the ledger's own, {NOT_KNOWN}, {NOT_NAMED}.",
        "",
        "## The audit flow",
        "",
        "`firmground table flow` counts what goes on and what drops out at each step, per article and for all",
        "together. Within a step the counts add up to what came in. Where the thing counted changes, the next step",
        "starts from its own number.",
        "",
        *_table(
            ("step", "what goes on", "counted", "means", "reasons for dropping out"),
            ((n, x.name, x.unit, x.means, _reasons(REASONS[x.name])) for n, x in enumerate(STAGES, 1)),
        ),
        "",
        "The chart `accuracy` counts every citation that was judged, those of claims without a rating and of works",
        "whose page nobody saw among them; here these have dropped out before, so its numbers are larger.",
    ]
    return "\n".join(lines) + "\n"


def work_list_page() -> str:
    """How the score of the work list is made up, from the data file, with examples of the ledger."""
    from firmground.gaps.actions import told
    from firmground.gaps.work_list import work_list
    from firmground.gaps.work_rules import work_rules
    from firmground.ledger import open_ledger

    rules = work_rules()
    stands = " or ".join(sorted(rules.stands.verdicts))
    audit = open_ledger(ROOT).audit
    tasks = work_list(audit.contents, audit.grades, audit.gaps)
    tiers: dict[str, str] = {}
    worst: dict[Any, str] = {}
    for task in tasks:
        tiers.setdefault(task.tier, task.claim)
        worst.setdefault(task.worst, task.claim)
    lines = [
        "# The work list",
        "",
        "`firmground table work-list`: every claim that has something to mend, the most urgent first.",
        "Every number below is data in `src/firmground/gaps/work_list.toml`; this page is printed from it.",
        "",
        "**score = tier + worst fault + central + reassuring + open + 1 for each further fault.**",
        "The worst fault is the one with the most points. Claims of one score stand in the order of the articles.",
        f"Within a tier no claim can gather {rules.score.apart} points, so a higher tier always comes first.",
        "",
        "## Tiers",
        "",
        *_table(
            ("tier", "points", "which claims", "why", "example"),
            ((t.name, t.points, t.when, t.says, _example(tiers.get(t.name))) for t in rules.tiers.values()),
        ),
        "",
        f"Kinds of claim that go to the tier “{rules.harm.tier}”: {', '.join(sorted(rules.harm.kinds))}; and warnings.",
        "",
        "## Worst fault",
        "",
        "A fault is a gap ([Gaps](gaps.md)), or a verdict that asks for a change and makes no gap.",
        f"“Only for” names the claims that a row is for: settled, the verdict is {stands};",
        "warning, a claim that counts as a warning by [Gaps](gaps.md), and about which something else is advised.",
        "Such a row comes before the one for all claims.",
        "",
        *_table(
            ("fault", "severity", "only for", "tier", "points", "why so many", "what to do", "source", "example"),
            (
                (
                    f.name,
                    f.severity,
                    f.when or "",
                    f.tier,
                    f.points,
                    f.because,
                    told(f.action) if f.action else "as [Gaps](gaps.md) says",
                    _cited(f.source),
                    _example(worst.get(f)),
                )
                for f in rules.faults
            ),
        ),
        "",
        "## Added within a tier",
        "",
        *_table(
            ("part", "points", "why", "source"),
            (
                ("central", rules.central.points, rules.central.says, _cited(rules.central.source)),
                ("reassuring", rules.reassurance.points, rules.reassurance.says, _cited(rules.reassurance.source)),
                ("open", rules.open.points, rules.open.says, _cited(rules.open.source)),
                ("each further fault", rules.further.points, "More to mend in one place.", "Rule of this project"),
            ),
        ),
        "",
        "## The suggested wording and the better reference",
        "",
        "The wording is the one of [Grading](grading.md). None is offered where the wording can stay, where nobody has",
        "rated the claim, and for questions of fact; the list then says what the ledger knows instead.",
        "",
        "The better reference is one of the works on whose stance towards the claim somebody has decided, or the newer",
        "version of a work that the article cites. It must still stand: not retracted, withdrawn, superseded or under",
        "an expression of concern. In this order:",
        "",
        "1. a work whose source page somebody has seen, or which the article cites;",
        "2. the newer version of a work that the article cites;",
        "3. for questions of evidence, a systematic review that is not old;",
        "4. a work that says what all of them together say;",
        "5. a work that the rating rests on;",
        "6. the better OCEBM level;",
        "7. a work that the article cites already: then nothing better is offered;",
        "8. the newer one, then the first key in the alphabet.",
        "",
        "A newer version on whose stance nobody has decided comes after all others. The ledger knows no works but its",
        "own: that none is offered does not mean that there is none.",
    ]
    return "\n".join(lines) + "\n"


def appraisal_page() -> str:
    """The instruments that score whole articles and the missing-side check, from the data files."""
    from firmground.appraisal.rulebook import discern, instruments, missing_side_rules
    from firmground.ledger import open_ledger

    ledger, rules, form = open_ledger(ROOT), missing_side_rules(), discern()
    examples: dict[tuple[str, str], list[str]] = {}
    for row in ledger.rows("scores").rows:
        examples.setdefault((row["instrument"], row["item"]), []).append(f"`{row['article']}` {row['value']}")
    for row in ledger.rows("missing-side").rows:
        examples.setdefault(("missing-side", row["check"]), []).append(f"`{row['article']}` {row['state']}")
    lines = [
        "# Appraisal of whole articles",
        "",
        "`firmground table scores` and `firmground table missing-side` print what is described here, each row with its",
        "reason; `firmground show ARTICLE` sums it up. The rules stand in `src/firmground/appraisal/rules/`.",
        "",
        "A value is judged by a person (with reason, name and date), or computed from the ledger, or not known.",
        "Nothing is held against an article because it was not seen: a missing field, or links that a copy of a text",
        "does not show, give not known. Where a judgement and the ledger exclude each other, a check says so.",
        "These scores tell what an article shows of itself. None says whether a claim is true; the verdicts do.",
    ]
    for it in instruments().values():
        lines += [
            "",
            f"## {it.title}",
            "",
            it.note,
            "",
            f"Sources: {'; '.join(_cited(source) for source in it.sources)}. The wording is ours.",
            "",
            *_table(
                ("item", "question", "met", "partly", "not met", "computed", "in this ledger"),
                (
                    (i.name, i.asks, i.met, i.partly, i.not_met, i.computed, ", ".join(examples[it.name, i.name]))
                    for i in it.items.values()
                ),
            ),
        ]
    lines += [
        "",
        f"## {form.title}",
        "",
        f"{form.note} The form: {_cited(form.source)}.",
        "The instructions allow a question that does not fit a publication to be left out; such a form can't be kept.",
        "",
        "## The missing-side check",
        "",
        "Computed from the tags of the claims that were entered. A claim of benefit is one of the kinds",
        f"{' and '.join(sorted(rules.words.benefit))} that speaks for the treatment. Where a side is asked for each",
        "therapy or complaint, “only under” names the words whose claims show it; a word that stands for several",
        "therapies may well include it.",
        "Money is told from access by these words in our own wording of a claim:",
        f"{', '.join(sorted(rules.words.money))}.",
        "",
        *_table(
            ("side", "question", "present", "partly", "missing", "asked for each", "source", "in this ledger"),
            (
                (
                    c.name,
                    c.asks,
                    c.present,
                    c.partly or "no such state",
                    c.missing,
                    ", ".join(c.by) or "article",
                    _cited(c.source),
                    ", ".join(examples["missing-side", c.name]),
                )
                for c in rules.checks.values()
            ),
        ),
    ]
    return "\n".join(lines) + "\n"


def _table(head: Iterable[object], rows: Iterable[Iterable[object]]) -> list[str]:
    def line(cells: Iterable[object]) -> str:
        return "| " + " | ".join(" ".join(str(c).split()).replace("|", "\\|") for c in cells) + " |"

    names = list(head)
    return [line(names), "|" + "---|" * len(names), *(line(row) for row in rows)]


def _source(row: Any) -> str:
    return _cited(row.source) + ("" if row.confirmed else " (not confirmed)")


def _cited(source: Any) -> str:
    return f"[{source.text}]({source.url})" if source.url else source.text


def _example(claim: str | None) -> str:
    return f"`{claim}`" if claim else "none in this ledger"


def findings_page() -> str:
    """Every code with its meaning, its cure and the example of the gallery."""
    from firmground.checks.catalogue import catalogue

    lines = [
        "# Findings",
        "",
        "What `firmground check` can say. error: must be mended; warning: most likely wrong; note: worth knowing.",
        "Codes of the strict level are looked for with `--level strict`. Each example is what really comes out of the",
        "smallest ledger that has the fault; it stands in `tests/gallery/`.",
    ]
    for code in catalogue().values():
        level = "" if code.level == "basic" else ", strict level"
        lines += ["", f"## {code.name}", "", f"{code.title} ({code.severity}{level}).", "", code.meaning, ""]
        lines += [f"**What to do:** {code.cure}", "", "```text"]
        expected = ROOT / "tests" / "gallery" / code.name / "expected.txt"
        lines += [expected.read_text(encoding="utf-8").rstrip(), "```"]
    return "\n".join(lines) + "\n"


DOUBLE = ROOT / "docs" / "double-coding"
AGREEMENT = re.compile(r"(<!-- agreement -->\n).*?(<!-- /agreement -->)", re.DOTALL)


def agreement_table() -> str:
    """Agreement of the two coders, field by field, worked out from the two codings."""
    import yaml_rs

    from firmground.exchange.agreement import agreement_of

    pairs = yaml_rs.loads((DOUBLE / "codings.yaml").read_text(encoding="utf-8"))
    lines = ["| field | alike | raw | kappa | AC1 |", "|---|---|---|---|---|"]
    for name in pairs[0]["first"]:
        it = agreement_of([str(p["first"][name]) for p in pairs], [str(p["second"][name]) for p in pairs])
        kappa, ac1 = (f"{x:.2f}" if x is not None else "none" for x in (it.kappa, it.ac1))
        lines.append(f"| {name} | {it.same} of {it.pairs} | {it.raw:.2f} | {kappa} | {ac1} |")
    return "\n".join(lines) + "\n"


def double_coding_page() -> str:
    """The page on double coding with its table brought up to date; the discussion around it is written by hand."""
    text = (DOUBLE / "README.md").read_text(encoding="utf-8")
    return AGREEMENT.sub(lambda m: f"{m[1]}{agreement_table()}{m[2]}", text)


PAGES: Mapping[str, Callable[[], str]] = {
    "tables.md": tables_page,
    "charts.md": charts_page,
    "claim-file.md": claim_file_page,
    "question-file.md": question_file_page,
    "references.md": references_page,
    "export.md": export_page,
    "commands.md": commands_page,
    "findings.md": findings_page,
    "grading.md": grading_page,
    "gaps.md": gaps_page,
    "appraisal.md": appraisal_page,
    "work-list.md": work_list_page,
}

BLOCK = re.compile(r"```(?P<kind>sh|python)\n(?P<code>.*?)```\n(?P<shown>\n```text\n(?P<output>.*?)```\n)?", re.DOTALL)


def hand_written() -> list[Path]:
    """README and the pages that people write, whose commands are run."""
    return [ROOT / "README.md", *sorted((ROOT / "docs" / "how-to").glob("*.md"))]


def filled(text: str, folder: Path) -> str:
    """The page with the true output behind each command that shows one.

    Args:
        text: a page in Markdown.
        folder: a copy of the ledger, in which the commands run and may write.
    """

    def run(match: re.Match[str]) -> str:
        if match["code"].startswith(ELSEWHERE):
            return match[0]
        output = run_block(match["kind"], match["code"], folder)
        return f"```{match['kind']}\n{match['code']}```\n\n```text\n{shortened(output)}```\n"

    return BLOCK.sub(run, text)


def run_block(kind: str, code: str, folder: Path) -> str:
    """What the lines of one block print, run in a folder."""
    if kind == "python":
        return _run([sys.executable, "-c", code], folder)
    printed = ""
    for line in code.strip().splitlines():
        words = shlex.split(line)
        if words[0] != "firmground":
            raise ValueError(f"only firmground commands are shown in a block of their own: {line}")
        program = "from firmground.cli.main import main; main()"
        printed += _run([sys.executable, "-c", program, *words[1:]], folder)
    return printed


def _run(command: list[str], folder: Path) -> str:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("FIRMGROUND")}
    environment = {**clean, "COLUMNS": "100", "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    return done.stdout if done.returncode in {0, 1} else done.stdout + done.stderr


def shortened(output: str) -> str:
    """Long outputs are shown by their beginning and their last line."""
    lines = [line.rstrip() for line in output.rstrip("\n").splitlines()]
    if len(lines) > LONGEST:
        lines = [*lines[: LONGEST // 2], "…", lines[-1]]
    return "\n".join(lines) + "\n"


def ledger_copy(target: Path) -> Path:
    """A copy of the ledger for commands to run in."""
    for name in ("claims", "notebooks"):
        shutil.copytree(ROOT / name, target / name)
    shutil.copy(ROOT / "references.bib", target / "references.bib")
    # A page that a reader of the how-to guides has saved; our own text, the one of the starter ledger.
    shutil.copy(ROOT / "src/firmground/starter/articles/example-article.txt", target / "saved-page.txt")
    return target


def stale() -> dict[Path, str]:
    """The pages that are not what the code would write, with the right text."""
    from firmground.exchange.format import export_schema
    from firmground.reading.schema import SCHEMAS, schema_text

    made = {REFERENCE / name: make() for name, make in PAGES.items()}
    made |= {ROOT / "claims" / "schema" / name: schema_text(name) for name in SCHEMAS} | {SCHEMA: export_schema()}
    wrong = {}
    for path, text in made.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            wrong[path] = text
    if (DOUBLE / "README.md").read_text(encoding="utf-8") != (text := double_coding_page()):
        wrong[DOUBLE / "README.md"] = text
    for path in hand_written():
        with tempfile.TemporaryDirectory() as folder:
            text = filled(path.read_text(encoding="utf-8"), ledger_copy(Path(folder)))
        if path.read_text(encoding="utf-8") != text:
            wrong[path] = text
    return wrong


def main() -> int:
    """Write or check; see the module's text."""
    wrong = stale()
    for path, text in wrong.items():
        if "--check" in sys.argv:
            print(f"{path.relative_to(ROOT)} is out of date; run: python docs/generate.py")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"written: {path.relative_to(ROOT)}")
    return 1 if wrong and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
