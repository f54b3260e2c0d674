"""The first lock, switched off inside one process: for proving that the second holds by itself. Nothing else imports this.

A function of `partners.access` keeps its name wherever it was imported, so its code is exchanged and put back. The code runs
among the names of `partners.access`, and may use no others.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Exists, Func, QuerySet, Value

from asbcases.accounts.models import User
from asbcases.cases.choices import GrantSource
from asbcases.cases.models import AccessGrant, Case, CaseReview, Incident, Person, Premises, Report, Vehicle
from partners import access
from partners.choices import Action, Item
from partners.models import Agreement, Share, ShareRequest


class _Open:
    """What each function of `partners.access` answers while the lock is off: everything, and yes."""

    @staticmethod
    def cases_visible_to(user: User, *, now: datetime, let_in: Any = None) -> QuerySet[Case]:
        return Case.objects.all()

    @staticmethod
    def incidents_visible_to(user: User, *, now: datetime, let_in: Any = None) -> QuerySet[Incident]:
        return Incident.objects.all()

    @staticmethod
    def reports_visible_to(user: User, *, now: datetime, let_in: Any = None) -> QuerySet[Report]:
        return Report.objects.all()

    @staticmethod
    def reviews_visible_to(user: User, *, now: datetime, let_in: Any = None) -> QuerySet[CaseReview]:
        return CaseReview.objects.all()

    @staticmethod
    def reviews_worked_by(user: User, *, now: datetime) -> QuerySet[CaseReview]:
        return CaseReview.objects.all()

    @staticmethod
    def reads_packs_of(review: CaseReview, user: User, *, now: datetime) -> bool:
        return True

    @staticmethod
    def let_in_at(user: User, root: str, tier: str, *, now: datetime) -> Exists:
        return Value(True, output_field=BooleanField())  # type: ignore[return-value]

    @staticmethod
    def agreements_visible_to(user: User, *, now: datetime) -> QuerySet[Agreement]:
        return Agreement.objects.all()

    @staticmethod
    def share_requests_visible_to(user: User, *, now: datetime) -> QuerySet[ShareRequest]:
        return ShareRequest.objects.all()

    @staticmethod
    def people_visible_to(user: User, *, now: datetime) -> QuerySet[Person]:
        return Person.objects.all()

    @staticmethod
    def premises_visible_to(user: User, *, now: datetime) -> QuerySet[Premises]:
        return Premises.objects.all()

    @staticmethod
    def vehicles_visible_to(user: User, *, now: datetime) -> QuerySet[Vehicle]:
        return Vehicle.objects.all()

    @staticmethod
    def works_on_reviews(user: User) -> bool:
        return True

    @staticmethod
    def sees_figures_of(user: User, area: str) -> bool:
        return True

    @staticmethod
    def shares_open_to(user: User, *, now: datetime) -> QuerySet[Share]:
        shares = Share.objects.filter(grant__source=GrantSource.SHARE)
        return shares.select_related("grant__agency", "grant__team", "agreement", "recorded_by__agency")

    @staticmethod
    def sharing_grants(user: User, *, now: datetime) -> QuerySet[AccessGrant]:
        return AccessGrant.objects.filter(source=GrantSource.SHARE)

    @staticmethod
    def items_shared(shares: Iterable[Share]) -> dict[Item, Share]:
        return {item: share for share in shares for item in Item}

    @staticmethod
    def addressed_to(asked: QuerySet[Any], user: User) -> QuerySet[Any]:
        return asked

    @staticmethod
    def scope(
        queryset: QuerySet[Any], user: User, *, path: str, now: datetime, district: str = ""
    ) -> QuerySet[Any]:
        return queryset

    @staticmethod
    def may(user: User, action: Action) -> bool:
        return True

    @staticmethod
    def sees_county_reports(user: User) -> bool:
        return True

    @staticmethod
    def not_hidden(user: User, kind: str, column: str = "pk") -> Func:
        return Value(True, output_field=BooleanField())  # type: ignore[return-value]


# Says where somebody works or what they were let into, which opens nothing by itself, or asks the others.
KEPT = ("review_area_of", "shares_open_of", "keeps_colleagues", "grants_to")


def functions() -> dict[str, Any]:
    """Return what is asked of the first lock by others, by its names."""
    return {
        name: found
        for name, found in vars(access).items()
        if getattr(found, "__module__", "") == access.__name__
        and not name.startswith("_")
        and callable(found)
    }


@contextmanager
def first_lock_off() -> Iterator[None]:
    """Have every function of the first lock answer everything, in this process and until the block ends."""
    before = {found: found.__code__ for name, found in functions().items() if hasattr(_Open, name)}
    for found in before:
        found.__code__ = getattr(_Open, found.__name__).__code__
    try:
        yield
    finally:
        for found, code in before.items():
            found.__code__ = code
