"""The kerbside check: which exact term is broken if it is seen, which is not and why, and what may be done."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.models import Access
from asbcases.enforcement.choices import AppealGround, Power
from asbcases.enforcement.models import Measure
from asbcases.enforcement.rules.kerbside import Asked, Broken, Term, Verdict, follows, verdict_on
from asbcases.enforcement.transitions.appeals import lodge_appeal
from asbcases.law.limits import shipped_limits
from tests.enforcement.make_measures import make_authority, make_notice, make_subject, make_warning
from tests.make import make_case

NIGHT = datetime(2026, 11, 27, 23, 30, tzinfo=UTC)  # A Friday.
DAY = timedelta(days=1)
V = Verdict

TERMS: list[tuple[Term, Asked, Verdict]] = [
    (Term("stop"), Asked(NIGHT), V.HOLDS),
    (Term("stop", hours=[["Mon-Sun", "23:00", "07:00"]]), Asked(NIGHT), V.HOLDS),
    (Term("stop", hours=[["Mon-Sun", "23:00", "07:00"]]), Asked(NIGHT + timedelta(hours=7)), V.HOLDS),
    (Term("stop", hours=[["Mon-Sun", "23:00", "07:00"]]), Asked(NIGHT + timedelta(hours=7, minutes=30)), V.HOURS),
    (Term("stop", hours=[["Fri-Sat", "23:00", "07:00"]]), Asked(NIGHT - 2 * DAY), V.HOURS),
    (Term("stop", hours=[["Fri", "23:00", "02:00"]]), Asked(NIGHT + timedelta(hours=2)), V.HOLDS),
    (Term("stop", hours=[["Mon-Sun", "late", "later"]]), Asked(NIGHT), V.HOLDS),
    (Term("prohibition", place="High Street, Colchester"), Asked(NIGHT, "Colchester High Street"), V.HOLDS),
    (Term("prohibition", place="High Street, Colchester"), Asked(NIGHT, "high st"), V.PLACE),
    (Term("prohibition", place="The Castle Park"), Asked(NIGHT), V.PLACE),
    (Term("do", do_by=NIGHT - DAY), Asked(NIGHT), V.OVERDUE),
    (Term("do", do_by=NIGHT + DAY), Asked(NIGHT), V.NOT_YET),
    (Term("steps", do_by=NIGHT - DAY, done_at=NIGHT - DAY), Asked(NIGHT), V.DONE),
    (Term("do", done_at=NIGHT + DAY), Asked(NIGHT), V.NOT_YET),
    (Term("requirement"), Asked(NIGHT), V.HOLDS),
    (Term("do", do_by=NIGHT - DAY, suspended=True), Asked(NIGHT), V.SUSPENDED),
]  # fmt: skip


@pytest.mark.parametrize(("term", "asked", "verdict"), TERMS)
def test_a_term_holds_by_its_hours_place_and_time(term: Term, asked: Asked, verdict: Verdict) -> None:
    assert verdict_on(term, asked) == verdict


def broken(kind: str, **said: Any) -> Broken:
    stated: dict[str, Any] = {
        "day": NIGHT.date(), "issued_on": date(2026, 11, 1), "ends_on": None, "born": date(1990, 5, 1),
        "body": False, "authorities": [{"from": date(2020, 1, 1), "to": None}], "limits": shipped_limits(),
        **said,
    }  # fmt: skip
    return Broken(kind, **stated)


FOLLOWS: list[tuple[Broken, list[str]]] = [
    (broken("cpn"), ["CPB-1", "CPB-4"]),
    (broken("cpn", born=date(2009, 5, 1)), ["CPB-1", "CPB-4", "CPB-9"]),
    (broken("cpn", body=True, born=None), ["CPB-1", "CPB-4"]),
    (broken("cpn", authorities=[]), ["CPB-1", "CPB-4"]),
    (broken("cpn", ends_on=date(2026, 11, 2)), ["CPB-1", "CPB-4"]),
    (broken("cbo"), ["CBO-17"]),
    (broken("cpw"), ["CPN-3"]),
    (broken("abc"), [""]),
]


@pytest.mark.parametrize(("found", "rules"), FOLLOWS)
def test_what_may_be_done_follows_from_the_measure_and_who_asks(found: Broken, rules: list[str]) -> None:
    assert [point.rule for point in follows(found)] == rules


def test_only_who_is_authorised_is_told_to_offer_a_penalty() -> None:
    said = [
        follows(broken("cpn", authorities=held))[1].words
        for held in ([{"from": NIGHT.date(), "to": None}], [])
    ]
    assert ["You may offer" in words for words in said] == [True, False]
    assert "not in force" in follows(broken("cpn", ends_on=date(2026, 11, 2)))[1].words


# --- The page -----------------------------------------------------------------------------------
@pytest.fixture
def notice(amira: User) -> Measure:
    now = timezone.now() - 12 * DAY
    case = make_case(by=amira, now=now - DAY)
    make_authority(amira, Power.FPN)
    warning = make_warning(case, by=amira, now=now, comply_by=now + DAY)
    return make_notice(case, warning, by=amira, now=now + 2 * DAY)


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


def asked(client: Client, **said: Any) -> str:
    answer = client.post(reverse("kerbside"), {"who": "Kai Marsh", "where": "", **said})
    assert answer.status_code == 200
    return words(answer)


@pytest.mark.django_db
def test_a_name_leads_to_the_exact_terms_and_what_may_be_done(
    client: Client, amira: User, notice: Measure, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client.force_login(amira)
    assert "Kerbside check" in words(client.get(reverse("kerbside")))
    london = (timezone.now() - DAY).date()
    at = {"day": london.isoformat(), "clock": "11:30pm"}
    page = asked(client, **at)
    assert "Binds here and now" in page
    assert "You must not play music that can be heard outside the flat." in page
    assert "You may offer a fixed penalty" in page
    record = re.findall(r'href="([^"]+/breaches/new/[^"]+)"', page)[0].replace("&amp;", "&")
    begun = words(client.get(record))
    assert 'value="23:30"' in begun
    assert begun.count("checked") == 1
    assert client.get(record.partition("?")[0], {"at": "x", "term": "9"}).status_code == 200
    assert "Not at this hour" in asked(client, day=london.isoformat(), clock="11:30am")
    assert Access.objects.filter(about="kerbside check", person=notice.subject).exists()
    with django_assert_max_num_queries(12):
        asked(client)


@pytest.mark.django_db
def test_several_who_may_be_meant_are_offered_and_the_chosen_one_is_checked(
    client: Client, amira: User, notice: Measure
) -> None:
    client.force_login(amira)
    other = make_subject(notice.case, by=amira, name="Kai Marshe")
    page = asked(client)
    assert f'name="person" value="{other.reference}"' in page
    assert "Nothing binds this person then" in asked(client, person=other.reference)
    assert notice.reference in asked(client, person=notice.subject.reference)
    assert "Nobody on file matches" in asked(client, who="Zebedee Quux")
    assert "Nobody on file matches" in asked(client, who="PER-2026-999999")
    assert client.post(reverse("kerbside"), {"who": ""}).status_code == 400


@pytest.mark.django_db
def test_an_appeal_suspends_what_is_to_be_done_and_others_of_the_county_see_nothing(
    client: Client, amira: User, cara: User, notice: Measure
) -> None:
    client.force_login(amira)
    today = timezone.now().date()
    grounds = [AppealGround.CONDUCT]
    lodge_appeal(
        notice, lodged_on=today - 2 * DAY, grounds=grounds, court="Colchester", by=amira, now=timezone.now()
    )
    page = asked(client)
    assert "No effect while the appeal is in progress" in page
    client.force_login(cara)
    assert notice.reference not in asked(client, who=notice.subject.reference)
