"""Who was recognised in which reports, and whom the file names as a victim, under every record of a person."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import Q

from asbcases.cases.choices import PartyRole
from asbcases.cases.models import IncidentParty, IncidentReport, Person, Recognition, Report
from asbcases.casework.queries.hate import hateful_among

# Who is found by more reports than this is no victim whom anybody would overlook.
MOST = 200


class People:
    """Who was recognised in reports, under which records each is kept; every record is asked for once."""

    def __init__(self) -> None:
        self._same_as: dict[int, int | None] = {}
        self._asked: set[int] = set()

    def recognised_in(self, reports: Sequence[Report]) -> dict[int, int]:
        """Return for each report in which somebody was recognised the record under which that person is kept."""
        rows = Recognition.objects.filter(report__in=reports, recorded_in_error_at__isnull=True)
        return self._kept(dict(rows.values_list("report", "person")))

    def named_in(self, reports: Iterable[Report]) -> dict[int, int]:
        """Return the same of reports that were read just now, with their recognitions."""
        read = {one.pk: getattr(one, "recognition", None) for one in reports}
        stands = {pk: one.person_id for pk, one in read.items() if one and not one.recorded_in_error_at}
        return self._kept(stands)

    def _kept(self, people: Mapping[int, int]) -> dict[int, int]:
        """Return for each report the record under which the person is kept who was recognised in it."""
        self._ask(people.values())
        # Who may not be known of is kept under the record that was recognised.
        return {report: _first(person, self._same_as) for report, person in people.items()}

    def kept_under(self, person: int) -> int:
        """Return the record under which a person is kept."""
        self._ask([person])
        return _first(person, self._same_as)

    def records_of(self, person: int) -> list[int]:
        """Return every record of a person."""
        return self._kept_under_any([self.kept_under(person)])

    def reports_of(self, people: Collection[int]) -> list[int]:
        """Return the newest reports in which one of these people was recognised, under whichever record."""
        if not people:
            return []
        self._ask(people)
        records = self._kept_under_any(people)
        rows = Recognition.objects.filter(person__in=records, recorded_in_error_at__isnull=True)
        return list(rows.order_by("-report").values_list("report", flat=True)[:MOST])

    def _kept_under_any(self, people: Collection[int]) -> list[int]:
        return [*people, *(pk for pk in self._same_as if _first(pk, self._same_as) in people)]

    def _ask(self, people: Iterable[int]) -> None:
        """Learn of every record that somebody decided to be of one of these people, through any chain."""
        new = set(people) - self._asked
        while new:
            pairs = Person.objects.filter(Q(pk__in=new) | Q(same_as__in=new)).values_list("pk", "same_as")
            self._same_as |= dict(pairs)
            self._asked |= new
            new = {pk for pair in pairs for pk in pair if pk} - self._asked


def _first(person: int, same_as: Mapping[int, int | None]) -> int:
    while earlier := same_as.get(person):
        person = earlier
    return person


def reports_of_hate_against(person: int) -> list[int]:
    """Return the reports of incidents of hate of which the file names a person as victim, whoever told of them."""
    roles = (PartyRole.COMPLAINANT, PartyRole.VICTIM)
    parts = IncidentParty.objects.filter(
        person__in=People().records_of(person), role__in=roles, recorded_in_error_at__isnull=True
    )
    hateful = hateful_among(set(parts.values_list("incident", flat=True)))
    told = IncidentReport.objects.filter(incident__in=hateful) if hateful else IncidentReport.objects.none()
    return list(told.order_by("-report").values_list("report", flat=True)[:MOST])
