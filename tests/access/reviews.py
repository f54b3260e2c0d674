"""What the table asks of case reviews: one at each stage, from the missing consent to the decided panel."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from asbcases.accounts.models import Agency, Council, User
from asbcases.cases.models import CaseReview, Report
from asbcases.law.periods import london_day
from tests.make import make_report
from tests.triggers.make import COLCHESTER, make_application, make_complaint
from tests.triggers.make_reviews import (
    hold_panel,
    make_panel,
    make_recommendation,
    make_review,
    seating,
)
from triggers.choices import NOT_KNOWN, AppealAgainst, Consent, Ending, RecommendationAnswer, StepAgreed
from triggers.models import DraftPlan, InformationShared, Panel, ReviewComplaint
from triggers.transitions.agreeing import agree_date
from triggers.transitions.appeals import lodge_appeal
from triggers.transitions.applications import acknowledge
from triggers.transitions.attendees import admit_attendee
from triggers.transitions.closing import close_review, reopen_review
from triggers.transitions.outcomes import draft_plan, make_plan_final, put_plan
from triggers.transitions.panels import cancel_panel, convene_panel
from triggers.transitions.recommendations import answer_recommendation
from triggers.transitions.sharing import request_information
from triggers.transitions.threshold_letters import tell_threshold

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Which review each route is asked for; of what is not named here the one that was received.
STAGES = {
    "draft": ("review_consent",),
    "met": ("review_threshold_told", "review_panel_new"),
    "set": (
        *("review_panel_change", "review_panel_cancel", "review_panel_invite", "review_panel_papers"),
        *("review_panel_attendee", "review_attendee_out"),
    ),
    "invited": ("review_panel_answer", "review_panel_decided"),
    "decided": (
        *("review_recommend", "review_recommendation_answer", "review_recommendation_done"),
        *("review_plan_put", "review_plan_final"),
    ),
    "planned": ("review_plan_comment",),
    "told_little": ("review_plan_new", "review_outcome"),
    "not_met": ("review_close", "review_reopen"),
    "found": ("review_found_add", "review_found_near", "review_found_aside"),
    "nowhere": ("review_settle",),
}
# What was reported by telephone before, and is found in the records.
REPORTED = {"caller_phone": "07700 900987", "place_text": "3 Hythe Quay"}
GAPS = {"step": "ack", "attendee": 1}
NUMBERS = {"review_complaint_duplicate": 2, "review_recommendation_done": 2}


def reviews_by_route(people: Mapping[str, User], now: datetime) -> dict[str, CaseReview]:
    """Return for each route the review that it is asked for; under "review" that of all other routes."""
    act: dict[str, Any] = {"by": people["ben"], "now": now - 3 * HOUR}
    made = {"review": _received(**act), **_decided(**act), **_set(**act)}
    again = _again(**act)
    made["draft"] = make_application(consent=Consent.WAITING, victim_name="Jo Day", **act)
    made["met"], made["not_met"] = make_review(**act), make_review(met=False, **act)
    acknowledge(made["not_met"], words="Dear Jo", how="By post", sent_at=act["now"], **act)
    tell_threshold(made["not_met"], words="Not met.", how="By post", sent_at=act["now"], **act)
    made["nowhere"] = make_application(area=NOT_KNOWN, **{**act, "by": people["asha"]})
    make_report(**REPORTED, **{**act, "now": act["now"] - 60 * DAY})
    made["found"] = make_application(applicant_phone=REPORTED["caller_phone"], **act)
    # From now on Cole co-ordinates the area; what he owed would stand among what he is told of.
    council = Council.objects.get(code=COLCHESTER)
    Agency.objects.filter(pk=people["cole"].agency_id).update(council=council)
    by_route = {route: made[stage] for stage, routes in STAGES.items() for route in routes}
    return {"review": made["review"], **again, **by_route}


def _received(**act: Any) -> CaseReview:
    review = make_application(**act)
    make_complaint(review, **act)
    make_complaint(review, **act, agency_reference="CR 14")
    asked: dict[str, Any] = {"body": "Northgate School", "basis": "Schedule 4", "tier": 1, "words": "The log"}
    request_information(review, **asked, must_comply=True, asked_at=act["now"], **act)
    agreed: dict[str, Any] = {"on": london_day(timezone.now()) + 5 * DAY, "how": "By telephone"}
    agree_date(review, step=StepAgreed.AGENCY_REPLY, **agreed, **act)
    lodge_appeal(review, against=AppealAgainst.HANDLING, words="Nobody rang.", asked_at=act["now"], **act)
    return review


def _set(**act: Any) -> dict[str, CaseReview]:
    review, invited = make_review(**act), make_review(**act)
    later = timezone.now() + 9 * DAY
    panel = convene_panel(review, **seating(meets_at=later), **act)
    admit_attendee(panel, name="Dev Patel", part="for the landlord", **act)
    make_panel(invited, meets_at=later, **act)
    return {"set": review, "invited": invited}


def _decided(**act: Any) -> dict[str, CaseReview]:
    made = {}
    for stage in ("decided", "planned", "told_little"):
        made[stage] = make_review(**act)
        hold_panel(made[stage], by=act["by"], now=act["now"] + 2 * HOUR)
    act["now"] += 2 * HOUR
    for _ in range(2):
        one = make_recommendation(made["decided"], **act)
    accepted = RecommendationAnswer.ACCEPTED
    answer_recommendation(one, answer=accepted, answered_at=act["now"], **act)
    for stage in ("decided", "planned"):
        plan = draft_plan(made[stage], words="The bins move.", **act)
    put_plan(plan, put_at=act["now"], how="At a visit", **act)
    return made


def _again(**act: Any) -> dict[str, CaseReview]:
    """Return reviews on which something was done that may be done once more, and one that was closed."""
    stages = ("closed", "opened_again", "cancelled", "final")
    made = {stage: make_review(met=stage != "opened_again", **act) for stage in stages}
    ended: dict[str, Any] = {
        "reason": "Entered twice",
        "told_how": "By telephone",
        "instead_why": "She is away",
    }
    close_review(made["closed"], ending=Ending.IN_ERROR, **ended, **act)
    later = timezone.now() + 9 * DAY
    reopen_review(made["opened_again"], reason="An appeal", until=london_day(later), **act)
    cancel_panel(convene_panel(made["cancelled"], **seating(meets_at=later), **act), why="The room", **act)
    hold_panel(made["final"], by=act["by"], now=act["now"] + 2 * HOUR)
    act["now"] += 2 * HOUR
    plan = draft_plan(made["final"], words="The bins move.", **act)
    make_plan_final(plan, final_words="The bins move.", not_put_why="She is abroad", **act)
    return made


def gap_of(reviews: Mapping[str, CaseReview], name: str, route: str) -> Any:
    """Return what stands in a gap of an address of a review; nothing where it is none."""
    if not route.startswith("review_") or route == "review_explained":
        return None
    if route == "review_request_reply" and name == "number":
        return InformationShared.objects.get(review=reviews["review"]).pk
    if name == "report":
        return Report.objects.get(**REPORTED).pk
    return GAPS.get(name) or (NUMBERS.get(route, 1) if name == "number" else None)


def _at() -> dict[str, str]:
    at = timezone.localtime(timezone.now())
    return {"at_day": at.date().isoformat(), "at_time": f"{at:%H:%M}"}


def _in(days: int) -> str:
    return (london_day(timezone.now()) + days * DAY).isoformat()


COMPLAINT = {
    "agency": "police",
    "complaint_on": "2026-01-03",
    "behaviour_from": "2026-01-02",
    "link": "victim",
}
PANEL = {"place": "Town hall", "chair_name": "Ruth Blake", "independence": "Of another council"}
APPLICATION = {
    **{"area": COLCHESTER, "channel": "phone", "consent": "own", "victim_kind": "person"},
    "happened": "Stones each Friday.",
}
LETTER = {"words": "Dear applicant", "how": "By post"}
WHY = {"reason": "It was so", "told_how": "By telephone"}


def _said(**said: Any) -> Callable[[Any], dict[str, Any]]:
    return lambda county: {**said, **_at()}


def _versioned(rows: Any, route: str, **said: Any) -> Callable[[Any], dict[str, Any]]:
    def sent(county: Any) -> dict[str, Any]:
        row = rows.objects.get(
            review=county.reviews.get(route, county.reviews["review"]), number=NUMBERS.get(route, 1)
        )
        return {**said, **_at(), "version": row.version}

    return sent


def _meets(county: Any) -> dict[str, Any]:
    return {**PANEL, "meets_day": _in(9), "meets_time": "10:00"}


FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "review_acknowledge": _said(**LETTER),
    "review_consent": _said(how="By telephone"),
    "review_give": lambda county: {
        "to": county.people["asha"].pk,
        "why": "She is away",
        "version": county.reviews["review"].version,
    },
    "review_withdraw": _said(ending="withdrawn", **WHY),
    "review_body_tell": _said(name="Northgate School", kind="other", how="By e-mail"),
    "review_body_reply": _said(answer="holds", words="Two complaints"),
    "review_agree": lambda county: {"on": _in(5), "how": "By telephone"},
    "review_complaint_add": _said(**COMPLAINT),
    "review_complaint_correct": _versioned(
        ReviewComplaint, "review_complaint_correct", **COMPLAINT, reason="The police said so"
    ),
    "review_complaint_wrong": _versioned(ReviewComplaint, "review_complaint_wrong", reason="Typed twice"),
    "review_complaint_duplicate": _versioned(
        ReviewComplaint, "review_complaint_duplicate", of="1", reason="One call"
    ),
    "review_found_add": lambda county: {"reports": Report.objects.get(**REPORTED).pk},
    "review_found_near": _said(link="victim", reason="She said so"),
    "review_found_aside": _said(reason="Another matter"),
    "review_threshold": _said(
        verdict="met", persistence="Each week", harm="She cannot sleep", adequacy="Nobody came"
    ),
    "review_threshold_told": _said(**LETTER),
    "review_panel_new": _meets,
    "review_panel_change": lambda county: {
        **_versioned(Panel, "review_panel_change", why="The room")(county),
        **_meets(county),
    },
    "review_panel_cancel": _said(reason="She is ill"),
    "review_panel_invite": _said(how="By telephone"),
    "review_panel_answer": _said(answer="attend"),
    "review_panel_papers": _said(),
    "review_panel_attendee": _said(name="Jo Pike", part="for the school", tier="1"),
    "review_attendee_out": _said(reason="She left"),
    "review_panel_decided": _versioned(
        Panel, "review_panel_decided", decision="Move the bins", reasons="They gather there"
    ),
    "review_share": _said(body="The landlord", gateway="Schedule 4", tier="1", words="The dates"),
    "review_request": _said(body="The school", gateway="Schedule 4", tier="1", words="The log"),
    "review_request_reply": _said(words="The log"),
    "review_recommend": lambda county: {
        **{"body": "The landlord", "words": "Move the bins", "owner_name": "Dev Patel"},
        **{"answer_by": _in(9), **_at()},
    },
    "review_recommendation_answer": _said(answer="accepted"),
    "review_recommendation_done": _said(words="They are moved"),
    "review_plan_new": _said(words="The bins move."),
    "review_plan_put": _said(how="At a visit"),
    "review_plan_comment": _said(comments="She agrees"),
    "review_plan_final": _versioned(
        DraftPlan, "review_plan_final", final_words="The bins move.", not_put_why="She is abroad"
    ),
    "review_outcome": _said(**LETTER),
    "review_appeal_new": _said(against="handling", words="Nobody rang."),
    "review_appeal_decide": lambda county: {
        **{"outcome": "not_upheld", "words": "They rang twice.", **_at()},
        # In Essex the commissioner is told of every appeal.
        **{f"lpb_{name.removeprefix('at_')}": one for name, one in _at().items()},
    },
    "review_close": _said(ending="not_met", **WHY),
    "review_reopen": lambda county: {"reason": "An appeal", "until": _in(9)},
}
ENTERED = {"application_new": _said(**APPLICATION), "application_pass_on": _said(**APPLICATION)}

PAGE = "200 200 404 404 404 302 404 404 200 200 404 404 404"
SHOWN = "403 200 404 404 404 302 404 404 200 200 404 404 404"
ACTED = "403 302 404 404 404 302 404 404 302 302 404 404 404"
ANSWERS = "\n".join(
    [
        "# --- Case reviews",
        "review_board GET 200 200 200- 403 403 302 403 403 200 200 403 403 403 {review}",
        *(f"{route} GET {PAGE} {{review}}" for route in ("review_page", "review_worksheet")),
        *(f"{route} GET {SHOWN} ACR-" for route in FORMS),
        *(f"{route} POST {ACTED} -" for route in FORMS),
        'application_new GET 200 200 200 403 403 302 403 403 200 200 403 403 403 name="happened"',
        "review_settle GET 404 404 404 404 404 302 404 404 200 404 404 404 404 ACR-",
        "review_settle POST 404 404 404 404 404 302 404 404 302 404 404 404 404 -",
        f"review_link GET {SHOWN} Make the link",
        f"review_link POST {SHOWN} shown here once",
        "application_new POST 302 302 400 403 403 302 403 403 302 302 403 403 403 -",
        'application_pass_on GET 200 200 200 403 403 302 200 200 200 200 403 403 403 name="happened"',
        "application_pass_on POST 302 302 302 403 403 302 302 302 302 302 403 403 403 -",
    ]
)
FORMS |= ENTERED
FORMS |= {"review_settle": _said(area=COLCHESTER, why="By the postcode"), "review_link": _said()}
