"""What was given to a person's agency, to their team or to themselves."""

from datetime import datetime

from django.db.models import F, Func, JSONField, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Least

from asbcases.accounts.models import User
from asbcases.audit.models import Access
from asbcases.cases.models import AccessGrant
from partners.access import shares_open_to, sharing_grants

# Who looks for an older one asks the lead of the case.
ENDED_SHOWN = 20
# Least() passes over what is empty.
ENDED_AT = Least("revoked_at", "ends_at")


def shares_in_force(user: User, *, now: datetime) -> QuerySet[AccessGrant]:
    """Return the grants by which something is shared with this person now, each with the `line` of its case.

    The line is the database's: the reference, and of the summary and of whom to ask what is shared. Words that would tell
    who asked not to be named are null.
    """
    in_force = sharing_grants(user, now=now).filter(share__isnull=False)
    in_force = in_force.annotate(line=Func(F("case"), function="asb_shared_line", output_field=JSONField()))
    return in_force.select_related("agency", "team", "share__recorded_by", "share__agreement")


def shared_reference(case: int, user: User, *, now: datetime) -> str:
    """Return the reference of a case that is shared with this person now; empty where it is not."""
    line = Func(F("case_id"), function="asb_shared_line", output_field=JSONField())
    found = shares_open_to(user, now=now).filter(case_id=case).values_list(line, flat=True).first()
    return str(found["reference"]) if found else ""


def read_before(shares: QuerySet[AccessGrant], user: User) -> QuerySet[AccessGrant]:
    """Return the shares with `read_at`: when this person last read the case; null where they never did."""
    looks = Access.objects.filter(case=OuterRef("case"), user=user).order_by("-at").values("at")
    return shares.annotate(read_at=Subquery(looks[:1]))


def shares_ended(user: User, *, now: datetime) -> QuerySet[AccessGrant]:
    """Return the latest shares that were recalled or ran out, with `reference`, `ended_at` and `recalled_by`.

    The case itself is hidden by then: the database gives its reference and who recalled it, to those who had the share.
    """
    latest = [_ended(receiver, now).values("pk")[:ENDED_SHOWN] for receiver in _receivers(user)]
    return (
        AccessGrant.objects.filter(pk__in=latest[0].union(*latest[1:], all=True))
        .annotate(
            reference=Func(F("pk"), function="asb_reference_of_grant", output_field=TextField()),
            recalled_by=Func(F("pk"), function="asb_share_recalled_by", output_field=TextField()),
            ended_at=ENDED_AT,
        )
        .order_by("-ended_at", "-pk")[:ENDED_SHOWN]
    )


def _ended(receiver: Q, now: datetime) -> QuerySet[AccessGrant]:
    """Return the shares of one receiver that ended, latest first: of an agency by an index, of which a page costs as much as ten."""
    ended = AccessGrant.objects.filter(receiver, case__isnull=False).annotate(ended_at=ENDED_AT)
    return ended.filter(Q(revoked_at__isnull=False) | Q(ends_at__lte=now)).order_by("-ended_at", "-pk")


def _receivers(user: User) -> list[Q]:
    """Return as whom a person is given something: themselves, their agency, and their team if they have one."""
    return [Q(user=user.pk), Q(agency=user.agency_id), *([Q(team=user.team_id)] if user.team_id else [])]
