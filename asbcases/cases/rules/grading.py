"""Which response a THRIVE triage asks for, from its answers and the history (practice of published grading policies).

Every fact that asks for a grade has a code and a sentence; which grade it asks for is dated policy. The handler sees
the sentences and decides; the rule only proposes.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

LETTERS = ("threat", "harm", "risk", "investigation", "vulnerability", "engagement")
ANSWERED, NONE_KNOWN, NOT_ASKED = "answered", "none_known", "not_asked"
# The most urgent first; where no fact asks for anything it is resolved without deployment.
URGENCY = ("emergency", "priority", "scheduled", "resolve")
PERSONAL, NUISANCE, ENVIRONMENTAL = "personal", "nuisance", "environmental"
PEOPLE = frozenset({"caller", "named_person", "household", "staff"})
EVERYBODY = frozenset({"public", "community"})
# Not knowing of these is not "no".
MUST_BE_ASKED = frozenset({"threat", "harm", "vulnerability"})

Answers = Mapping[str, Mapping[str, Any]]
Code = str


@dataclass(frozen=True)
class History:
    """What earlier reports say of victim and place."""

    repeat_victim: bool = False
    repeat_location: bool = False


@dataclass(frozen=True)
class Proposal:
    """The grade that is proposed, the facts that stand, those that always ask for attendance, and why in words."""

    grade: str
    facts: Mapping[Code, str]
    bars: tuple[Code, ...]
    why: str


@dataclass(frozen=True)
class Suggestion:
    """The category of the National Standard for Incident Recording that the answers suggest, and why."""

    category: str
    why: str


@dataclass(frozen=True)
class _Said:
    """The answers, read: a letter that is not answered says nothing."""

    answers: Answers

    def one(self, letter: str, question: str) -> str:
        """Return the answer to a question that takes one."""
        return str(self._of(letter).get(question, ""))

    def several(self, letter: str, question: str) -> frozenset[str]:
        """Return the answers to a question that takes several."""
        return frozenset(self._of(letter).get(question, ()))

    def _of(self, letter: str) -> Mapping[str, Any]:
        said = self.answers.get(letter, {})
        return said if said.get("state") == ANSWERED else {}

    @property
    def immediacy(self) -> str:
        return self.one("threat", "immediacy")

    @property
    def now(self) -> bool:
        return self.immediacy in ("in_progress", "just_gone")

    @property
    def in_progress(self) -> bool:
        return self.immediacy == "in_progress"

    @property
    def at_people(self) -> bool:
        return bool(self.several("threat", "threat_to") & PEOPLE)

    @property
    def severity(self) -> int:
        return int(self.one("harm", "severity") or 0)

    @property
    def likelihood(self) -> int:
        return int(self.one("risk", "likelihood") or 0)

    @property
    def offender(self) -> str:
        return self.one("investigation", "offender")

    @property
    def may_be_crime(self) -> bool:
        return self.one("investigation", "possible_crime") == "yes"

    @property
    def factors(self) -> frozenset[str]:
        return self.several("vulnerability", "factors")

    @property
    def flags(self) -> frozenset[str]:
        return self.several("vulnerability", "flags")

    def not_asked(self) -> bool:
        return any(self.answers.get(letter, {}).get("state") == NOT_ASKED for letter in MUST_BE_ASKED)


@dataclass(frozen=True)
class _Fact:
    code: Code
    words: str
    stands: Callable[[_Said, History], bool]


def _danger_to_life(said: _Said, history: History) -> bool:
    armed = said.one("threat", "weapon") == "yes" and said.at_people and said.in_progress
    return (said.severity == 4 and said.now) or armed


def _violence_now(said: _Said, history: History) -> bool:
    violence = said.one("threat", "violence")
    threatened = violence == "threatened" and said.in_progress and said.at_people
    return (violence == "used" and said.now) or threatened


def _offender_disturbed(said: _Said, history: History) -> bool:
    return said.offender == "at_scene" and said.in_progress and said.may_be_crime


def _safety_concern(said: _Said, history: History) -> bool:
    return said.at_people and said.likelihood >= 3 and said.severity >= 2


def _vulnerable_now(said: _Said, history: History) -> bool:
    return bool(said.factors or said.flags) and said.in_progress and said.at_people


IDENTIFIABLE = ("identifiable", "at_scene", "detained_quiet", "detained_dangerous")
# In the order in which the sentences are shown, the most urgent first.
FACTS = (
    _Fact("danger_to_life", "somebody's life is in danger", _danger_to_life),
    _Fact("violence_now", "violence is used or threatened now", _violence_now),
    _Fact("serious_harm_now", "serious harm is done now", lambda said, _: said.severity == 3 and said.now),
    _Fact(
        "offender_dangerous",
        "somebody dangerous is held",
        lambda said, _: said.offender == "detained_dangerous",
    ),
    _Fact("offender_disturbed", "whoever does it is there, at a crime", _offender_disturbed),
    _Fact("safety_concern", "somebody is likely to be harmed", _safety_concern),
    _Fact(
        "evidence_at_risk",
        "evidence or a witness is about to be lost",
        lambda said, _: said.one("investigation", "evidence_perishable") == "yes",
    ),
    _Fact(
        "offender_detained",
        "whoever did it is held, and quiet",
        lambda said, _: said.offender == "detained_quiet",
    ),
    _Fact(
        "extreme_distress",
        "somebody is in extreme distress",
        lambda said, _: "extreme_distress" in said.factors,
    ),
    _Fact("hate", "hate is part of it", lambda said, _: "hate" in said.flags),
    _Fact("vulnerable_now", "somebody vulnerable is under threat now", _vulnerable_now),
    _Fact("vulnerable", "somebody is vulnerable", lambda said, _: bool(said.factors or said.flags)),
    _Fact("repeat_victim", "the victim has reported before", lambda _, history: history.repeat_victim),
    _Fact(
        "repeat_location",
        "the place has been reported before",
        lambda _, history: history.repeat_location,
    ),
    _Fact(
        "identifiable_offender",
        "whoever did it can be named or found",
        lambda said, _: said.offender in IDENTIFIABLE,
    ),
    _Fact("personal_target", "it is aimed at somebody", lambda said, _: said.at_people),
    _Fact(
        "harm_done",
        "harm has been done",
        lambda said, _: said.one("harm", "occurred") == "yes" and said.severity >= 2,
    ),
    _Fact("possible_crime", "it may be a crime", lambda said, _: said.may_be_crime),
    _Fact("not_asked", "threat, harm or vulnerability was not asked", lambda said, _: said.not_asked()),
)
WORDS: Mapping[Code, str] = {fact.code: fact.words for fact in FACTS}


def facts_of(answers: Answers, history: History) -> dict[Code, str]:
    """Return the facts that stand, each with its sentence, the most urgent first."""
    said = _Said(answers)
    return {fact.code: fact.words for fact in FACTS if fact.stands(said, history)}


def propose(
    answers: Answers, history: History, *, grades: Mapping[Code, str], always_attend: Collection[Code]
) -> Proposal:
    """Return the highest grade that any fact asks for, and the facts that bar resolving it without attendance."""
    facts = facts_of(answers, history)
    asked = {code: grades[code] for code in facts if code in grades}
    grade = min(asked.values(), key=URGENCY.index, default=URGENCY[-1])
    decisive = [facts[code] for code, of in asked.items() if of == grade]
    bars = tuple(code for code in facts if code in always_attend)
    return Proposal(grade, facts, bars, _sentence(decisive))


def _sentence(facts: list[str]) -> str:
    words = "; ".join(facts) or "nothing that was said asks for somebody to attend"
    return f"{words[0].upper()}{words[1:]}."


def suggest_category(answers: Answers) -> Suggestion:
    """Return the category that the answers suggest: the first of Personal, Nuisance and Environmental that fits.

    An anonymous caller can be Personal too: it matters at whom it is aimed, not who tells.
    """
    said = _Said(answers)
    aimed_at = said.several("threat", "threat_to")
    if said.at_people:
        return Suggestion(PERSONAL, "It is aimed at somebody, or a household.")
    if "community" in aimed_at and "hate" in said.flags:
        return Suggestion(PERSONAL, "It is aimed at a group that hate hits harder than others.")
    if said.factors or said.flags:
        return Suggestion(PERSONAL, "Somebody vulnerable suffers by it.")
    if not aimed_at or aimed_at & EVERYBODY:
        return Suggestion(NUISANCE, "The public suffers, and nobody in particular.")
    return Suggestion(ENVIRONMENTAL, "Only the place, property or an animal is harmed.")


def objections(answers: Answers, content: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with answers by the questions of a template, each as a sentence that says what to mend."""
    letters = {letter["code"]: letter for letter in content["letters"]}
    reasons = {code for code, _ in content["not_asked"]["options"]}
    found = [
        f"There is no letter {code} in these questions: load the page again."
        for code in answers
        if code not in letters
    ]
    for code, letter in letters.items():
        found += [
            f"{letter['label']}: {words}" for words in _objections_to(answers.get(code), letter, reasons)
        ]
    return found


def _objections_to(said: Any, letter: Mapping[str, Any], reasons: Collection[str]) -> Iterator[str]:
    state = said.get("state") if isinstance(said, Mapping) else None
    if state == ANSWERED:
        yield from _objections_to_answers(said, letter)
    elif state == NOT_ASKED:
        if said.get("why_not") not in reasons:
            yield "say why it was not asked."
    elif state != NONE_KNOWN:
        yield "answer it, or say that none is known or that it was not asked."


def _objections_to_answers(said: Mapping[str, Any], letter: Mapping[str, Any]) -> Iterator[str]:
    questions = {question["code"]: question for question in letter["questions"]}
    if unknown := said.keys() - questions.keys() - {"state"}:
        yield f"{', '.join(sorted(unknown))} is no question here: load the page again."
    for code, question in questions.items():
        if said.get(code):
            if not _is_offered(said[code], question):
                yield f"choose one of what is offered for “{question['label']}”."
        elif question.get("required"):
            yield f"answer “{question['label']}”."
    if letter["code"] == "vulnerability" and not any(said.get(code) for code in questions):
        yield "tick what makes somebody vulnerable, or say that none is known."


def _is_offered(answer: Any, question: Mapping[str, Any]) -> bool:
    offered = {code for code, _ in question["options"]}
    if question["kind"] == "one":
        return isinstance(answer, str) and answer in offered
    return isinstance(answer, list) and all(isinstance(each, str) and each in offered for each in answer)
