"""A review in which every field that a pack may hold says a word of its own, so that each can be looked for."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.choices import Tier
from asbcases.cases.models import CaseReview
from tests.enforcement.make_measures import draft_warning
from tests.make import NOW, make_case
from tests.tools.quickly import quickly
from tests.triggers.make import make_application, make_complaint
from tests.triggers.make_reviews import DAY, hold_panel, make_recommendation, seating
from triggers.choices import BodyAnswer, Consent, Involvement, PackLevel, RecommendationAnswer
from triggers.models import BodyReply, Panel, ReviewPack
from triggers.transitions import decide_duplicate
from triggers.transitions.attendees import admit_attendee
from triggers.transitions.bodies import record_reply
from triggers.transitions.deciding import decide_threshold
from triggers.transitions.outcomes import comment_plan, draft_plan, put_plan
from triggers.transitions.packs import make_pack
from triggers.transitions.panels import convene_panel, invite_victim, record_victim_answer
from triggers.transitions.recommendations import answer_recommendation, recommendation_done
from triggers.transitions.sharing import record_information_reply, request_information, share_information

LATER = NOW + 9 * DAY
# Each word, and the lowest level of a pack in which it stands. It is in every level above, and in none below.
SECRETS: Mapping[str, PackLevel] = {
    **dict.fromkeys(
        (
            *("Umbrielle", "Perdita", "Godchildish", "Wrenmoor", "osprey@example.org", "07700 900202"),
            *("Plumbago", "Quechua", "Farthingale", "Hearthstead", "Bandstand", "Philomena", "Unentangled"),
            *("Barnaby", "Beekeeper", "Tierone", "Bodyone", "Gateone", "Unanimity", "Groundedly"),
            *("Floodlighting", "Thaddeus", "Begrudging", "Bollarded", "Patrolwise", "Ben Lane"),
        ),
        PackLevel.SUMMARY,
    ),
    **dict.fromkeys(
        (
            *("Trundlewick", "Squirrelgate", "Moonraking", "Nightjar", "Leopoldine", "Gallowsfield"),
            *("Skulduggery", "CRX-7788", "Doppelwort", "Ceaselessly", "Lackadaisy", "Hobbledehoy"),
            *("Tremulous", "Tiertwo", "Ledgerfound", "Gladdened", "Rumpusville", "Marsh"),
        ),
        PackLevel.INCIDENTS,
    ),
    **dict.fromkeys(("Braillewise", "Palpitations", "Tierthree", "Replythree", "Zenobia"), PackLevel.RISK),
    **dict.fromkeys(
        (
            *("07700 900101", "kestrel@example.org", "Zephyrine", "Ottoline", "Contrariwise"),
            "Amira Osei",
        ),
        PackLevel.WHOLE,
    ),
}
# For whom a pack is made stands in none.
FOR_WHOM = "Whomsoever of the landlord"
APPLICATION: dict[str, Any] = {
    "applicant_name": "Umbrielle",
    "applicant_phone": "07700 900101",
    "applicant_email": "kestrel@example.org",
    "applicant_address": "11 Wrenmoor Lane",
    "language": "Quechua",
    "adjustments": "Braillewise",
    "victim_name": "Perdita",
    "relation": "Godchildish",
    "consent": Consent.GIVEN,
    "consent_words": "Zephyrine",
    "contact_email": "osprey@example.org",
    "contact_phone": "07700 900202",
    "contact_note": "Plumbago",
    "from_hour": 9,
    "until_hour": 17,
    "happened": "Trundlewick each night.",
    "place_text": "Farthingale",
    "reported_to": "Squirrelgate",
    "wanted": "Moonraking",
    "involvement_words": "Nightjar",
}
COMPLAINT: dict[str, Any] = {
    "agency_name": "Hearthstead",
    "agency_reference": "CRX-7788",
    "complainant": "Ottoline",
    "victim": "Leopoldine",
    "place": "Gallowsfield",
    "words": "Skulduggery",
    "hate": True,
}
REASONS = {
    "persistence": "Ceaselessly",
    "harm": "Palpitations",
    "adequacy": "Lackadaisy",
    "reason": "Hobbledehoy",
}


@quickly
def make_secret_review(
    *, ben: User, amira: User, guest: User | None = None, tier: Tier = Tier.SUMMARY
) -> Panel:
    """Return the second panel of a review of which every field says its own word."""
    case = make_case(by=amira, summary="Rumpusville", victim_name="Zenobia")
    draft_warning(case, by=amira)
    act: dict[str, Any] = {"by": ben, "now": NOW}
    review = make_application(case=case, **APPLICATION, **act)
    first, second = (make_complaint(review, **COMPLAINT, **act) for _ in range(2))
    decide_duplicate(second, of=first, reason="Doppelwort", **act)
    body = BodyReply.objects.filter(review=review).order_by("number")[0]
    record_reply(body, answer=BodyAnswer.HOLDS, words="Ledgerfound", replied_at=NOW, **act)
    decide_threshold(review, met=True, **REASONS, **act)
    review.refresh_from_db()
    _share(review, **act)
    said = {"decision": "Unanimity", "reasons": "Groundedly", "dissent": "Contrariwise"}
    hold_panel(review, by=ben, now=NOW + DAY, **said)
    act["now"] = NOW + DAY
    _recommend(review, **act)
    return _convene(review, guest, tier, **act)


def _share(review: CaseReview, **act: Any) -> None:
    said = {"body": "Bodyone", "gateway": "Gateone", "shared_at": NOW}
    share_information(review, tier=Tier.SUMMARY, words="Tierone", **said, **act)
    share_information(review, tier=Tier.INCIDENTS, words="Tiertwo", **said, **act)
    asked = {
        "body": "Bodyone",
        "basis": "Gateone",
        "words": "Tierthree",
        "asked_at": NOW,
        "must_comply": True,
    }
    request = request_information(review, tier=Tier.RISK, **asked, **act)
    record_information_reply(request, words="Replythree", replied_at=NOW, **act)


def _recommend(review: CaseReview, *, by: User, now: Any) -> None:
    act: dict[str, Any] = {"by": by, "now": now}
    one = make_recommendation(
        review, words="Floodlighting", owner_name="Thaddeus", due_on=LATER.date(), **act
    )
    make_recommendation(review, words="Floodlighting", owner_name="Thaddeus", **act)
    accepted = {"answer": RecommendationAnswer.ACCEPTED, "words": "Begrudging", "answered_at": now}
    answer_recommendation(one, **accepted, **act)
    recommendation_done(one, words="Bollarded", done_at=now, **act)
    plan = draft_plan(review, words="Patrolwise", **act)
    plan = put_plan(plan, put_at=now, how="At a visit", **act)
    comment_plan(plan, comments="Gladdened", commented_at=now, **act)


def _convene(review: CaseReview, guest: User | None, tier: Tier, *, by: User, now: Any) -> Panel:
    act: dict[str, Any] = {"by": by, "now": now}
    seat = {"place": "Bandstand", "chair_name": "Philomena", "independence": "Unentangled"}
    panel = convene_panel(review, **seating(meets_at=LATER, **seat), **act)
    invite_victim(panel, how="By telephone", invited_at=now, **act)
    answer = {"answer": Involvement.WRITTEN, "words": "Tremulous", "answered_at": now}
    panel = record_victim_answer(panel, **answer, **act)
    admit_attendee(panel, name="Barnaby", part="Beekeeper", user=guest, tier=tier, **act)
    return panel


def make_packs(panel: Panel, *, by: User, **said: Any) -> dict[PackLevel, ReviewPack]:
    """Return a pack of each level for a panel."""
    now = NOW + DAY + timedelta(hours=1)
    told = {"for_whom": FOR_WHOM, **said}
    return {level: make_pack(panel, level=level, **told, by=by, now=now) for level in PackLevel}
