"""What was given to a person's agency, to their team or to themselves."""

from datetime import datetime

from django.db.models import F, Func, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Least

from asbcases.accounts.models import User
from asbcases.audit.models import Access
from asbcases.cases.models import AccessGrant, Case
from partners.access import cases_visible_to


def shares_in_force(user: User, *, now: datetime) -> QuerySet[AccessGrant]:
    """Return the shares of cases that let this person in now, each with its case, lead and `words` of the summary.

    The words are those of the projection: null where the summary is not shared, or tells who asked not to be named.
    """
    in_force = _received(user).filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=now),
        revoked_at__isnull=True,
        starts_at__lte=now,
        case__in=cases_visible_to(user, now=now).filter(recorded_in_error_at__isnull=True),
    )
    in_force = in_force.annotate(
        words=Func(F("case"), function="asb_shared_summary", output_field=TextField())
    )
    return in_force.select_related(
        "case__lead", "case__district", "agency", "team", "share__recorded_by", "share__agreement"
    )


def with_shared_words(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Return the cases with `words`: their summaries as the reader is given them; null where they are given none."""
    return cases.annotate(words=Func(F("pk"), function="asb_shared_summary", output_field=TextField()))


def read_before(shares: QuerySet[AccessGrant], user: User) -> QuerySet[AccessGrant]:
    """Return the shares with `read_at`: when this person last read the case; null where they never did."""
    looks = Access.objects.filter(case=OuterRef("case"), user=user).order_by("-at").values("at")
    return shares.annotate(read_at=Subquery(looks[:1]))


def shares_ended(user: User, *, now: datetime) -> QuerySet[AccessGrant]:
    """Return the shares that were recalled or ran out, latest first, with `reference`, `ended_at` and `recalled_by`.

    The case itself is hidden by then: the database gives its reference and who recalled it, to those who had the share.
    """
    ended = _received(user).filter(Q(revoked_at__isnull=False) | Q(ends_at__lte=now))
    return ended.annotate(
        reference=Func(F("pk"), function="asb_reference_of_grant", output_field=TextField()),
        recalled_by=Func(F("pk"), function="asb_share_recalled_by", output_field=TextField()),
        # Least() passes over what is empty.
        ended_at=Least("revoked_at", "ends_at"),
    ).order_by("-ended_at", "-pk")


def _received(user: User) -> QuerySet[AccessGrant]:
    receiver = Q(user=user.pk) | Q(team=user.team_id, team__isnull=False) | Q(agency=user.agency_id)
    return AccessGrant.objects.filter(receiver, case__isnull=False)
