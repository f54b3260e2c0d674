"""A problem-solving plan of the county: what is told of it, who works on it, and when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import Case, Incident, Person, Premises, ProblemPlan
from asbcases.county.county import County
from asbcases.db.actor import act_as
from asbcases.law.periods import london_day

Act = Callable[["Solved", datetime], object]


@dataclass
class Solved:
    """One plan of the county, as its file tells it, and the others by their codes."""

    county: County
    told: Mapping[str, Any]
    known: Mapping[str, "Solved"]
    pk: int = 0

    @property
    def plan(self) -> ProblemPlan:
        """Return the plan as it stands now."""
        return ProblemPlan.objects.select_related("district", "owner", "supervisor").get(pk=self.pk)

    def then(self, ago: float, act: Act) -> None:
        """Have something done on it so many days ago."""
        self.county.stage.at(self.county.ago(ago), lambda now: act(self, now))

    def acts(self, who: str = "owner") -> User:
        """Return whoever owns or supervises it, or somebody of the cast, and let them act."""
        user = self.county.world.cast[self.told.get(who, who)]
        act_as(str(user.pk))
        return user

    def day(self, ago: float) -> date:
        """Return the day so many days ago, or ahead where it is less than none."""
        return london_day(self.county.end - timedelta(days=ago))

    def linked(self) -> list[Case | Person | Premises | Incident]:
        """Return what it works on: cases by whose they are, people by name, premises, and incidents of its places."""
        links = self.told.get("links", {})
        victim = {"parties__role": PartyRole.VICTIM}
        found: list[Case | Person | Premises | Incident] = [
            Case.objects.get(parties__person__name=name, **victim) for name in links.get("cases", ())
        ]
        found += [Person.objects.get(name=name) for name in links.get("people", ())]
        found += [Premises.objects.get(address=address) for address in links.get("premises", ())]
        return [*found, *(self.incidents()[: links["incidents"]] if "incidents" in links else ())]

    def incidents(self) -> list[Incident]:
        """Return what was told of its places and counts by its measure, the newest last."""
        measure = self.told["measure"]
        found = Incident.objects.filter(
            district=self.county.world.districts[self.told["district"]],
            category__in=measure["categories"],
            place_text__contains="".join(measure["places"]),
        )
        return list(found.order_by("happened_from", "pk"))
