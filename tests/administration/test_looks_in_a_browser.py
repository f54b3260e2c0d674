"""The auditor's pages as they are seen: sound, readable on a phone, and examined from beginning to end."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Rank, Role
from asbcases.audit.look_choices import Look, Unusual
from asbcases.audit.models import Finding
from asbcases.audit.transitions import record_access
from asbcases.cases.models import Person
from asbcases.db.actor import acting
from tests.browser.browser import come_in, follow, look, press
from tests.make import make_case, make_user


@transaction.atomic
def looked() -> str:
    make_user("otto", Role.AUDITOR, name="Otto Klein")
    amira = make_user(
        "amira", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Amira Osei"
    )
    case = make_case(by=amira)
    person = Person.objects.get(parts__case=case)
    now = timezone.now()
    with acting(str(amira.pk)):
        record_access(Look.PAGE, by=amira, now=now, case=case)
        record_access(Look.PAGE, by=amira, now=now, person=person)
        record_access(Look.EXPORT, by=amira, now=now, about="deadlines, CSV")
    for rule in Unusual:
        Finding.objects.create(
            rule=rule,
            user=amira,
            agency=amira.agency,
            case=case if rule == Unusual.NO_TASK else None,
            day=timezone.localdate() - timedelta(days=1),
            looks=3,
            first_at=now - timedelta(hours=2),
            last_at=now,
            words="84 different records in a day: more than 80.",
            found_at=now,
        )
    return person.reference


def test_every_page_of_looks_is_sound(page: Page) -> None:
    reference = looked()
    come_in(page, "otto")

    for name, path in (
        ("record", "record/"),
        ("looks", "record/looks/"),
        ("looks-of-a-person", f"record/looks/?about={reference}"),
        ("looks-faulty", "record/looks/?who=nobody&since=2026-02-31"),
        ("disclosures", "record/disclosures/"),
        ("findings", "record/unusual/"),
        ("finding", f"record/unusual/{_first()}/"),
    ):
        page.goto(f"/{path}")
        look(page, f"auditor-{name}")


def test_an_auditor_reads_the_looks_of_a_finding_and_keeps_a_verdict(page: Page) -> None:
    looked()
    come_in(page, "otto")
    page.goto("/record/unusual/")
    follow(page, "Looked at many records")
    page.get_by_label("Explained", exact=True).check()
    page.get_by_label("Why", exact=True).fill("She took over the cases of a colleague, her sergeant says.")

    press(page, "Keep what I found")

    expect(page.get_by_role("status")).to_contain_text("What you found about the looks of Amira Osei is kept")
    expect(page.get_by_role("link", name="Looked at many records")).to_have_count(0)


@transaction.atomic
def _first() -> int:
    return Finding.objects.order_by("pk").values_list("pk", flat=True)[0]
