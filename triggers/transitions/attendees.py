"""Who sits on a panel: named, and let in to that one review by a grant that ends with it."""

from datetime import datetime
from typing import Any

from django.contrib.postgres.functions import TransactionNow
from django.db import transaction
from django.db.models import QuerySet, Value
from django.db.models.functions import Least

from asbcases.accounts.models import Agency, User
from asbcases.audit.choices import Verb
from asbcases.cases.choices import GrantSource, Tier
from asbcases.cases.models import AccessGrant, CaseReview
from asbcases.cases.queries import locked, next_number
from asbcases.errors import Refused
from triggers.models import Panel, PanelAttendee
from triggers.transitions.holding import panel_to_come
from triggers.transitions.shared import record_on, said


@transaction.atomic
def admit_attendee(
    panel: Panel,
    *,
    name: str,
    part: str,
    agency: Agency | None = None,
    user: User | None = None,
    tier: Tier = Tier.SUMMARY,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    by: User,
    now: datetime,
) -> PanelAttendee:
    """Name somebody to sit on a panel, let them in to this review alone, and return the attendee.

    Who has no account here is only named. The grant begins now unless it is to begin later; closing revokes it.
    """
    panel = panel_to_come(panel)
    name = said(name, "Name who is to attend.")
    part = said(part, "Say as what they attend, as for their agency.")
    grant = _let_in(panel, user, tier, starts_at, ends_at, by=by, now=now) if user else None
    attendee = PanelAttendee.objects.create(
        review=panel.review,
        panel=panel,
        number=next_number(PanelAttendee.objects.filter(panel=panel)),
        name=name,
        agency=agency or (user.agency if user else None),
        user=user,
        part=part,
        grant=grant,
        recorded_at=now,
        recorded_by=by,
    )
    told: dict[str, Any] = {
        "id": attendee.pk,
        "name": name,
        "number": panel.number,
        "grant": grant.pk if grant else None,
    }
    record_on(Verb.REVIEW_ATTENDEE_ADDED, panel.review, by=by, now=now, **told)
    return attendee


def _let_in(
    panel: Panel,
    user: User,
    tier: Tier,
    starts_at: datetime | None,
    ends_at: datetime | None,
    *,
    by: User,
    now: datetime,
) -> AccessGrant:
    if not user.is_active or not user.agency.active:
        raise Refused(f"{user.name} does not work with us now: choose somebody whose account is open.")
    if PanelAttendee.objects.filter(panel=panel, user=user, recorded_in_error_at=None).exists():
        raise Refused(f"{user.name} is named for this panel already.")
    if ends_at is not None and ends_at <= max(starts_at or now, now):
        raise Refused("The end of the access has passed, or lies before its beginning: give a later one.")
    # The locks go by the database's clock, which stands where this transaction began.
    from_now: datetime | Least = Least(Value(now), TransactionNow())
    return AccessGrant.objects.create(
        review=panel.review,
        user=user,
        source=GrantSource.REVIEW,
        tier=tier,
        starts_at=starts_at if starts_at and starts_at > now else from_now,
        ends_at=ends_at,
        granted_at=now,
        granted_by=by,
    )


@transaction.atomic
def remove_attendee(attendee: PanelAttendee, *, why: str, by: User, now: datetime) -> PanelAttendee:
    """Take somebody off a panel that is still to come, with the reason, and return the attendee; they see it no more."""
    panel = panel_to_come(attendee.panel)
    attendee = locked(attendee)
    if attendee.recorded_in_error_at:
        raise Refused(f"{attendee.name} was taken off this panel already: load the page again.")
    attendee.recorded_in_error_at, attendee.recorded_in_error_by = now, by
    attendee.recorded_in_error_why = said(why, "Say why they do not attend.")
    attendee.version += 1
    attendee.save(
        update_fields=[
            *("recorded_in_error_at", "recorded_in_error_by", "recorded_in_error_why"),
            "version",
        ]
    )
    let_out(PanelAttendee.objects.filter(pk=attendee.pk), now)
    told: dict[str, Any] = {"id": attendee.pk, "name": attendee.name, "number": panel.number}
    why = attendee.recorded_in_error_why
    record_on(Verb.REVIEW_ATTENDEE_OUT, panel.review, by=by, now=now, reason=why, **told)
    return attendee


def let_out(attendees: QuerySet[PanelAttendee], now: datetime) -> None:
    """Revoke what let these people in, where it still does."""
    grants = attendees.filter(grant__isnull=False).values("grant")
    AccessGrant.objects.filter(pk__in=grants, revoked_at__isnull=True).update(revoked_at=now)


def let_everybody_out(review: CaseReview, now: datetime) -> None:
    """Revoke whatever let people in to a review for its panels."""
    let_out(PanelAttendee.objects.filter(review=review), now)
