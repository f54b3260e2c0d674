"""The command counts what is on record: by London days, as at an instant, zero as 0 and unknown as null."""

import json
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.cases.choices import ReviewStage
from asbcases.cases.models import CaseReview
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from tests.make import NOW, make_user
from tests.triggers.make import COLCHESTER, make_application, make_co_ordinator
from tests.triggers.make_reviews import DAY, HOUR, hold_panel, make_recommendation, make_review, tell_outcome
from triggers.choices import BodyAnswer, Consent, Ending
from triggers.models import BodyReply, LocalProcedure
from triggers.queries.figures import SERVICE, Wanted, figures_of
from triggers.queries.figures_more import how_it_went
from triggers.rules.figures import Figure, Period
from triggers.transitions import acknowledge, record_consent, record_reply
from triggers.transitions.closing import close_review
from triggers.transitions.threshold_letters import tell_threshold

pytestmark = pytest.mark.django_db
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
LATER = NOW + 9 * DAY
NOTHING_KNOWN = (None,) * 4


@pytest.fixture
def sunita(db: None) -> User:
    return make_co_ordinator()


def counted(
    period: Period = NOVEMBER, as_at: datetime = LATER, area: str = COLCHESTER
) -> tuple[int | None, ...]:
    return tuple(figures_of(Wanted(area, period, as_at)).numbers.values())


def in_error(review: CaseReview, by: User) -> None:
    said = {"reason": "It was entered twice", "told_how": "By telephone"}
    close_review(review, ending=Ending.IN_ERROR, **said, by=by, now=NOW + HOUR)


def test_each_figure_is_counted_as_it_was_on_record_at_an_instant(sunita: User) -> None:
    made = make_application(by=sunita)
    refused = make_review(by=sunita, met=False)
    led, did_not_lead = make_review(by=sunita), make_review(by=sunita)
    draft = make_application(by=sunita, consent=Consent.WAITING, victim_name="Jo Day")
    in_error(make_application(by=sunita), sunita)
    for review in (led, did_not_lead):
        hold_panel(review, by=sunita, now=NOW + DAY)
    make_recommendation(led, by=sunita, now=NOW + DAY + HOUR)
    record_consent(draft, how="By telephone", by=sunita, now=NOW + 2 * DAY)

    assert counted(as_at=NOW - HOUR) == NOTHING_KNOWN
    assert counted(as_at=NOW) == (5, 1, 0, 0), "the one in error was not known to be"
    assert counted(as_at=NOW + HOUR) == (4, 1, 0, 0)
    assert counted(as_at=NOW + DAY) == (4, 1, 2, 0)
    assert counted(as_at=NOW + DAY + HOUR) == (4, 1, 2, 1)
    assert counted() == (5, 1, 2, 1), "an application from when the victim consented"
    assert figures_of(Wanted(COLCHESTER, NOVEMBER, LATER)).behind == {
        made.pk: (Figure.APPLICATIONS,),
        refused.pk: (Figure.APPLICATIONS, Figure.NOT_MET),
        led.pk: (Figure.APPLICATIONS, Figure.REVIEWS, Figure.WITH_RECOMMENDATIONS),
        did_not_lead.pk: (Figure.APPLICATIONS, Figure.REVIEWS),
        draft.pk: (Figure.APPLICATIONS,),
    }


def test_a_day_is_a_day_in_london(sunita: User) -> None:
    make_application(by=sunita, received_at=datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    june, july = Period(date(2026, 6, 1), date(2026, 6, 30)), Period(date(2026, 7, 1), date(2026, 7, 31))

    assert (counted(june), counted(july)) == (NOTHING_KNOWN, (1, 0, 0, 0))


def test_an_area_is_known_by_a_confirmed_procedure_or_by_a_review_received_by_then(sunita: User) -> None:
    october = Period(date(2026, 10, 1), date(2026, 10, 31))
    make_application(by=sunita)
    assert counted(october) == NOTHING_KNOWN
    assert counted(Period(date(2026, 12, 1), date(2026, 12, 31))) == (0, 0, 0, 0)
    assert counted(area="nowhere") == NOTHING_KNOWN

    LocalProcedure.objects.filter(area=COLCHESTER).update(
        confirmed=True, entered_at=NOW, in_force_to=date(2026, 10, 30)
    )
    assert counted(october) == NOTHING_KNOWN, "it had ended before the last day"
    LocalProcedure.objects.filter(area=COLCHESTER).update(in_force_to=date(2026, 10, 31))
    assert counted(october) == (0, 0, 0, 0)
    assert counted(october, as_at=NOW - HOUR) == NOTHING_KNOWN, "it was not entered yet"


def test_all_reviews_count_whoever_asks_and_who_counts_changes_none(sunita: User) -> None:
    review = make_application(by=sunita)
    ada = make_user("ada", Role.ADMINISTRATOR)

    with acting(str(ada.pk)):
        assert not CaseReview.objects.exists()
        assert counted() == (1, 0, 0, 0)
    with acting(SERVICE):
        assert CaseReview.objects.filter(pk=review.pk).update(stage=ReviewStage.REVIEW) == 0


def test_beside_the_figures_stand_days_clocks_answers_and_outcomes(sunita: User) -> None:
    review = make_review(by=sunita)
    acknowledge(review, words="We have it.", how="By post", sent_at=NOW + DAY, by=sunita, now=NOW + DAY)
    first = BodyReply.objects.filter(review=review).order_by("number")[0]
    record_reply(
        first, answer=BodyAnswer.REFUSED, words="No power", replied_at=NOW + DAY, by=sunita, now=NOW + DAY
    )
    tell_threshold(review, words="It is met.", how="By post", sent_at=NOW + DAY, by=sunita, now=NOW + DAY)
    hold_panel(review, by=sunita, now=NOW + 2 * DAY)
    tell_outcome(review, by=sunita, now=NOW + 3 * DAY)

    said = how_it_went(Wanted(COLCHESTER, NOVEMBER, LATER))

    assert [(line["of"], line["median"]) for line in said["days_per_step"]] == [
        *((1, 1), (1, 0), (1, 1), (1, 2), (1, 1), (1, 3)),
    ]
    assert {line["kind"] for line in said["on_time"]} >= {"date to agree with an applicant"}
    until_december = Wanted(COLCHESTER, Period(date(2026, 11, 1), date(2026, 12, 31)), LATER)
    clocks = {line["kind"]: (line["of"], line["in_time"]) for line in how_it_went(until_december)["on_time"]}
    assert clocks[Kind.ACR_TOLD.label] == (1, 1), "the decision was told"
    assert 0 <= said["in_time_of_100"] <= 100
    assert [line for line in said["bodies"] if line["refused"]] == [
        {"body": first.name, "told": 1, "silent": 0, "refused": 1}
    ]
    assert {"outcome": "Threshold: met", "times": 1} in said["outcomes"]
    before = how_it_went(Wanted(COLCHESTER, NOVEMBER, NOW - HOUR))
    assert (before["bodies"], before["outcomes"], before["in_time_of_100"]) == ([], [], None)


def run(*words: str) -> tuple[dict[str, Any], int]:
    """Return what the command prints, and its exit code."""
    out, code = StringIO(), 0
    try:
        call_command("case_reviews", "--json", *words, stdout=out, stderr=StringIO())
    except SystemExit as end:
        code = int(end.code or 0)
    [line] = out.getvalue().splitlines()
    return json.loads(line), code


def test_the_command_tells_one_line_of_json_with_null_where_nothing_is_known(sunita: User) -> None:
    make_review(by=sunita, met=False)
    days = ("--from", "2026-11-01", "--to", "2026-11-30")

    said, code = run("--area", COLCHESTER, *days)

    assert code == 0
    assert datetime.fromisoformat(said.pop("as_at")).tzinfo
    assert list(said.items()) == [
        ("area", COLCHESTER),
        ("from", "2026-11-01"),
        ("to", "2026-11-30"),
        ("applications", 1),
        ("not_met", 1),
        ("reviews", 0),
        ("with_recommendations", 0),
    ]
    assert run("--area", "nowhere", *days)[0]["applications"] is None
    out = StringIO()
    call_command("case_reviews", "--area", "nowhere", *days, stdout=out)
    assert "with_recommendations: no data" in out.getvalue()


def test_a_call_that_makes_no_sense_is_refused() -> None:
    backwards = ("--from", "2026-11-30", "--to", "2026-11-01")
    assert run("--area", COLCHESTER, *backwards) == (
        {"error": "The period would end before it begins: give --from before --to."},
        2,
    )
    assert run("--area", " ", "--from", "2026-11-01", "--to", "2026-11-30")[1] == 2
    for day in ("yesterday", "0001-01-01"):
        with pytest.raises(CommandError, match=day):
            call_command("case_reviews", "--area", COLCHESTER, "--from", day, "--to", "2026-11-30")
