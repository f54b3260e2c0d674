"""The register of rules: every id of the reference, logic where something is decided or counted, and what an answer cites."""

import re

import pytest

from asbcases.law import registry
from asbcases.law.answers import Answer, tell
from asbcases.law.facts import FactError, Facts
from asbcases.law.limits import Limits, NoLimitError, shipped_limits
from asbcases.law.pending import pending_changes
from asbcases.law.registry import Strength, UnknownRuleError, all_rules, cited, consider, decides, ignored
from tests.conftest import SHARED

UNITS = {"days", "working_days", "months", "hours", "years", "pounds", "complaints", "reports"}


@pytest.mark.shared
def test_every_rule_of_the_reference_stands_in_the_register_and_no_other() -> None:
    text = (SHARED / "reference" / "law.md").read_text()
    ids = set(re.findall(r"^\| ([A-Z]+-\d+) \|", text, re.MULTILINE))
    ids |= set(re.findall(r"^\| (T\d) `", text, re.MULTILINE))

    assert len(ids) > 200
    assert set(all_rules()) == ids


def test_what_blocks_or_counts_is_decided_by_a_function() -> None:
    for rule in all_rules().values():
        if {Strength.BLOCK, Strength.CLOCK} & set(rule.strength):
            assert rule.logic, rule.id
    assert set(registry.logic()) <= set(all_rules())


def test_each_rule_says_what_it_asks_and_by_which_power_and_section() -> None:
    for rule in all_rules().values():
        assert rule.says.endswith("."), rule.id
        assert rule.power, rule.id
        assert rule.section, rule.id
        assert rule.confidence in ("S", "S*", "K", "U"), rule.id
        assert len(rule.facts) == len(set(rule.facts)), rule.id


def test_each_limit_belongs_to_a_rule_and_names_its_source() -> None:
    for (rule, name), rows in shipped_limits().by_number.items():
        assert rule in all_rules(), (rule, name)
        assert len({row.unit for row in rows}) == 1, (rule, name)
        for row in rows:
            assert row.source, rule
            assert row.unit in UNITS, (rule, row.unit)
            assert row.confidence in ("S", "K", "U"), rule


def test_what_is_not_in_force_touches_rules_of_the_register_and_moves_no_limit() -> None:
    pending = pending_changes()

    for change in pending.changes:
        assert set(change.rules) <= set(all_rules()), change.change
        assert change.known.endswith("."), change.change
        assert change.confidence in ("S", "K", "U"), change.change
    values = {(row.rule, row.name): row.value for row in shipped_limits().rows}
    assert values["CPB-5", ""] == values["PSP-11", ""] == 100
    assert values["DSP-2", ""] == values["DSP-7", ""] == values["CLO-13", ""] == 48


def test_an_answer_cites_the_section_of_its_rule_once() -> None:
    section = "2014 Act s.46(2)"

    assert cited("Last day: 23 March 2026: 21 days, {section}.", section) == (
        "Last day: 23 March 2026: 21 days, 2014 Act s.46(2)."
    )
    assert cited("Too late.", section) == "Too late (2014 Act s.46(2))."
    assert cited("Too late, 2014 Act s.46(1).", section) == "Too late, 2014 Act s.46(1)."
    assert cited("Last day: 23 March 2026, {section}.", "local practice") == "Last day: 23 March 2026."


def test_a_clock_explains_itself_with_its_values() -> None:
    answer = consider("APP-1", {"issued_on": "2026-03-03"}, shipped_limits())

    assert answer.reasons == (
        "Last day to appeal: 23 March 2026: 21 days beginning with the day of issue, 2014 Act s.46(2).",
    )


def test_a_rule_without_logic_answers_with_what_must_be_recorded() -> None:
    answer = consider("CPN-10", {"capacity": "tenant"}, shipped_limits())

    assert (answer.decision, answer.values) == (None, {})
    assert answer.reasons == (all_rules()["CPN-10"].says,)
    assert ignored("CPN-10", {"capacity": "tenant", "colour": "red", "area": "E07000071"}) == ["colour"]


def test_an_unknown_rule_and_a_second_function_are_refused() -> None:
    with pytest.raises(UnknownRuleError, match="No rule is called CPN-99"):
        consider("CPN-99", {}, shipped_limits())

    def again(facts: Facts, limits: Limits) -> Answer:
        return tell()

    with pytest.raises(ValueError, match="CPN-1 is decided twice"):
        decides("CPN-1")(again)


def test_a_rule_cannot_read_what_it_does_not_declare() -> None:
    with pytest.raises(LookupError, match="reads colour, which it does not declare"):
        Facts({"colour": "red"}, ("shape",)).text("colour")


def test_numbers_that_lead_nowhere_are_told_in_a_sentence() -> None:
    for facts in ({"from": "9999-12-01", "days": 60}, {"from": "2026-01-01", "days": 0}):
        with pytest.raises(FactError, match=r"^Look at the numbers and years again: .*\.$"):
            consider("T1", facts, shipped_limits())


def test_no_limit_holds_before_it_is_in_force() -> None:
    with pytest.raises(NoLimitError, match=r"No limit of APP-1 is in force on 19 October 2014\."):
        consider("APP-1", {"issued_on": "2014-10-19"}, shipped_limits())
    assert consider("APP-1", {"issued_on": "2014-10-20"}, shipped_limits()).values["last_day"]
