"""Nothing that the program prints beside a warning may remove or weaken it, whatever is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

from firmground.gaps.actions import action_rules, warns
from firmground.gaps.kinds import KINDS, gap_rules
from firmground.grading.scales import WARNING_VERDICTS
from firmground.ledger import Ledger, open_ledger
from firmground.tables.topics import topics_of

ROOT = Path(__file__).resolve().parents[2]
#: Every sentence that a warning can't be given, and other words for the same.
HARMFUL = [row.says for row in action_rules().actions.values() if row.removes or row.weakens]
WORDS = re.compile(
    r"(?<!no advice is ever to )take (it|the claim|the warning|the reference to a study) out"
    r"|(?<!only )(remove|delete|drop) (it|the claim|the warning)"
    r"|leave (it|the claim|the warning) out|do not make the claim|rest no claim"
)

#: What a ledger itself says of leaving a treatment out, with the words before it, by which it is told apart.
OWN = re.compile(r"\w[^\n]{14,30}leave it out")


def against(text: str) -> list[str]:
    """The advice in a text that a warning can't be given."""
    return [sentence for sentence in HARMFUL if sentence in text] + [hit[0] for hit in WORDS.finditer(text)]


# -- every output of a ledger of warnings --------------------------------------------------------------------------

RATER = {"why": "Made up.", "by": "editors", "dated": "2026-11-22"}
GRADED = {"certainty": "moderate", "start": "counted", "down": {"imprecision": {"steps": 1, "because": "few"}}, **RATER}
TRIALS = {**GRADED, "start": "randomised"}
RATE = {"low": 0.02, "high": 0.05, "of": "people", "counted_by": "doctors", "lean": "none"}


def question(name: str, says: str, **fields: Any) -> dict[str, Any]:
    evidence = [
        {"ref": key, "says": says, "passage": "result", "why": "It says so."} for key in ("new", "fixed", "guide")
    ]
    asks = {
        "id": name,
        "asks": f"Does honey harm ({name})?",
        "about": "honey",
        "answer": "Honey probably harms some people.",
    }
    return {**asks, "evidence": evidence, **fields}


QUESTIONS = [
    question("rash", "affirms", kind="frequency", rate=RATE, rating=GRADED, figures="2 to 5 of 100 people"),
    question("teeth", "denies", kind="fact", status="not so", source="primary", rating=RATER),
    question("sleep", "unclear", kind="effect", found="unclear", rating=TRIALS, beside=["sleep-sham"]),
    question("sleep-sham", "denies", kind="effect", found="denies", rating=TRIALS, comparator="sham syrup"),
]
#: Each verdict of a warning, by an answer that has it.
ANSWERS: dict[str, dict[str, str]] = {
    "stands": {"question": "rash", "often": "common"},
    "stands, but says too little": {"question": "rash", "often": "rare"},
    "stands, but is worded too firmly": {"question": "rash", "often": "very common"},
    "is not settled": {"question": "sleep", "says": "affirms"},
    "is wrong": {"question": "teeth", "says": "affirms"},
}
BIB = "".join(
    f"@article{{{key},\n title = {{{key}}},\n author = {{Inventor, Ada}},\n year = {{{year}}},\n"
    f" design = {{{design}}},\n comparator = {{a syrup}},\n verified = {{2026-11-22}},\n{more}}}\n"
    for key, year, design, more in (
        ("new", 2025, "systematic review", ""),
        ("fixed", 2024, "cohort study", " status = {corrected},\n statusnote = {An erratum.},\n"),
        ("gone", 2024, "randomised trial", " status = {retracted},\n"),
        ("aged", 2009, "systematic review", " supersededby = {new},\n"),
        ("older", 2008, "systematic review", ""),
        ("guide", 2009, "guideline", ""),
        ("trial", 2012, "randomised trial", ""),
    )
)
SETTINGS = {
    "title": "Honey",
    "as_of": "2026-11-22",
    "notice": "Made up.",
    "raters": {"editors": {"name": "Editors", "role": "no clinicians"}},
    "vocabulary": {
        "about": {"honey": {"definition": "Honey."}},
        "condition": {"cough": {"definition": "A cough."}},
        "comparator": {"sham syrup": {"definition": "A syrup.", "facet": "sham"}},
    },
}


def cited(ref: str | None, **fields: Any) -> dict[str, Any]:
    how = {"as": "a study"} if ref is None else {"identified": "certain", "accuracy": "accurate"}
    return {"ref": ref, "role": "cited", "why": "It is named.", **how, **fields}


#: What may be wrong with a claim beside its verdict.
FAULTS: dict[str, dict[str, Any]] = {
    "bare": {},
    "laden": {
        "attribution": {"kind": "unnamed study", "as": "a study"},
        "citations": [
            cited("gone", accuracy="contradicted"),
            cited(None),
            *(cited(key) for key in ("fixed", "aged", "older", "guide", "trial")),
        ],
    },
    "primary": {"citations": [cited("trial", accuracy="oversimplified")]},
}


def old_ratings() -> Iterator[dict[str, Any]]:
    """Ratings of the old form, for each verdict that one can lead to."""
    for stance, certainty in (
        ("supports", "low"),
        ("supports", "very low"),
        ("contradicts", "low"),
        ("contradicts", "very low"),
        ("unclear", "low"),
        ("partly supports", "low"),
    ):
        down = {"imprecision": {"steps": 2, "because": "x"}}
        if certainty == "very low":
            down["risk of bias"] = {"steps": 1, "because": "x"}
        rating = {
            "certainty": certainty,
            "start": "randomised",
            "down": down,
            "basis": ["new"],
            "why": "W.",
            "by": "editors",
        }
        offered = {"ref": "new", "role": "offered", "stance": stance, "why": "It says so."}
        yield {"rating": {**rating, "why": "W.", "by": "editors", "on": "2026-11-22"}, "citations": [offered]}
    for fact in ("refuted", "outdated", "cannot be verified"):
        source = "none" if fact == "cannot be verified" else "primary"
        basis = [] if source == "none" else ["new"]
        rating = {"fact": fact, "source": source, "basis": basis, "why": "W.", "by": "editors", "on": "2026-11-22"}
        yield {"rating": rating, "citations": [{"ref": "new", "role": "offered", "stance": "unclear", "why": "W."}]}
    yield {"rating": {"not_rated": "Nobody has looked."}}


def ledger_of_warnings(folder: Path, *, warn: bool = True) -> Ledger:
    """Nothing but warnings; with ``warn=False`` the same claims without the mark, to show that the search finds."""
    claims: list[dict[str, Any]] = []

    def add(**fields: Any) -> None:
        number = len(claims) + 1
        base = {
            "id": f"honey-{number:03}",
            "claim": f"Honey harms in way {number}.",
            "anchor": {"start": f"way {number}"},
        }
        dull = {"kind": "safety", "about": "honey", "condition": "cough", "direction": "against", "wording": "firm"}
        claims.append({**base, **dull, "attribution": {"kind": "none"}, **fields})

    for answer in ANSWERS.values():
        for kind in ("safety", "efficacy"):
            for fault in FAULTS.values():
                add(kind=kind, warning=warn, answers=[answer], **fault)
    for rated in old_ratings():
        for kind in ("safety", "contraindication"):
            add(kind=kind, direction="against" if warn else "for", **rated)
    for at, other in ((1, 2), (2, 3)):
        claims[at]["conflicts_with"] = [{"claim": f"honey-{other + 1:03}", "why": "They can't both be so."}]
    held = {
        "claims/ledger.yaml": SETTINGS,
        "claims/honey.yaml": {"article": {"id": "honey", "title": "Honey"}, "claims": claims[:-2]},
        "claims/mead.yaml": {
            "article": {"id": "mead", "title": "Mead"},
            "claims": [{**claims[1], "id": "mead-001", "conflicts_with": [{"claim": "honey-001", "why": "Not both."}]}],
        },
        "claims/questions/harms.yaml": {"questions": QUESTIONS},
    }
    for name, data in held.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(data), encoding="utf-8")
    (folder / "references.bib").write_text(BIB, encoding="utf-8")
    return open_ledger(folder)


def outputs(ledger: Ledger, folder: Path) -> Iterator[tuple[str, str]]:
    """Everything that the program prints of a ledger, with a name for each."""
    contents = ledger.audit.contents
    yield "export", ledger.export(folder / "export.json").read_text(encoding="utf-8")
    for table in ledger.table().iloc[:, 0]:
        yield f"table {table}", ledger.table(table).to_csv()
    for claim in contents.claims_by_id:
        yield f"show {claim}", ledger.show(claim)
    for name in (*contents.questions, *contents.references):
        yield f"show {name}", ledger.show(name)
    for key in contents.references:
        for treat_as in ("excluded", "retracted"):
            yield f"without {key}, {treat_as}", ledger.without(key, treat_as=treat_as).text()  # type: ignore[arg-type]
    for part in ("work-list", "gap-list", "claims", "glance", "mend-first"):
        for article in contents.articles:
            yield f"page {part} {article.id}", ledger.view(part, article.id).html
    for part in ("home", "work-list", "gap-list", "evidence-map", "topics", "search"):
        yield f"page {part}", ledger.view(part).html
    for topic in topics_of(contents):
        for part in ("key-messages", "side-by-side", "topic-findings", "not-known", "up-to-date"):
            yield f"page {part} {topic.slug}", ledger.view(part, topic=topic.slug).html


def test_no_output_of_a_ledger_of_warnings_advises_to_remove_or_weaken_one(tmp_path: Path) -> None:
    ledger = ledger_of_warnings(tmp_path / "ledger")
    audit = ledger.audit
    assert {grade.verdict for grade in audit.grades.values()} >= set(WARNING_VERDICTS)
    assert all(warns(claim) for claim in audit.contents.claims())
    at_claims = {kind for kind in KINDS if gap_rules().kinds[kind].group != "evidence"}
    assert at_claims - {gap.kind for gap in audit.gaps} == set()
    found = {name: hits for name, text in outputs(ledger, tmp_path) if (hits := against(text))}
    assert found == {}


def test_the_same_claims_without_the_mark_get_other_advice_so_the_search_finds(tmp_path: Path) -> None:
    ledger = ledger_of_warnings(tmp_path / "ledger", warn=False)
    found = {name.split()[0] for name, text in outputs(ledger, tmp_path) if against(text)}
    assert found >= {"export", "table", "page"}


# -- the first ledger ----------------------------------------------------------------------------------------------


def cards(html: str) -> dict[str, str]:
    """The cards of a page, by claim."""
    found = re.findall(r'<article [^>]*\bid="(?:do-)?([\w-]+)"[^>]*>(.*?)</article>', html, re.DOTALL)
    return dict(found)


def test_no_output_of_the_first_ledger_advises_against_its_warnings() -> None:
    ledger = open_ledger(ROOT)
    audit = ledger.audit
    claims = {claim.id for claim in audit.contents.claims() if warns(claim)}
    assert len(claims) > 50
    said = [(claim, f"show {claim}", ledger.show(claim)) for claim in claims]
    said += [(claim, f"record {claim}", json.dumps(ledger.record(claim), ensure_ascii=False)) for claim in claims]
    for table in ledger.table().iloc[:, 0]:
        for row in ledger.rows(table).rows:
            named = {row.get("claim_id"), row.get("id"), *(row.get("claim_ids") or ())}
            said += [(str(claim), table, str(row)) for claim in named & claims]
    pages = 0
    for article in audit.contents.articles:
        for part in ("work-list", "claims"):
            shown = {k: v for k, v in cards(ledger.view(part, article.id).html).items() if k in claims}
            pages += len(shown)
            said += [(claim, part, text) for claim, text in shown.items()]
    assert pages > len(claims)  # each stands on the page of its article, and most on its work list
    written = [" ".join(p.read_text(encoding="utf-8").split()) for p in (ROOT / "claims").rglob("*.yaml")]
    own = [hit[0] for text in written for hit in OWN.finditer(text)]

    def ours(text: str) -> str:
        """The text without what the ledger says of treatments, for instance that a therapist can leave needling out."""
        text = " ".join(text.split())
        for phrase in own:
            text = text.replace(phrase, "")
        return text

    assert [(claim, where, hits) for claim, where, text in said if (hits := against(ours(unescape(text))))] == []
