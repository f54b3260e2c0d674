"""The filter above the published incidents."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby

from django import forms
from django.db.models import Q

from asbcases.accounts.models import Council, District
from asbcases.casework.forms.clock import within_month

ELSEWHERE = "elsewhere"
Group = tuple[str, list[tuple[str, str]]]


class PublishedFilter(forms.Form):
    """Which published incidents: of a district or a council, of a month that was imported."""

    area = forms.ChoiceField(label="Area", required=False)
    month = forms.ChoiceField(label="Month", required=False)

    def __init__(
        self, data: Mapping[str, str], *, districts: Sequence[District], county: bool, months: Sequence[date]
    ) -> None:
        super().__init__(data, auto_id="filter_%s", use_required_attribute=False)
        self._areas: dict[str, Q] = {}
        areas = list(self._offered(districts, county=county))
        self._offer("month", "All months", _by_year(months))
        if len(self._areas) > 1:
            self._offer("area", "All areas", areas)
        else:
            # Who sees one area needs no choice of areas.
            del self.fields["area"]

    @property
    def chosen_area(self) -> Q | None:
        """Return the condition of the area that was chosen."""
        return self._areas.get(self.cleaned_data.get("area", ""))

    @property
    def chosen_month(self) -> tuple[datetime, datetime] | None:
        """Return the instants between which the chosen month lies."""
        chosen = self.cleaned_data["month"]
        return within_month(date.fromisoformat(f"{chosen}-01"))[:2] if chosen else None

    @property
    def narrows(self) -> bool:
        """Return whether anything is chosen."""
        return any(self.data.get(name) for name in self.fields)

    @property
    def words(self) -> str:
        """Return what was chosen, for the record of who looked."""
        chosen = ", ".join(f"{name} {value}" for name, value in self.cleaned_data.items() if value)
        return f"published incidents: {chosen}" if chosen else "published incidents"

    def _offer(self, name: str, whole: str, groups: Sequence[Group]) -> None:
        self.fields[name].choices = [("", whole), *groups]  # type: ignore[attr-defined]

    def _offered(self, districts: Sequence[District], *, county: bool) -> Iterator[Group]:
        """Yield the groups of areas, noting for each area the condition that finds it by an index."""
        yield "Police districts", [self._note(f"d{one.pk}", one.name, Q(district=one)) for one in districts]
        councils = list(Council.objects.filter(district__in=districts).order_by("name"))
        of_district = [one.district_id for one in councils]
        # The council of a district that has but one is the district over again.
        parts = [one for one in councils if of_district.count(one.district_id) > 1]
        if parts:
            yield (
                "Council areas",
                [
                    self._note(f"c{one.pk}", one.name, Q(district=one.district_id, council=one))
                    for one in parts
                ],
            )
        if county:
            yield (
                "Elsewhere",
                [self._note(ELSEWHERE, "Outside area, or no place", Q(district__isnull=True))],
            )

    def _note(self, key: str, words: str, condition: Q) -> tuple[str, str]:
        self._areas[key] = condition
        return key, words


def _by_year(months: Sequence[date]) -> list[Group]:
    return [
        (str(year), [(f"{first:%Y-%m}", f"{first:%B %Y}") for first in of_year])
        for year, of_year in groupby(months, key=lambda first: first.year)
    ]
