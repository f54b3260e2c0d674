"""Who was on duty and was told of a broken glass reviews it, and sees nothing of the case by that."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.case_choices import GlassVerdict
from asbcases.cases.models import Case, GlassBreak
from asbcases.cases.rules.keys import name_key
from asbcases.casework.queries.glass import looks_through, told_glass
from asbcases.casework.queries.restricted import owners_near
from asbcases.casework.transitions.glass import review_told_glass
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from tests.casework.glasses import breaks, hidden_case, seen
from tests.deadlines.checking import differences
from tests.make import make_user

pytestmark = pytest.mark.django_db
BREAK_GLASS_BANNER = "You see this restricted record until"


@pytest.fixture
def case(amira: User, ben: User) -> Case:
    """Return a case in Colchester that only its lead Amira and her sergeant Ben know of."""
    return hidden_case(amira, ben)


@pytest.fixture
def ines(case: Case, ben: User) -> User:
    """Return an inspector of the district who is not named on the case, and is at work while the sergeant is not."""
    ben.on_leave_until = london_day(timezone.now()) + timedelta(days=9)
    ben.save()
    return make_user("ines", Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester", name="Ines Gray")


def test_who_was_told_reads_who_and_why_and_in_numbers_what_was_looked_at_and_reviews_it(
    case: Case, cara: User, ines: User, client: Client
) -> None:
    breaks(case, cara)
    client.force_login(cara)
    person = case.parties.get(number=1).person
    client.get(reverse("case_page", args=[case.reference]))
    client.get(reverse("person_page", args=[person.reference]))
    client.get(reverse("case_page", args=[case.reference]))
    page = reverse("glass_page", args=[case.reference, 1])

    client.force_login(ines)
    shown = client.get(page)
    body = shown.content.decode()

    assert shown.status_code == 200
    for words in ("Cara Webb", "He stands before her door", "The case itself is hidden from you"):
        assert words in body
    for words in (case.summary, person.name, person.reference):
        assert words not in body
    assert [(one.kind, one.records, one.looks) for one in looks_through(GlassBreak.objects.get())] == [
        ("case", 1, 2),
        ("person", 1, 1),
    ]
    assert client.get(reverse("case_page", args=[case.reference])).status_code == 404
    assert case.reference not in seen(ines)

    assert client.post(page, {"verdict": "not_needed", "words": "Her sergeant knew."}).status_code == 302
    glass = GlassBreak.objects.get()
    assert (glass.reviewed_by, glass.verdict, glass.ended_by) == (ines, GlassVerdict.NOT_NEEDED, ines)
    assert AuditEvent.objects.get(verb=Verb.GLASS_REVIEWED).actor == ines
    assert Deadline.objects.get(kind=Kind.GLASS_REVIEW).met_by == ines
    assert case.reference not in seen(cara)
    assert differences() == []
    assert "Her sergeant knew." in client.get(page).content.decode()


def test_nobody_but_who_was_told_reads_it_and_of_another_number_there_is_nothing(
    case: Case, cara: User, ines: User, client: Client
) -> None:
    sal = make_user("sal", Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester")
    breaks(case, cara)
    glass = GlassBreak.objects.get()
    assert glass.told == ines

    for user, number in ((sal, 1), (ines, 2)):
        client.force_login(user)
        assert client.get(reverse("glass_page", args=[case.reference, number])).status_code == 404
    with acting(str(sal.pk)):
        assert told_glass(case.reference, 1, sal) is None
        assert told_glass(case.reference, 1, ines) is None
        assert not GlassBreak.objects.exists()
    with acting(str(ines.pk)):
        assert told_glass(case.reference, 1, ines) == glass
        assert not GlassBreak.objects.exists()
    with pytest.raises(Refused, match="Whoever was told"):
        review_told_glass(glass, verdict=GlassVerdict.RIGHT, words="Yes", by=sal, now=timezone.now())


def test_who_broke_it_too_reviews_it_not_though_they_were_told(case: Case, cara: User, ines: User) -> None:
    breaks(case, cara)
    breaks(case, ines)

    with acting(str(ines.pk)):
        glass = told_glass(case.reference, 1, ines)
        assert glass
        with pytest.raises(Refused, match="named on the case or was told"):
            review_told_glass(glass, verdict=GlassVerdict.RIGHT, words="Yes", by=ines, now=timezone.now())


def test_who_broke_the_glass_is_no_owner_of_what_comes_in(case: Case, cara: User, ben: User) -> None:
    breaks(case, cara)

    with acting("system:restricted"):
        [owner] = owners_near(phone_key="", email_key="", address_key="", name_key=name_key("Jade Taylor"))

    assert ben.pk in owner.named
    assert cara.pk not in owner.named


def test_the_page_of_a_person_says_until_when_they_are_seen_by_the_glass_and_of_who_is_seen_by_right_not(
    case: Case, cara: User, amira: User, client: Client
) -> None:
    page = reverse("person_page", args=[case.parties.get(number=1).person.reference])
    breaks(case, cara)

    client.force_login(cara)
    assert BREAK_GLASS_BANNER in client.get(page).content.decode()
    client.force_login(amira)
    assert BREAK_GLASS_BANNER not in client.get(page).content.decode()


def test_a_supervisor_finds_in_the_menu_who_asked_for_restricted_cases(ben: User, client: Client) -> None:
    client.force_login(ben)

    assert f'href="{reverse("glass_tries")}"' in client.get(reverse("inbox")).content.decode()


@pytest.mark.parametrize("number", [2**31, 2**63])
def test_no_glass_has_a_number_that_no_column_holds(case: Case, cara: User, ines: User, number: int) -> None:
    breaks(case, cara)

    assert told_glass(case.reference, number, ines) is None
