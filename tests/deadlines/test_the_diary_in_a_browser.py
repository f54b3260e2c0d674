"""The pages of the diary in a real browser: sound at both widths, by keyboard, without scripts, and in print."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import Shift, User
from asbcases.cases.models import Case
from asbcases.casework.transitions import promise_call_back
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline, Ruling
from asbcases.deadlines.sweep import sweep
from asbcases.deadlines.transitions import ask_for_time, extend, meet, pause, set_deadline
from asbcases.notify.models import Message
from tests.browser.browser import come_in, follow, look, picture, press
from tests.deadlines.diary import DAY, HOUR, owe
from tests.make import make_case, make_report, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def full(case: Case, amira: User, ben: User, ines: User, now: datetime) -> list[Deadline]:
    """Make a district with all that a board may show.

    Late, among it a report that nobody graded, today, this week, a request, a call to make, a failed message.
    """
    with acting("system:test"), transaction.atomic():
        second = make_case(by=amira, now=now - 3 * DAY, summary="Engines are raced on the estate at night")
        report = make_report(by=amira, now=now - 2 * HOUR)
        promise_call_back(report, call_by=now + 2 * HOUR, by=amira, now=now - HOUR)
        late = owe(case, ben, due_at=now - DAY)
        asked = owe(case, amira, due_at=now + DAY, rank="", subject="2")
        clocked = _clocked(second, ben, amira, now)
        sweep(now)
        Message.objects.filter(template="deadline_escalated").update(
            failed_at=now, error="The account of the recipient has no e-mail address."
        )
        reason = "The victim is in hospital until Thursday and cannot be seen"
        ask_for_time(asked, until=now + 5 * DAY, reason=reason, by=amira, now=now)
        pause(
            clocked,
            until=now + 4 * DAY,
            reason="The officer is abstracted to a public order event",
            by=ben,
            now=now,
        )
        Shift.objects.create(user=amira, starts_at=now - HOUR, ends_at=now + 6 * HOUR)
    return [late, asked, clocked]


def _clocked(case: Case, owner: User, by: User, now: datetime) -> Deadline:
    about: dict[str, Any] = {"case": case, "origin": "test:1", "because": "the risk was assessed as high"}
    by_policy = {"rule": "risk.review.sergeant", "qualifier": "high", "rank": "sergeant", "subject": "9"}
    people = {"owner": owner, "district": case.district, "by": by}
    return set_deadline(Kind.RISK_REVIEW, **about, **by_policy, **people, anchored_at=now - 3 * DAY, now=now)


def address(deadline: Deadline, act: str = "") -> str:
    record = deadline.case or deadline.report
    return f"/deadlines/{record.reference}/{deadline.pk}/{act}"


def test_a_full_board_is_sound(full: list[Deadline], page: Page) -> None:
    come_in(page, "ben")
    page.goto("/deadlines/")

    expect(page.get_by_role("heading", name="Decisions waiting")).to_be_visible()
    look(page, "deadlines-full")
    page.emulate_media(media="print")
    picture(page, "deadlines-full-print")


def test_the_board_of_the_county_is_sound(full: list[Deadline], page: Page) -> None:
    with acting("system:test"), transaction.atomic():
        make_user("asha", Role.ASB_OFFICER, name="Asha Roy")
    come_in(page, "asha")
    page.goto("/deadlines/")
    look(page, "deadlines-county")

    follow(page, "3 Overdue in Colchester")

    expect(page.get_by_label("District")).to_have_value(str(full[0].district_id))
    expect(page.get_by_role("row", name="Overdue")).to_be_visible()


def test_the_list_to_print_is_sound(full: list[Deadline], page: Page) -> None:
    come_in(page, "ben")
    page.goto("/deadlines/print/")
    look(page, "deadlines-print")
    page.emulate_media(media="print")

    expect(page.get_by_text("page made for Ben Lane")).to_be_visible()
    expect(page.get_by_role("navigation", name="Menu")).to_be_hidden()
    picture(page, "deadlines-print-printed")


def test_the_page_of_a_deadline_is_sound(full: list[Deadline], page: Page, now: datetime) -> None:
    come_in(page, "ben")
    for number, deadline in enumerate(full):
        page.goto(address(deadline))
        expect(page.get_by_role("heading", name="Why this date?")).to_be_visible()
        look(page, f"deadline-{number}")


def test_the_forms_are_sound_with_and_without_faults(full: list[Deadline], page: Page) -> None:
    come_in(page, "ben")
    page.goto(address(full[1], "extend/"))
    look(page, "deadline-extend")
    page.get_by_label("Why").fill("")
    page.get_by_label("Year").fill("1999")
    press(page, "Give more time")

    expect(page.get_by_text("There is a problem")).to_be_visible()
    look(page, "deadline-extend-fault")
    page.goto(address(full[0], "reassign/"))
    look(page, "deadline-reassign")


def test_several_are_decided_by_keyboard_alone(full: list[Deadline], page: Page) -> None:
    come_in(page, "ben")
    page.goto("/deadlines/")
    for box in page.get_by_role("checkbox").all():
        box.focus()
        page.keyboard.press("Space")
    page.get_by_label("Decide about those that are ticked").select_option("waive")
    page.get_by_role("button", name="Continue").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Waive: 5 deadlines")).to_be_visible()
    look(page, "deadlines-together")
    with acting("system:test"), transaction.atomic():
        extend(
            full[0],
            until=datetime.now(UTC) + DAY,
            reason="Snow",
            by=User.objects.get(username="ines"),
            now=datetime.now(UTC),
        )
    page.get_by_label("Why").focus()
    page.keyboard.type("The flood made it needless")
    page.get_by_role("button", name="Waive").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Waive: 4 done, 1 refused")).to_be_visible()
    look(page, "deadlines-together-done")


def test_without_scripts_a_request_is_granted(full: list[Deadline], page_without_script: Page) -> None:
    page = page_without_script
    come_in(page, "ben")
    page.goto("/deadlines/")
    follow(page, "Grant the request")
    page.get_by_label("Why").fill("She comes home on Thursday")
    press(page, "Give more time")

    expect(page.get_by_text("more time given")).to_be_visible()
    with acting("system:test"), transaction.atomic():
        assert Ruling.objects.filter(verb="extended", deadline=full[1]).count() == 1


def test_without_scripts_the_board_is_filtered_and_decided_about(
    full: list[Deadline], page_without_script: Page
) -> None:
    page = page_without_script
    come_in(page, "ben")
    page.goto("/deadlines/")
    page.get_by_label("What is owed").select_option("risk_review")
    press(page, "Apply")
    page.get_by_role("checkbox").first.check()
    page.get_by_label("Decide about those that are ticked").select_option("waive")
    press(page, "Continue")
    page.get_by_label("Why").fill("The flood made it needless")
    press(page, "Waive")

    expect(page.get_by_role("heading", name="Waive: 1 done, 0 refused")).to_be_visible()


def test_nothing_ticked_is_said_and_sound(full: list[Deadline], page: Page) -> None:
    come_in(page, "ben")
    page.goto("/deadlines/")
    press(page, "Continue")

    expect(page.get_by_text("Nothing is ticked")).to_be_visible()
    look(page, "deadlines-together-nothing")


def test_my_shift_is_sound(full: list[Deadline], page: Page) -> None:
    come_in(page, "amira")
    page.goto("/deadlines/my-shift/")
    look(page, "my-shift")

    press(page, "Ring back")

    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_free_shift_is_sound(amira: User, page: Page) -> None:
    come_in(page, "amira")
    page.goto("/deadlines/my-shift/")
    look(page, "my-shift-free")


def test_the_weeks_are_sound(case: Case, amira: User, ben: User, page: Page, now: datetime) -> None:
    with acting("system:test"), transaction.atomic():
        for number in range(40):
            deadline = owe(case, ben, due_at=now - number * timedelta(days=2), subject=str(number))
            if number % 7:
                late = DAY if number % 3 == 0 else -HOUR
                done = {"case": case, "subject": str(number), "rank": "sergeant"}
                meet(Kind.RISK_REVIEW, **done, by=ben, now=deadline.due_at + late)
    come_in(page, "ben")
    page.goto("/deadlines/by-week/")

    expect(page.get_by_role("img")).to_be_visible()
    look(page, "deadlines-weeks")
    page.emulate_media(forced_colors="active")
    picture(page, "deadlines-weeks-contrast")


def test_the_ranks_of_a_county_see_their_own(amira: User, page: Page) -> None:
    with acting("system:test"), transaction.atomic():
        make_user("omar", Role.SUPERVISOR, Rank.SERGEANT, district_code="basildon", name="Omar Bell")
    come_in(page, "omar")
    page.goto("/deadlines/?when=late")

    expect(page.get_by_text("Nothing matches")).to_be_visible()
