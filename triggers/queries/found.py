"""What the records of all agencies hold for a review and its worksheet does not: found by a service, told without names or words.

Whoever works on a review may not see the reports: they learn to which agency and when each was made, how it is tied to the
application, and whether it counts. What is restricted to others is found by nobody.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from asbcases.accounts.models import User
from asbcases.cases.models import CaseReview, Report
from asbcases.cases.rules.keys import address_key, email_key, name_key, phone_key
from asbcases.db.actor import acting
from asbcases.law.limits import Limits
from partners import access
from triggers.choices import BodyKind, Link
from triggers.models import Application, ComplaintSetAside, ReviewComplaint
from triggers.queries.people import reports_of_hate_against
from triggers.queries.procedures import procedure_of
from triggers.queries.radar import restricted_reports, signals_around
from triggers.queries.worksheets import as_ruled, complaints_on, received_on
from triggers.rules.found import Looked, Proposal, Sheet, propose
from triggers.rules.shapes import Procedure

SERVICE = "system:clocks"
THE_VICTIM = "The victim"


class Found(NamedTuple):
    """A proposal, the name of the agency, and why it was set aside, where somebody did."""

    proposal: Proposal
    agency_name: str
    set_aside: ComplaintSetAside | None

    @property
    def agency(self) -> str:
        """Return to which agency it was made."""
        return self.agency_name or BodyKind(self.proposal.complaint.agency).label

    @property
    def link(self) -> str:
        """Return how it is tied to the application, in words."""
        return Link(self.proposal.complaint.link).label

    @property
    def report(self) -> int:
        """Return which report it is."""
        return int(self.proposal.report)


def found_for(review: CaseReview, limits: Limits) -> list[Found]:
    """Return what was reported of the victim and the place and is not on the worksheet, what counts first."""
    asked, person = _asked(review), review.application.person_id
    with acting(SERVICE):
        against = reports_of_hate_against(person) if person else []
        signals = signals_around(asked, person, without=restricted_reports(), also=against)
        agencies = dict(
            Report.objects.filter(pk__in=[int(one.report.id) for one in signals]).values_list(
                "pk", "agency__name"
            )
        )
    there = list(ReviewComplaint.objects.filter(review=review, report__isnull=False))
    aside = {row.report_id: row for row in ComplaintSetAside.objects.filter(review=review)}
    day = received_on(review)
    proposals = propose(
        Looked(
            signals[: len(asked)],
            victim_of(review.application),
            review.application.place_text,
            day,
            frozenset(map(str, against)),
        ),
        signals[len(asked) :],
        _sheet(review, there),
        procedure_of(review.application) or Procedure(review.area, day),
        limits,
    )
    gone = {row.report_id for row in there}
    return [
        Found(one, agencies.get(int(one.report)) or "", aside.get(int(one.report)))
        for one in proposals
        if int(one.report) not in gone
    ]


def _sheet(review: CaseReview, there: list[ReviewComplaint]) -> Sheet:
    rows = complaints_on(review)
    return Sheet(
        [as_ruled(row) for row in rows],
        frozenset(str(row.number) for row in rows if row.report_id is None),
        {str(row.report_id): row.complainant for row in there},
    )


def victim_of(application: Application) -> str:
    """Return what the victim is called."""
    return application.victim_name or application.applicant_name or THE_VICTIM


def _asked(review: CaseReview) -> list[Report]:
    """Return the application as reports would hold it: by how the victim is reached, and once more by how they are safely.

    What somebody else gives of themselves says nothing of the victim.
    """
    told = review.application
    own = not told.by_somebody_else
    first = (told.applicant_phone, told.applicant_email) if own else ("", "")
    safe = (told.contact_phone, told.contact_email) if own else ("", "")
    address = told.applicant_address if own else ""
    same: Mapping[str, str] = {
        "name_key": name_key(told.victim_name or (told.applicant_name if own else "")),
        "address_key": address_key(address),
        "place_key": address_key(told.place_text) or address_key(address),
        "place_text": told.place_text or address,
    }
    ways = list(dict.fromkeys((phone_key(phone), email_key(email)) for phone, email in (first, safe)))
    return [
        Report(pk=-at, phone_key=phone, email_key=email, **same, **_when(review.received_at))
        for at, (phone, email) in enumerate(ways)
    ]


def _when(at: datetime) -> Mapping[str, datetime]:
    return {"received_at": at, "happened_from": at, "happened_until": at}


def references_seen(found: list[Found], user: User, now: datetime) -> dict[int, str]:
    """Return the references of those reports that somebody may read, by their ids."""
    seen = access.reports_visible_to(user, now=now).filter(pk__in=[one.report for one in found])
    return dict(seen.values_list("pk", "reference"))
