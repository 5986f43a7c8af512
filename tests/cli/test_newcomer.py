"""What a newcomer reads about an article that nobody has coded, or not to its end: never that all is well with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from firmground.appraisal.rulebook import CHECKS
from firmground.ledger import new, open_ledger
from firmground.reports.html.text import plain

TEXT = "Ginger and colds\n\nGinger may help. Nobody knows by how much. It cures four of ten.\n"
CLAIM = """claims:
  - id: ginger-001
    claim: Ginger may help with a cold.
    anchor: {start: "Ginger may help"}
    kind: efficacy
    about: honey
    condition: sore throat
    comparator: null
    outcome: pain
    direction: for
    wording: hedged
    central: false
    attribution: {kind: none}
    rating: {not_rated: "Nobody has looked."}
"""
#: Words that read as if an article had been looked through and found in order.
ALL_CLEAR = re.compile(
    r"nothing to mend|nothing was found|makes no claim|no claim has a gap|every verdict lets|nothing is wrong"
    r"|all \d+ claims|no gaps?\b|none found|✔|not asked",
    re.IGNORECASE,
)


def pages_of(folder: Path, *names: str, place: str = "reports") -> dict[str, str]:
    """What a reader sees of pages, from the notice above to the foot."""
    whole = {name: (folder / place / f"{name}.html").read_text(encoding="utf-8") for name in names}
    return {name: plain(text[text.index("<aside") : text.index("<footer")]) for name, text in whole.items()}


@pytest.fixture
def begun(run: Run, tmp_path: Path) -> Path:
    """A new ledger with an article of its own, of which nothing is coded."""
    folder = new(tmp_path / "x")
    (tmp_path / "ginger.txt").write_text(TEXT, encoding="utf-8")
    assert run("article", "add", "ginger", str(tmp_path / "ginger.txt"), cwd=folder).returncode == 0
    return folder


def test_an_article_that_nobody_coded_never_reads_as_clean(run: Run, begun: Path) -> None:
    far = "0 of 4 sentences accounted for; not coded yet"
    assert f"- ginger: {far}" in run(cwd=begun).stdout
    shown = run("show", "ginger", cwd=begun).stdout
    assert far in shown
    assert ALL_CLEAR.search(shown) is None
    assert "Gaps          not known" in shown
    assert run("build", cwd=begun).returncode == 0
    names = [path.stem for path in (begun / "reports").glob("*.html")]
    for name, text in pages_of(begun, *names).items():
        # whoever opens any page is told
        assert f"One article is not coded to its end: ginger ({far})." in text, name
    own = pages_of(begun, "article-ginger", "work-list-ginger")
    assert [(name, hit[0]) for name, text in own.items() for hit in ALL_CLEAR.finditer(text)] == []
    assert own["work-list-ginger"].count(far) == 2
    assert "so it is not known what there is to mend" in own["work-list-ginger"]
    home, every = pages_of(begun, "index", "work-list").values()
    # the starter's own rated question and claim are clear, and may say so: nothing else on the page may
    assert home.count("✔") == home.count("✔supported") == 1
    assert ALL_CLEAR.search(home.replace("✔supported", "")) is None
    assert re.search(rf"Work list: ginger .*it is not known what there is to mend; {far}", home)
    assert re.search(rf"ginger\s*title not known\s*Coded: {far}\s+0\s+–\s+–\s+–\s+–", home)
    assert f"ginger (0; {far})" in every
    assert "not accounted for" in own["article-ginger"].split("From sentence to source")[-1]
    for page, scope in (("gap-charts", "2 articles (1 not coded"), ("article-ginger", "ginger (not coded")):
        drawn = (begun / "reports" / f"{page}.html").read_text(encoding="utf-8")
        words = re.findall(r'(?:Stacked bars|Bars|flow chart) of [^"<]*', drawn)
        assert words, page
        assert [text for text in words if scope not in text] == []
    # Where somebody has the ledger, but not the texts, the claim file alone says as much.
    (begun / "articles" / "ginger.txt").unlink()
    assert f"- ginger: {far}" in open_ledger(begun).show()
    assert "not accounted for" in {row["reason"] for row in open_ledger(begun).rows("flow").rows}


def test_an_article_that_is_half_coded_says_so_until_it_is_whole(begun: Path) -> None:
    file = begun / "claims" / "ginger.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("claims: []\n", CLAIM), encoding="utf-8")
    far = "1 of 4 sentences accounted for; not coded to the end"
    assert f"- ginger: {far}" in open_ledger(begun).show()
    open_ledger(begun).build()
    likely = "1 claim and 0 passages set aside, of 4 sentences; most likely not coded to the end"
    own = pages_of(begun, "article-ginger", "work-list-ginger", "index", "work-list", "gap-charts")
    assert [name for name, text in own.items() if likely not in text] == []  # made as if no text were at hand
    topic, gaps = pages_of(begun, "topic-sore-throat", "gap-map").values()
    assert "We do not know. What has been coded of these articles holds no claim on this that could be rated." in topic
    assert "An empty cell means: no claim in these articles, as far as they are coded." in gaps
    assert "how many of them hold a claim is not known" in own["article-ginger"]
    audit = pages_of(begun, "article-ginger", place="private")["article-ginger"]
    assert f"This article is not coded to its end ({far})" in audit
    assert audit.count("This article is not coded to its end: 1 of 4 sentences accounted for. So far: ") == len(CHECKS)
    sides = audit.split("Sides of the matter")[1].split("Where these questions")[0]
    assert "○missing" not in sides

    aside = 'set_aside:\n  heading: ["Ginger and colds"]\n  connective: ["Nobody knows by", "It cures four"]\n'
    file.write_text(file.read_text(encoding="utf-8").replace("set_aside: {}\n", aside), encoding="utf-8")
    assert "- ginger: 4 of 4 sentences accounted for\n" in open_ledger(begun).show()
    open_ledger(begun).build()
    whole = pages_of(begun, "article-ginger", "index")
    assert "not coded" not in "".join(whole.values())
    assert "○missing" in whole["article-ginger"]


def test_half_of_an_article_without_its_text_is_no_whole(begun: Path) -> None:
    """Nothing counts the sentences then; fewer claims than sentences are taken for work that is not at its end."""
    file = begun / "claims" / "ginger.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("claims: []\n", CLAIM), encoding="utf-8")
    (begun / "articles" / "ginger.txt").unlink()
    far = "1 claim and 0 passages set aside, of 4 sentences; most likely not coded to the end"
    assert f"- ginger: {far}" in open_ledger(begun).show().replace("\n    ", " ")
    open_ledger(begun).build()
    audit, home = pages_of(begun, "article-ginger", "index").values()
    assert far in audit
    assert far in home
    assert "left out, how many sentences hold a claim is not known: ginger" in repr(
        open_ledger(begun).rows("flow").rows
    )


def test_a_claim_that_can_not_be_read_is_missing_and_said_to_be(begun: Path) -> None:
    file = begun / "claims" / "example-article.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("wording: hedged", "wording: maybe"), encoding="utf-8")
    assert "parts of its claim file can’t be read" in open_ledger(begun).show().replace("\n    ", " ")
    card = " ".join(open_ledger(begun).show("example-article").split())
    assert "parts of its claim file can’t be read" in card
