"""What is known of those who reported on a case: their names, homes and numbers, and what they said word for word."""

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet

from asbcases.cases.choices import Channel, PartyRole, PersonKind
from asbcases.cases.models import Case, Person, Report
from asbcases.cases.rules.keys import search_words
from asbcases.enforcement.models import Measure
from asbcases.enforcement.queries.measures import records_of
from asbcases.enforcement.rules.naming import Known

SPOKE = (PartyRole.COMPLAINANT, PartyRole.VICTIM, PartyRole.WITNESS)


def known_of(measure: Measure) -> Known:
    """Return what is known of the reporters of a case, the respondent of the measure aside."""
    subject = list(records_of(measure.subject))
    reports = list(_reports(measure.case, subject))
    people = list(_people(measure.case, reports, subject))
    persons = [one for one in people if one.kind == PersonKind.PERSON]
    return Known(
        names=_said(
            *(name for report in reports for name in (report.caller_name, report.on_behalf_of)),
            *(one.name for one in persons),
        ),
        bodies=_said(*(one.name for one in people if one.kind != PersonKind.PERSON)),
        addresses=_said(*(report.caller_address for report in reports), *_homes(persons)),
        contacts=_said(
            *(
                way
                for report in reports
                for way in (report.caller_phone, report.caller_email, report.caller_contact)
            ),
            *(way for one in persons for way in (one.contact, *(held.value for held in one.contacts.all()))),
        ),
        reports=_said(*(report.narrative for report in reports)),
    )


def _reports(case: Case, subject: Sequence[Person]) -> Iterable[Report]:
    """Return what was told of a case; what officers saw themselves names them, and what the respondent said is theirs."""
    told = Report.objects.filter(tells_of__incident__case_links__case=case).exclude(channel=Channel.PATROL)
    own = {search_words(one.name) for one in subject}
    for report in told.exclude(recognition__person__in=subject).distinct().order_by("pk"):
        if not report.caller_name or search_words(report.caller_name) not in own:
            yield report


def _people(case: Case, reports: Sequence[Report], subject: Sequence[Person]) -> QuerySet[Person]:
    spoke = (
        Q(parts__case=case, parts__role__in=SPOKE)
        | Q(incident_parts__incident__case_links__case=case, incident_parts__role__in=SPOKE)
        | Q(recognised_in__report__in=reports)
    )
    named = Person.objects.filter(spoke).values("pk")
    records = Q(pk__in=named) | Q(same_as__in=named) | Q(also_as__in=named)
    found = Person.objects.filter(records).exclude(pk__in=[one.pk for one in subject]).distinct()
    return found.prefetch_related("contacts", "addresses__premises").order_by("pk")


def _homes(people: Iterable[Person]) -> list[str]:
    return [
        f"{home.premises.address} {home.premises.postcode}" for one in people for home in one.addresses.all()
    ]


def _said(*values: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.strip() for value in values if value.strip()))
