"""Where an applicant goes who is dissatisfied, and until when, as the area states it (ACR-19); pure."""

from datetime import date, datetime

from asbcases.law.words import day_words
from triggers.rules.clocks import IsHoliday, due
from triggers.rules.shapes import Anchor, Procedure, Step


def last_day_to_ask(
    procedure: Procedure | None, told: date | datetime | None, is_holiday: IsHoliday
) -> date | None:
    """Return the last day to ask for an appeal against what a letter told; None where the area states none."""
    anchors = {Anchor.OUTCOME_LETTER: told} if told else {}
    found = due(procedure, Step.APPEAL_WINDOW, anchors, is_holiday)
    return found.last_day if found else None


def route(procedure: Procedure | None, told: date | datetime, is_holiday: IsHoliday) -> str:
    """Return what a letter says of being dissatisfied: every decision letter has it."""
    body = procedure.appeal_body if procedure else ""
    words = ["If you are not happy with this decision, or with how we handled your application, tell us."]
    if body:
        words.append(f"You can ask {body} to look at it again.")
    else:
        words.append("We will tell you who looks at it again.")
    if last := last_day_to_ask(procedure, told, is_holiday):
        words.append(f"Please ask by {day_words(last)}. If you ask later, we still record it.")
    if procedure and procedure.lpb_notified:
        words.append("The police and crime commissioner is told of it.")
    return " ".join(words)
