"""A pack holds the fields that its level names, and no text that tells of somebody whom the level does not name."""

from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from types import ModuleType
from typing import Any

import pytest

from asbcases.enforcement.papers.compiler import texts_of
from triggers.choices import PackLevel
from triggers.rules import pack_file
from triggers.rules.pack_file import (
    Attendee,
    Body,
    Cover,
    Entry,
    File,
    Happening,
    Met,
    OfCase,
    OnSheet,
    Plan,
    Recommended,
    Risk,
    Said,
    Shared,
    Stated,
    Step,
    Threshold,
)
from triggers.rules.pack_procedure import stated_of
from triggers.rules.pack_words import CASE_UNSEEN, MORE, pack_words
from triggers.rules.packs import ADDS, HOLDS, LEFT_OUT, NAMES, OURS, at_level, named_at
from triggers.rules.procedures import Dedupe, HateRule, SeveralRule
from triggers.rules.shapes import Anchor, Clock, Procedure, Unit
from triggers.rules.shapes import Step as Stage

DAY, AT = date(2026, 11, 23), datetime(2026, 12, 2, 14, tzinfo=UTC)
BELOW = [level for level in PackLevel if level < PackLevel.WHOLE]
COVER = Cover(reference="ACR-2026-000012", area="Colchester", received_on=DAY, panel=2, meets_at=AT)


def rows(module: ModuleType) -> list[type]:
    """Return the kinds of row of which a pack is made."""
    found = [one for one in vars(module).values() if isinstance(one, type) and is_dataclass(one)]
    return [one for one in found if one is not File]


def words(level: PackLevel, file: File, **said: Any) -> str:
    """Return what a pack says, in one line."""
    made = pack_words(level, file, organisation="Essex Police", made_on=DAY, **said)
    return " | ".join(texts_of(made))


def file_of(**said: Any) -> File:
    return File(cover=said.pop("cover", COVER), said=said.pop("said", Said()), **said)


def test_every_field_is_named_by_one_level_and_by_no_other() -> None:
    for kind in rows(pack_file):
        named = [name for names in ADDS.values() for name in names.get(kind, "").split()]
        assert sorted(named) == sorted(one.name for one in fields(kind)), kind.__name__
    for table in (NAMES, OURS):
        for kind, listed in table.items():
            assert set(listed.split()) <= {one.name for one in fields(kind)}, kind.__name__
    assert set(HOLDS) == set(ADDS) == set(PackLevel)


def test_a_level_holds_what_it_names_and_what_stands_below_it() -> None:
    assert named_at(PackLevel.NOBODY, Attendee) == ("agency",)
    assert named_at(PackLevel.RISK, Attendee) == ("agency", "name", "part")
    assert named_at(PackLevel.INCIDENTS, Risk) == ()
    file = file_of(attendees=(Attendee("Eastlight Homes", "Dev Patel", "for the landlord"),))
    file = replace(file, risks=(Risk("Jade Taylor", "High", DAY),))

    assert at_level(PackLevel.NOBODY, file).attendees == (Attendee("Eastlight Homes"),)
    assert at_level(PackLevel.INCIDENTS, file).risks == ()
    assert at_level(PackLevel.WHOLE, file) == file


def test_a_line_above_the_tier_is_not_there() -> None:
    lines = tuple(Shared(tier, False, "School", "Schedule 4", DAY, f"line {tier}") for tier in (1, 2, 3))
    file = file_of(shared=lines)

    held = {level: [one.tier for one in at_level(level, file).shared] for level in PackLevel}

    assert held == {0: [], 1: [1], 2: [1, 2], 3: [1, 2, 3], 4: [1, 2, 3]}


@pytest.mark.parametrize("level", BELOW)
def test_a_text_that_tells_who_else_complained_is_left_out(level: PackLevel) -> None:
    file = file_of(
        said=Said(applicant="Jade Taylor", phone="07700 900123"),
        sheet=(OnSheet(number=1, complainant="Kofi Mensah", sentence="Counts: made in May by Mensah."),),
        recommendations=(
            Recommended(number=1, body="Eastlight Homes", words="Ring Mr Mensah first."),
            Recommended(number=2, body="Eastlight Homes", words="Ring 07700 900 123."),
            Recommended(number=3, body="Eastlight Homes", words="Move the bins."),
        ),
    )

    held = at_level(level, file).recommendations

    wanted = ["", "", ""] if level == PackLevel.NOBODY else [LEFT_OUT, LEFT_OUT, "Move the bins."]
    assert [one.words for one in held] == wanted
    # What the rule says of a complaint is ours, and names nobody.
    assert at_level(level, file).sheet[0].sentence == "Counts: made in May by Mensah."
    assert at_level(PackLevel.WHOLE, file) == file


def test_who_is_named_at_a_level_may_stand_in_its_texts() -> None:
    file = file_of(
        said=Said(applicant="Jade Taylor", happened="They threw stones at my window all through that night."),
        recommendations=(
            Recommended(number=1, body="Eastlight Homes", words="Ring Jade Taylor."),
            Recommended(
                number=2, body="Eastlight Homes", words="She says: threw stones at my window all through."
            ),
        ),
        bodies=(Body("Taylor and Sons", DAY, "It holds nothing", DAY, "Nothing"),),
    )

    held = {level: at_level(level, file) for level in PackLevel}

    said = {level: [one.words for one in file.recommendations] for level, file in held.items()}
    assert said[PackLevel.SUMMARY] == ["Ring Jade Taylor.", LEFT_OUT]
    assert said[PackLevel.INCIDENTS] == [one.words for one in file.recommendations]
    assert held[PackLevel.NOBODY].bodies[0].name == LEFT_OUT
    assert held[PackLevel.SUMMARY].bodies[0].name == "Taylor and Sons"


def test_an_empty_file_is_a_short_pack() -> None:
    made = pack_words(PackLevel.WHOLE, file_of(), organisation="Essex Police", made_on=DAY, large=True)

    assert [one["heading"] for one in made["parts"]] == ["", "Procedure in force", "Application"]
    assert (made["title"], made["reference"], made["large"]) == ("Panel pack, whole", "ACR-2026-000012", True)
    assert made["made_on"] == "2026-11-23"
    assert "the numbers of the Act hold" in words(PackLevel.WHOLE, file_of())


def test_a_pack_says_what_was_done_on_the_case_and_where_there_is_more() -> None:
    whole = OfCase(DAY, DAY, 3, 2, "ASB-2026-000001", "Essex Police", "Stones", *(True, True, True))
    file = file_of(
        case=(whole,),
        incidents=(Happening(DAY, "Personal", "INC-2026-000001"),),
        steps=(Step(DAY, "Warning", "Issued", "Kai Marsh", "CPW-2026-000001"),),
        entries=(Entry(DAY, "Opened the case", "Amira Osei"),),
        risks=(Risk("Jade Taylor", "High", DAY),),
    )

    said = {level: words(level, file) for level in PackLevel}

    assert [text.count(MORE) for text in said.values()] == [0, 0, 2, 2, 3]
    assert "Incidents | 3" in said[PackLevel.NOBODY]
    assert "ASB-2026" not in said[PackLevel.NOBODY]
    assert "Warning, issued | Kai Marsh, CPW-2026-000001" in said[PackLevel.INCIDENTS]
    assert "Jade Taylor | High | 23 November 2026" in said[PackLevel.RISK]
    assert "Opened the case | Amira Osei" in said[PackLevel.WHOLE]
    few = replace(file, case=(replace(whole, more_incidents=False, more_steps=False, more_entries=False),))
    assert MORE not in words(PackLevel.WHOLE, few)
    unseen = words(PackLevel.NOBODY, file_of(cover=replace(COVER, case_unseen=True)))
    assert CASE_UNSEEN in unseen


def test_what_is_on_file_is_said_in_words() -> None:
    shared = {"body": "School", "gateway": "Schedule 4", "on": DAY}
    file = file_of(
        cover=replace(
            COVER, chair_name="Ruth Blake", chair_agency="Braintree", victim_words="I come.\n\nAlone."
        ),
        said=Said(happened="Stones.", acknowledged_on=DAY),
        attendees=(Attendee("", "Dev Patel", "for the landlord"), Attendee()),
        procedure=(Stated("Complaints that are enough", "3"),),
        sheet=(
            OnSheet(1, "Police", DAY, date(2026, 11, 24), DAY, True, "Counts."),
            OnSheet(
                2,
                "Council",
                sentence="Does not count.",
                complainant="Kofi",
                victim="Ada",
                duplicate_why="One call",
            ),
        ),
        threshold=(Threshold(True, DAY, True), Threshold(False, DAY)),
        shared=(
            Shared(1, True, words="The log", reply="Given", **shared),
            Shared(1, words="Dates", **shared),
        ),
        bodies=(Body("Health", DAY), Body("Council", DAY, "It holds complaints", DAY, "Two")),
        panels=(Met(1, DAY, "Move the bins", "They gather", "Nobody"),),
        recommendations=(
            Recommended(
                1, "Eastlight Homes", DAY, DAY, "Accepted", DAY, DAY, "Move them", "Dev", "Yes", "Moved"
            ),
            Recommended(2, "Council", answer_by=DAY),
        ),
        plans=(Plan(1, DAY, DAY, "We go round", "Good"), Plan(2, words="Another")),
    )

    said = words(PackLevel.WHOLE, file)

    for one in (
        "Meets | 2pm on 2 December 2026", "Chair | Ruth Blake, Braintree", "I come. | Alone.",
        "Dev Patel, for the landlord | Somebody else", "Complaints that are enough | 3",
        "Police\nReported as hate | 23 November 2026 to 24 November 2026", "Acknowledged | 23 November 2026",
        "Not known", "by Kofi\nfor Ada", "Does not count.\nDecided: One call",
        "Met on 23 November 2026, by the number of complaints", "Not met on 23 November 2026, by a person",
        "Asked of School: The log | Schedule 4\nTier 1 | Given", "Shared with School: Dates",
        "It holds complaints (23 November 2026) | Two", "1, 23 November 2026", "Disagreed | Nobody",
        "Answer | Accepted (23 November 2026)", "None yet; asked for by 23 November 2026", "Carried out",
        "1, final since 23 November 2026", "2, a draft", HOLDS[PackLevel.WHOLE],
    ):  # fmt: skip
        assert one in said, one
    below = words(PackLevel.NOBODY, file)
    assert "Somebody else | Somebody else" in below
    assert "What it says" not in below
    assert "Acknowledged | Not yet" in words(PackLevel.NOBODY, file_of())


def test_a_pack_says_what_the_procedure_states_and_what_it_does_not() -> None:
    clock = Clock(Stage.PANEL, 10, Unit.WORKING_DAYS, Anchor.THRESHOLD_DECISION)
    stated = Procedure(
        "E07000071", DAY, name="Colchester", version="2", min_complaints=3, complaint_window_months=1,
        hate=HateRule(1, 6), several=SeveralRule(5, 5, 6), dedupe=Dedupe.NONE, clocks=(clock,), appeal_body="The chair",
    )  # fmt: skip

    said = {one.what: one.words for one in stated_of(stated)}

    assert said["Version"] == "Colchester 2, in force from 23 November 2026"
    assert said["Complaints that are enough"] == "3"
    assert said["From the behaviour to the complaint"] == "1 month"
    assert said["From the complaint to the application"] == "to be confirmed by the authority"
    assert said["Reports of hate"] == "1 within 6 months"
    assert said["Reports by several people about one place"] == "5 by 5 people within 6 months"
    assert said["Hold the panel"] == "10 working days after the threshold was decided"
    assert said["No day is stated for"].splitlines()[-1] == "hear the appeal"
    assert "hold the panel" not in said["No day is stated for"]
    assert said["Who hears an appeal"] == "The chair"
    bare = {one.what: one.words for one in stated_of(Procedure("E07000071", DAY))}
    assert bare["Version"] == "E07000071, in force from 23 November 2026"
    assert "Reports of hate" not in bare
    assert list(stated_of(None)) == []
    all_clocks = tuple(replace(clock, step=step) for step in Stage)
    assert "No day is stated for" not in {one.what for one in stated_of(replace(stated, clocks=all_clocks))}
