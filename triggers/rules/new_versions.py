"""What stands in the way of a new version of an area's procedure; pure."""

from collections.abc import Sequence
from datetime import date

from asbcases.law.words import day_words
from triggers.rules.shapes import Procedure


def objection_to_version(new: Procedure, starts: Sequence[date], received_last: date | None) -> str:
    """Return why a version may not stand beside those of its area, with what to do; nothing where it may.

    `starts` are the first days of the versions there are. The version of the day of receipt governs an application and is
    kept with it, so that none begins before what was received already.
    """
    begins = new.in_force_from
    if not new.source.strip():
        return "Say where the procedure is written: the source is shown beside what it states."
    if starts and begins <= max(starts):
        return (
            f"A version begins on {day_words(max(starts))} already: a new one begins on a later day and ends "
            "that one."
        )
    if received_last and begins <= received_last:
        return (
            f"An application was received on {day_words(received_last)}, and keeps the version of that day: "
            "begin on a later day."
        )
    return ""


def objection_to_signing(name: str, on: date, today: date) -> str:
    """Return what is missing of a sign-off; nothing where it is whole."""
    if not name.strip():
        return "Name who signed the version off, with their office."
    if on > today:
        return "The sign-off cannot lie in the future: correct its day."
    return ""


def objection_to_ending(begins: date, ended: date | None, on: date, received_last: date | None) -> str:
    """Return why a version may not end with a day, with what to do; nothing where it may."""
    if ended:
        return f"This version ended on {day_words(ended)}: nothing is left to end."
    if on < begins:
        return f"It begins on {day_words(begins)}: its last day cannot lie before."
    if received_last and on < received_last:
        return (
            f"An application was received on {day_words(received_last)}, and keeps this version: "
            "end it on that day or later."
        )
    return ""
