"""Which deadlines the risk to a victim sets going, told from the file alone: a second telling, that the first is held against.

The life of each victim of a case is replayed once, act by act (`lives`); a source gives the deadlines of its kind from it.
"""

from collections.abc import Iterator, Sequence

from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected, Source
from risk.diary.acts import victims_of
from risk.diary.first import terms_of
from risk.diary.incidents import on_incidents
from risk.diary.lives import Life


def first_assessments(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    """Yield the first assessment that each victim of these cases or incidents is owed, or was."""
    if root == "incident":
        yield from on_incidents(ids, clockwork)
    yield from _of_kind(Kind.FIRST_ASSESSMENT, root, ids, clockwork)


def _source(kind: Kind) -> Source:
    """Return the source of a kind that only victims of cases are owed."""

    def source(root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
        yield from _of_kind(kind, root, ids, clockwork)

    return source


reviews = _source(Kind.RISK_REVIEW)
sign_offs = _source(Kind.SIGN_OFF)
victim_contacts = _source(Kind.VICTIM_CONTACT)
re_assessments = _source(Kind.RE_ASSESSMENT)
second_reviews = _source(Kind.SECOND_REVIEW)
action_plans = _source(Kind.ACTION_PLAN)
safety_plans = _source(Kind.SAFETY_PLAN)
panel_decisions = _source(Kind.PANEL_DECISION)


def _of_kind(kind: Kind, root: str, ids: Sequence[int], clockwork: Clockwork) -> Iterator[Expected]:
    if root == "case":
        yield from (one for one in _lives(ids, clockwork) if one.kind is kind)


def _lives(ids: Sequence[int], clockwork: Clockwork) -> list[Expected]:
    """Return all that was ever owed about the victims of these cases, replayed once a batch."""
    if "risk" not in clockwork.read:
        victims = list(victims_of(ids))
        terms = terms_of(victims)
        clockwork.read["risk"] = [
            one for victim in victims for one in Life.of(victim, terms[victim.party.pk], clockwork)
        ]
    found: list[Expected] = clockwork.read["risk"]
    return found
