"""Which power may be used: each answer comes from the rules of law and the facts on file, and names what would mend it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from asbcases.enforcement.rules.mediation import against
from asbcases.enforcement.rules.powers import OnFile, Point, Power, Standing, Warned, powers_on
from asbcases.law.limits import shipped_limits

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TODAY, DAY = NOW.date(), timedelta(days=1)
GROWN, SEVENTEEN, FIFTEEN, NINE = date(1990, 5, 1), date(2009, 5, 1), date(2011, 5, 1), date(2017, 5, 1)
WARNED = Warned("CPW-2026-000001", "PER-1", TODAY - 9 * DAY, NOW - 9 * DAY, NOW - 2 * DAY, evidence_after=1)
FULL = OnFile(
    now=NOW,
    limits=shipped_limits(),
    subject="PER-1",
    born=GROWN,
    rank="inspector",
    authorities=[{"from": date(2020, 1, 1), "to": None}],
    warning=WARNED,
    earlier=["ADV-2026-000001"],
    conviction={"convicted_on": TODAY - DAY},
    premises="PRM-1",
)
AVAILABLE, NEEDS, BLOCKED = Standing.AVAILABLE, Standing.NEEDS, Standing.BLOCKED


def of(file: OnFile) -> dict[str, Power]:
    return {power.key: power for power in powers_on(file)}


def point(power: Power, rule: str) -> Point:
    return next(one for one in power.points if one.rule == rule)


def test_with_all_facts_on_file_every_power_but_the_councils_is_available() -> None:
    found = of(FULL)
    assert {key: power.standing for key, power in found.items()} == {
        "early": AVAILABLE,
        "cpw": AVAILABLE,
        "cpn": AVAILABLE,
        "cbo": AVAILABLE,
        "injunction": AVAILABLE,
        "dispersal": AVAILABLE,
        "closure": AVAILABLE,
        "pspo": BLOCKED,
    }
    starts = {key: [(one.rule, one.words) for one in power.starts] for key, power in found.items()}
    assert starts["cpw"] == [("CPW-4", "22 May 2027")]
    assert starts["cpn"] == [("APP-1", "13 December 2026"), ("CPN-13", "22 November 2027")]
    assert starts["cbo"] == [("CBO-20", "30 November 2026")]
    assert starts["closure"] == [("CLO-13", "midday on 25 November 2026")]
    assert starts["dispersal"] == [("DSP-2", "midday on 25 November 2026")]
    authorised, aged = point(found["cpn"], "CPN-4"), point(found["cbo"], "CBO-5")
    assert (authorised.section, authorised.met) == ("2014 Act s.53", True)
    assert (authorised.cited, aged.cited) == ("2014 Act s.53, CPN-4", "CBO-5")
    assert [one.met for one in found["early"].points if not one.rule] == [False, False]


CHANGES: list[tuple[str, dict[str, Any], str, Standing, str]] = [
    # Nobody, a closed case, or a council that asks.
    ("early", {"subject": "", "earlier": []}, "", NEEDS, "Choose the person"),
    ("cpn", {"closed": True}, "", BLOCKED, "closed: open it again"),
    ("closure", {"closed": True}, "", BLOCKED, "closed: open it again"),
    ("pspo", {"applicant": "local_authority"}, "PSP-1", AVAILABLE, "district council"),
    ("injunction", {"applicant": "someone"}, "INJ-3", BLOCKED, "Only these may apply"),
    ("closure", {"applicant": "local_authority", "rank": ""}, "CLO-1", AVAILABLE, "local authority"),
    # Age.
    ("cpn", {"born": None}, "CPN-1", NEEDS, "date of birth is not known"),
    ("cpn", {"born": None, "age_basis": "Looks 40"}, "CPN-1", AVAILABLE, "recorded basis"),
    ("cpn", {"born": FIFTEEN}, "CPN-1", BLOCKED, "Aged 15"),
    ("cpn", {"born": None, "body": True}, "CPN-1", AVAILABLE, "a body"),
    ("cpw", {"born": FIFTEEN}, "CPW-5", AVAILABLE, "no notice can follow"),
    ("cpn", {"born": SEVENTEEN}, "CPN-15", AVAILABLE, "youth offending team"),
    ("cpn", {"born": SEVENTEEN, "yot_on": TODAY}, "CPN-15", AVAILABLE, ""),
    ("early", {"born": FIFTEEN}, "FAIR-5", AVAILABLE, "diversion first"),
    ("cbo", {"born": None}, "CBO-5", NEEDS, "date of birth is not known"),
    ("cbo", {"born": SEVENTEEN}, "CBO-5", BLOCKED, "youth offending team's views first"),
    ("cbo", {"born": SEVENTEEN, "yot_views_on": TODAY}, "CBO-5", AVAILABLE, ""),
    ("injunction", {"born": None}, "INJ-1", NEEDS, "date of birth is not known"),
    ("injunction", {"born": NINE}, "INJ-1", BLOCKED, "is 9"),
    ("injunction", {"born": SEVENTEEN}, "INJ-6", BLOCKED, "Consult the youth offending team"),
    ("injunction", {"born": SEVENTEEN, "yot_on": TODAY - DAY}, "INJ-6", AVAILABLE, ""),
    ("dispersal", {"born": NINE}, "DSP-10", BLOCKED, "under 10"),
    ("dispersal", {"body": True, "born": None}, "DSP-6", BLOCKED, "not to a body"),
    # Who asks.
    ("cpw", {"authorities": []}, "CPN-4", BLOCKED, "No authority"),
    ("cpn", {"authorities": [{"from": TODAY + DAY, "to": None}]}, "CPN-4", BLOCKED, "No authority"),
    ("dispersal", {"rank": "sergeant"}, "DSP-1", BLOCKED, "not a sergeant"),
    ("closure", {"rank": "constable"}, "CLO-1", BLOCKED, "not a constable"),
    ("closure", {"premises": ""}, "CLO-2", NEEDS, "Choose the premises"),
    # The warning.
    ("cpn", {"warning": None}, "CPW-1", BLOCKED, "No written warning"),
    ("cpn", {"warning": replace(WARNED, subject="PER-2")}, "CPW-1", BLOCKED, "somebody else"),
    ("cpn", {"warning": replace(WARNED, says_notice_follows=False)}, "CPW-1", BLOCKED, "warn again"),
    ("cpn", {"warning": replace(WARNED, comply_by=NOW + DAY)}, "CPW-2", BLOCKED, "gives until midday"),
    ("cpn", {"warning": replace(WARNED, comply_by=None)}, "CPW-2", NEEDS, "names no time to comply"),
    ("cpn", {"warning": replace(WARNED, issued_on=TODAY - 400 * DAY)}, "CPW-4", AVAILABLE, "still the conduct"),
    ("cpn", {"warning": replace(WARNED, evidence_after=0)}, "CPN-3", BLOCKED, "from after the warning"),
    ("cpn", {"warning": replace(WARNED, notice="CPN-9")}, "", BLOCKED, "CPN-9 is in force"),
    # The conviction.
    ("cbo", {"conviction": None}, "CBO-1", NEEDS, "No conviction or charge"),
    ("cbo", {"conviction": {"charge_awaiting": False}}, "CBO-1", BLOCKED, "Link the conviction"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "change", "rule", "standing", "words"), CHANGES)
def test_each_fact_that_changes_changes_the_answer_of_its_rule(
    key: str, change: dict[str, Any], rule: str, standing: Standing, words: str
) -> None:
    power = of(replace(FULL, **change))[key]
    said = [
        one for one in power.points if one.rule == rule and words in one.words and one.standing == standing
    ]
    assert said, power.points
    if standing != AVAILABLE:
        assert power.standing == standing
        assert said[0].mend or rule in ("CPW-5", "INJ-1", "INJ-3", "DSP-1", "DSP-6", "DSP-10", "CLO-1")


def test_what_blocks_goes_before_what_is_missing() -> None:
    assert of(replace(FULL, born=None, warning=None))["cpn"].standing == BLOCKED


def test_skipping_every_earlier_step_is_said_and_takes_a_reason() -> None:
    warned = [one.words for one in of(replace(FULL, earlier=[]))["cpw"].points if one.warns]
    assert warned == ["No earlier step is on record: the draft asks why none was taken."]


def test_mediation_is_not_suggested_where_it_would_set_a_victim_beside_whoever_threatened_them() -> None:
    found = of(replace(FULL, against_mediation=["hate is recorded"]))["early"]
    assert "Mediation is not suggested: hate is recorded." in [one.words for one in found.points]


SIGNS: list[tuple[str | None, list[dict[str, Any]], list[str], list[str], str]] = [
    ("high", [], [], [], "the risk to a victim is high"),
    ("medium", [{"vulnerability": {"flags": ["hate"]}}], [], [], "hate is recorded"),
    (None, [{"vulnerability": {"flags": ["domestic", "cuckooing"]}}], [], [], "domestic abuse is recorded"),
    (None, [{"threat": {"violence": "threatened"}}], [], [], "violence or a threat of it is recorded"),
    (None, [{"threat": {"violence": "none"}}], ["hate_race"], [], "hate is recorded"),
    (None, [], ["domestic"], [], "domestic abuse is recorded"),
    (None, [], ["mental_health"], ["violence"], "violence or a threat of it is recorded"),
    (None, [], [], ["hate"], "hate is recorded"),
]


@pytest.mark.parametrize(("level", "triages", "terms", "answered", "words"), SIGNS)
def test_each_sign_speaks_against_mediation(
    level: str | None, triages: list[dict[str, Any]], terms: list[str], answered: list[str], words: str
) -> None:
    assert against(level, triages, terms, answered) == [words]


def test_where_nothing_is_recorded_nothing_speaks_against_it() -> None:
    assert against("standard", [{"threat": {"violence": "none"}}], ["mental_health"], []) == []
