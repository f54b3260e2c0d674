"""What the applicant is told, as a draft for whoever writes: the area's own words where it has any."""

from datetime import datetime

from asbcases.cases.models import CaseReview
from asbcases.law.answers import listed
from asbcases.law.words import day_words
from triggers.choices import StepAgreed
from triggers.models import Application, ThresholdDecision
from triggers.queries.procedures import procedure_of
from triggers.rules.clocks import IsHoliday
from triggers.rules.dissatisfaction import route


def acknowledgement_words(review: CaseReview) -> str:
    """Return a draft of the acknowledgement; where a day has to be agreed it says so, and makes up none."""
    application = review.application
    if own := own_words(application, "acknowledgement"):
        return own
    received = day_words(application.clocks_from or review.received_at)
    first = (
        f"Thank you for asking for an ASB case review. We received your application on {received}.\n\n"
        "We have told the bodies that could help, and asked them what they know. Then we decide whether there were "
        "enough reports for a review, and write to you either way."
    )
    held = [StepAgreed(step).label for step in application.held_for if step != StepAgreed.ACK]
    parts = [first, own_words(application, "thresholds")]
    if held:
        parts.append(
            f"No number of days is stated here for this: {listed(held)}. We will agree a day with you."
        )
    return "\n\n".join(part for part in parts if part)


def threshold_words(decision: ThresholdDecision) -> str:
    """Return a draft of the letter that tells whether the threshold is met."""
    application = decision.review.application
    if decision.met:
        own = own_words(application, "threshold_met")
        words = (
            "We looked at your application for an ASB case review. There were enough reports, or what happened is "
            "serious enough: there will be a review.\n\nThe bodies that could help will meet and look at what was "
            "done. We will ask you beforehand how you want to take part."
        )
        return own or words
    words = (
        "We looked at your application for an ASB case review. We decided that there will be no review now. "
        f"These are our reasons.\n\nHow often it happens: {decision.persistence}\n\n"
        f"Harm: {decision.harm}\n\nWhat was done about it: {decision.adequacy}"
    )
    return own_words(application, "threshold_not_met") or words


def closing_words(review: CaseReview) -> str:
    """Return a draft of the letter that tells that a review closes."""
    words = "Your ASB case review is complete, and we close it today."
    return own_words(review.application, "closing") or words


def own_words(application: Application, letter: str) -> str:
    """Return the area's own words for a letter; empty where it has none."""
    procedure = procedure_of(application)
    return procedure.letters.get(letter, "") if procedure else ""


def route_now(review: CaseReview, now: datetime, is_holiday: IsHoliday) -> str:
    """Return what a decision letter that is sent today says of being dissatisfied."""
    return route(procedure_of(review.application), now, is_holiday)
