"""Makes ledgers of any size, with texts and references, for measurements.

    python tests/benchmarks/generate.py FOLDER --claims 20000 [--per-article 200] [--seed 1]

Everything in them is made up and says so ("generated work 12"); the same arguments give the same bytes. A generated
ledger passes ``firmground check --level strict``.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from pathlib import Path

THERAPIES = ("therapy a", "therapy b")
CONDITIONS = tuple(f"condition {n}" for n in range(1, 41))
OUTCOMES = tuple(f"outcome {n}" for n in range(1, 11))
DESIGNS = ("systematic review", "randomised trial", "cohort study", "case series")
WORDS = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "omega")
#: Every tenth sentence is set aside, as in real articles.
ASIDE = 10


def generate(folder: Path, claims: int, per_article: int = 200, seed: int = 1) -> Path:
    """Write a ledger.

    Args:
        folder: a new or empty folder.
        claims: how many claims in all.
        per_article: claims in each article; the last one has the rest.
        seed: of the random choices.

    Returns:
        The folder.
    """
    chance = random.Random(seed)
    (folder / "claims").mkdir(parents=True)
    (folder / "articles").mkdir()
    references = max(10, claims // 10)
    (folder / "claims" / "ledger.yaml").write_text(_settings(claims), encoding="utf-8")
    (folder / "references.bib").write_text("\n".join(_entry(n) for n in range(references)), encoding="utf-8")
    used = iter(range(references))
    for number, begin in enumerate(range(0, claims, per_article), 1):
        count = min(per_article, claims - begin)
        _article(folder, f"article-{number:05d}", count, references, used, chance)
    return folder


def _settings(claims: int) -> str:
    terms = lambda names: "".join(f'    {n}: {{definition: "Generated."}}\n' for n in names)  # noqa: E731
    return (
        f"title: A generated ledger of {claims} claims\nas_of: 2026-11-22\n"
        "notice: Generated for measurements; nothing in it is true.\n"
        "raters:\n  machine: {name: A program, role: No person}\n"
        f"vocabulary:\n  about:\n{terms(THERAPIES)}  condition:\n{terms(CONDITIONS)}  outcome:\n{terms(OUTCOMES)}"
    )


def _entry(number: int) -> str:
    design = DESIGNS[number % len(DESIGNS)]
    return (
        f"@article{{generated{number},\n  author       = {{Machine, A. and Machine, B.}},\n"
        f"  title        = {{Generated work {number}: no such work exists}},\n"
        f"  year         = {{{1990 + number % 36}}},\n"
        f"  journal      = {{Generated Journal}},\n  design       = {{{design}}},\n"
        f"  participants = {{{20 + number % 900}}},\n"
        f"  finding      = {{Generated finding number {number}.}},\n  verified     = {{2026-11-22}},\n}}\n"
    )


def _article(folder: Path, name: str, count: int, references: int, used: object, chance: random.Random) -> None:
    lines, claims, aside = [], [], []
    for n in range(1, count + 1):
        words = " ".join(chance.choices(WORDS, k=6))
        lines.append(f"Statement {n} of this text says {words} about point {n}.")
        key = next(used, None)  # type: ignore[call-overload]
        claims.append(_claim(name, n, f"generated{chance.randrange(references) if key is None else key}", chance))
        if n % ASIDE == 0:
            lines.append(f"Now what about part {n // ASIDE}?")
            aside.append(f'    - "Now what about part {n // ASIDE}"\n')
    paragraphs = [" ".join(lines[i : i + 5]) for i in range(0, len(lines), 5)]
    data = ("\n\n".join(paragraphs) + "\n").encode()
    (folder / "articles" / f"{name}.txt").write_bytes(data)
    head = (
        f"article:\n  id: {name}\n  title: Generated article\n  url: https://example.org/{name}\n"
        f"  text: {{sha256: {hashlib.sha256(data).hexdigest()}, sentences: {len(lines)}}}\n"
    )
    tail = "set_aside:\n  question:\n" + "".join(aside) if aside else ""
    (folder / "claims" / f"{name}.yaml").write_text(head + "claims:\n" + "".join(claims) + tail, encoding="utf-8")


def _claim(article: str, number: int, key: str, chance: random.Random) -> str:
    role = "role: cited\n        identified: probable\n        accuracy: accurate" if number % 2 else "role: offered"
    return f"""\
  - id: {article}-{number:03d}
    claim: Generated claim {number} of {article} {"is" if number % 3 else "may be"} so.
    anchor: {{start: "Statement {number} of this text says", end: "about point {number}"}}
    kind: efficacy
    about: {chance.choice(THERAPIES)}
    condition: {chance.choice(CONDITIONS)}
    comparator: null
    outcome: {chance.choice(OUTCOMES)}
    direction: for
    wording: {"firm" if number % 3 else "hedged"}
    central: {"true" if number % 5 == 0 else "false"}
    attribution: {{kind: none}}
    citations:
      - ref: {key}
        {role}
        stance: {chance.choice(("supports", "partly supports", "contradicts"))}
        why: Generated reason.
    rating:
{_grade(key)}
      basis: [{key}]
      why: Generated.
      by: machine
      on: 2026-11-22
      reviewed_by: null
"""


def _grade(key: str) -> str:
    """A rating that fits the design of its work: trials and reviews of trials start high, the others low."""
    high = DESIGNS[int(key.removeprefix("generated")) % len(DESIGNS)] in {"systematic review", "randomised trial"}
    steps = ["imprecision", "indirectness"] if high else ["imprecision"]
    return "\n".join(
        [
            f"      certainty: {'low' if high else 'very low'}",
            f"      start: {'randomised' if high else 'observational'}",
            "      down:",
            *(f'        {step}: {{steps: 1, because: "Generated."}}' for step in steps),
        ]
    )


def main() -> None:
    """Read the command line; see the module's text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--claims", type=int, default=1000)
    parser.add_argument("--per-article", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    generate(given.folder, given.claims, given.per_article, given.seed)


if __name__ == "__main__":
    main()
