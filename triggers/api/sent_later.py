"""What is sent to the API about panels, information, recommendations, plans and appeals of case reviews."""

from typing import Any

from rest_framework import serializers

from asbcases.cases.choices import Tier
from asbcases.casework.api.incident_sent import words as optional
from asbcases.casework.forms.words import LINE
from asbcases.remedies.api.sent import LARGEST
from asbcases.web.api.fields import Day, Flag, Moment, Number, Strict, Text
from triggers import choices
from triggers.api.sent import NOBODY, Member, account, agency
from triggers.forms.shared import LONG, SHORT

MOST_SEATS = 200
IN_IT = "How much is in it: 1 contact and summary, 2 incidents, 3 risk and health"


def tier(help_text: str, **kwargs: Any) -> Number:
    """Return how much is seen: 1 contact and summary, 2 incidents, 3 risk and health."""
    least, most = min(Tier.values), max(Tier.values)
    return Number(min_value=least, max_value=most, help_text=help_text, **kwargs)


class NewPanel(Strict):
    """When and where a panel meets, who chairs it, and how it was checked that they are independent."""

    meets_at = Moment()
    place = optional(LINE, "Where, or by what link")
    chair_name = Text(max_length=LINE)
    chair = account("The chair, by the name under which they sign in here")
    chair_agency = agency("Of which agency the chair is, by name")
    independence = Text(
        max_length=SHORT, help_text="How it was checked that they are independent, or why they chair"
    )
    chair_worked_case = Flag(
        required=False, default=False, help_text="They worked on the case, and chair it knowingly"
    )


class PanelChanged(NewPanel):
    """All that is said of a panel, with the reason for the change."""

    why = Text(max_length=SHORT)


class VictimInvited(Strict):
    """How the victim was invited."""

    how = Text(max_length=LINE)
    words = optional(LONG, "The invitation, word for word, where there was a letter: it is kept")
    invited_at = Moment()


class VictimAnswered(Strict):
    """How far the victim wants to take part."""

    answer = Member(choices.Involvement)
    words = optional(LONG)
    answered_at = Moment()


class PapersSent(Strict):
    """When the papers were sent."""

    sent_at = Moment()


class PanelDecided(Strict):
    """Who came, what was decided, why, and who disagreed."""

    held_at = Moment()
    decision = Text(max_length=LONG)
    reasons = Text(max_length=LONG)
    dissent = optional(LONG, "Who disagreed, and why")
    attended = serializers.ListField(
        child=Number(min_value=0, max_value=LARGEST),
        required=False,
        default=list,
        max_length=MOST_SEATS,
        help_text="Who came, by their numbers at `attendees/`",
    )
    not_invited_why = optional(SHORT, "Why nobody invited the victim")


class NewAttendee(Strict):
    """Who attends, as what, and how much of the review they are let in to."""

    name = Text(max_length=LINE)
    part = Text(max_length=LINE, help_text="As what they attend, for example for the landlord")
    agency = agency("Of which agency, by name")
    user = account("Their account here, by the name under which they sign in; who has none is only named")
    tier = tier("How much they see, of this review alone: 1 to 3", required=False, default=Tier.SUMMARY)


class InformationGiven(Strict):
    """What was shared with whom, by which power."""

    body = Text(max_length=LINE, help_text="With whom")
    gateway = Text(max_length=LINE, help_text="By which power")
    tier = tier(IN_IT)
    words = Text(max_length=SHORT, help_text="What, in short")
    shared_at = Moment()


class InformationAsked(Strict):
    """What somebody was asked for, on which basis, and whether they must comply."""

    body = Text(max_length=LINE, help_text="Who was asked")
    basis = Text(max_length=LINE)
    tier = tier(IN_IT)
    words = Text(max_length=SHORT, help_text="What, in short")
    must_comply = Flag(
        required=False, default=False, help_text="They have public functions and hold it in that capacity"
    )
    asked_at = Moment()


class InformationReplied(Strict):
    """What was given, or why it was refused."""

    words = optional(SHORT, "What was given, in short")
    refused_why = optional(SHORT, "Or why it was refused")
    replied_at = Moment()


class NewRecommendation(Strict):
    """What is recommended to whom, who does it there, and by when it is answered."""

    body = Text(max_length=LINE, help_text="A person or body with public functions")
    agency = agency("Which agency that is here, by name")
    words = Text(max_length=LONG)
    owner_name = Text(max_length=LINE, help_text="Who does it there")
    answer_by = Day()
    due_on = Day(help_text="To be done by", **NOBODY)
    sent_at = Moment()


class RecommendationAnswered(Strict):
    """What a body answered: it must have regard to a recommendation, and is not bound by it."""

    answer = Member(choices.RecommendationAnswer)
    words = optional(LONG, "In words; why it does not follow")
    answered_at = Moment()


class RecommendationCarriedOut(Strict):
    """What was done, and what shows it."""

    words = Text(max_length=LONG)
    done_at = Moment()


class NewReviewPlan(Strict):
    """The draft of an action plan, in plain words."""

    words = Text(max_length=LONG)


class PlanPut(Strict):
    """How a plan was put to the victim."""

    how = Text(max_length=LINE)
    put_at = Moment()


class PlanCommented(Strict):
    """What the victim said to a plan, or that nothing came."""

    comments = Text(max_length=LONG)
    commented_at = Moment()


class PlanFinal(Strict):
    """A plan as it is final."""

    final_words = Text(max_length=LONG)
    not_put_why = optional(SHORT, "Why the victim was not asked")


class NewReviewAppeal(Strict):
    """That the applicant is dissatisfied, with what, and who hears it."""

    against = Member(choices.AppealAgainst)
    words = Text(max_length=LONG, help_text="Why, in their words")
    asked_at = Moment()
    body = optional(LINE, "Who hears it; empty: whom the area's procedure names")
    hears_on = Day(**NOBODY)
    lpb_told_at = Moment(help_text="When the local policing body was told", **NOBODY)


class ReviewAppealDecided(Strict):
    """How an appeal ended, and what the applicant was told of it."""

    outcome = Member(choices.AppealOutcome)
    words = Text(max_length=LONG, help_text="What was decided, and why, or why it was withdrawn")
    decided_at = Moment()
    told_words = optional(LONG, "What the applicant was told, word for word")
    told_how = optional(LINE)
    told_at = Moment(help_text="When the applicant was told", **NOBODY)
    lpb_told_at = Moment(help_text="When the local policing body was told", **NOBODY)
