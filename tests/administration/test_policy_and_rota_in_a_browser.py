"""The pages of policy, calendar, re-plans and rota as they are seen, with one change from the list to what it moved."""

from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Duty, Rank, Role
from asbcases.administration.transitions import Hours, add_holiday, set_policy, set_shift
from asbcases.deadlines.models import Replan
from asbcases.law.holidays import bank_holidays
from asbcases.law.periods import london_day
from asbcases.policies.models import Confidence, PolicyRow, Unit
from tests.browser.browser import come_in, follow, look, press
from tests.make import district, make_user


@transaction.atomic
def setting() -> dict[str, int]:
    """Return the keys of what the pages are asked for: policy, calendar and rota, each with something in it."""
    now = timezone.now()
    ada = make_user("ada", Role.ADMINISTRATOR, name="Ada Byrne")
    ben = make_user("ben", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Ben Lane")
    day = london_day(now) + timedelta(days=30)
    while day.weekday() > 4 or day in bank_holidays(day.year):
        day += timedelta(days=1)
    extra, _ = add_holiday(day, name="Day of thanksgiving", source="The London Gazette", by=ada, now=now)
    row, _ = set_policy(
        "risk.review.sergeant", "high", value=Decimal(10), unit=Unit.WORKING_DAYS, by=ada, now=now,
        in_force_from=london_day(now), source="Force policy 7, section 2", confidence=Confidence.STATED,
    )  # fmt: skip
    shift = set_shift(
        ben,
        hours=Hours(now, now + timedelta(hours=9)),
        duty=Duty.DISTRICT,
        district=district(),
        by=ada,
        now=now,
    )
    done = Replan.objects.create(
        requested_at=now, requested_by=ada, why="A rule changed", done_at=now, examined=1_204, moved=312,
        summary=[{"kind": "risk review", "district": "Colchester", "moved": 312, "left": 0}],
    )  # fmt: skip
    warn = PolicyRow.objects.get(rule="deadline.warn", qualifier="risk_review")
    waiting = Replan.objects.earliest("pk")
    return {
        "waiting": waiting.pk,
        "extra": extra.pk,
        "row": row.pk,
        "shift": shift.pk,
        "done": done.pk,
        "warn": warn.pk,
    }


def test_every_page_of_policy_calendar_and_rota_is_sound(page: Page) -> None:
    keys = setting()
    come_in(page, "ada")

    for name, path in (
        ("policies", "policies/"),
        ("policy-new", f"policies/{keys['row']}/new/"),
        ("policy-end", f"policies/{keys['warn']}/end/"),
        ("holidays", "holidays/"),
        ("holiday-new", "holidays/new/"),
        ("holiday-withdraw", f"holidays/{keys['extra']}/withdraw/"),
        ("replans", "replans/"),
        ("replan-waiting", f"replans/{keys['waiting']}/"),
        ("replan-done", f"replans/{keys['done']}/"),
        ("rota", "rota/"),
        ("shift-new", "rota/new/"),
        ("shift-cancel", f"rota/{keys['shift']}/cancel/"),
        ("shift-import", "rota/import/"),
    ):
        page.goto(f"/administration/{path}")
        look(page, f"administration-{name}")


def test_a_new_version_is_set_from_the_list_and_leads_to_what_it_moves(page: Page) -> None:
    setting()
    come_in(page, "ada")
    page.goto("/administration/policies/")
    follow(page, "New version of First risk assessment, Medium")

    press(page, "Save the new version")
    expect(page.get_by_role("alert")).to_be_visible()
    look(page, "administration-policy-faults")
    page.get_by_label("Number", exact=True).fill("36")
    for label, part in (("Day", "1"), ("Month", "1"), ("Year", "2029")):
        page.get_by_label(label, exact=True).fill(part)
    page.get_by_label("Where it is written").fill("Force policy 7, section 2")
    press(page, "Save the new version")

    expect(page.get_by_role("status")).to_contain_text("First risk assessment, medium is saved.")
    expect(page.get_by_role("main")).to_contain_text("36 hours for what starts on or after 1 January 2029")


def test_bad_lines_of_the_rota_are_named_above_the_form(page: Page) -> None:
    setting()
    come_in(page, "ben")
    page.goto("/administration/rota/import/")

    page.get_by_label("Shifts, one a line").fill("nobody,2026-11-24 07:00,2026-11-24 15:00\nben,soon,later")
    press(page, "Save the shifts")

    expect(page.get_by_role("alert")).to_contain_text("Line 2: soon is no day and time")
    look(page, "administration-shift-faults")
