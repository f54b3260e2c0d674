"""What the table asks of case reviews by the API, of the reviews that `reviews` makes."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from asbcases.cases.models import CaseReview, Report
from asbcases.law.periods import london_day
from tests.access import reviews
from triggers.models import (
    AgreedDate,
    BodyReply,
    DraftPlan,
    InformationShared,
    Panel,
    PanelAttendee,
    Recommendation,
    ReviewAppeal,
    ReviewComplaint,
)

DAY = timedelta(days=1)
REVIEW = "api_case_review"
# By the page whose review they are asked for; of what is not named here the one that was received.
LIKE_THE_PAGE: Mapping[str, tuple[str, ...]] = {
    "review_consent": ("consent",),
    "review_threshold_told": ("tell_threshold",),
    "review_panel_change": (
        *("panel", "panel_change", "panel_cancel", "panel_invite", "panel_papers"),
        *("attendees", "attendee", "attendee_out"),
    ),
    "review_panel_decided": ("panel_answer", "panel_decide"),
    "review_recommend": (
        *("recommendations", "recommendation", "recommendation_answer", "recommendation_carried_out"),
        *("plan", "plan_put_to_victim", "plan_final"),
    ),
    "review_plan_comment": ("plan_comment",),
    "review_outcome": ("tell_outcome",),
    # What was done there stands in the list, and may be done once more.
    **{"closed": ("closings",), "opened_again": ("thresholds",)},
    **{"cancelled": ("panels",), "final": ("plans",)},
    "review_close": ("close", "reopen", "letters", "letter", "threshold"),
    "review_settle": ("area",),
    "review_found_add": ("found", "found_add", "found_tie", "found_aside"),
}
NUMBERS = {f"{REVIEW}_complaint_duplicate": 2, f"{REVIEW}_recommendation_carried_out": 2}


def with_api(made: dict[str, CaseReview]) -> dict[str, CaseReview]:
    """Return the reviews with those that the routes of the API are asked for."""
    own = {f"{REVIEW}_{route}": made[page] for page, routes in LIKE_THE_PAGE.items() for route in routes}
    return {**made, **own}


def gap_of(made: Mapping[str, CaseReview], name: str, route: str) -> Any:
    """Return what stands in a gap of an address of a review, of a page or of the API; nothing where it is none."""
    if not route.startswith(REVIEW):
        return reviews.gap_of(made, name, route)
    if name == "report":
        return Report.objects.get(**reviews.REPORTED).pk
    rows: dict[str, Any] = {f"{REVIEW}_date": AgreedDate, f"{REVIEW}_information": InformationShared}
    kind = rows.get(route.removesuffix("_reply"))
    if kind and name == "number":
        return kind.objects.get(review=made["review"]).pk
    return {"number": NUMBERS.get(route, 1), "attendee": 1}.get(name)


def _now() -> str:
    return timezone.now().isoformat()


def _in(days: int) -> str:
    return (london_day(timezone.now()) + days * DAY).isoformat()


def _said(*moments: str, **said: Any) -> Callable[[Any], dict[str, Any]]:
    return lambda county: {**said, **{name: _now() for name in moments}}


def _panel(county: Any) -> dict[str, Any]:
    return {**reviews.PANEL, "meets_at": (timezone.now() + 9 * DAY).isoformat()}


LETTER = _said("sent_at", **reviews.LETTER)
WHY = _said(reason="It was so")
APPLICATION = {name: one for name, one in reviews.APPLICATION.items() if name != "consent"}
SHARED = {"body": "The landlord", "tier": 1, "words": "The dates"}
RECOMMENDED = {"body": "The landlord", "words": "Move the bins", "owner_name": "Dev Patel"}
THRESHOLD = {"persistence": "Each week", "harm": "She cannot sleep", "adequacy": "Nobody came"}
MADE_BY: dict[str, Callable[[Any], dict[str, Any]]] = {
    "acknowledge": LETTER,
    "tell_threshold": LETTER,
    "tell_outcome": LETTER,
    "bodies": _said(name="Northgate School", kind="other", how="By e-mail"),
    "dates": lambda county: {"step": "ack", "on": _in(5), "how": "By telephone"},
    "complaints": _said(**reviews.COMPLAINT),
    "thresholds": _said(met=True, **THRESHOLD),
    "panels": _panel,
    "attendees": _said(name="Jo Pike", part="for the school"),
    "information_share": _said("shared_at", gateway="Schedule 4", **SHARED),
    "information_ask": _said("asked_at", basis="Schedule 4", **SHARED),
    "information_reply": _said("replied_at", words="The log"),
    "recommendations": lambda county: {**RECOMMENDED, "answer_by": _in(9), "sent_at": _now()},
    "plans": _said(words="The bins move."),
    "appeals": _said("asked_at", against="handling", words="Nobody rang."),
}
OF_THE_REVIEW: dict[str, Callable[[Any], dict[str, Any]]] = {
    "consent": _said(how="By telephone"),
    "withdraw": _said(ending="withdrawn", **reviews.WHY),
    "give": _said(to="asha", why="She is away"),
    "close": _said(ending="not_met", **reviews.WHY),
    "reopen": lambda county: {"reason": "An appeal", "until": _in(9)},
}
OF_A_PART: dict[str, tuple[Any, Callable[[Any], dict[str, Any]]]] = {
    "body_reply": (BodyReply, _said("replied_at", answer="holds", words="Two complaints")),
    "complaint_correct": (ReviewComplaint, _said(**reviews.COMPLAINT, reason="The police said so")),
    "complaint_wrong": (ReviewComplaint, WHY),
    "complaint_duplicate": (ReviewComplaint, _said(of=1, reason="One call")),
    "panel_change": (Panel, lambda county: {**_panel(county), "why": "The room"}),
    "panel_cancel": (Panel, WHY),
    "panel_invite": (Panel, _said("invited_at", how="By telephone")),
    "panel_answer": (Panel, _said("answered_at", answer="attend")),
    "panel_papers": (Panel, _said("sent_at")),
    "panel_decide": (Panel, _said("held_at", decision="Move the bins", reasons="They gather there")),
    "attendee_out": (PanelAttendee, WHY),
    "recommendation_answer": (Recommendation, _said("answered_at", answer="accepted")),
    "recommendation_carried_out": (Recommendation, _said("done_at", words="They are moved")),
    "plan_put_to_victim": (DraftPlan, _said("put_at", how="At a visit")),
    "plan_comment": (DraftPlan, _said("commented_at", comments="She agrees")),
    "plan_final": (DraftPlan, _said(final_words="The bins move.", not_put_why="She is abroad")),
    "appeal_decide": (
        ReviewAppeal,
        _said("decided_at", "lpb_told_at", outcome="not_upheld", words="They rang twice."),
    ),
}
SETTLED = _said(area=reviews.COLCHESTER, why="By the postcode")
BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "api_case_reviews": _said("received_at", **APPLICATION),
    "api_application_pass_on": _said("received_at", **APPLICATION),
    **{f"{REVIEW}_{act}": body for act, body in {**MADE_BY, **OF_THE_REVIEW, "area": SETTLED}.items()},
    **{f"{REVIEW}_{act}": body for act, (_, body) in OF_A_PART.items()},
    f"{REVIEW}_found_add": lambda county: {"reports": [Report.objects.get(**reviews.REPORTED).pk]},
    f"{REVIEW}_found_tie": _said(link="victim", reason="She said so"),
    f"{REVIEW}_found_aside": _said(reason="Another matter"),
}


def _tag(act: str) -> Callable[[Any], dict[str, str]]:
    route = f"{REVIEW}_{act}"

    def headers(county: Any) -> dict[str, str]:
        of = county.reviews.get(route, county.reviews["review"])
        row: Any = CaseReview.objects.get(pk=of.pk)
        if act in OF_A_PART:
            row = OF_A_PART[act][0].objects.get(review=row, number=NUMBERS.get(route, 1))
        return {"If-Match": f'"{row.pk}-{row.version}"'}

    return headers


HEADERS = {f"{REVIEW}_{act}": _tag(act) for act in (*OF_THE_REVIEW, "area", *OF_A_PART)}
LISTS = (
    *("bodies", "dates", "letters", "complaints", "thresholds", "panels", "attendees", "informations"),
    *("recommendations", "plans", "appeals", "closings", "deadlines"),
)
ONES = (
    *("body", "date", "letter", "complaint", "threshold", "panel", "attendee", "information"),
    *("recommendation", "plan", "appeal"),
)
# What a review has once it is so far.
LATER = ("attendees", "closings", "letters", "plans", "recommendations", "worksheet")
PARTS = {f"{REVIEW}_{route}" for route in (*ONES, *LATER)}
# amira ben cara dev eve anon hana ravi asha cole ana otto ada
READ = "200 200 404 404 404 401 404 404 200 200 404 404 404"
MADE = "403 201 404 404 404 401 404 404 201 201 404 404 404"
ACTED = "403 200 404 404 404 401 404 404 200 200 404 404 404"
PASSED_ON = f"200 200 200 403 403 401 200 200 200 200 403 403 403 {reviews.COLCHESTER}"
ANSWERS = "\n".join(
    [
        "# --- Case reviews by the API",
        "api_case_reviews GET 200 200 200- 403 403 401 403 403 200 200 403 403 403 {review}",
        "api_case_reviews POST 201 201 400 403 403 401 403 403 201 201 403 403 403 -",
        f"api_application_pass_on GET {PASSED_ON}",
        f"api_application_pass_on POST {PASSED_ON}",
        f"{REVIEW} GET {READ} {{review}}",
        f"{REVIEW}_worksheet GET {READ} routes",
        *(f"{REVIEW}_{route} GET {READ} recorded_by" for route in LISTS if route != "deadlines"),
        f"{REVIEW}_deadlines GET {READ} due_at",
        *(f"{REVIEW}_{route} GET {READ} recorded_by" for route in (*ONES, "application")),
        *(f"{REVIEW}_{act} POST {MADE} -" for act in MADE_BY),
        *(f"{REVIEW}_{act} POST {ACTED} recorded_by" for act in (*OF_THE_REVIEW, *OF_A_PART)),
        f"{REVIEW}_found GET {READ} found",
        *(f"{REVIEW}_found_{act} POST {ACTED} found" for act in ("add", "tie", "aside")),
        f"{REVIEW}_area POST 404 404 404 404 404 401 404 404 200 404 404 404 404 recorded_by",
        "",
    ]
)
