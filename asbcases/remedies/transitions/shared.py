"""What the acts on remedies and restorative justice share."""

from asbcases.cases.choices import Stage
from asbcases.cases.models import Case, CaseParty
from asbcases.cases.queries import locked
from asbcases.errors import Refused
from asbcases.remedies.choices import Side
from asbcases.remedies.queries import parties


def locked_open(case: Case) -> Case:
    """Return the case locked; Refused where it is closed."""
    case = locked(case)
    if case.stage == Stage.CLOSED:
        raise Refused(f"{case.reference} is closed: open it again before anything is begun on it.")
    return case


def said(words: str, wanting: str) -> str:
    """Return words without blanks around them; Refused where there are none."""
    if not words.strip():
        raise Refused(wanting)
    return words.strip()


def refuse_unless_on(case: Case, party: CaseParty, side: Side) -> None:
    """Refuse who is not a person of this case on this side."""
    if not parties(case, side).filter(pk=party.pk).exists():
        role = {Side.HARMED: "victims", Side.RESPONDENT: "respondents"}[side]
        raise Refused(f"Choose one of the {role} of the case.")


def named(party: CaseParty) -> str:
    """Return how an event of the record names somebody: by their part, and never by name."""
    return str(party).lower()
