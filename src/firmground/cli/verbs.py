"""The commands that are one verb each."""

from __future__ import annotations

import sys
import warnings
from typing import Any

import click

from firmground.cli.common import Ledgered, as_json, ledger_options, say, told


@click.command()
@click.option("--only", metavar="NAME", help="Build just this notebook or this report, for instance article-audit.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Kernels at the same time, for notebooks that need one.  [default: one per processor]",
)
@click.option("--fresh", is_flag=True, help="Run every notebook again, even when nothing it shows has changed.")
@click.option("--pdf", is_flag=True, help="Also make a PDF file of each article and topic, in pdf/ beside the pages.")
@click.option("-q", "--quiet", is_flag=True, help="Show no progress.")
@ledger_options
@told
def build(ledgered: Ledgered, only: str | None, jobs: int | None, fresh: bool, pdf: bool, quiet: bool) -> None:
    """Check the ledger, run the notebooks, and replace the reports.

    This runs the code of the ledger's notebooks with your rights: build only a ledger whose notebooks you trust.
    (No other command runs any of it.)

    Pages that show nothing new are left alone.
    The reports hold no sentence of an article, whatever is at hand.
    With its text, the page of an article also goes to private/, with the sentences: never publish that folder.
    An error in the ledger or in a notebook leaves the former reports in place.

    \b
    Example:
      firmground build --only gap-charts
    """
    from firmground.cli.progress import Bar

    with Bar(quiet) as progress:
        built = ledgered.open(quiet=quiet).build(only, jobs, fresh, pdf, progress=progress)
    say(built.text())
    sys.exit(built.exit_code)


@click.command()
@click.option(
    "--level",
    type=click.Choice(["basic", "strict"]),
    default="basic",
    show_default=True,
    help="basic: what must be right; strict: also that nothing was left out.",
)
@click.option(
    "--without",
    metavar="KEY",
    multiple=True,
    default=(),
    help="Tell what would change without this reference; give it again for more references.",
)
@click.option(
    "--treat-as",
    type=click.Choice(["excluded", "retracted"]),
    default="excluded",
    show_default=True,
    help="With --without. excluded: as if the ledger had never heard of it; retracted: as if references.bib said so.",
)
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but findings.")
@ledger_options
@told
def check(ledgered: Ledgered, level: Any, without: tuple[str, ...], treat_as: Any, form: str, quiet: bool) -> None:
    """Look for everything that is wrong or missing, with the line and the cure.

    With --without it tells instead which verdicts, levels, gaps and ratings would change; no file is touched.
    Exit code 0: clean (notes may be there), 1: errors, warnings, or something would change, 2: wrong use.

    \b
    Example:
      firmground check --level strict --articles articles
      firmground check --without smith2020review
    """
    if treat_as != "excluded" and not without:
        raise click.UsageError("Name the reference, for instance --without smith2020review --treat-as retracted.")
    report = ledgered.open(quiet=quiet).check(level, without, treat_as)
    if form == "text":
        say(report.text(summary=not quiet))
    else:
        say(report.json() if form == "json" else report.github())
    sys.exit(report.exit_code)


@click.command()
@click.argument("id", metavar="[CLAIM|ARTICLE|QUESTION|REFERENCE]", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@ledger_options
@told
def show(ledgered: Ledgered, id: str | None, form: str) -> None:  # noqa: A002 - the name of the method's argument
    """Show one claim, article, question or reference whole; without a name, the state of the ledger.

    With --format json the record as it stands in the JSON export; for the state of the ledger use `check` or `table`.

    \b
    Example:
      firmground show example-article-001
    """
    ledger = ledgered.open()
    if form == "text":
        say(ledger.show(id))
    elif id is None:
        raise click.UsageError("Name a claim, article, question or reference to have it as JSON.")
    else:
        say(as_json(ledger.record(id)))


@click.command()
@click.argument("name", metavar="[NAME]", required=False)
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@ledger_options
@told
def table(ledgered: Ledgered, name: str | None, form: str) -> None:
    """Print a table, for instance claims, gaps or work-list; without a name, what tables there are.

    \b
    Example:
      firmground table gaps --format csv
    """
    from firmground.cli.grid import grid
    from firmground.tables.table import csv_text, json_text

    rows = ledgered.open().rows(name)
    if form == "table":
        say(grid(rows))
    else:
        say(json_text(rows.rows) if form == "json" else csv_text((c.name for c in rows.columns), rows.rows))


@click.command()
@click.argument("chart", metavar="[CHART]", required=False)
@click.option("--out", metavar="FILE", help="Where to save it: .svg, .png or .pdf.  [default: CHART.png]")
@ledger_options
@told
def draw(ledgered: Ledgered, chart: str | None, out: str | None) -> None:
    """Draw one chart into a file; without a name, what charts there are.

    \b
    Example:
      firmground draw verdicts --out verdicts.svg
    """
    if chart is None:
        from firmground.charts.gallery import list_charts

        if out is not None:
            raise click.UsageError("Name the chart to draw; `firmground draw` lists them.")
        rows = list_charts().rows
        say("\n".join(f"{row['chart']}: {row['shows']}" for row in rows) + "\nDraw one with `firmground draw CHART`.")
        return
    file = out or f"{chart}.png"
    with warnings.catch_warnings(record=True) as met:
        warnings.simplefilter("always", UserWarning)
        ledgered.open().draw(chart, file)
    say(f"Drawn: {file}")
    for warning in met:
        click.echo(str(warning.message), err=True)


@click.command()
@click.argument("file", metavar="FILE")
@ledger_options
@told
def export(ledgered: Ledgered, file: str) -> None:
    """Write the whole ledger to a file for other programs; the suffix says how (.json, .csv).

    \b
    Example:
      firmground export ledger.json
    """
    say(f"Written: {ledgered.open().export(file)}")


@click.command()
@click.argument("code", metavar="[CODE|PAGE]", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@told
def explain(code: str | None, form: str) -> None:
    """Say what a finding means and how to cure it, or print a page of the documentation; without a name, list both.

    \b
    Example:
      firmground explain anchor-not-found
      firmground explain claim-file
    """
    if form == "text":
        from firmground.ledger import explain as explained

        say(explained(code))
    else:
        from firmground.reports.explained import explained_data

        say(as_json(explained_data(code)))


@click.command()
@click.argument("folder", metavar="FOLDER")
@told
def new(folder: str) -> None:
    """Make a starter ledger that builds and passes its check at once.

    \b
    Example:
      firmground new my-topic
    """
    from firmground.ledger import new as made

    made(folder)
    say(f"Made: {folder}\nNext:\n  cd {folder}\n  firmground build\n  firmground article add ID FILE")


@click.command()
@click.option("--write", is_flag=True, help="Write the files; without it nothing is changed.")
@click.option("--diff", is_flag=True, help="Tell every line that changes.")
@ledger_options
@told
def upgrade(ledgered: Ledgered, write: bool, diff: bool) -> None:
    """Turn a ledger of the old form, with ratings at claims and in groups, into one with questions.

    Without --write it only tells, file by file, what would be done, and what is left to a person.

    \b
    Example:
      firmground upgrade --diff
      firmground upgrade --write
    """
    say(ledgered.open().upgrade(write, diff).text())
