"""Closing an incident (Operation Somerton): whether a victim is lost in how it is closed.

Practice reference 0.1 (2), 1.7, 3.2 and 3.6: nothing closes before somebody answered whether there is an identifiable
victim; "no" needs a supervisor's reason while the file says otherwise, and so does a victim in a category without one.
"""

from collections.abc import Collection, Mapping
from typing import Any

from asbcases.cases.choices import Category

QUESTION = "Is there an identifiable victim, or a person targeted or specially affected?"
# What says that somebody is a victim, in the order in which it is shown beside the question.
SIGNALS: Mapping[str, str] = {
    "thrive_target": "THRIVE says that it was aimed at people",
    "caller_repeats": "The caller or the victim has reported before",
    "address_repeats": "The address has been reported before",
    "victim_recorded": "A victim is recorded on the incident",
    "hate": "Hate is ticked in a triage or a classification",
    "vulnerability": "Vulnerability is ticked in a triage or a classification",
}
AIMED_AT_PEOPLE = frozenset({"caller", "named_person", "household", "staff"})
SHORTEST_REASON = 20

UNANSWERED = f"Answer the question first: {QUESTION} Nothing is answered for you."
AGAINST_NO = "The answer is no, but the file says otherwise: {signals}."
PERSONAL_WITHOUT = "Personal means that somebody is targeted, but the answer is no."
NO_NUISANCE = "With a victim it is Personal, not {category}."
ASK_SUPERVISOR = "{fault} {mend}, or have a supervisor close it with a reason of at least 20 characters."


def signals_of_answers(answers: Mapping[str, Any]) -> set[str]:
    """Return what the answers of one triage say of a victim; a letter that was not answered says nothing."""
    threat, vulnerability = (_said(answers, letter) for letter in ("threat", "vulnerability"))
    flags = set(vulnerability.get("flags", ()))
    found = {
        "thrive_target": AIMED_AT_PEOPLE & set(threat.get("threat_to", ())),
        "hate": flags & {"hate"},
        "vulnerability": set(vulnerability.get("factors", ())) | (flags - {"hate"}),
    }
    return {signal for signal, said in found.items() if said}


def _said(answers: Mapping[str, Any], letter: str) -> Mapping[str, Any]:
    said: Mapping[str, Any] = answers.get(letter, {})
    return said if said.get("state") == "answered" else {}


def objection(
    answer: bool | None, category: Category, signals: Collection[str], *, supervisor: bool, reason: str
) -> str:
    """Return why an incident may not be closed with this answer in this category, and what mends it; else nothing.

    `supervisor` says whether a sergeant or above closes, who may overrule it with a reason.
    """
    if answer is None:
        return UNANSWERED
    against = contradiction(answer, category, signals)
    return "" if supervisor and len(reason.strip()) >= SHORTEST_REASON else against


def contradiction(answer: bool, category: Category, signals: Collection[str]) -> str:
    """Return what speaks against closing so, whoever closes; nothing where nothing does."""
    if answer and category != Category.PERSONAL:
        fault = NO_NUISANCE.format(category=Category(category).label)
        return ASK_SUPERVISOR.format(fault=fault, mend="Close it as Personal")
    if not answer and signals:
        fault = AGAINST_NO.format(signals="; ".join(words_of(signals)))
        return ASK_SUPERVISOR.format(fault=fault, mend="Answer yes")
    if not answer and category == Category.PERSONAL:
        return ASK_SUPERVISOR.format(fault=PERSONAL_WITHOUT, mend="Answer yes, or choose another category")
    return ""


def words_of(signals: Collection[str]) -> list[str]:
    """Return the sentences of these signals, in their order."""
    return [words for signal, words in SIGNALS.items() if signal in signals]
