"""A case goes from the draft of a warning to a notice, an appeal, a breach and a paid penalty, by the pages alone.

Told on a desktop and on a phone, by the officer, an ASB officer and the inspector; at the end the diary is what the file makes of it.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from playwright.sync_api import Page, expect

from tests.browser.browser import follow, press
from tests.deadlines.checking import differences
from tests.journeys.after_a_notice import appeal, breach, dismissed, paid, penalty, tell
from tests.journeys.enforcing import (
    ASKED,
    SIZES,
    Walk,
    add_respondent,
    cast_and_incident,
    make_paper,
    measure_on,
    open_case,
    write_in_the_journal,
)
from tests.journeys.test_the_main_job_in_a_browser import sweep

pytestmark = pytest.mark.django_db(transaction=True)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ADDRESS = "22 Mersea Road, Colchester"


@pytest.mark.walk
@pytest.mark.parametrize("size", SIZES)
def test_from_a_warning_to_a_penalty(page: Page, size: str) -> None:
    incident, begun = cast_and_incident(), datetime.now(UTC)
    walk = Walk(page, "notice-way", size)
    with time_machine.travel(begun, tick=True) as clock:
        authorities(walk)
        walk.as_("amira", "/cases/")
        case = open_case(walk, incident, "Loud music at night from one flat")
        add_respondent(walk, case, born_on=date(1990, 5, 1))
        warning = draft_warning(walk, case, begun)
        issue_warning(walk)

        # The time to comply runs out, and the music plays again.
        clock.move_to(begun + 8 * DAY)
        sweep(begun + 8 * DAY)
        walk.as_("amira", f"/cases/{case}/")
        write_in_the_journal(walk, case, "Music at 88 dB from the flat at 1am, heard on the stairs.")
        notice = draft_notice(walk, warning, begun + 8 * DAY)
        approve(walk, case, notice)
        issue_notice(walk, case, notice)

        # He appeals in time: what he must do waits, and binds again once the appeal is dismissed.
        clock.move_to(begun + 13 * DAY)
        walk.as_("asa", f"/cases/{case}/")
        follow(page, notice)
        appeal(walk, begun + 13 * DAY)
        clock.move_to(begun + 20 * DAY)
        walk.as_("asa", f"/cases/{case}/")
        follow(page, notice)
        dismissed(walk, begun + 20 * DAY)

        clock.move_to(begun + 22 * DAY)
        sweep(begun + 22 * DAY)
        walk.as_("amira", f"/cases/{case}/")
        follow(page, notice)
        breach(walk, begun + 22 * DAY - HOUR)
        penalty(walk)
        tell(walk, notice)
        clock.move_to(begun + 27 * DAY)
        sweep(begun + 27 * DAY)
        walk.as_("amira", f"/cases/{case}/")
        follow(page, notice)
        paid(walk, begun + 27 * DAY)
        assert differences() == []


def authorities(walk: Walk) -> None:
    """Have the inspector enter that the officer may issue notices and penalties."""
    walk.as_("ina", "/authorities/")
    walk.seen("authorities-none")
    for power in ("Issue community protection warnings and notices", "Issue fixed penalty notices"):
        press(walk.page, "Add an authority")
        walk.page.get_by_label("Officer", exact=True).select_option(label="Amira Osei (constable)")
        walk.choose(power)
        walk.choose("Constable")
        walk.type("Designated by", "By office")
        walk.day("First day", date(2020, 1, 1))
        walk.seen("authority")
        press(walk.page, "Save the authority")
    walk.says("Amira Osei")
    walk.seen("authorities")


# --- The warning --------------------------------------------------------------------------------
def draft_warning(walk: Walk, case: str, now: datetime) -> str:
    page = walk.page
    walk.seen("case")
    follow(page, "Draft a warning or notice")
    walk.choose("Community protection warning")
    walk.choose("Kai Marsh, respondent")
    walk.seen("draft")
    press(page, "Begin the draft")
    walk.says("stand in the way of issue")
    walk.seen("warning-begun")
    warning = measure_on(page)

    follow(page, "Change whom it is about")
    walk.type("Proper address", ADDRESS)
    walk.seen("about")
    press(page, "Save the draft")
    follow(page, "Change the conduct")
    walk.type("The conduct", "Loud music from the flat after 11pm on most nights of the last month.")
    walk.type("Its effect", "People above and beside the flat cannot sleep.")
    walk.type("Whom to write to", "The Community Policing Team, Colchester police station")
    walk.choose("It says that a notice will follow unless the conduct stops")
    walk.type("Why earlier steps were not taken", "Advice on the doorstep changed nothing.")
    walk.seen("conduct")
    press(page, "Save the draft")
    follow(page, "Change the times")
    walk.at("Comply by: date", "Comply by: time", now + 7 * DAY)
    walk.seen("times")
    press(page, "Save the draft")
    stop_and_do(walk, now + 7 * DAY)
    follow(page, "Note who was informed")
    walk.type("Who was informed or consulted", "Eastlight Homes, the landlord")
    walk.type("How", "By telephone")
    walk.seen("informed")
    press(page, "Note it")
    walk.says("Next: serve it, and record the service")
    walk.seen("warning-drafted")
    return warning


def stop_and_do(walk: Walk, do_by: datetime) -> None:
    """Add what must stop, mend its wording as the page says, and add what must be done."""
    page = walk.page
    follow(page, "Add a requirement")
    walk.choose("Stop doing")
    walk.type("The requirement", "You must not make unreasonable noise.")
    press(page, "Add the requirement")
    expect(page.get_by_label("How it is worded")).to_be_visible()
    walk.seen("worded-badly")
    follow(page, "Change requirement 1")
    walk.type("The requirement", "You must not play music that can be heard outside your flat.")
    walk.type("What it prevents or reduces", "The people around you can sleep.")
    walk.type("Where", ADDRESS)
    walk.type("On which days", "Mon-Sun")
    walk.type("From what time", "11pm")
    walk.type("Until what time", "7am")
    match(walk, "1. ")
    walk.seen("requirement")
    press(page, "Save it")
    follow(page, "Add a requirement")
    walk.choose("Do")
    walk.type("The requirement", "You must take the loudspeakers down from the party wall.")
    walk.type("What it prevents or reduces", "The bass does not carry into the next flat.")
    walk.at("Done by: date", "Done by: time", do_by)
    match(walk, "2. ")
    press(page, "Add the requirement")


def match(walk: Walk, row: str) -> None:
    """Choose the row of the warning that a requirement of a notice repeats, where there is a warning."""
    field = walk.page.get_by_label("The requirement of the warning that it matches")
    if field.count():
        rows = field.get_by_role("option").all_inner_texts()
        field.select_option(label=next(one for one in rows if one.startswith(row)))


def issue_warning(walk: Walk) -> None:
    page = walk.page
    press(page, "Issue and serve")
    walk.choose("Handed over")
    walk.type("Who received it", "Kai Marsh in person")
    walk.seen("warning-issue")
    give_reasons(walk)
    press(page, "Issue and record the service")
    expect(page.get_by_role("status")).to_contain_text("is issued, and its clocks run")
    walk.seen("warning-issued")
    make_paper(walk, "Community protection warning", "warning-paper")


def give_reasons(walk: Walk) -> None:
    """Give a reason wherever the law only warns."""
    for field in walk.page.get_by_label("Your reason to pass over").all():
        field.fill("It was weighed with the inspector.")


# --- The notice ---------------------------------------------------------------------------------
def draft_notice(walk: Walk, warning: str, now: datetime) -> str:
    page = walk.page
    follow(page, warning)
    walk.says("The time to comply ran out on")
    walk.seen("warning-over")
    follow(page, "Draft a notice on it")
    expect(page.get_by_label("Community protection notice", exact=True)).to_be_checked()
    expect(page.get_by_label("Kai Marsh, respondent")).to_be_checked()
    press(page, "Begin the draft")
    notice = measure_on(page)
    walk.seen("notice-begun")
    follow(page, "Change whom it is about")
    walk.type("Proper address", ADDRESS)
    press(page, "Save the draft")
    follow(page, "Change the conduct")
    walk.type("The conduct", "Loud music from the flat after 11pm, again after the warning.")
    walk.type("Its effect", "People above and beside the flat cannot sleep.")
    walk.type("Whom to write to", "The Community Policing Team, Colchester police station")
    press(page, "Save the draft")
    limbs(walk)
    follow(page, "Change the last day")
    walk.day("Last day", (now + 300 * DAY).date())
    press(page, "Save the draft")
    follow(page, "Change equality, rights and ability")
    walk.type("Equality", ASKED)
    walk.type("Why it is proportionate", "His home is his to use; the nights of others weigh more.")
    walk.choose("It plays no part")
    walk.type("Their ability to comply", "He understood the warning, and can turn the music down.")
    walk.seen("fairness")
    press(page, "Save the draft")
    stop_and_do(walk, now + 14 * DAY)
    follow(page, "Note who was informed")
    walk.type("Who was informed or consulted", "Eastlight Homes, the landlord")
    walk.type("How", "By telephone")
    press(page, "Note it")
    walk.says("Next: send it for approval")
    walk.seen("notice-drafted")
    return notice


def limbs(walk: Walk) -> None:
    page = walk.page
    follow(page, "Change Unreasonable")
    for label in (
        "Detrimental effect on the quality of life of those in the locality",
        "Persistent or continuing",
        "Unreasonable",
        "Still having that effect after the warning and enough time",
    ):
        walk.type(f"{label}: why", "Heard and seen by two officers.")
        shown = page.get_by_role("group", name=f"{label}: what shows it")
        shown.get_by_label("Music at 88 dB").check()
    walk.seen("limbs")
    press(page, "Save", exact=True)


def approve(walk: Walk, case: str, notice: str) -> None:
    """Have it sent, returned by the ASB officer, mended, and granted by the inspector, who sees what changed."""
    page = walk.page
    send(walk)
    walk.as_("asa", "/approvals/")
    walk.seen("approvals")
    follow(page, case)
    walk.seen("approval")
    walk.choose("Return it")
    walk.type("Why", "Say in the effect how many homes it is.")
    press(page, "Save the decision")
    walk.as_("amira", f"/cases/{case}/measures/{notice}/")
    follow(page, "Change the conduct")
    walk.type("Its effect", "People in four homes above and beside the flat cannot sleep.")
    press(page, "Save the draft")
    send(walk)
    walk.as_("ina", "/approvals/")
    follow(page, case)
    walk.says("four homes")
    walk.seen("approval-again")
    walk.choose("Grant it")
    walk.type("Why", "It is proportionate.")
    press(page, "Save the decision")
    walk.says("It was granted")


def send(walk: Walk) -> None:
    press(walk.page, "Send for approval")
    walk.type("What whoever decides should know", "It went on after the warning.")
    walk.seen("submit")
    press(walk.page, "Send for approval")
    walk.says("Waits for approval")


def issue_notice(walk: Walk, case: str, notice: str) -> None:
    page = walk.page
    walk.as_("amira", f"/cases/{case}/")
    follow(page, notice)
    walk.seen("notice-approved")
    make_paper(walk, "Community protection notice", "notice-paper")
    walk.back_to(notice)
    press(page, "Issue and serve")
    walk.choose("Handed over")
    walk.type("Who received it", "Kai Marsh in person")
    give_reasons(walk)
    walk.seen("notice-issue")
    press(page, "Issue and record the service")
    expect(page.get_by_role("status")).to_contain_text("is issued, and its clocks run")
    walk.seen("notice-issued")
