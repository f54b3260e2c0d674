"""The auditor's pages of looks: by person, user and agency, and as a file."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.choices import AgencyKind, Role
from asbcases.accounts.models import User
from asbcases.administration.views import looks as pages
from asbcases.audit.look_choices import Look
from asbcases.audit.models import Access
from asbcases.audit.queries.looks import Asked, Found, looks_asked
from asbcases.audit.transitions import record_access
from asbcases.cases.models import Case, IncidentParty, Person, Report
from asbcases.db.actor import acting
from partners.access import cases_visible_to
from tests.make import NOW, make_agency, make_case, make_incident, make_report

pytestmark = pytest.mark.django_db


def looked(user: User, what: Look = Look.PAGE, **of: object) -> Access:
    with acting(str(user.pk)):
        return record_access(what, by=user, now=timezone.now(), **of)  # type: ignore[arg-type]


def asked(client: Client, page: str = "look_list", **query: object) -> str:
    answer = client.get(reverse(page), query)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def jade(case: Case) -> Person:
    return Person.objects.get(parts__case=case)


def test_a_look_says_when_who_what_of_which_record_and_by_which_operation(
    auditor: Client, amira: User
) -> None:
    case = make_case(by=amira)
    looked(amira, case=case)

    shown = asked(auditor)

    for part in (
        case.reference,
        "Amira Osei",
        "Community Policing Team officer",
        "Essex Police",
        "Consultation",
    ):
        assert part in shown
    assert "Jade Taylor" not in shown


def test_of_a_person_every_look_at_them_and_at_their_files_is_shown(
    auditor: Client, amira: User, cara: User
) -> None:
    case, other = make_case(by=amira), make_case(by=amira, victim_name="Sam Roe")
    incident = make_incident(by=amira)
    IncidentParty.objects.create(
        number=1, incident=incident, person=jade(case), role="victim", recorded_at=NOW, recorded_by=amira
    )
    looked(amira, person=jade(case))
    looked(cara, about="by the case", case=case)
    looked(cara, about="by the incident", incident=incident)
    looked(cara, about="by the report", report=Report.objects.get(tells_of__incident=incident))
    looked(cara, about="nothing to do with her", case=other)

    shown = asked(auditor, about=jade(case).reference)

    assert "Jade Taylor" in shown
    for part in ("by the case", "by the incident", "by the report"):
        assert part in shown
    assert "nothing to do with her" not in shown


def test_whoever_asks_by_name_chooses_among_people_of_that_name(auditor: Client, amira: User) -> None:
    first, second = jade(make_case(by=amira)), jade(make_case(by=amira))

    shown = asked(auditor, about="jade taylor")

    assert first.reference in shown
    assert second.reference in shown
    assert "Several people have this name" in shown


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"about": "PER-2026-999999"}, "Nothing is known by that reference or name"),
        ({"about": "a\x00b"}, "Null characters are not allowed"),
        ({"who": "nobody-such"}, "Nobody signs in as nobody-such"),
        ({"agency": "999999"}, "Select a valid choice"),
        ({"since": "31/02/2026"}, "Enter a real date"),
        ({"since": "2026-11-24", "until": "2026-11-23"}, "The last day lies before the first"),
    ],
)
@pytest.mark.parametrize("page", ["look_list", "look_export", "disclosure_list"])
def test_what_cannot_be_asked_is_said_in_words(
    auditor: Client, page: str, query: dict[str, str], sentence: str
) -> None:
    answer = auditor.get(reverse(page), query)

    assert answer.status_code == 400
    assert sentence in answer.content.decode()


def test_looks_are_asked_by_user_agency_and_days(auditor: Client, amira: User, dev: User) -> None:
    looked(amira, Look.LIST, about="by amira")
    looked(dev, Look.LIST, about="by dev")
    today = timezone.localdate()

    assert "by dev" not in asked(auditor, who="AMIRA")
    assert "by amira" not in asked(auditor, agency=dev.agency.pk)
    assert "by amira" in asked(auditor, since=today, until=today)
    assert "by amira" not in asked(auditor, until=today - timedelta(days=1))


def test_a_look_stays_with_the_agency_and_role_of_its_day(auditor: Client, dev: User) -> None:
    looked(dev, Look.LIST, about="as a landlord")
    before = dev.agency
    dev.agency, dev.role = make_agency("Harlow Council", AgencyKind.COUNCIL), Role.COORDINATOR
    dev.save()

    assert "as a landlord" in asked(auditor, agency=before.pk)
    assert "Partner officer" in asked(auditor, agency=before.pk)
    assert "as a landlord" not in asked(auditor, agency=dev.agency.pk)


def test_an_auditors_own_reading_is_on_record_like_any_other(
    auditor: Client, otto: User, amira: User
) -> None:
    case = make_case(by=amira)
    person = jade(case)
    asked(auditor, about=person.reference)
    asked(auditor, about=case.reference)
    asked(auditor, "look_export", who="otto")

    found = Access.objects.filter(user=otto)

    assert found.filter(person=person, what=Look.LIST).exists()
    assert found.filter(case=case, what=Look.LIST).exists()
    assert found.filter(what=Look.EXPORT, about="looks, CSV").exists()
    assert "Otto Klein" in asked(auditor, about=person.reference)


def test_the_file_holds_what_the_page_shows_and_no_formula(auditor: Client, amira: User) -> None:
    case = make_case(by=amira)
    looked(amira, Look.EXPORT, about="=HYPERLINK(1)", case=case)

    answer = auditor.get(reverse("look_export"), {"who": "amira"})
    head, *rows = csv.reader(io.StringIO(answer.content.decode().removeprefix("\ufeff")))
    line = dict(zip(head, rows[0], strict=True))

    assert line["Of"] == case.reference
    assert line["Operation"] == "Disclosure"
    assert line["Part of the service"] == "'=HYPERLINK(1)"


def test_a_file_that_would_be_too_long_is_refused_whole(
    auditor: Client, amira: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MOST_EXPORTED", 2)
    for _ in range(3):
        looked(amira, Look.LIST, about="a list")

    answer = auditor.get(reverse("look_export"), {"who": "amira"})

    assert answer.status_code == 400
    assert "ask for fewer days at a time" in answer.content.decode()
    assert len(asked(auditor, "look_export", who="otto").splitlines()) == 1


def test_pages_follow_each_other_without_gap_or_repeat(
    auditor: Client, amira: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make_case(by=amira)
    written = {
        looked(amira, case=case).pk if n % 2 else looked(amira, person=jade(case)).pk for n in range(120)
    }
    read: list[int] = []
    address = f"{reverse('look_list')}?about={jade(case).reference}&who=amira"

    while address:
        page = auditor.get(address).context["page"]
        read += [row.pk for row in page]
        address = page.next_url

    assert set(read) == written
    assert len(read) == len(written)


def test_an_auditor_learns_references_and_names_and_no_more(otto: User, amira: User) -> None:
    case = make_case(by=amira)

    with acting(str(otto.pk)), transaction.atomic():
        assert not cases_visible_to(otto, now=timezone.now()).exists()
        assert not Case.objects.exists()
        assert not Person.objects.exists()
    with acting(str(amira.pk)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM asb_named_for_audit('case', %s)", [[case.pk]])
        assert cursor.fetchall() == []
        cursor.execute("SELECT * FROM asb_found_for_audit(%s, 'jade taylor')", [case.reference])
        assert cursor.fetchall() == []
        cursor.execute("SELECT * FROM asb_files_of_person(%s)", [jade(case).pk])
        assert cursor.fetchall() == []


@pytest.mark.parametrize("table", ["audit_access", "audit_auditevent", "audit_finding", "audit_examination"])
@pytest.mark.parametrize("act", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_runtime_role_can_neither_change_nor_delete_the_record(otto: User, table: str, act: str) -> None:
    for actor in (str(otto.pk), "system:looks", "system:test"):
        with (
            acting(actor),
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(act.format(table))


def test_no_page_grows_with_the_number_of_looks(otto: User, amira: User, cara: User) -> None:
    case = make_case(by=amira)
    make_incident(by=amira)
    make_report(by=amira)
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO audit_access (user_id, role, agency_id, what, about, at, request_id)
            SELECT %s, 'cpt_officer', %s, 'list', 'many', now() - n * interval '1 minute', ''
            FROM generate_series(1, 5000) AS n""",
            [amira.pk, amira.agency.pk],
        )
    looked(cara, case=case)
    person = jade(case)
    found = Found("person", person.pk, person.reference, person.name)

    everything = (
        *(Asked(), Asked(user=amira), Asked(user=cara), Asked(agency=amira.agency), Asked(about=found)),
        Asked(about=Found("case", case.pk, case.reference, "")),
    )
    with acting(str(otto.pk)), transaction.atomic():
        plans = [
            rows.order_by("-at", "-id")[:51].explain()
            for sought in everything
            for rows in looks_asked(sought)
        ]

    assert len(plans) > len(everything)
    for plan in plans:
        assert "access_" in plan, plan
        assert "Seq Scan on audit_access" not in plan, plan
