"""Checks of questions by themselves: ids, the fields that their kind needs, reasons, and whether anybody asks them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from firmground.grading.naming import listed
from firmground.records import Contents, Finding, Graded, NotRated, Question, Settled, Spot

#: The path to a field, what is wrong with it, and what to do.
Fault = tuple[tuple[str, ...], str, str]


def questions_of(contents: Contents) -> Iterator[Question]:
    """Every question, in the order of files and lines; of two with one id both."""
    for file in contents.question_files:
        yield from file.questions


def check_ids(contents: Contents) -> Iterator[Finding]:
    """A question's id is its own: no other question, claim, article or reference is shown by it."""
    articles = {article.id for article in contents.articles}
    for question in questions_of(contents):
        name, spot = question.id, question.spot and question.spot.at("id")
        first = contents.questions[name]
        cure = "Give the question an id of its own, and write it in the claims that answer it."
        if first is not question:
            place = f" in {first.spot.file}" if first.spot is not None else ""
            message = f"The id “{name}” is already taken by another question{place}; claims are held against that one."
            yield Finding("duplicate-id", spot, message, cure, name)
            continue
        taken = ("a claim", contents.claims_by_id), ("an article", articles), ("a reference", contents.references)
        for kind, names in taken:
            if name in names:
                message = f"The id “{name}” of a question is also that of {kind}, so `show` can't tell them apart."
                yield Finding("duplicate-id", spot, message, cure, name)
                break


def check_fields(contents: Contents) -> Iterator[Finding]:
    """A question has the fields that its kind needs, and none that its kind does not know."""
    for question in questions_of(contents):
        for rule in _RULES:
            for path, message, cure in rule(question):
                spot = question.spot and question.spot.at(*path)
                yield Finding("question-does-not-fit", spot, message, cure, question.id)


def _foreign(q: Question) -> Iterator[Fault]:
    """Fields of other kinds."""
    only: Mapping[str, Mapping[str, object]] = {
        "frequency": {"rate": q.rate, "happens": q.happens},
        "fact": {"status": q.status, "source": q.source, "items": q.items, "values": q.values},
    }
    for kind, fields in only.items():
        for name, value in fields.items():
            if value and q.kind != kind:
                message = f"“{name}” belongs to a question of kind {kind}; this one is of kind {q.kind}."
                yield (name,), message, f"Take “{name}” out, or write kind: {kind}."
    if q.kind == "fact":
        for name, value in {"found": q.found, "size": q.size}.items():
            if value:
                message = f"“{name}: {value}” says what studies found; a question of fact has a “status” instead."
                yield (
                    (name,),
                    message,
                    f"Take “{name}” out and write the status: so, not so, was so, disputed, not known.",
                )


def _needed(q: Question) -> Iterator[Fault]:
    """Fields without which there is no answer to hold a claim against."""
    if isinstance(q.rating, NotRated):
        return
    if q.kind in {"effect", "mechanism"} and q.found is None:
        message = f"Nothing says how the evidence answers: a question of kind {q.kind} needs “found”."
        yield (
            ("id",),
            message,
            "Add found: affirms, partly, denies, mixed, unclear or nothing; or rating: {not_rated: …}.",
        )
    elif q.kind == "frequency" and q.rate is None and q.happens is None and q.found is None:
        message = "Nothing says how often, or whether it happens at all."
        yield ("id",), message, "Add a “rate” with low and high, or happens: shown, shown elsewhere or not shown."
    elif q.kind == "fact" and q.status is None:
        message = "Nothing says whether it is so: a question of fact needs “status”."
        yield ("id",), message, "Add status: so, not so, was so, disputed or not known."
    elif q.kind == "fact" and q.status != "not known" and q.source in {None, "none"}:
        message = f"“status: {q.status}” needs a source that shows it, and none is named."
        cure = "Add source: primary or secondary, and the work under evidence; or write status: not known."
        yield ("source" if q.source else "status",), message, cure


def _rating(q: Question) -> Iterator[Fault]:
    """The form of the rating."""
    if q.kind == "fact" and isinstance(q.rating, Graded):
        message = f"“certainty: {q.rating.certainty}” rates evidence; a fact is so or is not."
        yield ("rating", "certainty"), message, "Keep why, by and dated only, and say under “status” whether it is so."
    elif q.kind in {"effect", "mechanism"} and isinstance(q.rating, Settled):
        message = f"The rating has no certainty, and the answer to a question of kind {q.kind} is more or less certain."
        yield ("rating", "why"), message, "Add certainty and start with its steps, or write rating: {not_rated: …}."
    elif q.kind == "frequency" and isinstance(q.rating, Settled) and (q.rate is not None or q.found is not None):
        name = "rate" if q.rate is not None else "found"
        message = f"“{name}” is what was counted, and the rating does not say how certain that is."
        yield ("rating", "why"), message, "Add certainty and start to the rating."
    elif isinstance(q.rating, Graded) and q.kind != "fact" and not _speaks(q):
        message = f"“certainty: {q.rating.certainty}” rates no evidence: no work under “evidence” says anything."
        yield ("rating", "certainty"), message, "Add the works with what they say, or write rating: {not_rated: …}."
    elif isinstance(q.rating, Graded) and q.kind == "frequency" and q.rate is None and q.found is None and q.happens:
        message = "That something can happen is settled by documented cases; a certainty stands beside a count only."
        yield ("rating", "certainty"), message, "Keep why, by and dated only, or add the count as “rate”."
    shown = q.kind == "fact" and q.status not in {None, "not known"} and q.source in {"primary", "secondary"}
    if shown and isinstance(q.rating, Settled) and not q.evidence:
        message = f"“source: {q.source}” stands here, and no work under “evidence” is that source."
        yield ("source",), message, "Name the work under evidence; or write status: not known and source: none."


#: Domains of bias: only what was not counted, or not published, can hide harm.
_BIAS = frozenset({"risk of bias", "publication bias"})


def _hidden(q: Question) -> Iterator[Fault]:
    """Faults that hide harm."""
    for domain, step in q.rating.down.items() if isinstance(q.rating, Graded) else ():
        why = None
        if step.hides is None:
            continue
        if q.kind not in {"frequency", "effect"}:
            why = f"a question of kind {q.kind} counts no harm"
        elif domain not in _BIAS:
            why = f"{domain} makes harm look neither rarer nor more frequent"
        elif q.rate is not None and q.rate.lean == "too high":
            why = "the count leans too high"
        if why is not None:
            message = f"The step for {domain} “hides: harm”, but {why}."
            cure = "Take “hides” out; it is for a way of counting, or of publishing, that misses harm."
            yield ("rating", "down", domain, "hides"), message, cure


def _answered(q: Question) -> Iterator[Fault]:
    """What nobody rated has no answer yet."""
    for name, value in {"status": q.status, "happens": q.happens}.items():
        if isinstance(q.rating, NotRated) and value not in {None, "not known", "not shown"}:
            message = f"“{name}: {value}” is an answer, and the rating says that nobody rated it."
            cure = f"Write rating: {{why: …, by: …, dated: …}}, or take “{name}” out until somebody has."
            yield (name,), message, cure


def _numbers(q: Question) -> Iterator[Fault]:
    """The count, the size, and the entries of a list."""
    if q.rate is not None and q.rate.low > q.rate.high:
        message = f"The lowest share ({q.rate.low:g}) is above the highest ({q.rate.high:g})."
        yield ("rate", "low"), message, "Exchange the two, or correct the one that is wrong."
    if q.rate is not None and q.rate.course is not None and q.rate.of != "treatments":
        message = f"“course” says how many treatments a person has, and the count is of {q.rate.of} already."
        yield ("rate", "course"), message, "Take “course” out, or write of: treatments."
    if q.size == "little or none" and q.found is not None and q.found != "denies":
        message = f"“size: little or none” answers no, and “found: {q.found}” answers otherwise."
        cure = (
            "Write found: denies, or the size that was found. Only a threshold that a source states makes it so small."
        )
        yield ("size",), message, cure
    known = {e.ref for e in q.evidence}
    for name, item in q.items.items():
        if strange := [key for key in item.evidence if key not in known]:
            message = f"“{name}” rests on {listed([f'“{k}”' for k in strange])}, which the question's evidence lacks."
            yield ("items", name, "evidence"), message, "Add the work to the question's evidence, or correct the key."


def _speaks(q: Question) -> bool:
    return any(e.says != "silent" for e in q.evidence)


_RULES: tuple[Callable[[Question], Iterator[Fault]], ...] = (_foreign, _needed, _rating, _hidden, _answered, _numbers)


def check_reasons(contents: Contents) -> Iterator[Finding]:
    """What stands as a reason holds words; those of a rating are looked at with the rating."""
    for subject, what, text, spot in _reasons(contents):
        if not any(char.isalpha() for char in text):
            message = f"{what} holds no word (“{text}”)."
            cure = "Write in a sentence what was seen and why it leads there, so that a student can follow it."
            yield Finding("reason-missing", spot, message, cure, subject)


def _reasons(contents: Contents) -> Iterator[tuple[str, str, str, Spot | None]]:
    for q in questions_of(contents):
        spot = q.spot
        for index, evidence in enumerate(q.evidence):
            there = spot and spot.at("evidence", index, "why")
            yield q.id, f"What “{evidence.ref}” found", evidence.why, there
        for index, unread in enumerate(q.unread):
            yield q.id, "What was not read", unread.what, spot and spot.at("unread", index, "what")
        for field in ("untestable", "not_found", "precaution"):
            if (text := getattr(q, field)) is not None:
                yield q.id, f"The reason under “{field}”", text, spot and spot.at(field)
        if isinstance(q.rating, Graded):
            for field in ("no_risk_of_bias", "own"):
                if (text := getattr(q.rating, field)) is not None:
                    yield q.id, f"The reason under “{field}”", text, spot and spot.at("rating", field)
    for claim in contents.claims():
        there = claim.spot
        if claim.no_question is not None:
            yield claim.id, "Why the claim answers no question", claim.no_question, there and there.at("no_question")
        for index, answer in enumerate(claim.answers):
            if answer.indirect is not None:
                at = there and there.at("answers", index, "indirect", "because")
                yield claim.id, "Why the answer is indirect", answer.indirect.because, at


def check_asked(contents: Contents) -> Iterator[Finding]:
    """Some claim answers each question, unless another question names it as printed with it or implied by it."""
    if contents.unopened:
        return
    asked = {answer.question for claim in contents.claims() for answer in claim.answers} | contents.lost_words
    for question in questions_of(contents):
        asked.update(name for name in (*question.beside, *question.implies) if name != question.id)
    for name, question in contents.questions.items():
        if name not in asked:
            message = f"No claim answers “{name}”, and no other question is printed beside it."
            cure = "Link the claims that speak of it; if readers must know it all the same, name it under “beside”."
            yield Finding("question-not-asked", question.spot and question.spot.at("id"), message, cure, name)
