"""Breaking the glass of a restricted case, ending that, and what a supervisor makes of it (docs/restricted.md)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.postgres.functions import TransactionNow
from django.db import transaction
from django.db.models import Q, Value
from django.db.models.functions import Least

from asbcases.accounts.choices import POLICE_WORK, Rank
from asbcases.accounts.duty import Roster
from asbcases.accounts.models import User
from asbcases.accounts.queries import district_of, is_supervisor
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import record
from asbcases.cases.case_choices import GlassVerdict
from asbcases.cases.choices import GrantSource
from asbcases.cases.models import AccessGrant, Case, GlassBreak, GlassTry, Report, Restriction
from asbcases.cases.queries import locked, next_number
from asbcases.casework.queries.glass import (
    SERVICE,
    Hidden,
    hidden_cases,
    hours_of,
    own_glass,
    tries_left,
)
from asbcases.casework.queries.restricted import IN_FORCE, OF_THE_CASE, parts_of
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.owners import owner_for
from asbcases.deadlines.transitions import meet, set_deadline
from asbcases.errors import Refused
from asbcases.law.words import instant_words
from asbcases.notify.choices import Template
from asbcases.notify.transitions import message_of, queue


@transaction.atomic
def break_glass(
    reference: str, *, hours: int, reason: str, beside: Report | None = None, by: User, now: datetime
) -> None:
    """Let somebody in to a restricted case for some hours, if there is one; nothing tells them whether there is.

    Whoever asks is on record, and a supervisor is told of each time, before anything is looked for.
    """
    by = User.objects.select_for_update().get(pk=by.pk)
    _asked(reference, hours, reason, by, now)
    GlassTry.objects.create(by=by, sought=reference, reason=reason, at=now)
    with acting(SERVICE):
        found = hidden_cases("" if beside else reference, beside=beside, user=by)
        _tell_of_try(reference, by, now)
    for one in found:
        _open(one, hours, reason, by, now)


def _asked(reference: str, hours: int, reason: str, by: User, now: datetime) -> None:
    """Refuse what cannot be asked, whatever stands behind the reference."""
    if not by.is_active or by.role not in POLICE_WORK:
        raise Refused("Only police who work on cases open a restricted case.")
    if not reason.strip():
        raise Refused("Say why you have to know: a supervisor reads the reason at once.")
    most = hours_of(now)[1]
    if not 1 <= hours <= most:
        raise Refused(f"A restricted case is opened for 1 to {most} hours: choose fewer.")
    if tries_left(by, now) <= 0:
        raise Refused("You have asked too often in a day: ring the duty supervisor.")


def _tell_of_try(reference: str, by: User, now: datetime) -> None:
    told = Roster.on(now).on_duty(district_of(by), besides=by)
    told = told or Roster.on(now).supervisor_of(district_of(by), Rank.SERGEANT, besides=by)
    _tell(
        [told],
        Template.GLASS_TRIED,
        f"glass-try:{by.pk}:{now.isoformat()}",
        reference,
        "/restricted/tries/",
        now,
    )


def _open(one: Hidden, hours: int, reason: str, by: User, now: datetime) -> None:
    """Open one case to whoever broke the glass, unless its restriction was lifted meanwhile, or it is open already."""
    ends_at = now + timedelta(hours=hours)
    with acting(SERVICE):
        # Two who break it at once, and whoever lifts the restriction, wait here for each other.
        held = Restriction.objects.select_for_update(of=("self",)).filter(IN_FORCE, OF_THE_CASE, case=one.key)
        if not held.exists() or one not in hidden_cases(one.reference, beside=None, user=by):
            return
        grant = _grant({"case_id": one.key}, by, ends_at, now)
        for kind, key in sorted(parts_of(one.key)):
            if kind != "person":
                _grant({f"{kind}_id": key}, by, ends_at, now)
        duty = Roster.on(now).on_duty(one.district, besides=by)
        duty = duty or Roster.on(now).supervisor_of(one.district, Rank.SERGEANT, besides=by)
    case = Case.objects.select_related("lead", "district").get(pk=one.key)
    glass = GlassBreak.objects.create(
        case=case,
        number=next_number(case.glass_breaks.all()),
        grant=grant,
        reason=reason,
        broken_by=by,
        broken_at=now,
        told=duty,
        ends_at=ends_at,
    )
    record(
        Verb.GLASS_BROKEN, by=by, now=now, case=case, reason=reason, data={"until": instant_words(ends_at)}
    )
    _watch_the_review(glass, by=by, now=now)
    with acting(SERVICE):
        path = f"/cases/{one.reference}/glass/{glass.number}/"
        _tell([case.lead, duty], Template.GLASS_BROKEN, f"glass:{glass.pk}", one.reference, path, now)


def _grant(root: dict[str, int], by: User, ends_at: datetime, now: datetime) -> AccessGrant:
    return AccessGrant.objects.create(
        **root,
        user=by,
        source=GrantSource.BREAK_GLASS,
        # The locks go by the database's clock: within this transaction it stands where the transaction began.
        starts_at=Least(Value(now), TransactionNow()),
        ends_at=ends_at,
        granted_at=now,
        granted_by=by,
    )


def _watch_the_review(glass: GlassBreak, *, by: User, now: datetime) -> None:
    """Have somebody named on the case, and not whoever broke the glass, say what they make of it."""
    case = glass.case
    chosen = owner_for(
        Kind.GLASS_REVIEW, author=by, lead=case.lead, district=case.district, rank=Rank.SERGEANT, now=now
    )
    set_deadline(
        Kind.GLASS_REVIEW,
        case=case,
        origin=f"glass:{glass.pk}",
        because="the glass of the restricted case was broken",
        rule="glass.review",
        subject=str(glass.number),
        rank=Rank.SERGEANT,
        owner=chosen,
        district=case.district,
        anchored_at=now,
        by=by,
        now=now,
    )


def _tell(
    people: Iterable[User | None], template: Template, key: str, reference: str, path: str, now: datetime
) -> None:
    """Tell people at once, by reference alone."""
    context: dict[str, object] = {"kind": "a restricted case", "reference": reference, "path": path}
    told = {user.pk: user for user in people if user is not None}
    queue([message_of(f"{key}:{user.pk}", user, template, dict(context), now=now) for user in told.values()])


@transaction.atomic
def end_glass(glass: GlassBreak, *, by: User, now: datetime) -> GlassBreak:
    """Close a case again to whoever broke the glass, from the next request on."""
    glass = locked(glass)
    if by != glass.broken_by and not is_supervisor(by):
        raise Refused("Whoever broke the glass ends it, or a supervisor, sergeant or above.")
    if glass.ended_at or glass.ends_at <= now:
        raise Refused("It has ended already: load the page again.")
    _end(glass, by=by, now=now)
    return glass


def _end(glass: GlassBreak, *, by: User, now: datetime) -> None:
    glass.ended_at, glass.ended_by = now, by
    glass.save(update_fields=["ended_at", "ended_by"])
    record(Verb.GLASS_ENDED, by=by, now=now, case=glass.case, data={"name": glass.broken_by.name})
    with acting(SERVICE):
        parts = parts_of(glass.case_id)
        roots = Q(case=glass.case_id)
        for kind in ("incident", "report"):
            roots |= Q(**{f"{kind}__in": [key for name, key in parts if name == kind]})
        own = AccessGrant.objects.filter(roots, user=glass.broken_by_id, source=GrantSource.BREAK_GLASS)
        # Last of all: whoever ends what they opened sees the case no more.
        own.filter(revoked_at__isnull=True, granted_at=glass.broken_at).update(revoked_at=now)


@transaction.atomic
def review_told_glass(
    glass: GlassBreak, *, verdict: GlassVerdict, words: str, by: User, now: datetime
) -> GlassBreak:
    """Say the same as who was told of it when it was broken, and is not named on the case."""
    if by.pk != glass.told_id:
        raise Refused("Whoever was told of it, or is named on the case, reviews it.")
    with acting(SERVICE):
        return review_glass(glass, verdict=verdict, words=words, by=by, now=now)


@transaction.atomic
def review_glass(
    glass: GlassBreak, *, verdict: GlassVerdict, words: str, by: User, now: datetime
) -> GlassBreak:
    """Say what a supervisor makes of a broken glass; where it was not right, it ends with that."""
    glass = locked(glass)
    if by == glass.broken_by:
        raise Refused("You broke the glass yourself: somebody else who is named on the case reviews it.")
    if not is_supervisor(by) or own_glass(glass.case, by, now):
        raise Refused("A supervisor, sergeant or above, who is named on the case or was told reviews it.")
    if not words.strip():
        raise Refused("Say why: whoever broke the glass and the auditor ask for it.")
    if glass.reviewed_at:
        raise Refused("Somebody has reviewed it already: load the page again.")
    glass.verdict, glass.review_words = verdict, words
    glass.reviewed_at, glass.reviewed_by = now, by
    glass.save(update_fields=["verdict", "review_words", "reviewed_at", "reviewed_by"])
    said: dict[str, object] = {"name": glass.broken_by.name, "verdict": GlassVerdict(verdict).label.lower()}
    record(Verb.GLASS_REVIEWED, by=by, now=now, case=glass.case, reason=words, data=said)
    meet(Kind.GLASS_REVIEW, case=glass.case, subject=str(glass.number), rank=Rank.SERGEANT, by=by, now=now)
    if verdict != GlassVerdict.RIGHT and not glass.ended_at and glass.ends_at > now:
        _end(glass, by=by, now=now)
    return glass
