"""Writes the pages of docs/reference that are made from the code, and the outputs shown in README and docs.

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
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
#: Commands that set a machine up; `.ci/run` runs them in a fresh clone.
ELSEWHERE = "python3 -m venv"
LONGEST = 34


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
    return "\n".join(lines) + "\n"


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
    if isinstance(kind, list):
        return " or ".join(_holds({**field, "type": one}) for one in kind)
    if kind == "array":
        return f"list of {_holds(field.get('items', {}))}"
    if kind == "object":
        keys, inner = field.get("propertyNames"), field.get("additionalProperties")
        value = _holds(inner) if isinstance(inner, dict) else "values"
        return f"block of named entries, each {value}" + (f"; names: {_holds(keys)}" if keys else "")
    if field.get("format") == "date":
        return "date"
    return {"string": "text", "integer": "whole number", "boolean": "true or false", "null": "null"}.get(
        str(kind), "value"
    )


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
        context = click.Context(command, info_name=name, parent=parent, max_content_width=100, terminal_width=100)
        path = context.command_path
        lines.extend(["", f"## {path}", "", "```text", command.get_help(context).rstrip(), "```"])
        if isinstance(command, click.Group):
            for child in command.list_commands(context):
                found = command.get_command(context, child)
                if found is not None:
                    add(found, child, context)

    add(cli, "firmground", None)
    return "\n".join(lines) + "\n"


def grading_page() -> str:
    """The rule tables of grading, from their data files, each verdict with an example of the ledger."""
    from firmground.grading.rulebook import accuracy_rules, grade_rules, ocebm_rules, verdict_rules, wording_rules
    from firmground.ledger import open_ledger

    grade, ocebm, verdict, wording, accuracy = (
        grade_rules(),
        ocebm_rules(),
        verdict_rules(),
        wording_rules(),
        accuracy_rules(),
    )
    audit = open_ledger(ROOT).audit
    examples = {}
    for claim in audit.contents.claims():
        it = audit.grades[claim.id]
        examples.setdefault((it.verdict, it.certainty, claim.wording), claim.id)
        examples.setdefault((it.verdict, None, ""), claim.id)
    lines = [
        "# Grading",
        "",
        "Every rule below is data in `src/firmground/grading/rules/`; this page is printed from it.",
        "“Not confirmed” marks what no source page has shown yet.",
        "Verdicts are derived, never typed in. Ratings are drafts until a clinician has reviewed them.",
        "",
        "## Certainty (GRADE)",
        "",
        *_table(
            ("level", "symbol", "means", "source"),
            ((x.name, x.symbol, x.meaning, _source(x.basis)) for x in grade.levels),
        ),
        "",
        "Where a rating starts:",
        "",
        *_table(
            ("start", "certainty", "why", "source"),
            ((x.name, x.level or "as stated there", x.says, _source(x.basis)) for x in grade.starts.values()),
        ),
        "",
        "Steps down and up:",
        "",
        *_table(
            ("move", "domain", "at most", "means", "source"),
            (
                (way, x.name, x.most, x.meaning, _source(x.basis))
                for way, rules in (("down", grade.down), ("up", grade.up))
                for x in rules
            ),
        ),
        "",
        f"{grade.guard} {grade.bounds}",
        "",
        "## Level of a source (OCEBM 2011)",
        "",
        *_table(
            ("design", *(q.name for q in ocebm.questions), "without randomised trials", "note", "source"),
            (
                (
                    x.name,
                    *(x.levels.get(q.name, "none") for q in ocebm.questions),
                    x.observational or "the same",
                    x.note or "",
                    _source(x.basis),
                )
                for x in ocebm.designs.values()
            ),
        ),
        "",
        *_table(
            ("question", "asks", "kinds of claim"),
            ((q.name, q.asks, ", ".join(sorted(q.kinds))) for q in ocebm.questions),
        ),
        "",
        "## Verdict",
        "",
        *_table(
            ("verdict", "means", "example"),
            ((x.name, x.meaning, _example(examples.get((x.name, None, "")))) for x in verdict.verdicts),
        ),
        "",
        "How the studies speak together:",
        "",
        *_table(("summary", "says", "when"), ((n, x.says, x.when) for n, x in verdict.summaries.items())),
        "",
        "From that, the certainty and the article's wording:",
        "",
        *_table(
            ("studies", "wording", "certainty", "verdict", "because", "example"),
            (
                (
                    r.summary,
                    ", ".join(r.wording),
                    ", ".join(r.certainty),
                    r.verdict,
                    r.because,
                    _example(
                        next(
                            (
                                examples[k]
                                for k in ((r.verdict, c, w) for c in r.certainty for w in r.wording)
                                if k in examples
                            ),
                            None,
                        )
                    ),
                )
                for r in verdict.rows
            ),
        ),
        "",
        "Questions of fact:",
        "",
        *_table(("fact", "verdict", "because"), ((n, r.verdict, r.because) for n, r in verdict.facts.items())),
        "",
        "## Wording that the evidence allows",
        "",
        "GRADE's verbs, by size of effect:",
        "",
        *_table(
            ("certainty", *wording.verbs[0].forms, "source"),
            ((v.certainty, *v.forms.values(), _source(v.basis)) for v in wording.verbs),
        ),
        "",
        "The sentence that a claim gets; `{claim}` stands for the claim in the ledger's words:",
        "",
        *_table(("family", "studies", "certainty", "sentence"), ((*key, form) for key, form in wording.forms.items())),
        "",
        "## Does the source say it? (quotation accuracy)",
        "",
        *_table(
            ("word", "error", "counts as misquoted", "means", "source"),
            (
                (n, x.error or "not judged", "yes" if x.gap else "no", x.meaning, _source(x.basis))
                for n, x in accuracy.labels.items()
            ),
        ),
        "",
        *_table(
            ("base rate", "per cent", "95 % interval", "source"),
            ((x.name, x.percent, f"{x.low} to {x.high}", _source(x.basis)) for x in accuracy.base_rates),
        ),
    ]
    return "\n".join(lines) + "\n"


def gaps_page() -> str:
    """Every kind of gap with its definition, severity and source, from the data file, with an example of the ledger."""
    from firmground.gaps.kinds import gap_rules
    from firmground.ledger import open_ledger

    rules = gap_rules()
    examples: dict[str, str] = {}
    for gap in open_ledger(ROOT).audit.gaps:
        examples.setdefault(gap.kind, gap.claim)
    lines = [
        "# Gaps",
        "",
        "Every kind of gap, from `src/firmground/gaps/kinds.toml`. Gaps of evidence stand on the map,",
        "the others at claims.",
        f"A review counts as old after {rules.old_review_years} years ({_cited(rules.old_review_source)}).",
        "",
        *_table(
            ("group", "kind", "definition", "severity", "what to do", "source", "example"),
            (
                (
                    k.group,
                    k.name,
                    k.definition,
                    k.severity + (f"; {k.lesser} when {k.lesser_when}" if k.lesser else ""),
                    k.todo,
                    _cited(k.source),
                    _example(examples.get(k.name)),
                )
                for k in rules.kinds.values()
            ),
        ),
    ]
    return "\n".join(lines) + "\n"


def _table(head: Iterable[object], rows: Iterable[Iterable[object]]) -> list[str]:
    def line(cells: Iterable[object]) -> str:
        return "| " + " | ".join(" ".join(str(c).split()).replace("|", "\\|") for c in cells) + " |"

    names = list(head)
    return [line(names), "|" + "---|" * len(names), *(line(row) for row in rows)]


def _source(basis: Any) -> str:
    return _cited(basis.source) + ("" if basis.confirmed else " (not confirmed)")


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
    "commands.md": commands_page,
    "findings.md": findings_page,
    "grading.md": grading_page,
    "gaps.md": gaps_page,
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
    wrong = {}
    for name, make in PAGES.items():
        path, text = REFERENCE / name, make()
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
