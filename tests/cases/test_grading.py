"""The grading rule beyond the worked calls: its edges, its sentences, and what it refuses as answers."""

from typing import Any

import pytest

from asbcases.cases.rules.grading import (
    FACTS,
    History,
    facts_of,
    objections,
    propose,
    suggest_category,
)
from tests.cases.banks import ALWAYS, GRADES, TEMPLATE
from tests.make import ANSWERS, answers_with

NOTHING: dict[str, dict[str, Any]] = {letter: {"state": "none_known"} for letter in ANSWERS}


def proposed(answers: dict[str, dict[str, Any]], **history: bool) -> tuple[str, list[str], str]:
    proposal = propose(answers, History(**history), grades=GRADES, always_attend=ALWAYS)
    return proposal.grade, list(proposal.facts), proposal.why


def test_policy_states_a_grade_for_every_fact() -> None:
    assert {fact.code for fact in FACTS} == set(GRADES)


def test_where_nothing_asks_for_anybody_it_is_resolved_without_deployment() -> None:
    assert proposed(NOTHING) == ("resolve", [], "Nothing that was said asks for somebody to attend.")


def test_the_reason_names_what_asks_for_the_highest_grade() -> None:
    answers = answers_with(vulnerability={"state": "answered", "flags": ["hate"]})

    assert proposed(answers) == (
        "priority",
        ["hate", "vulnerable", "personal_target"],
        "Hate is part of it.",
    )


def test_a_fact_for_which_policy_is_silent_asks_for_nothing() -> None:
    proposal = propose(ANSWERS, History(), grades={}, always_attend=())

    assert (proposal.grade, list(proposal.facts), proposal.bars) == ("resolve", ["personal_target"], ())


@pytest.mark.parametrize(("severity", "fact"), [("3", "serious_harm_now"), ("4", "danger_to_life")])
def test_danger_to_life_is_no_serious_harm_besides(severity: str, fact: str) -> None:
    answers = answers_with(threat={"immediacy": "just_gone"}, harm={"severity": severity})

    urgent = {"serious_harm_now", "danger_to_life"} & set(facts_of(answers, History()))

    assert urgent == {fact}


def test_the_history_makes_facts_of_its_own() -> None:
    grade, facts, _ = proposed(NOTHING, repeat_victim=True, repeat_location=True)

    assert (grade, facts) == ("scheduled", ["repeat_victim", "repeat_location"])


@pytest.mark.parametrize(
    ("aimed_at", "category"),
    [(["public", "property"], "nuisance"), (["property"], "environmental"), (["animal"], "environmental")],
)
def test_without_anybody_aimed_at_the_category_follows_from_what_is(
    aimed_at: list[str], category: str
) -> None:
    assert suggest_category(answers_with(threat={"threat_to": aimed_at})).category == category


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"threat": None}, "Threat: answer it, or say that none is known or that it was not asked."),
        ({"threat": {"state": "maybe"}}, "Threat: answer it"),
        ({"threat": ["state"]}, "Threat: answer it"),
        ({"harm": {"state": "not_asked"}}, "Harm: say why it was not asked."),
        ({"harm": {"state": "not_asked", "why_not": "tired"}}, "Harm: say why it was not asked."),
        ({"harm": {"state": "answered"}}, "Harm: answer “How bad at worst”."),
        ({"harm": {"state": "answered", "severity": "9"}}, "Harm: choose one of what is offered"),
        ({"harm": {"state": "answered", "severity": ["1"]}}, "Harm: choose one of what is offered"),
        ({"harm": {"state": "answered", "severity": "1", "harm_types": "physical"}}, "Harm: choose one"),
        ({"harm": {"state": "answered", "severity": "1", "colour": "red"}}, "Harm: colour is no question"),
        ({"vulnerability": {"state": "answered"}}, "Vulnerability: tick what makes somebody vulnerable"),
    ],
)
def test_answers_that_do_not_fit_are_named(changed: dict[str, Any], words: str) -> None:
    answers = {letter: said for letter, said in {**ANSWERS, **changed}.items() if said is not None}

    [wrong] = objections(answers, TEMPLATE)

    assert wrong.startswith(words)


def test_answers_that_fit_meet_no_objection() -> None:
    asked = answers_with(harm={"state": "not_asked", "why_not": "line_lost"})

    assert objections(asked, TEMPLATE) == []
    assert objections({**ANSWERS, "luck": {}}, TEMPLATE) == [
        "There is no letter luck in these questions: load the page again."
    ]
