"""What a person types, what comes out, and the exit code."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from firmground.cli.main import cli

Run = Callable[..., subprocess.CompletedProcess[str]]

COMMANDS = ("build", "check", "show", "table", "draw", "article", "export", "upgrade", "explain", "new")


def test_bare_command_outside_a_ledger_says_how_to_begin(run: Run) -> None:
    done = run()
    assert done.returncode == 0
    assert "There is no ledger" in done.stdout
    assert "firmground new my-topic" in done.stdout


def test_bare_command_shows_the_state_and_what_to_do_next(run: Run, starter: Path) -> None:
    done = run(cwd=starter)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("My topic\n")
    assert "1 article, 7 claims (1 rated), 1 question, 1 reference" in done.stdout
    assert "Checks: 0 errors, 0 warnings, 0 notes" in done.stdout
    assert "firmground build" in done.stdout.split("Next:")[1]
    assert len(done.stdout.splitlines()) <= 24, "one screen"


def test_bare_command_with_something_to_mend_says_check_first(run: Run, starter: Path) -> None:
    claims = starter / "claims" / "example-article.yaml"
    claims.write_text(claims.read_text().replace("kind: advice", "kind: advise"))
    done = run(cwd=starter)
    assert "1 error" in done.stdout
    assert done.stdout.split("Next:")[1].split()[:2] == ["firmground", "check"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_text_has_an_example(run: Run, command: str) -> None:
    subcommands = (("add",), ("locate",)) if command == "article" else ((),)
    for words in subcommands:
        done = run(command, *words, "--help")
        assert done.returncode == 0
        assert f"Example:\n    firmground {command}" in done.stdout


def test_check_is_clean_with_exit_0(run: Run, starter: Path) -> None:
    done = run("check", "--level", "strict", cwd=starter)
    assert done.returncode == 0, done.stdout
    assert done.stdout == (
        "example-article: 9 of 9 sentences accounted for (100 %): 7 under claims, 2 set aside.\n"
        "7 claims, 1 reference: 0 errors, 0 warnings, 0 notes (strict level).\n"
    )


def test_check_without_texts_gives_one_note_and_exit_0(run: Run, starter: Path) -> None:
    done = run("check", "--articles", "nowhere", cwd=starter)
    assert done.returncode == 0
    assert done.stdout.count("note no-article-text") == 1
    assert "nowhere/example-article.txt" in done.stdout


def test_check_finds_with_exit_1_place_line_and_cure(run: Run, starter: Path) -> None:
    claims = starter / "claims" / "example-article.yaml"
    claims.write_text(claims.read_text().replace('start: "better sleep"', 'start: "bettre sleep"'))
    done = run("check", cwd=starter)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    number = claims.read_text().splitlines().index('    anchor: {start: "bettre sleep"}') + 1
    assert lines[0].startswith(f"claims/example-article.yaml:{number}:21: error anchor-not-found")
    assert lines[1] == f'{number:>5} |     anchor: {{start: "bettre sleep"}}'
    assert lines[2] == "      |                     ^^^^^^^^^^^^^^"
    assert "“better sleep”" in done.stdout, "the nearest passage is a hint"
    assert "firmground explain anchor-not-found" in done.stdout


def test_check_formats_agree(run: Run, starter: Path) -> None:
    (starter / "references.bib").write_text("@article{a2020b,\n  title = {T},\n  year = {soon},\n}\n")
    data = json.loads(run("check", "--level", "strict", "--format", "json", cwd=starter).stdout)
    codes = [f["code"] for f in data["findings"]]
    assert codes.count("bib-bad-value") == 1
    assert data["errors"] + data["warnings"] + data["notes"] == len(codes)
    assert data["articles"] == [{"article": "example-article", "sentences": 9, "accounted": 9}]
    github = run("check", "--level", "strict", "--format", "github", cwd=starter).stdout.splitlines()
    assert len(github) == len(codes)
    assert any(line.startswith("::warning file=references.bib,line=3,col=11,title=bib-bad-value::") for line in github)
    quiet = run("check", "--level", "strict", "--quiet", cwd=starter).stdout
    assert "sentences accounted" not in quiet
    assert "bib-bad-value" in quiet


@pytest.mark.slow
def test_wrong_use_is_exit_2_with_one_line_and_no_traceback(run: Run, starter: Path, tmp_path: Path) -> None:
    cases = (
        ("show", "example-artcle"),
        ("table", "claim"),
        ("draw", "verdict"),
        ("export", "ledger.pdf"),
        ("export", "no/such/folder/ledger.json"),
        ("explain", "anchor-not-fond"),
        ("article", "add", "Bad Id", "x.txt"),
        ("article", "add", "fine", "missing.txt"),
        ("article", "locate", "nobody", "words"),
        ("build", "--only", "nothing-such"),
        ("check", "--level", "strictest"),
        ("new", "claims"),
        ("check", "--folder", str(tmp_path / "nowhere")),
    )
    for words in cases:
        done = run(*words, cwd=starter)
        assert done.returncode == 2, (words, done.stdout, done.stderr)
        assert "Traceback" not in done.stderr
        assert done.stderr.strip(), words


def test_show_suggests_the_nearest_name(run: Run, starter: Path) -> None:
    assert "Names that look like it: example-article" in run("show", "example-artcle", cwd=starter).stderr
    assert "Did you mean anchor-not-found" in run("explain", "anchor-not-fond", cwd=starter).stderr


def test_show_claim_article_and_nothing(run: Run, starter: Path) -> None:
    claim = run("show", "example-article-003", cwd=starter).stdout
    assert "“One study found that honey worked better than nothing at all”" in claim
    assert "“One study”: not found." in claim
    assert "An example; nobody has searched for evidence." in claim
    article = run("show", "example-article", cwd=starter).stdout
    assert "9 of 9 sentences accounted for" in article
    assert "not rated: 6" in article
    assert run("show", cwd=starter).stdout == run(cwd=starter).stdout


def test_table_formats_hold_the_same_rows(run: Run, starter: Path) -> None:
    shown = run("table", "claims", cwd=starter)
    assert shown.returncode == 0
    assert "7 rows: one row per claim, in reading order." in shown.stdout
    rows = json.loads(run("table", "claims", "--format", "json", cwd=starter).stdout)
    sheet = list(csv.DictReader(io.StringIO(run("table", "claims", "--format", "csv", cwd=starter).stdout)))
    assert [r["claim_id"] for r in rows] == [r["claim_id"] for r in sheet]
    assert [r["claim"] for r in rows] == [r["claim"] for r in sheet]
    assert rows[2]["cited"] == ["not found: One study"]
    assert sheet[2]["cited"] == "not found: One study"
    for line in shown.stdout.splitlines()[:-1]:
        assert len(line) <= 110


def test_folder_and_articles_before_or_after_the_command(run: Run, starter: Path) -> None:
    after = run("check", "--folder", str(starter))
    before = run("--folder", str(starter), "check")
    below = run("check", cwd=starter / "claims")
    assert after.stdout == before.stdout == below.stdout
    assert run("--folder", str(starter), "article", "locate", "example-article", "Many").returncode == 0
    overruled = run("--folder", "nowhere", "check", "--folder", str(starter))
    assert overruled.stdout == after.stdout
    other = run("check", cwd=starter, FIRMGROUND_ARTICLES="elsewhere")
    assert "elsewhere/example-article.txt" in other.stdout


def test_article_add_then_locate_then_check(run: Run, starter: Path) -> None:
    page = starter / "saved.txt"
    page.write_text(
        "Ginger and colds\n\nGinger may help. Nobody knows by how much, 12.5 % or less.\n", encoding="utf-8"
    )
    added = run("article", "add", "ginger-colds", "saved.txt", cwd=starter)
    assert added.returncode == 0, added.stderr
    assert "articles/ginger-colds.txt: 3 sentences" in added.stdout
    assert "Begun: claims/ginger-colds.yaml" in added.stdout
    found = run("article", "locate", "ginger-colds", "Nobody knows", "--end", "or less", cwd=starter)
    assert found.returncode == 0
    assert 'anchor: {start: "Nobody knows", end: "or less"}' in found.stdout
    assert run("article", "locate", "ginger-colds", "2.5 % or less", cwd=starter).returncode == 1
    strict = run("check", "--level", "strict", cwd=starter)
    assert strict.returncode == 1
    assert strict.stdout.count("sentence-unaccounted") == 2 * 3
    assert "ginger-colds: 0 of 3 sentences accounted for (0 %)" in strict.stdout


def test_json_wherever_a_machine_may_ask(run: Run, starter: Path) -> None:
    claim = json.loads(run("show", "example-article-003", "--format", "json", cwd=starter).stdout)
    assert claim["attribution"] == {"kind": "unnamed study", "as": "One study"}
    assert claim["verdict"] == "not rated"
    assert (
        json.loads(run("show", "example-article", "--format", "json", cwd=starter).stdout)["sentences_accounted"] == 9
    )
    assert run("show", "--format", "json", cwd=starter).returncode == 2
    code = json.loads(run("explain", "bib-syntax", "--format", "json").stdout)
    assert (code["name"], code["severity"], code["level"]) == ("bib-syntax", "error", "basic")
    words = ("article", "locate", "example-article", "sore throat", "--format", "json")
    located = json.loads(run(*words, cwd=starter).stdout)
    assert located["good"] is False
    assert [p["sentence"] for p in located["places"]] == [1, 3]
    (starter / "page.txt").write_text("One. Two.\n")
    added = json.loads(run("article", "add", "two", "page.txt", "--format", "json", cwd=starter).stdout)
    assert (added["sentences"], added["claim_file"], added["kept"]) == (2, "claims/two.yaml", None)


def test_article_add_loses_nothing(run: Run, starter: Path) -> None:
    page, text = starter / "page.txt", starter / "articles" / "example-article.txt"
    former, claims = text.read_bytes(), (starter / "claims" / "example-article.yaml").read_bytes()
    page.write_text("Something else.\n")
    added = run("article", "add", "example-article", "page.txt", cwd=starter)
    assert added.returncode == 0
    assert "it was kept as articles/example-article.former-" in added.stdout
    kept = list((starter / "articles").glob("example-article.former-*.txt"))
    assert [k.read_bytes() for k in kept] == [former]
    assert text.read_bytes() == b"Something else.\n"
    assert (starter / "claims" / "example-article.yaml").read_bytes() == claims
    assert "text-changed" in run("check", cwd=starter).stdout


def test_new_never_touches_a_folder_that_holds_something(run: Run, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    done = run("new", "full")
    assert done.returncode == 2
    assert [p.name for p in (tmp_path / "full").iterdir()] == ["mine.txt"]


def test_hostile_text_reaches_no_terminal(run: Run, starter: Path) -> None:
    claims = starter / "claims" / "example-article.yaml"
    claims.write_text(
        claims.read_text().replace("Honey may ease a sore throat.", '"\\e[2Jgone \\u202E reversed"'), encoding="utf-8"
    )
    for words in (("show", "example-article-002"), ("table", "claims")):
        out = run(*words, cwd=starter).stdout
        assert "gone" in out
        assert "\x1b" not in out
        assert "\u202e" not in out


def test_a_folder_in_a_circle_of_links_is_answered(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    done = run("check", "--folder", "a")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "There is no ledger" in done.stderr or "links lead nowhere" in done.stderr


WORK = "@article{tea2020,\n  author = {Leaf, Ann},\n  title = {T},\n  year = {2020},\n  verified = {2026-11},\n}\n"


def with_work(starter: Path) -> None:
    """A work that the third claim of the starter ledger is offered, and on which its rating does not rest."""
    bib = starter / "references.bib"
    bib.write_text(bib.read_text() + WORK + WORK.replace("tea2020", "tea2021").replace("{T}", "{U}"))
    claims = starter / "claims" / "example-article.yaml"
    fact = "{fact: confirmed, source: primary, basis: [tea2020], why: Seen., by: me, on: 2026-11-22}"
    offered = "citations: [{ref: tea2020, role: offered, stance: supports, why: Seen.}]"
    old = '    attribution: {kind: none}\n    rating: {not_rated: "An example; nobody has searched for evidence."}\n'
    rater = (starter / "claims" / "ledger.yaml").read_text().split("raters:\n")[1].split(":")[0].strip()
    new = f"    attribution: {{kind: none}}\n    {offered}\n    rating: {fact.replace('by: me', f'by: {rater}')}\n"
    text = claims.read_text()
    assert old in text
    claims.write_text(text.replace(old, new, 1))


def test_check_without_a_work_shows_what_changes_and_touches_no_file(run: Run, starter: Path) -> None:
    with_work(starter)
    assert run("check", cwd=starter).returncode == 0
    before = {path: path.read_bytes() for path in starter.rglob("*") if path.is_file()}
    done = run("check", "--without", "tea2020", cwd=starter)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("If this work were in no file of the ledger: Leaf 2020 (tea2020)\n")
    assert "example-article-001  confirmed → not rated\n" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("Of 7 claims 1 would change (verdict 1,")
    retracted = run("check", "--without", "tea2020", "--treat-as", "retracted", "--format", "json", cwd=starter)
    data = json.loads(retracted.stdout)
    assert (data["treat_as"], data["totals"]["verdict"], data["errors"]) == ("retracted", 0, 0)
    assert [gap["kind"] for gap in data["claims"][0]["gaps_new"]] == ["retracted or corrected"]
    github = run("check", "--without", "tea2020", "--format", "github", cwd=starter).stdout
    assert github.startswith("::warning file=claims/example-article.yaml,line=")
    assert before == {path: path.read_bytes() for path in starter.rglob("*") if path.is_file()}


def test_check_without_a_work_on_which_nothing_rests_is_exit_0(run: Run, starter: Path) -> None:
    with_work(starter)
    done = run("check", "--without", "tea2021", cwd=starter)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (
        0,
        "Nothing would change: no claim and no rating names it.",
    )
    both = run("check", "--without", "tea2021", "--without", "tea2020", cwd=starter)
    assert both.returncode == 1
    assert both.stdout.startswith("If these works were in no file of the ledger: ")


def test_check_without_an_unknown_work_is_exit_2(run: Run, starter: Path) -> None:
    with_work(starter)
    done = run("check", "--without", "tea220", cwd=starter)
    assert done.returncode == 2
    assert re.search("maybe of other works: tea202[01], tea202[01]\\.", done.stderr)
    alone = run("check", "--treat-as", "retracted", cwd=starter)
    assert alone.returncode == 2
    assert "--without" in alone.stderr


def test_without_a_name_the_tables_the_charts_and_what_can_be_explained_are_listed(run: Run, starter: Path) -> None:
    from firmground.charts.gallery import CHARTS
    from firmground.tables.build import TABLES

    shown = run("table", cwd=starter)
    assert shown.returncode == 0
    for name, (means, _, _) in TABLES.items():
        assert re.search(f"^{name} +{re.escape(means[:40])}", shown.stdout, re.MULTILINE)
    rows = json.loads(run("table", "--format", "json", cwd=starter).stdout)
    assert [row["table"] for row in rows] == list(TABLES)
    charts = run("draw", cwd=starter)
    assert charts.returncode == 0
    assert [line.partition(":")[0] for line in charts.stdout.splitlines()[:-1]] == list(CHARTS)
    assert run("draw", "--out", "x.svg", cwd=starter).returncode == 2
    names = run("explain")
    assert names.returncode == 0
    assert re.search("^  claim-file +The claim file$", names.stdout, re.MULTILINE)
    assert re.search("^  anchor-not-found +An anchor whose words", names.stdout, re.MULTILINE)


def test_a_page_of_the_documentation_can_be_read_and_each_that_a_message_names_is_there(
    run: Run, starter: Path
) -> None:
    claims = starter / "claims" / "example-article.yaml"
    claims.write_text(claims.read_text().replace("attribution: {kind: none}", "attribution: 7", 1))
    told = run("check", cwd=starter).stdout
    assert "read `firmground explain claim-file`." in told
    page = run("explain", "claim-file")
    assert page.returncode == 0
    assert page.stdout.startswith("# The claim file\n")
    assert "vocabulary" in page.stdout
    data = json.loads(run("explain", "claim-file", "--format", "json").stdout)
    assert (data["name"], data["title"], data["text"]) == ("claim-file", "The claim file", page.stdout)
    assert "Did you mean claim-file" in run("explain", "claim-fil").stderr


def test_letters_that_no_font_has_are_named_where_they_are_drawn(run: Run, starter: Path) -> None:
    for path in (starter / "claims").glob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("condition: sore throat", "condition: 𒊕𒂵")
        path.write_text(text.replace("sore throat: {", "𒊕𒂵: {"), encoding="utf-8")
    told = "No font on this machine has 𒂵𒊕. On charts such letters stand as their numbers, for instance [U+120B5]."
    drawn = run("draw", "evidence-map", cwd=starter, MPL_IGNORE_SYSTEM_FONTS="1")
    assert drawn.stdout == "Drawn: evidence-map.png\n"
    # Releases of matplotlib that are allowed still may say something of their own.
    assert [line[: len(told)] for line in drawn.stderr.splitlines() if line.startswith("No font")] == [told]
    built = run("build", "--quiet", "--only", "gap-charts", cwd=starter, MPL_IGNORE_SYSTEM_FONTS="1")
    assert built.returncode == 0
    assert "No font" not in built.stderr
    assert built.stdout.count(told) == 1


@pytest.mark.parametrize("asked", [["show", "x\x1b[31m\x9b"], ["article", "add", "tea", "no\x1b]0;x\x07.txt"]])
def test_what_was_asked_wrongly_does_nothing_to_a_terminal(starter: Path, asked: list[str]) -> None:
    done = CliRunner().invoke(cli, ["--folder", str(starter), *asked], color=True)
    assert done.exit_code == 2
    assert re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", done.output) is None
