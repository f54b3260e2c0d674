"""An ASB case review of the county: what is done on it, by whom and when, in the words of whoever does it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.choices import Tier
from asbcases.cases.models import CaseReview
from asbcases.county.county import County
from asbcases.county.world import Somebody
from asbcases.db.actor import act_as
from asbcases.law.periods import london_day
from triggers.choices import (
    BodyAnswer,
    BodyKind,
    Channel,
    Involvement,
    Link,
    Origin,
    RecommendationAnswer,
    StepAgreed,
)
from triggers.models import BodyReply, DraftPlan, Panel, Recommendation
from triggers.queries.letters import acknowledgement_words, threshold_words
from triggers.queries.outcomes import outcome_words
from triggers.transitions import (
    acknowledge,
    add_complaint,
    agree_date,
    decide_threshold,
    receive_application,
    record_reply,
)
from triggers.transitions.agreeing_later import agree_later_date
from triggers.transitions.attendees import admit_attendee
from triggers.transitions.outcomes import comment_plan, draft_plan, make_plan_final, put_plan, send_outcome
from triggers.transitions.panels import (
    convene_panel,
    decide_panel,
    invite_victim,
    record_victim_answer,
    send_papers,
)
from triggers.transitions.recommendations import answer_recommendation, recommend
from triggers.transitions.threshold_letters import tell_threshold

BY_PHONE = "By telephone, on the number that is safe"
NOW_ONES = (StepAgreed.ACK, StepAgreed.AGENCY_REPLY, StepAgreed.THRESHOLD)
Act = Callable[["Reviewed", User, datetime], object]


@dataclass
class Reviewed:
    """One application of the county, who works on it, and the acts that follow at their times."""

    county: County
    who: str
    review: CaseReview | None = None

    @property
    def own(self) -> CaseReview:
        """Return the review as it stands now."""
        assert self.review is not None  # noqa: S101 - nothing is played before it was received
        return CaseReview.objects.select_related("application__procedure").get(pk=self.review.pk)

    def begins(self, ago: float, area: str, **said: Any) -> "Reviewed":
        """Have somebody apply so many days ago."""
        told = {"channel": Channel.PHONE, "contact_phone": said.get("applicant_phone", ""), **said}

        def receive(one: Reviewed, by: User, now: datetime) -> None:
            one.review = receive_application(area=area, received_at=now, **told, by=by, now=now)

        return self.then(ago, receive)

    def then(self, ago: float, *acts: Act) -> "Reviewed":
        """Have acts done so many days ago, one after the other."""

        def play(now: datetime) -> None:
            by = self.county.world.cast[self.who]
            act_as(str(by.pk))
            for act in acts:
                act(self, by, now)

        self.county.stage.at(self.county.ago(ago), play)
        return self


def applicant(one: Somebody) -> dict[str, str]:
    """Return who applies and where they are reached."""
    return {
        "applicant_name": one.name,
        "applicant_phone": one.phone,
        "applicant_email": one.email,
        "applicant_address": one.address,
        "place_text": one.address,
    }


def complained(agency: BodyKind, days: float, words: str, **stated: Any) -> Act:
    """Put a complaint of so many days before the receipt on the worksheet, of behaviour of the day before it."""

    def act(one: Reviewed, by: User, now: datetime) -> object:
        on = london_day(one.own.received_at - timedelta(days=days))
        known = {
            "behaviour_from": on - timedelta(days=1),
            "complaint_on": on,
            "complainant": one.own.application.applicant_name,
            "link": Link.VICTIM,
            **stated,
        }
        return add_complaint(
            one.own, origin=Origin.BY_HAND, agency=agency, words=words, **known, by=by, now=now
        )

    return act


def acknowledged(one: Reviewed, by: User, now: datetime) -> object:
    """Acknowledge in the words of the draft."""
    return acknowledge(
        one.own, words=acknowledgement_words(one.own), how=BY_PHONE, sent_at=now, by=by, now=now
    )


def agreed(step: StepAgreed, days: float) -> Act:
    """Agree a day with the applicant, so many days ahead."""

    def act(one: Reviewed, by: User, now: datetime) -> object:
        agree = agree_date if step in NOW_ONES else agree_later_date
        return agree(one.own, step=step, on=_day(now, days), how=BY_PHONE, by=by, now=now)

    return act


def replied(kind: BodyKind, answer: BodyAnswer, words: str = "") -> Act:
    """Have the bodies of a kind reply alike."""

    def act(one: Reviewed, by: User, now: datetime) -> None:
        for body in BodyReply.objects.filter(review=one.own, kind=kind, answer="").order_by("number"):
            record_reply(body, answer=answer, words=words, replied_at=now, by=by, now=now)

    return act


def rest_replied(one: Reviewed, by: User, now: datetime) -> None:
    """Have every body that has not replied say that it holds nothing."""
    for body in BodyReply.objects.filter(review=one.own, answer="").order_by("number"):
        record_reply(body, answer=BodyAnswer.NOTHING, replied_at=now, by=by, now=now)


def decided(*, met: bool, **reasons: str) -> Act:
    """Decide the threshold, and tell the applicant in the words of the draft."""

    def act(one: Reviewed, by: User, now: datetime) -> object:
        decision = decide_threshold(one.own, met=met, **reasons, by=by, now=now)
        words = threshold_words(decision)
        return tell_threshold(one.own, words=words, how=BY_PHONE, sent_at=now, by=by, now=now)

    return act


def panel_set(days: float, chair: str, place: str, *, attends: str = "") -> Act:
    """Set a panel so many days ahead, invite the victim, who comes, and let in who sits for a landlord."""

    def act(one: Reviewed, by: User, now: datetime) -> None:
        panel = convene_panel(
            one.own,
            meets_at=now + timedelta(days=days, hours=1),
            place=place,
            chair_name=chair,
            independence="Works for another council, and had no part in it",
            by=by,
            now=now,
        )
        invite_victim(panel, how=BY_PHONE, invited_at=now, by=by, now=now)
        answer = Involvement.ATTEND
        record_victim_answer(panel, answer=answer, answered_at=now, by=by, now=now)
        if attends:
            user = one.county.world.cast[attends]
            part = f"For {user.agency.name}"
            admit_attendee(panel, name=user.name, part=part, user=user, tier=Tier.SUMMARY, by=by, now=now)

    return act


def panel_met(decision: str, reasons: str) -> Act:
    """Note what the panel decided just now, its papers having gone out before."""

    def act(one: Reviewed, by: User, now: datetime) -> None:
        panel = Panel.objects.select_related("review").get(review=one.own, decided_at=None)
        if panel.papers_sent_at is None:
            panel = send_papers(panel, sent_at=now - timedelta(days=1), by=by, now=now)
        attended = list(panel.attendees.values_list("number", flat=True))
        decide_panel(
            panel, held_at=now, decision=decision, reasons=reasons, attended=attended, by=by, now=now
        )

    return act


def recommended(body: str, words: str, owner: str, days: float) -> Act:
    """Recommend something to a body, to be answered so many days ahead."""

    def act(one: Reviewed, by: User, now: datetime) -> object:
        said: dict[str, Any] = {"body": body, "words": words, "owner_name": owner}
        return recommend(one.own, **said, answer_by=_day(now, days), sent_at=now, by=by, now=now)

    return act


def accepted(number: int, words: str) -> Act:
    """Have a body accept what was recommended to it."""

    def act(one: Reviewed, by: User, now: datetime) -> object:
        row = Recommendation.objects.select_related("review").get(review=one.own, number=number)
        answer = RecommendationAnswer.ACCEPTED
        return answer_recommendation(row, answer=answer, words=words, answered_at=now, by=by, now=now)

    return act


def planned(words: str, comments: str) -> Act:
    """Put a plan to the victim, and make it final with what they said."""

    def act(one: Reviewed, by: User, now: datetime) -> None:
        plan: DraftPlan = draft_plan(one.own, words=words, by=by, now=now)
        plan = put_plan(plan, put_at=now, how="At a visit", by=by, now=now)
        plan = comment_plan(plan, comments=comments, commented_at=now, by=by, now=now)
        make_plan_final(plan, final_words=words, by=by, now=now)

    return act


def outcome_told(one: Reviewed, by: User, now: datetime) -> object:
    """Tell the applicant the outcome in the words of the draft."""
    return send_outcome(one.own, words=outcome_words(one.own), how="By post", sent_at=now, by=by, now=now)


def _day(now: datetime, days: float) -> date:
    return london_day(now + timedelta(days=days))
