"""An appeal is heard on a day, and hearsay notice is owed before it: served 21 clear days before, or none is needed (EVD-2)."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.casework.transitions import reopen_case
from asbcases.casework.views.doing import act_on
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions import waive
from asbcases.enforcement.choices import AppealOutcome, HearingKind
from asbcases.enforcement.models import Appeal, Hearing, RuleWeighed
from asbcases.enforcement.transitions.appeals import decide_appeal
from asbcases.enforcement.transitions.hearings import hear_appeal, hold_hearing, set_hearing
from asbcases.enforcement.transitions.hearsay import note_hearsay
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from tests.deadlines.checking import differences
from tests.enforcement.make_breaches import AFTER, DAY, HOUR, appeal_against
from tests.enforcement.make_measures import make_notice, make_warning
from tests.make import make_case, make_closed

pytestmark = pytest.mark.django_db

# Lodged on Friday 4 December 2026, heard on Thursday 14 January 2027.
HEARD = datetime(2027, 1, 14, 10, tzinfo=UTC)
WORDS = "On the appellant's solicitor, by post: two statements of neighbours."
OVER = {"EVD-2": "The court shortened the time at the first hearing."}


@pytest.fixture
def appeal(amira: User) -> Appeal:
    return appeal_against(make_notice(make_case(by=amira), by=amira), by=amira)


def listed(appeal: Appeal, by: User, now: datetime = AFTER + HOUR, at: datetime = HEARD) -> Hearing:
    again = Appeal.objects.select_related("measure__case__lead", "measure__case__district", "case").get(
        pk=appeal.pk
    )
    return hear_appeal(again, court="Colchester Magistrates' Court", at=at, by=by, now=now)


def note(hearing: Hearing, by: User, now: datetime, **said: Any) -> Appeal:
    again = Hearing.objects.select_related(
        "measure__case__lead", "measure__case__district", "appeal", "case"
    ).get(pk=hearing.pk)
    return note_hearsay(again, **{"served_on": london_day(now), "words": WORDS, **said}, by=by, now=now)


def clocks(appeal: Appeal, kind: Kind = Kind.HEARSAY_NOTICE) -> list[Deadline]:
    return list(Deadline.objects.filter(case=appeal.case, kind=kind).order_by("pk"))


def test_notice_is_owed_21_clear_days_before_the_hearing_and_met_on_the_day_of_service(
    appeal: Appeal, amira: User
) -> None:
    hearing = listed(appeal, amira)

    [clock], [heard] = clocks(appeal), clocks(appeal, Kind.HEARING)
    # 21 days before 14 January is 24 December; clear days make it the 23rd, which ends at the midnight after it.
    assert (clock.due_at, heard.due_at) == (datetime(2026, 12, 24, tzinfo=UTC), HEARD)
    assert "21 days before the hearing on 14 January 2027" in clock.basis
    assert (clock.nature, clock.owner, hearing.kind) == ("obligation", amira, HearingKind.APPEAL)
    assert clock.subject == f"{appeal.measure.reference} hearing 1"
    assert differences() == []

    noted = note(hearing, amira, AFTER + 5 * DAY, served_on=london_day(AFTER + 3 * DAY))

    assert (noted.hearsay_on, noted.hearsay_words) == (london_day(AFTER + 3 * DAY), WORDS)
    [clock] = clocks(appeal)
    assert clock.met_at
    assert london_day(clock.met_at) == noted.hearsay_on
    row = RuleWeighed.objects.get(measure=appeal.measure, rule="EVD-2")
    assert (row.decision, row.answer["answer_by"]) == ("", "2026-12-14")
    event = AuditEvent.objects.get(verb=Verb.APPEAL_HEARSAY)
    assert event.data == {"measure": appeal.measure.reference, "id": appeal.pk, "served_on": "2026-12-07"}
    # One notice holds for what is heard later, too.
    hold_hearing(hearing, outcome="Adjourned", by=amira, now=HEARD + HOUR)
    listed(appeal, amira, HEARD + 2 * HOUR, HEARD + 60 * DAY)
    assert len(clocks(appeal)) == 1
    assert differences() == []


def test_a_late_notice_takes_a_reason_and_a_hearing_that_is_too_near_is_late_at_once(
    appeal: Appeal, amira: User
) -> None:
    hearing = listed(appeal, amira, at=AFTER + 10 * DAY)

    assert clocks(appeal)[0].due_at < AFTER
    with pytest.raises(Refused, match=r"Ask the court to shorten or waive.*EVD-2"):
        note(hearing, amira, AFTER + DAY)
    note(hearing, amira, AFTER + DAY, over=OVER)
    kept = RuleWeighed.objects.get(measure=appeal.measure, rule="EVD-2")
    assert (kept.decision, kept.reason) == ("warn", OVER["EVD-2"])
    assert clocks(appeal)[0].met_at == AFTER + DAY
    assert differences() == []


def test_where_no_hearsay_is_relied_on_none_is_owed_and_a_later_notice_is_kept_all_the_same(
    appeal: Appeal, amira: User
) -> None:
    hearing = listed(appeal, amira)
    nobody = {"served_on": None, "words": "Both officers give evidence themselves."}

    note(hearing, amira, AFTER + DAY, **nobody)

    assert [one.cancel_reason for one in clocks(appeal)] == ["No hearsay is relied on"]
    with pytest.raises(Refused, match="kept already"):
        note(hearing, amira, AFTER + DAY, **nobody)
    listed(appeal, amira, AFTER + 2 * DAY, HEARD + DAY)
    assert len(clocks(appeal)) == 1
    note(hearing, amira, AFTER + 3 * DAY)
    with pytest.raises(Refused, match="kept already"):
        note(hearing, amira, AFTER + 4 * DAY)
    assert differences() == []


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"words": " "}, "on whom notice was served"),
        ({"served_on": london_day(AFTER - 2 * DAY)}, "lies before"),
        ({"served_on": london_day(AFTER + 2 * DAY)}, "still to come"),
    ],
)
def test_a_note_of_the_notice_lacks_nothing(
    appeal: Appeal, amira: User, said: dict[str, Any], why: str
) -> None:
    hearing = listed(appeal, amira)
    with pytest.raises(Refused, match=why):
        note(hearing, amira, AFTER + DAY, **said)


def test_the_end_of_the_appeal_ends_its_hearings_and_their_clocks(appeal: Appeal, amira: User) -> None:
    first = listed(appeal, amira)
    second = listed(appeal, amira, at=HEARD + DAY)
    # Taken out of the list: nothing is owed before it any more.
    hold_hearing(second, outcome="Vacated", by=amira, now=AFTER + DAY)
    assert [one.cancel_reason for one in clocks(appeal)] == ["", "The hearing is over"]
    assert differences() == []

    said: dict[str, Any] = {"words": "He withdrew it.", "decided_on": london_day(AFTER + 2 * DAY)}
    ended = Appeal.objects.get(pk=appeal.pk)
    decide_appeal(ended, outcome=AppealOutcome.WITHDRAWN, **said, by=amira, now=AFTER + 2 * DAY)

    first.refresh_from_db()
    assert (first.held_at, first.outcome) == (AFTER + 2 * DAY, "The appeal ended: the appeal was withdrawn")
    assert not [one for one in (*clocks(appeal), *clocks(appeal, Kind.HEARING)) if one.is_open]
    assert differences() == []
    with pytest.raises(Refused, match="nothing is heard"):
        listed(appeal, amira)
    with pytest.raises(Refused, match="nothing is heard"):
        note(first, amira, AFTER + 3 * DAY)


def test_a_hearing_comes_after_the_appeal_and_notice_of_it_is_no_business_of_other_hearings(
    appeal: Appeal, amira: User
) -> None:
    with pytest.raises(Refused, match="it is heard later"):
        listed(appeal, amira, at=AFTER - 2 * DAY)
    # One that was held before it was told starts no clock.
    listed(appeal, amira, now=AFTER + 9 * DAY, at=AFTER + 8 * DAY)
    assert clocks(appeal) == []
    other = set_hearing(
        make_warning(appeal.case, by=amira), kind=HearingKind.BREACH, court="C", at=HEARD, by=amira, now=AFTER
    )
    with pytest.raises(Refused, match="hearing of an appeal"):
        note_hearsay(other, served_on=None, words="x", by=amira, now=AFTER)
    hold_hearing(other, outcome="Held", by=amira, now=AFTER + HOUR)
    assert clocks(appeal) == []
    assert differences() == []


def test_a_closed_case_still_owes_the_notice_and_what_was_waived_is_owed_no_more(
    appeal: Appeal, amira: User, ben: User
) -> None:
    hearing = listed(appeal, amira)
    case = appeal.measure.case
    case.refresh_from_db()

    make_closed(case, by=amira, now=AFTER + DAY)

    assert [one.is_open for one in clocks(appeal)] == [False, True]
    assert differences() == []
    waive(clocks(appeal)[1], reason="The other side agreed", by=ben, now=AFTER + 2 * DAY)
    assert differences() == []
    # Set anew, the hearing is in the diary again; the notice is not.
    case.refresh_from_db()
    reopen_case(case, reason="The appeal goes on", by=amira, now=AFTER + 3 * DAY)
    case.refresh_from_db()
    make_closed(case, by=amira, now=AFTER + 4 * DAY)
    assert [one.is_open for one in clocks(appeal)] == [False, False]
    assert [one.is_open for one in clocks(appeal, Kind.HEARING)][-1]
    assert differences() == []
    assert Hearing.objects.get(pk=hearing.pk).held_at is None


def test_the_case_was_closed_after_the_hearing_was_over(appeal: Appeal, amira: User) -> None:
    listed(appeal, amira, at=AFTER + 2 * DAY)
    case = appeal.measure.case
    case.refresh_from_db()
    make_closed(case, by=amira, now=AFTER + 5 * DAY)
    assert [one.is_open for one in clocks(appeal)] == [False]
    assert differences() == []


def appealed_today(by: User) -> Appeal:
    now = timezone.now()
    case = make_case(by=by, now=now - 4 * HOUR)
    warned = now - 3 * HOUR
    warning = make_warning(case, by=by, now=warned, comply_by=warned + HOUR / 60)
    notice = make_notice(case, warning, by=by, now=warned + HOUR, ends_on=london_day(now + 200 * DAY))
    return appeal_against(notice, by=by, now=now)


def test_pages_keep_the_hearing_what_came_of_it_and_the_notice(client: Client, amira: User) -> None:
    appeal = appealed_today(amira)
    notice = appeal.measure
    client.force_login(amira)
    address = [notice.case.reference, notice.reference]
    page = reverse("measure_page", args=address)
    assert "Keep the hearing" in client.get(page).content.decode()
    form = reverse("appeal_hearing_new", args=[*address, appeal.pk])
    day = timezone.localdate() + 60 * DAY
    said = {"court": "Colchester", "at_day": day.isoformat(), "at_time": "10:00"}
    assert client.post(form, {**said, "at_day": ""}).status_code == 400
    assert client.post(form, said).status_code == 302
    shown = client.get(page).content.decode()
    assert "Last day to serve a hearsay notice" in shown
    assert "The day for hearsay notice has passed" not in shown

    # The button beside what is next leads to where each is done.
    ways = {clock.kind: act_on(clock, address[0], amira) for kind in (Kind.HEARSAY_NOTICE, Kind.HEARING)
            for clock in clocks(appeal, kind)}  # fmt: skip
    held = reverse("appeal_hearing_held", args=[*address, 1])
    hearsay = reverse("appeal_hearsay", args=[*address, 1])
    assert {kind: way and way.address for kind, way in ways.items()} == {
        Kind.HEARSAY_NOTICE: hearsay, Kind.HEARING: held,
    }  # fmt: skip
    assert "goes to weight and costs" in client.get(hearsay).content.decode()
    version = Appeal.objects.get().version
    kept = {"answer": "served", "words": WORDS, "version": version}
    assert client.post(hearsay, kept).status_code == 400
    today = timezone.localdate().isoformat()
    assert client.post(hearsay, {**kept, "served_on": today, "version": version - 1}).status_code == 409
    assert client.post(hearsay, {**kept, "served_on": today}).status_code == 302
    shown = client.get(page).content.decode()
    assert "Hearsay notice served on" in shown
    assert "The other side may answer until" in shown

    gone = {"outcome": "Adjourned", "version": Hearing.objects.get().version}
    assert client.post(held, gone).status_code == 302
    assert "Adjourned" in client.get(page).content.decode()
    assert client.post(held, gone).status_code == 409


def test_a_page_asks_a_reason_for_a_late_notice_and_none_where_nothing_is_relied_on(
    client: Client, amira: User
) -> None:
    appeal = appealed_today(amira)
    notice = appeal.measure
    listed(appeal, amira, now=timezone.now(), at=timezone.now() + 5 * DAY)
    client.force_login(amira)
    address = [notice.case.reference, notice.reference]
    shown = client.get(reverse("measure_page", args=address)).content.decode()
    assert "The day for hearsay notice has passed" in shown
    hearsay = reverse("appeal_hearsay", args=[*address, 1])
    assert "Your reason to pass over EVD-2" in client.get(hearsay).content.decode()
    said = {"answer": "served", "served_on": timezone.localdate().isoformat(), "words": WORDS}
    said["version"] = str(Appeal.objects.get().version)
    assert client.post(hearsay, said).status_code == 409
    assert client.post(hearsay, {**said, "answer": "none", "served_on": ""}).status_code == 302
    assert "No hearsay notice" in client.get(reverse("measure_page", args=address)).content.decode()
