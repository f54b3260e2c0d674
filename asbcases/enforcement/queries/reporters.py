"""What is known of those who reported on a case: their names, homes and numbers, and what they said word for word.

Everybody who reported is protected, whoever makes the paper: the records are read by the one service that compares. What
whoever makes it may see is asked beside, so that nobody learns from a refusal what they could not read.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from django.db import connection

from asbcases.accounts.models import Agency
from asbcases.cases.choices import Channel, PersonKind
from asbcases.cases.models import Case, Person, PersonAddress, Report
from asbcases.cases.rules.keys import address_key, search_words
from asbcases.db.actor import acting
from asbcases.enforcement.models import Measure
from asbcases.enforcement.queries.measures import STANDS, records_of
from asbcases.enforcement.rules.naming import Known

SERVICE = "system:naming"


class Spoke(NamedTuple):
    """Somebody who complained, suffered, saw or was recognised: every name, way to reach them and home that is on record."""

    pk: int
    kind: str
    names: Sequence[str]
    ways: Sequence[str]
    homes: Sequence[str]


class Reporters(NamedTuple):
    """What is known of all who reported, and the part of it that whoever asks may see."""

    everybody: Known
    seen: Known


def reporters_of(measure: Measure) -> Reporters:
    """Return what is known of the reporters of a case, the respondent of the measure aside."""
    subject = list(records_of(measure.subject))
    with acting(SERVICE):
        told, spoke = _told_on(measure.case), _spoke_on(measure.case)
    own = {one.pk for one in subject}
    reports = _of_others(told, measure, subject)
    people = [one for one in spoke if one.pk not in own]
    visible = _ids(Report, reports), _ids(Person, people)
    return Reporters(
        _known(reports, people),
        _known(
            [one for one in reports if one.pk in visible[0]], [one for one in people if one.pk in visible[1]]
        ),
    )


def _told_on(case: Case) -> list[Report]:
    return list(Report.objects.raw("SELECT * FROM asb_told_on(%s)", [case.pk]))


def _spoke_on(case: Case) -> list[Spoke]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, kind, names, ways, homes FROM asb_spoke_on(%s)", [case.pk])
        return [Spoke(*row) for row in cursor.fetchall()]


def _ids(kind: type[Report] | type[Person], rows: Iterable[Report | Spoke]) -> set[int]:
    """Return which of these whoever acts may see."""
    return set(kind.objects.filter(pk__in=[one.pk for one in rows]).values_list("pk", flat=True))


def _of_others(told: Sequence[Report], measure: Measure, subject: Sequence[Person]) -> list[Report]:
    """Return what others told; what was recognised as the respondent's is theirs, and what was told in their name from home."""
    recognised = Report.objects.filter(recognition__person__in=subject, pk__in=[one.pk for one in told])
    theirs = set(recognised.values_list("pk", flat=True))
    names = {search_words(one.name) for one in subject}
    homes = PersonAddress.objects.filter(STANDS, person__in=subject).values_list(
        "premises__address", flat=True
    )
    keys = {address_key(home) for home in (measure.proper_address, *homes)}
    return [one for one in told if one.pk not in theirs and not _in_their_name(one, names, keys)]


def _in_their_name(report: Report, names: Collection[str], homes: Collection[str]) -> bool:
    named = bool(report.caller_name) and search_words(report.caller_name) in names
    return named and (not report.caller_address or address_key(report.caller_address) in homes)


def _known(reports: Sequence[Report], people: Sequence[Spoke]) -> Known:
    """Of what an officer saw on patrol only whoever suffers is protected; of a partner not the body that passed it on."""
    public = [one for one in reports if one.channel != Channel.PATROL]
    bodies = _agencies(public)
    persons = [one for one in people if one.kind == PersonKind.PERSON]
    return Known(
        names=_said(
            *(
                one.caller_name
                for one in public
                if search_words(one.caller_name) != bodies.get(one.agency_id)
            ),
            *(one.on_behalf_of for one in reports),
            *(name for one in persons for name in one.names),
        ),
        bodies=_said(*(name for one in people if one.kind != PersonKind.PERSON for name in one.names)),
        addresses=_said(
            *(one.caller_address for one in public), *(home for one in persons for home in one.homes)
        ),
        contacts=_said(
            *(way for one in public for way in (one.caller_phone, one.caller_email, one.caller_contact)),
            *(way for one in persons for way in one.ways),
        ),
        reports=_said(*(one.narrative for one in public)),
    )


def _agencies(reports: Iterable[Report]) -> dict[int | None, str]:
    ids = {one.agency_id for one in reports if one.agency_id}
    return {one.pk: search_words(one.name) for one in Agency.objects.filter(pk__in=ids)} if ids else {}


def _said(*values: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.strip() for value in values if value.strip()))
