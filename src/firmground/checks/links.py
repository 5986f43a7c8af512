"""Checks of links: how claims answer questions, and how questions name each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from firmground.checks.questions import questions_of
from firmground.errors import listed, nearest
from firmground.grading.naming import listed as in_row
from firmground.grading.standing import is_sham
from firmground.records import Answer, Claim, Contents, Finding, Question, Spot


def check_claims_linked(contents: Contents) -> Iterator[Finding]:
    """A claim answers a question, or says why it answers none, or has a rating of its own; not two of these."""
    groups = {file.article.id: file.groups for file in contents.files}
    for claim in contents.claims():
        spot = claim.spot
        if not claim.answers:
            if claim.rating is None and claim.no_question is None:
                message = f"“{claim.id}” answers no question, and nobody said why not."
                cure = 'Add “answers:” with the question and what the claim says to it, or “no_question: "…"”.'
                yield Finding("claim-without-question", spot and spot.at("id"), message, cure, claim.id)
            continue
        names = in_row([f"“{name}”" for name in dict.fromkeys(answer.question for answer in claim.answers)])
        group = groups.get(claim.article, {}).get(claim.group or "")
        if claim.rating is not None and (group is None or claim.rating is not group.rating):
            message = f"“{claim.id}” has a rating of its own and answers {names}; the question's rating holds."
            cure = "Take the rating out; what it says beyond the question's belongs to the question."
            where = claim.rating_spot()
            yield Finding("two-ratings", where and Spot(where.file, where.path, "key"), message, cure, claim.id)
        elif claim.group is not None:
            message = (
                f"“{claim.id}” stands in the group “{claim.group}” and answers {names}; the question's rating holds."
            )
            cure = "Take “group” out; works that only the group names belong to the question's evidence."
            yield Finding("two-ratings", spot and spot.at("group"), message, cure, claim.id)
        if claim.no_question is not None:
            message = f"“{claim.id}” says why it answers no question, and answers {names}."
            cure = "Take “no_question” out, or the answers."
            yield Finding("answer-does-not-fit", spot and spot.at("no_question"), message, cure, claim.id)


def check_answers(contents: Contents) -> Iterator[Finding]:
    """Each answer names a question and an entry of its list that are there, once, and fits the question's kind."""
    for claim in contents.claims():
        seen: set[tuple[str, str | None]] = set()
        for index, answer in enumerate(claim.answers):
            spot = claim.spot and claim.spot.at("answers", index)
            question = contents.questions.get(answer.question)
            if question is None:
                yield from _unknown(contents, answer.question, spot and spot.at("question"), claim.id)
                continue
            if (answer.question, answer.item) in seen:
                item = f" and its entry “{answer.item}”" if answer.item is not None else ""
                message = f"“{claim.id}” answers “{answer.question}”{item} twice."
                cure = "Keep one of the two answers; the entries of a list are told apart by “item”."
                yield Finding("answer-twice", spot and spot.at("question"), message, cure, claim.id)
            seen.add((answer.question, answer.item))
            if answer.item is not None and answer.item not in question.items:
                yield _unknown_item(answer.item, question, spot and spot.at("item"), claim)
            for field, message, cure in _unfit(answer, question):
                yield Finding("answer-does-not-fit", spot and spot.at(field), message, cure, claim.id)


def _unknown(contents: Contents, name: str, spot: Spot | None, subject: str) -> Iterator[Finding]:
    if name in contents.lost_words or contents.unopened:
        return
    message = f"There is no question “{name}”.{nearest('question', name, contents.questions)}"
    cure = "Correct the id, or write the question in a file of claims/questions/."
    yield Finding("unknown-question", spot, message, cure, subject)


def _unknown_item(item: str, question: Question, spot: Spot | None, claim: Claim) -> Finding:
    if question.items:
        message = f"“{item}” is no entry of the list of “{question.id}”. Entries: {listed(item, question.items)}."
        cure = "Use one of them, or add it under “items” of the question."
    else:
        message = f"“{question.id}” has no list, so there is no entry “{item}” in it."
        cure = "Take “item” out, or write the list under “items” of the question."
    return Finding("unknown-item", spot, message, cure, claim.id)


def _unfit(answer: Answer, question: Question) -> Iterator[tuple[str, str, str]]:
    """The field to look at, what is wrong, and what to do."""
    name = question.id
    counted = question.kind == "frequency" and question.found is None
    if answer.says is None and answer.often is None:
        message = f"Nothing says what the claim answers to “{name}”."
        yield "question", message, "Add says: affirms, denies or unsure; to a question of how often, often: …"
    if answer.often is not None and not counted:
        kind = "is answered by “found”" if question.kind == "frequency" else f"is of kind {question.kind}"
        message = f"“often: {answer.often}” answers how often, and “{name}” {kind}."
        yield "often", message, "Write says: affirms, denies or unsure instead, or answer the question that counts."
    elif answer.often is not None and question.rate is None and question.happens is None:
        message = f"“often: {answer.often}” can be held against nothing: “{name}” has neither a rate nor “happens”."
        yield "often", message, "Add the count as “rate” to the question, or happens: shown where cases are documented."
    if answer.often not in {None, "happens"} and answer.says in {"denies", "unsure"}:
        message = (
            f"“says: {answer.says}” beside “often: {answer.often}” says that it is not so often, and not how often."
        )
        yield "says", message, "Take “says” out, and write the word that the claim means under “often”."
    if answer.says is not None and answer.often is None and counted and question.rate and question.happens is None:
        message = f"“says: {answer.says}” alone can't be held against the count of “{name}”."
        cure = "Add the claim's word for how often: very common, common, uncommon, rare, very rare; or often: happens."
        yield "says", message, cure
    if answer.used and question.kind != "effect":
        message = f"“used” tells apart use and effect, and “{name}” is of kind {question.kind}."
        yield "used", message, "Take “used” out, or answer the question of whether the treatment helps."
    if answer.used and answer.says in {"denies", "unsure"}:
        message = f"“used” reports that a treatment is used, and “says: {answer.says}” does not."
        yield "says", message, "Write says: affirms, or answer a question of fact on whether it is used."
    if answer.indirect is not None and (question.kind == "fact" or (counted and question.rate is None)):
        message = f"“indirect” moves a certainty, and the answer to “{name}” has none."
        cure = "Take “indirect” out; where cases are known of another treatment only, that is happens: shown elsewhere."
        yield "indirect", message, cure
    if answer.indirect is not None and answer.reach == "more":
        message = f"To “{name}” the claim says more (“reach: more”) and something else (“indirect”) at once."
        cure = "Keep “reach: more” for larger, surer or wider; keep “indirect” only for another treatment or outcome."
        yield "indirect", message, cure


def check_siblings(contents: Contents) -> Iterator[Finding]:
    """Questions that a question names are there and are others; a sham sibling is named by what it is printed with."""
    for question in questions_of(contents):
        spot = question.spot
        for field in ("beside", "implies"):
            for index, name in enumerate(getattr(question, field)):
                there = spot and spot.at(field, index)
                if name == question.id:
                    message = f"The question “{name}” names itself under “{field}”."
                    cure = "Name the other question, or take the entry out."
                    yield Finding("question-names-itself", there, message, cure, name)
                elif name not in contents.questions:
                    yield from _unknown(contents, name, there, question.id)
    yield from _sham_apart(contents)


def _sham_apart(contents: Contents) -> Iterator[Finding]:
    vocabulary = contents.vocabulary
    sham: dict[tuple[str | None, ...], list[str]] = {}
    for question in contents.questions.values():
        if question.kind == "effect" and is_sham(question, vocabulary):
            sham.setdefault(_topic(question), []).append(question.id)
    for question in contents.questions.values():
        term = vocabulary.comparator.get(question.comparator or "")
        against_nothing = question.comparator is None or (term and term.facet in {"no treatment", "usual care"})
        if question.kind != "effect" or not against_nothing:
            continue
        for name in sham.get(_topic(question), ()):
            if name not in question.beside:
                message = f"“{name}” asks the same against sham, and “{question.id}” does not name it."
                cure = f"Add beside: [{name}], so that a difference between the two is seen in every verdict."
                spot = question.spot and question.spot.at("id")
                yield Finding("sham-sibling-apart", spot, message, cure, question.id)


def _topic(question: Question) -> tuple[str | None, ...]:
    q = question
    return q.about, q.condition, q.outcome, q.people, q.timeframe


def check_replaced(contents: Contents) -> Iterator[Finding]:
    """A family whose claims answer one question, or a conflict that follows from the questions, is said already."""
    answers = {claim.id: claim.answers for claim in contents.claims()}
    families = contents.settings.families if contents.settings is not None else {}
    for name, family in families.items():
        asked = [{answer.question for answer in answers.get(claim, ())} for claim in family.claims]
        if asked and (shared := sorted(set.intersection(*asked))):
            message = f"All claims of the family “{name}” answer “{shared[0]}”, which shows that they belong together."
            cure = "Remove the family, after a look whether its claims say the same to the question."
            yield Finding("question-does-it-now", family.spot, message, cure)
    for claim in contents.claims():
        for index, conflict in enumerate(claim.conflicts_with):
            if _conflict(claim.answers, answers.get(conflict.claim, ()), contents):
                message = f"“{claim.id}” and “{conflict.claim}” answer questions, from which their conflict follows."
                cure = "Remove the note; opposite answers to one question, or “implies” between two, say it."
                spot = claim.spot and claim.spot.at("conflicts_with", index, "claim")
                yield Finding("question-does-it-now", spot, message, cure, claim.id)


def _conflict(one: Sequence[Answer], other: Sequence[Answer], contents: Contents) -> bool:
    """Whether answers of two claims can't both be true: yes and no to one question, or to one that the yes implies."""
    return _denied(one, other, contents) or _denied(other, one, contents)


def _denied(one: Sequence[Answer], other: Sequence[Answer], contents: Contents) -> bool:
    said = {(a.question, a.item) for a in one if a.says == "affirms" and not a.used}
    asked = (contents.questions[question] for question, item in said if item is None and question in contents.questions)
    said |= {(name, None) for question in asked for name in question.implies}
    return any(a.says == "denies" and (a.question, a.item) in said for a in other)
