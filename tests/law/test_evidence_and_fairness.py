"""Evidence and fairness, and that no rule of the later powers is absent from the register."""

from datetime import date

import pytest

from asbcases.law.registry import all_rules
from tests.law.asking import ask, decision, said, value


def test_a_late_hearsay_notice_asks_the_court_for_less_time() -> None:
    hearing = {"hearing_on": "2027-01-20"}
    late = ask("EVD-2", **hearing, notice_served_on="2026-12-31")

    assert decision("EVD-2", **hearing, notice_served_on="2026-12-30") is None
    assert late.decision == "warn"
    assert late.values["answer_by"] == date(2027, 1, 7)
    assert "shorten or waive" in late.reasons[0]
    assert decision("EVD-2", **hearing, closure=True) == "warn"
    assert "by 29 December 2026 if clear days are meant" in said("EVD-2", **hearing)


def test_poverty_alone_is_no_ground() -> None:
    assert decision("FAIR-3", poverty_or_rough_sleeping=True) == "warn"
    assert decision("FAIR-3", poverty_or_rough_sleeping=True, unlawful_or_antisocial=True) == "allow"


def test_the_owner_is_told_28_days_before_an_eighteenth_birthday() -> None:
    leap = ask("FAIR-6", date_of_birth="2008-02-29")

    assert leap.values == {"turns_18_on": date(2026, 3, 1), "tell_on": date(2026, 2, 1)}
    assert "28 days before the 18th birthday on 1 March 2026" in leap.reasons[0]
    assert value("FAIR-6", "turns_18_on", date_of_birth="1940-06-15") == "1958-06-15"


@pytest.mark.parametrize(
    ("prefix", "count"), [("INJ", 21), ("RSP", 7), ("DSP", 18), ("CLO", 28), ("PSP", 13), ("POS", 11)]
)
def test_each_power_of_court_and_place_has_all_its_rules(prefix: str, count: int) -> None:
    assert [f"{prefix}-{n}" for n in range(1, count + 1)] == _ids(prefix)


@pytest.mark.parametrize(("prefix", "count"), [("CRM", 9), ("ACR", 20), ("ACG", 6), ("EVD", 9), ("FAIR", 8)])
def test_remedies_reviews_evidence_and_fairness_have_all_their_rules(prefix: str, count: int) -> None:
    assert [f"{prefix}-{n}" for n in range(1, count + 1)] == _ids(prefix)


def _ids(prefix: str) -> list[str]:
    return [one for one in all_rules() if one.split("-")[0] == prefix]
