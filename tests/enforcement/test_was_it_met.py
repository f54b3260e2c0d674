"""Whether a requirement was met in its time is asked on the case, in my shift and on the notice; if not, a breach may follow."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Case, JournalEntry
from asbcases.enforcement.models import Breach, Measure
from asbcases.law.words import day_words
from tests.deadlines.checking import differences
from tests.enforcement.make_measures import make_notice, make_warning
from tests.make import make_case

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ASKED = "Say whether it was met"
NO = {"met": "no", "words": "PC Osei looked at noon: the loudspeakers hang there still."}


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira)


def notice_of(case: Case, *, by: User, now: datetime) -> Measure:
    warning = make_warning(case, by=by, now=now - 30 * DAY, comply_by=now - 29 * DAY)
    # The builder gives two weeks from the draft on: they were over yesterday.
    return make_notice(case, warning, by=by, now=now - 15 * DAY, ends_on=(now + 300 * DAY).date())


def test_it_is_asked_where_work_is_listed_and_no_longer_once_a_breach_was_recorded(
    client: Client, case: Case, amira: User
) -> None:
    notice = notice_of(case, by=amira, now=timezone.now())
    client.force_login(amira)
    pages = [reverse("case_page", args=[case.reference]), reverse("deadlines_shift")]
    address = reverse("measure_term_met", args=[case.reference, notice.reference, 2])
    for page in pages:
        assert address in client.get(page).content.decode()
    said = client.get(reverse("measure_page", args=[case.reference, notice.reference])).content.decode()
    assert ASKED in said
    assert "Time is over" in said

    assert client.post(address, {"met": "no"}).status_code == 400
    answer = client.post(address, NO)

    breach = Breach.objects.get()
    assert answer["Location"] == reverse(
        "breach_page", args=[case.reference, notice.reference, breach.number]
    )
    term = notice.terms.get(number=2)
    assert (breach.happened_at, breach.words) == (term.do_by, NO["words"])
    assert [row.term for row in breach.terms.all()] == [term]
    for page in pages:
        assert address not in client.get(page).content.decode()
    assert differences() == []
    # On the page of the notice the breach is named, and what may still be said is that it was done since.
    said = client.get(reverse("measure_page", args=[case.reference, notice.reference])).content.decode()
    assert ASKED not in said
    assert "Breach 1: alleged" in said
    assert "Record that it was done since" in said
    form = client.get(address).content.decode()
    assert "When was requirement 2 done?" in form
    assert "What shows that it was not done" not in form
    assert client.post(address, NO).status_code == 400
    done = timezone.localtime(timezone.now() - HOUR)
    sent = {"done_day": done.strftime("%Y-%m-%d"), "done_time": done.strftime("%H:%M")}
    assert client.post(address, sent).status_code == 302
    assert "Breach 1" not in client.get(address.partition("/terms")[0]).content.decode().partition("Facts")[0]
    assert Breach.objects.count() == 1
    assert differences() == []


def test_of_a_warning_it_is_written_down_and_leads_to_a_notice(
    client: Client, case: Case, amira: User
) -> None:
    now = timezone.now()
    warning = make_warning(case, by=amira, now=now - 9 * DAY, comply_by=now - DAY)
    client.force_login(amira)
    said = client.get(reverse("measure_page", args=[case.reference, warning.reference])).content.decode()
    assert "None: the law sets none for a warning (CPW-4). It stands until it is discharged" in said
    assert f"its review is due by {day_words(warning.review_on)}" in said
    address = reverse("measure_term_met", args=[case.reference, warning.reference, 2])
    assert ASKED in client.get(reverse("case_page", args=[case.reference])).content.decode()
    answer = client.post(address, NO)
    assert answer["Location"].endswith(f"?kind=cpn&on={warning.reference}")
    assert f"Requirement 2 of {warning.reference} was not met" in JournalEntry.objects.latest("pk").words


def test_nobody_says_before_its_time_that_it_was_not_met_nor_after_it_was(
    client: Client, case: Case, amira: User
) -> None:
    now = timezone.now()
    warning = make_warning(case, by=amira, now=now - HOUR, comply_by=now + DAY)
    client.force_login(amira)
    address = reverse("measure_term_met", args=[case.reference, warning.reference, 2])
    early = client.post(address, NO)
    assert (early.status_code, "not over" in early.content.decode()) == (409, True)
    done = timezone.localtime(now - timedelta(minutes=1))
    said = {"met": "yes", "done_day": done.date().isoformat(), "done_time": f"{done:%H:%M}"}
    assert client.post(address, said).status_code == 302
    assert client.post(address, NO).status_code == 409
    assert ASKED not in client.get(reverse("case_page", args=[case.reference])).content.decode()
