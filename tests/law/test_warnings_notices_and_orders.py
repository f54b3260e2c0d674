"""Warnings, notices, appeals, breaches, works and behaviour orders: what their answers say, and what no bank asks."""

from typing import Any

import pytest

from asbcases.law.facts import FactError
from tests.law.asking import ask, decision, said, value

EARLY = {"comply_by": "2026-05-08T17:00:00+01:00", "notice_at": "2026-05-05T12:00:00+01:00"}
WARNED = {
    "warning_written": True,
    "warning_says_notice_follows": True,
    "warning_subject": 7,
    "notice_subject": 7,
}


@pytest.mark.parametrize("side", ["offender", "prosecution"])
def test_a_side_whose_application_was_dismissed_applies_again_only_with_leave(side: str) -> None:
    facts = {"applicant": side, "dismissed_on": "2026-03-02"}
    assert decision("CBO-16", applicant=side) is None
    assert f"No application of the {side} was dismissed" in said("CBO-16", applicant=side)
    assert decision("CBO-16", **facts) == decision("CBO-16", **facts, leave="neither") == "warn"
    assert "dismissed on 2 March 2026" in said("CBO-16", **facts)
    for leave in ("consent", "agreement"):
        assert decision("CBO-16", **facts, leave=leave) == "allow"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"warning_subject": None}, "No written warning"),
        ({"warning_written": False}, "No written warning"),
        ({"warning_says_notice_follows": False}, "does not say that a notice will be issued"),
        ({"notice_subject": 8}, "given to somebody else"),
    ],
)
def test_a_notice_names_what_its_warning_lacks(facts: dict[str, Any], words: str) -> None:
    assert decision("CPW-1", **{**WARNED, **facts}) == "block"
    assert words in said("CPW-1", **{**WARNED, **facts})
    assert "(2014 Act s.43(5)(a))" in said("CPW-1", **{**WARNED, **facts})


def test_time_to_comply_is_overridden_in_writing_by_whoever_may() -> None:
    assert "until 5pm on 8 May 2026" in said("CPW-2", **EARLY)
    assert "say in writing" in said("CPW-2", **EARLY, override_reason=" ", override_by_rank="inspector")
    assert "only an inspector" in said("CPW-2", **EARLY, override_reason="Loud", override_by_rank="sergeant")
    assert "only an inspector" in said("CPW-2", **EARLY, override_reason="Loud")
    for rank in ("manager", "inspector", "chief_inspector"):
        assert decision("CPW-2", **EARLY, override_reason="Loud", override_by_rank=rank) == "warn"
    assert decision("CPW-2", comply_by=EARLY["comply_by"], notice_at=EARLY["comply_by"]) == "allow"


def test_checklists_name_what_is_missing() -> None:
    assert (
        said("CPW-3", missing=["the penalties", "the date"])
        == "The warning lacks the penalties and the date."
    )
    assert "lacks the amount" in said("CPB-8", missing=["the amount"])
    assert "lacks a map" in said("CBO-19", missing=["a map"])
    assert "overlap school" in said("CBO-6", overlaps=["school"])
    for rule in ("CPW-3", "CPB-8", "CBO-19", "CBO-6"):
        assert decision(rule) == "allow"


def test_a_warning_is_relied_on_for_a_time_of_local_practice() -> None:
    assert value("CPW-4", "last_day", issued_on="2026-08-31") == "2027-02-28"
    assert value("CPW-4", "safe_day", issued_on="2026-08-31") == "2027-02-27"
    assert decision("CPW-4", issued_on="2026-08-31") is None
    assert decision("CPW-4", issued_on="2026-08-31", life_months=7, notice_on="2027-03-01") == "allow"
    assert "still the conduct that was warned of" in said(
        "CPW-4", issued_on="2026-08-31", notice_on="2027-03-01"
    )


def test_a_warning_to_a_child_or_to_somebody_of_unknown_age_says_what_cannot_follow() -> None:
    assert "Aged 15" in said("CPW-5", date_of_birth="2011-01-01", issue_on="2026-11-23")
    assert "not known" in said("CPW-5", issue_on="2026-11-23")
    assert "1 of the requirements was not" in said("CPW-6", requirements_not_foreshadowed=1)
    assert "2 of the requirements were not" in said("CPW-6", requirements_not_foreshadowed=2)


def test_a_notice_asks_for_each_limb_in_words() -> None:
    good = {"reason": "Music until 4am", "evidence": 2}
    limbs = {
        "detrimental": good,
        "persistent": {**good, "evidence": 0},
        "unreasonable": {**good, "reason": " "},
    }

    words = said("CPN-2", limbs=limbs)

    assert "persistent or continuing; unreasonable" in words
    assert "detrimental" not in words
    with pytest.raises(FactError, match="each of limbs as an object"):
        ask("CPN-2", limbs={**limbs, "persistent": True})


def test_a_notice_to_a_body_asks_for_no_age() -> None:
    assert decision("CPN-1", is_body=True) == "allow"
    assert "2014 Act s.43(1)" in said("CPN-1", date_of_birth="2010-06-15", issue_on="2026-06-14")
    assert decision("CPN-15", issue_on="2026-06-14") == decision("CPB-9", fpn_on="2026-06-14") == "allow"


def test_an_authority_counts_from_its_first_to_its_last_day() -> None:
    held = [{"from": "2026-01-01", "to": "2026-01-31"}, {"from": "2026-03-01"}]

    found = {day: decision("CPN-4", authorities=held, issue_on=day) for day in
             ("2025-12-31", "2026-01-01", "2026-01-31", "2026-02-01", "2026-03-01", "2030-01-01")}  # fmt: skip

    assert [day for day, word in found.items() if word == "block"] == ["2025-12-31", "2026-02-01"]


def test_wording_of_a_requirement_says_how_to_mend_it() -> None:
    faulty = said("CPN-7", reason=" ", vague=["soon", "loud"], area_ban=True, map=True)
    assert "Say why" in faulty
    assert "soon and loud" in faulty
    assert "map and the hours" in faulty
    assert decision("CPN-7", reason="So that it ends", area_ban=True, map=True, hours=True) == "allow"


def test_a_requirement_has_a_type_and_a_date_where_something_is_to_be_done() -> None:
    assert decision("CPN-6", type="STOP") == "allow"
    assert decision("CPN-6") == "block"
    assert "takes effect at once" in said("CPN-8", type="stop")
    assert decision("CPN-8", type="do") == "warn"


def test_a_notice_explains_itself() -> None:
    assert "identify the conduct and explain appeal" in said("CPN-9")
    assert "identify the conduct" not in said("CPN-9", conduct_identified=True)
    assert decision("CPN-9", conduct_identified=True, effect_explained=True) == "allow"


def test_posting_on_premises_is_issue_and_asks_for_the_enquiries() -> None:
    posted = {"posted_on_premises_at": "2026-06-30T23:30:00+00:00"}

    assert value("CPN-11", "issued_on", **posted) == "2026-07-01"
    assert "Record the enquiries made and a photograph" in said("CPN-11", **posted)
    assert decision("CPN-11", **posted, enquiries="Land Registry", photo="A1") == "allow"
    assert "No way of service is chosen" in said("CPN-12", methods=[])
    assert decision("CPN-12", methods=["premises"]) == "allow"


def test_the_end_of_a_notice_is_reviewed_and_questioned() -> None:
    assert value("CPN-13", "review_on", issued_on="2026-01-31", ends_on="2026-03-31") == "2026-02-28"
    assert value("CPN-13", "review_on", issued_on="2026-01-31") is None
    assert "ends before it is issued" in said("CPN-13", issued_on="2026-01-31", ends_on="2026-01-30")
    assert value("CPN-14", "last_day", asked_on="2026-11-23") == "2026-12-21"


def test_e_mail_starts_no_clock_and_other_ways_are_not_known() -> None:
    assert value("APP-1", "issued_on", service_method="email", issued_on="2026-03-03") is None
    assert "no time to appeal runs" in said("APP-1", service_method="email")
    assert value("APP-1", "issued_on", service_method="post", posted_on="2026-12-24") == "2026-12-30"
    assert "out of time" in said("APP-1", issued_on="2026-03-03", lodged_on="2026-03-24")
    with pytest.raises(FactError, match="service_method as hand, left, post, premises or email"):
        ask("APP-1", service_method="pigeon", issued_on="2026-03-03")


def test_an_appeal_in_progress_suspends_what_is_to_be_done() -> None:
    appeal = {"appeal_from": "2026-05-01", "appeal_to": "2026-06-01"}

    assert value("APP-3", "breach", term="do", breached_on="2026-05-10") is True
    assert value("APP-3", "breach", term="steps", breached_on="2026-06-02", **appeal) is True
    assert value("APP-3", "breach", term="do", breached_on="2026-06-01", **appeal) is False
    assert "The court suspended" in said(
        "APP-3", term="stop", breached_on="2026-05-10", stop_suspended_by_court=True, **appeal
    )
    with pytest.raises(FactError, match="term as stop, do or steps"):
        ask("APP-3", term="other", breached_on="2026-05-10")


def test_a_quashed_notice_voids_what_was_built_on_it() -> None:
    assert decision("APP-4", outcome="quash", later_breach_actions=1) == "warn"
    assert (
        decision("APP-4", outcome="quash")
        == decision("APP-4", outcome="modify", later_breach_actions=1)
        == "allow"
    )
    with pytest.raises(FactError, match="outcome as quash, modify or dismiss"):
        ask("APP-4", outcome="lost")


def test_fines_and_penalties_are_told_in_pounds() -> None:
    assert said("CPB-2") == "An individual can be fined up to level 4, £2,500 (2014 Act s.48(2))."
    assert value("CPB-2", "maximum_fine", is_body=True) is None
    assert "£100.50 is more than £100, the most on" in said("CPB-5", fpn_on="2026-11-01", amount=100.5)
    assert decision("CPB-5", fpn_on="2026-11-01", amount=100) == "allow"
    with pytest.raises(FactError, match="amount as a number of pounds"):
        ask("CPB-5", fpn_on="2026-11-01", amount=-1)


def test_payment_in_time_ends_the_matter_and_proceedings_wait() -> None:
    day = {"fpn_on": "2026-03-01"}

    assert decision("CPB-6", **day) is None
    assert decision("CPB-6", **day, proceedings_on="2026-03-16") == "allow"
    assert "cannot begin before 16 March 2026" in said("CPB-6", **day, proceedings_on="2026-03-15")
    assert "nobody can be convicted" in said(
        "CPB-6", **day, paid_on="2026-03-15", proceedings_on="2026-04-15"
    )
    assert decision("CPB-6", **day, paid_on="2026-03-16", proceedings_on="2026-03-16") == "allow"


def test_a_lower_amount_is_lower_and_for_fewer_days() -> None:
    assert decision("CPB-7") == "allow"
    assert "1 to 13 days" in said("CPB-7", early_days=0)
    assert decision("CPB-7", early_days=10, early_amount=100, amount=100) == "block"
    assert decision("CPB-7", early_days=10, early_amount=75, amount=100) == "allow"
    assert value("CPB-7", "early_by", early_days=10, fpn_on="2026-03-01") == "2026-03-11"


def test_works_need_consents_but_on_open_land() -> None:
    assert "the consent of whoever had to do the work and the consent of the owner" in said("WRK-2")
    assert decision("WRK-2", open_land=True) == "allow"
    assert decision("WRK-2", defaulter_consents=True, owner_efforts_failed=True) == "allow"


def test_an_order_needs_a_conviction_and_a_sentence_that_leaves_room() -> None:
    assert "Link the conviction" in said("CBO-1")
    assert "absolute discharge" in said("CBO-1", convicted_on="2026-01-01", absolute_discharge=True)
    assert "deferred" in said("CBO-1", charge_awaiting=True, sentence_deferred=True)
    assert decision("CBO-1", charge_awaiting=True) == "allow"


def test_the_views_on_a_child_come_first() -> None:
    child = {"date_of_birth": "2010-01-01", "application_on": "2026-05-01"}

    assert decision("CBO-5", **child, yot_views_on="2026-04-30") == "allow"
    assert decision("CBO-5", **child, yot_views_on="2026-05-02") == "block"
    assert "1 of 3 requirements have no supervisor" in said("CBO-7", requirements=3, without_supervisor=1)


@pytest.mark.parametrize(
    ("made_on", "section"), [("2020-11-30", "2014 Act s.25"), ("2020-12-01", "Sentencing Code s.334")]
)
def test_an_order_is_judged_by_the_act_of_its_day(made_on: str, section: str) -> None:
    adult, child = {"date_of_birth": "1990-01-01"}, {"date_of_birth": "2006-01-01"}

    assert section in said("CBO-10", **adult, made_on=made_on)
    assert section in said("CBO-11", **child, made_on=made_on, indefinite=True)
    assert section in said("CBO-11", **child, made_on=made_on)


def test_each_length_is_asked_of_its_own_age() -> None:
    assert "lengths for young people" in said("CBO-10", date_of_birth="2012-01-01", made_on="2026-01-10")
    assert "lengths for adults" in said("CBO-11", date_of_birth="1990-01-01", made_on="2026-01-10")
    later = {"date_of_birth": "1990-01-01", "made_on": "2026-01-10", "effect_on": "2026-07-01"}
    assert value("CBO-10", "earliest_end", **later) == "2028-06-30"


def test_reviews_follow_one_another_until_the_person_is_grown_up_or_the_order_over() -> None:
    child = {"date_of_birth": "2011-01-01", "effect_on": "2026-03-01"}

    assert value("CBO-13", "review_by", **child) == "2027-02-28"
    assert value("CBO-13", "review_by", **child, period=2) == "2028-02-29"
    assert "Aged 18 on 28 February 2029" in said("CBO-13", **child, period=3)
    assert "order ends before" in said("CBO-13", **child, ends_on="2027-02-27")
    assert value("CBO-13", "review_by", **child, ends_on="2027-02-28") == "2027-02-28"


def test_a_review_considers_three_things_and_the_press_waits() -> None:
    assert "support to help compliance and whether to apply" in said("CBO-15", covered=["compliance"])
    assert decision("CBO-15", covered=["application", "compliance", "support"]) == "allow"
    assert decision("CBO-18", press=True, restriction=True) == "block"
    assert decision("CBO-18", press=True) == decision("CBO-18", restriction=True) == "allow"


def test_hearings_and_notices_are_remembered() -> None:
    assert value("CBO-12", "hearing_on", hearing_on="2026-12-01") == "2026-12-01"
    assert value("CBO-20", "last_day", decided_on="2026-12-22") == "2026-12-31"


def test_skipped_days_are_of_every_year_or_one_date() -> None:
    start = {"from": "2026-12-24T12:00:00+00:00", "hours": 24}

    assert ask("T6", **start, skip=["2026-12-25"]).values == ask("T6", **start, skip=["12-25"]).values
    assert "not counting no day" in said("T6", **start)
    for skip in (["Christmas"], ["12-25"] * 31):
        with pytest.raises(FactError, match="skip as a list of days"):
            ask("T6", **start, skip=skip)


def test_a_day_may_be_added_to_the_bank_holidays() -> None:
    week = {"received_on": "2026-11-23", "working_days": 2}

    assert value("T7", "last_day", **week) == "2026-11-25"
    assert value("T7", "last_day", **week, extra_holidays=["2026-11-24"]) == "2026-11-26"
    assert "Aged 17 on 28 February 2026" in said("T8", date_of_birth="2008-02-29", on="2026-02-28")
