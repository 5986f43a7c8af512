"""The numbers on the pages are those of the tables that anyone can ask for with ``ledger.table``.

Each function below walks the places of one kind where pages show numbers and yields what stands there and what the
table says. No sample is drawn: all of these places are compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pandas as pd
import pytest
from tests.edition.conftest import PAGES, ROOT, tree
from tests.edition.dom import Element

from firmground.ledger import open_ledger

#: The page, the place on it, what stands there, and what the table says.
Place = tuple[str, str, object, object]
MARKS = re.compile(r"[^\w\s,()/&’'.:-]+")


@cache
def frame(name: str) -> pd.DataFrame:
    """A table of the first ledger, without article texts, as the edition was built."""
    return open_ledger(ROOT, ROOT / "articles").table(name)


@cache
def articles() -> tuple[str, ...]:
    return tuple(frame("articles")["article"])


def of(name: str, article: str) -> pd.DataFrame:
    table = frame(name)
    return table[table["article"] == article]


def number(text: str) -> int | None:
    """The first whole number of a text; an empty cell is none."""
    found = re.search(r"\d[\d,]*", text)
    return int(found.group().replace(",", "")) if found else None


def tables(page: str, caption: str) -> list[Element]:
    """The tables of a page whose caption begins so."""
    return [t for t in tree(page).all("table") if t.one("caption").text.startswith(caption)]


def cells(row: Element) -> list[str]:
    return [cell.text for cell in row.inside if isinstance(cell, Element) and cell.tag in {"td", "th"}]


def rows(table: Element) -> list[dict[str, str]]:
    """The body of a table, each row by the names of the columns."""
    head = cells(table.one("thead").one("tr"))
    return [dict(zip(head, cells(row), strict=True)) for row in table.one("tbody").all("tr")]


def word(cell: str) -> str:
    """A verdict or a level without its symbol."""
    return MARKS.sub("", cell).strip()


def gap_of(claims: pd.DataFrame, kind: str) -> int:
    return sum(kind in gaps for gaps in claims["gaps"])


# -- the places -----------------------------------------------------------------------------------------------------


def counted(claims: pd.DataFrame) -> dict[str, int]:
    """The figures that pages give for some claims, by their names."""
    verdict = claims["verdict"]
    return {
        "claims": len(claims),
        "contradicted or refuted": int(verdict.isin(["contradicted", "refuted"]).sum()),
        "overstated": int((verdict == "overstated").sum()),
        "lack a source": gap_of(claims, "uncited"),
        "good to stand": int(verdict.isin(["confirmed", "supported", "stands"]).sum()),
    }


def home() -> Iterator[Place]:
    claims, main = frame("claims"), tree("index").one("main")
    meant = counted(claims)
    for item in main.one("ul", of="figures").all("li"):
        [name] = [name for name in meant if name in item.text.split(".")[0].replace(" audited", "")] or [item.text]
        yield "index", item.text, number(item.one("b").text), meant[name]
    [table] = tables("index", "The audited articles")
    for article, row in zip(articles(), rows(table), strict=True):
        for name, value in counted(of("claims", article)).items():
            yield "index", f"{article}, {name}", number(row[name.capitalize()]), value
    verdicts = [ul for ul in main.all("ul", of="tally") if "#claims-" in ul.all("a")[0].attrs["href"]]
    for item in verdicts[0].all("li"):
        name = word(re.sub(r"\d", "", item.text))
        yield "index", name, number(item.text), int((claims["verdict"] == name).sum())
    for item in main.all("a"):
        if found := re.fullmatch(r"work-list-(.*)\.html", item.attrs["href"]):
            line = item.parent.text if item.parent is not None else ""
            to_mend, of_harm = (int(n) for n in re.findall(r"(\d+) (?:claims? to|of them)", line))
            mine = of("work-list", found[1])
            yield "index", line, (to_mend, of_harm), (len(mine), int((mine["tier"] == "harm").sum()))


def article_heads() -> Iterator[Place]:
    for article in articles():
        page = f"article-{article}"
        facts = tree(page).one("dl", of="facts")
        told = {dt.text: dd.text for dt, dd in zip(facts.all("dt"), facts.all("dd"), strict=True)}
        [row] = of("articles", article).to_dict("records")
        yield page, "Claims", re.findall(r"\d+", told["Claims"]), [str(row["claims"]), str(row["central"])]
        for name, column in (("Claims with a source", "with_citation"), ("Claims rated", "rated")):
            yield page, name, told[name], f"{row[column]} of {row['claims']}"
        yield page, "Gaps", told["Gaps"], str(row["gaps"])


def verdicts_by_kind() -> Iterator[Place]:
    for page, claims in [("evidence-summary", frame("claims"))] + [
        (f"article-{a}", of("claims", a)) for a in articles()
    ]:
        for row in (row for table in tables(page, "Claims by verdict and kind") for row in rows(table)):
            verdict = word(row.pop("Verdict"))
            mine = claims[claims["verdict"] == verdict]
            for kind, shown in row.items():
                meant = len(mine) if kind == "All" else int((mine["kind"] == kind).sum())
                yield page, f"{verdict}, {kind}", number(shown) or 0, meant


def cards() -> Iterator[Place]:
    """Each claim's own ratings on its card."""
    for article in articles():
        page, by_id = f"article-{article}", of("claims", article).set_index("claim_id")
        shown = tree(page).all("article", of="claim")
        yield page, "claims in order", [card.attrs["id"] for card in shown], list(by_id.index)
        for card in shown:
            claim = by_id.loc[card.attrs["id"]]
            yield page, f"{claim.name}: verdict", card.one("p", of="verdict").one("b").text, claim["verdict"]
            yield (
                page,
                f"{claim.name}: mark",
                f"v-{claim['verdict'].replace(',', '').replace(' ', '-')}" in card.attrs["class"].split(),
                True,
            )
            gaps = {li.all("b")[0].text for ul in card.all("ul", of="gaps") for li in ul.all("li")}
            yield page, f"{claim.name}: gaps", sorted(gaps), sorted(claim["gaps"])
            told = [div.text for dl in card.all("dl", of="three") for div in dl.all("div")]
            level = [number(line) for line in told if "level" in line]
            yield page, f"{claim.name}: level", level[0] if level else None, none(claim["level"])
            sure = [line for line in told if line.startswith("How certain")]
            if sure:
                found = re.search(r"very low|low|moderate|high", sure[0])
                yield page, f"{claim.name}: certainty", found and found.group(), none(claim["certainty"])


def none(value: Any) -> Any:
    return None if value is None or pd.isna(value) else value


def flows() -> Iterator[Place]:
    flow = frame("flow")
    for page, article in [("gap-charts", None), *((f"article-{a}", a) for a in articles())]:
        mine = flow[flow["article"].isna()] if article is None else flow[flow["article"] == article]
        [table] = tables(page, "One row per step and outcome")
        for row, meant in zip(rows(table), mine.to_dict("records"), strict=True):
            where = f"{row['step']} {row['outcome']} {row['reason']}"
            yield page, where, (row["of"], row["count"]), (str(meant["of"]), str(meant["count"]))


def chart_data() -> Iterator[Place]:
    """The data beside the charts of verdicts, attribution and gaps."""
    for caption, column in (
        ("One row per article and verdict", "verdict"),
        ("One row per article and kind of attribution", "attribution"),
    ):
        for page in PAGES:
            for table in tables(page, caption):
                for row in rows(table):
                    mine = frame("claims") if row["article"] in {"", "all"} else of("claims", row["article"])
                    meant = (int((mine[column] == row[column]).sum()), len(mine))
                    yield page, f"{row['article']}, {row[column]}", (int(row["claims"]), int(row["of"])), meant
    for table in tables("gap-charts", "One row per article and kind of gap"):
        for row in rows(table):
            if row["group"] and row["article"]:
                mine = of("claims", row["article"])
                yield "gap-charts", f"{row['article']}, {row['kind']}", int(row["claims"]), gap_of(mine, row["kind"])


def gaps() -> Iterator[Place]:
    found = frame("gaps")
    [table] = tables("gap-charts", "Kinds of gap")
    for row in rows(table):
        yield "gap-charts", row["Kind"], number(row["Claims"]), int((found["kind"] == row["Kind"]).sum())
    items = [item.attrs["data-gap"] for item in tree("gap-charts").all(**{"data-item": ""})]
    yield "gap-charts", "items", sorted(items), sorted(found["kind"])


def gap_map() -> Iterator[Place]:
    cells_of = {
        (none(row["condition"]) or "no condition", row["about"]): row
        for row in frame("evidence-map").to_dict("records")
    }
    [table] = tables("gap-map", "What the articles claim, by condition and therapy")
    for row in rows(table):
        condition = row.pop("Condition")
        total = row.pop("Distinct claims")
        sums = 0
        for about, cell in row.items():
            meant = cells_of.get((condition, about))
            if meant is None and not condition.startswith("no condition"):
                yield "gap-map", f"{condition}, {about}", number(cell) or 0, 0
            elif meant is not None:
                sums += meant["claims"]
                yield "gap-map", f"{condition}, {about}", number(cell) or 0, meant["claims"]
                if meant["claims"]:
                    best = re.findall(r"claims?, (not rated|very low|low|moderate|high)", cell)
                    yield "gap-map", f"{condition}, {about}: certainty", best, [none(meant["certainty"]) or "not rated"]
                yield "gap-map", f"{condition}, {about}: gaps", all(gap in cell for gap in meant["gaps"]), True
        if not condition.startswith(("no condition", "All", "Distinct")):
            yield "gap-map", condition, number(total), sums


def references() -> Iterator[Place]:
    shown = {
        li.attrs["id"].removeprefix("ref-"): li
        for li in tree("references").all("li")
        if li.attrs.get("id", "").startswith("ref-")
    }
    table = frame("references").set_index("ref")
    yield "references", "works", sorted(shown), sorted(table.index)
    for key, item in shown.items():
        row = table.loc[key]
        kind = " ".join(p.text for p in item.all("p", of="kind"))
        numbers = [int(n) for n in re.findall(r"\d+", kind[kind.index("Cited for") :])]
        yield "references", key, numbers, [int(row[c]) for c in ("cited_by", "offered_for", "ratings_resting_on_it")]
        size = kind[: kind.index("Cited for")]
        for noun, column in (("people|person", "participants"), ("stud(?:y|ies)", "studies")):
            found = re.search(rf"([\d,]+) (?:{noun})\b", size)
            yield "references", f"{key}, {column}", number(found[1]) if found else None, none(row[column])


def topics() -> Iterator[Place]:
    table = frame("topics").set_index("topic")
    [overview] = tables("evidence-summary", "All topics")
    body = overview.one("tbody").all("tr")
    yield "evidence-summary", "topics", sorted(topic_of(row) for row in body), sorted(table.index)
    for line, row in zip(body, rows(overview), strict=True):
        meant = table.loc[topic_of(line)]
        yield "evidence-summary", row["Topic"], (int(row["Claims"]), int(row["Gaps"])), (meant["claims"], meant["gaps"])
        if (best := word(row["Best certainty"].split(",")[0])) != "questions of fact":
            yield "evidence-summary", f"{row['Topic']}: certainty", best, none(meant["certainty"]) or "not rated"
    for topic, meant in table.iterrows():
        page = f"topic-{topic}"
        [line] = re.findall(r"In all: .*?\.(?= |$)", tree(page).one("main").text)
        n, k = map(int, re.findall(r"(\d+) (?:claims?|articles?)\b", line)[:2])
        yield page, line, (n, k), (meant["claims"], len(meant["articles"]))
        told = re.findall(r"(\D+) \((\d+)\)(?:, | and |\.)", line.split(": ")[2])
        verdicts = [f"{number} {verdict}" for verdict, number in told]
        yield page, f"{line}: verdicts", sorted(verdicts), sorted(meant["verdicts"])


def sizes() -> Iterator[Place]:
    """How many people and studies each work has, beside the claims of a topic."""
    table = frame("references").set_index("ref")
    for page in (name for name in PAGES if name.startswith("topic-")):
        for works in (td for td in tree(page).all("td") if td.attrs.get("data-label") == "People (studies)"):
            for place, told in enumerate(works.all("a", "small")):
                if told.tag == "a":
                    continue
                row = table.loc[works.all("a", "small")[place - 1].attrs["href"].partition("#ref-")[2]]
                for noun, column in (("people|person", "participants"), ("stud(?:y|ies)", "studies")):
                    found = re.search(rf"([\d,]+) (?:{noun})\b", told.text)
                    yield page, f"{row.name}, {column}", number(found[1]) if found else None, none(row[column])


def topic_of(row: Element) -> str:
    [to] = {a.attrs["href"] for a in row.all("a") if a.attrs["href"].startswith("topic-")}
    return to.removeprefix("topic-").removesuffix(".html")


def work_lists() -> Iterator[Place]:
    table = frame("work-list").set_index("claim_id")
    for article in articles():
        page = f"work-list-{article}"
        mine = of("work-list", article)
        shown = tree(page).all("article", of="claim")
        yield page, "entries", [a.attrs["id"].removeprefix("do-") for a in shown], list(mine["claim_id"])
        for entry in shown:
            meant = table.loc[entry.attrs["id"].removeprefix("do-")]
            yield page, f"{meant.name}: rank", entry.one(of="no").text, str(meant["rank"])
            score = number(next(s.text for s in entry.all("summary") if "score" in s.text))
            yield page, f"{meant.name}: score", score, meant["score"]
            parts = [number(li.text) for li in entry.all("details")[-1].all("li")]
            yield page, f"{meant.name}: parts", sum(part or 0 for part in parts), meant["score"]


def search() -> Iterator[Place]:
    claims = frame("claims")
    page = tree("search").one("main")
    linked = [a.attrs["href"] for item in page.all(**{"data-item": ""}) for a in item.all("a")[:1]]
    for of_what, names, pattern in (
        ("claims", claims["claim_id"], r"article-[^#]*\.html#(.*)"),
        ("references", frame("references")["ref"], r"references\.html#ref-(.*)"),
    ):
        found = [m[1] for to in linked if (m := re.fullmatch(pattern, to))]
        yield "search", of_what, sorted(found), sorted(names)
    topics = [m[1] for to in linked if (m := re.fullmatch(r"topic-(.*)\.html", to))]
    yield "search", "topics", sorted(topics), sorted(frame("topics")["topic"])


#: Each kind of place, and how many there are at least: a walk that finds nothing would prove nothing.
KINDS: tuple[tuple[Callable[[], Iterator[Place]], int], ...] = (
    (home, 35),
    (article_heads, 20),
    (verdicts_by_kind, 140),
    (cards, 2000),
    (flows, 100),
    (chart_data, 200),
    (gaps, 15),
    (gap_map, 200),
    (references, 600),
    (topics, 200),
    (sizes, 200),
    (work_lists, 1200),
    (search, 3),
)


@pytest.mark.parametrize(("walk", "least"), KINDS, ids=[walk.__name__ for walk, _ in KINDS])
def test_what_pages_show_is_what_tables_say(walk: Callable[[], Iterator[Place]], least: int) -> None:
    places = list(walk())
    assert len(places) >= least
    assert [place for place in places if place[2] != place[3]] == []


def test_a_card_whose_certainty_is_not_that_of_its_answer_says_so() -> None:
    """An answer says “probably” at moderate certainty, while a claim of much that only hides harm may stand higher."""
    questions = frame("questions").set_index("question")["certainty"]
    wrong, seen = [], 0
    for article in articles():
        by_id = of("claims", article).set_index("claim_id")
        for card in tree(f"article-{article}").all("article", of="claim"):
            claim = by_id.loc[card.attrs["id"]]
            asked = none(claim["question"])
            sure = [line for dl in card.all("dl", of="three") for line in [dl.text] if "How certain" in line]
            if asked is None or not sure:
                continue
            seen += 1
            meant = none(questions[asked])
            told = re.findall(r"as it is worded: ([a-z ]+?)(?=\s*$)", sure[0])
            if told != ([] if meant == none(claim["certainty"]) else [meant]):
                wrong.append((claim.name, told, claim["certainty"], meant))
    assert seen > 20
    assert wrong == []


def test_that_something_happens_has_no_certainty_and_says_why() -> None:
    ledger = open_ledger(ROOT, ROOT / "articles")
    told = str(ledger.show("healthline-133"))
    assert "no work that counts is left" not in told
    assert "confirmed; source: secondary" in told
