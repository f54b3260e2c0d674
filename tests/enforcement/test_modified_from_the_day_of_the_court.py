"""What a court modified on appeal holds from the day of its decision, whenever it is entered: at the kerb, of a breach, on paper."""

import json
from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from asbcases.accounts.models import User
from asbcases.enforcement.choices import AppealOutcome, PaperKind, TermKind
from asbcases.enforcement.models import Appeal, Measure, MeasureTerm
from asbcases.enforcement.queries.kerbside import bound_at
from asbcases.enforcement.queries.measures import terms_in_force
from asbcases.enforcement.rules.kerbside import Asked
from asbcases.enforcement.transitions.appeals import decide_appeal
from asbcases.enforcement.transitions.modifying import vary_by_court
from asbcases.enforcement.transitions.papers import make_paper
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.law.words import day_words
from tests.deadlines.checking import differences
from tests.enforcement.make_breaches import AFTER, DAY, allege, appeal_against
from tests.enforcement.make_measures import fresh, make_notice
from tests.make import make_case

pytestmark = pytest.mark.django_db
# Lodged, decided five days later, entered another week after that.
DECIDED, ENTERED = AFTER + 5 * DAY, AFTER + 12 * DAY
DRUM: dict[str, Any] = {
    "kind": TermKind.STOP,
    "words": "You must not drum.",
    "purpose": "The neighbours sleep.",
}


def decided(notice: Measure, by: User) -> Appeal:
    said: dict[str, Any] = {"words": "Term 1 goes; no drumming.", "decided_on": london_day(DECIDED)}
    appeal = appeal_against(notice, by=by)
    return decide_appeal(appeal, outcome=AppealOutcome.MODIFIED, **said, by=by, now=DECIDED)


def entered(notice: Measure, by: User, **said: Any) -> None:
    stated: dict[str, Any] = {"take_out": [1], "terms": [DRUM], **said}
    vary_by_court(decided(notice, by), **stated, by=by, now=ENTERED)


def numbers(notice: Measure, day: date) -> list[int]:
    return [term.number for term in terms_in_force(notice, day)]


def at_the_kerb(notice: Measure, by: User, days: int) -> set[int]:
    bound = bound_at(notice.subject, Asked(DECIDED + days * DAY), by=by, among=Measure.objects.all())
    return {one.term.number for row in bound if row.measure == notice for one in row.terms}


def test_the_terms_hold_from_the_day_of_the_decision_and_a_breach_is_of_what_held(amira: User) -> None:
    notice = make_notice(make_case(by=amira), by=amira)
    entered(notice, amira)

    day = london_day(DECIDED)
    assert (numbers(notice, day - DAY), numbers(notice, day), numbers(notice, day + DAY)) == (
        [1, 2],
        [2, 3],
        [2, 3],
    )
    assert (at_the_kerb(notice, amira, -1), at_the_kerb(notice, amira, 1)) == ({1, 2}, {2, 3})
    old, new = (MeasureTerm.objects.get(measure=notice, number=number) for number in (1, 3))
    assert (old.court_out_on, new.court_in_on, new.recorded_at) == (day, day, ENTERED)
    with pytest.raises(Refused, match="Term 1 did not hold on"):
        allege(notice, by=amira, now=ENTERED, happened_at=DECIDED + DAY, terms=[old])
    with pytest.raises(Refused, match="Term 3 did not hold on"):
        allege(notice, by=amira, now=ENTERED, happened_at=DECIDED - DAY, terms=[new])
    allege(notice, by=amira, now=ENTERED, happened_at=DECIDED + DAY, terms=[new])
    allege(notice, by=amira, now=ENTERED, happened_at=DECIDED - DAY, terms=[old])
    assert differences() == []


def test_a_last_day_of_the_court_is_kept_as_given_but_not_before_it_decided(amira: User) -> None:
    notice = make_notice(make_case(by=amira), by=amira)
    appeal, day = decided(notice, amira), london_day(DECIDED)
    with pytest.raises(Refused, match="when the court decided"):
        vary_by_court(appeal, ends_on=day - DAY, by=amira, now=ENTERED)

    vary_by_court(appeal, ends_on=day + 2 * DAY, by=amira, now=ENTERED)

    assert fresh(notice).ends_on == day + 2 * DAY
    assert (numbers(fresh(notice), day + 2 * DAY), numbers(fresh(notice), day + 3 * DAY)) == ([1, 2], [])
    assert differences() == []


def test_the_page_and_the_papers_name_the_day_of_the_court(client: Client, amira: User) -> None:
    notice = make_notice(make_case(by=amira), by=amira)
    appeal, said = decided(notice, amira), day_words(london_day(DECIDED))
    client.force_login(amira)
    address = [notice.case.reference, notice.reference]
    asked = client.get(reverse("appeal_terms", args=[*address, appeal.pk])).content.decode()
    assert f"They hold from {said}, the day of the decision" in asked

    vary_by_court(appeal, take_out=[1], terms=[DRUM], by=amira, now=ENTERED)  # type: ignore[list-item]

    shown = client.get(reverse("measure_page", args=address)).content.decode()
    assert f"As the court made it, from {said}" in shown
    paper = make_paper(notice, kind=PaperKind.VARIATION, by=amira, now=ENTERED + timedelta(minutes=1))
    words = json.dumps(paper.data, ensure_ascii=False)
    assert f'["Decided on", "{said}"]' in words
    assert f"Magistrates' Court changed them on {said}, and they hold from that day." in words
    assert f"From {said}" in words


def test_what_was_entered_before_holds_from_the_day_of_the_court_too(amira: User) -> None:
    notice = make_notice(make_case(by=amira), by=amira)
    entered(notice, amira)
    day, terms = london_day(DECIDED), MeasureTerm.objects.filter(measure=notice).order_by("number")
    stood = list(terms.values_list("court_in_on", "court_out_on"))
    terms.update(court_in_on=None, court_out_on=None)
    assert numbers(notice, day + DAY) == [1, 2]

    before = import_module("asbcases.enforcement.migrations.0012_what_courts_varied_before")
    with connection.cursor() as cursor:
        cursor.execute(before.TAKEN_OUT)
        cursor.execute(before.PUT_IN)

    assert (
        list(terms.values_list("court_in_on", "court_out_on"))
        == stood
        == [(None, day), (None, None), (day, None)]
    )
    assert numbers(notice, day + DAY) == [2, 3]
