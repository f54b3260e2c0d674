"""A small county for the table: the cast with everybody's role, and one record of each kind to ask for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.choices import Tier
from asbcases.cases.models import Case, CaseReview, Incident, Operation, ProblemPlan, Report
from asbcases.casework.transitions.documents import add_document
from asbcases.deadlines.models import Deadline
from asbcases.enforcement.models import Measure
from asbcases.notify.models import Message, Task
from risk.models import Assessment
from tests.access.administered import administered
from tests.access.attended import ROUTES as ATTENDED
from tests.access.attended import attended
from tests.access.boards import authority_of, early_by_route
from tests.access.breaches import NUMBERS as OF_BREACHES
from tests.access.breaches import gap_of, measures_followed
from tests.access.case_ends import NUMBERS, cases_by_route
from tests.access.casefile import case_file
from tests.access.cast import enrolled
from tests.access.colleagues import colleagues_by_route
from tests.access.incidents import (
    PUBLISHED_PLACE,
    graded,
    incidents_by_route,
    numbers_by_route,
    operation_of,
    published,
)
from tests.access.intake_api import called, numbers_of_inbox
from tests.access.kept import kept_by_route
from tests.access.measures import NUMBERS as OF_MEASURES
from tests.access.measures import measures_by_route
from tests.access.notes import noted_on
from tests.access.on_file import on_file, value_of
from tests.access.on_file_api import numbers_of_diary
from tests.access.orders import orders_by_route
from tests.access.owed import agreed_with_the_caller_of, entitled, owed_on, told
from tests.access.packs import packs_by_route
from tests.access.papers import KIND, measures_with_papers
from tests.access.plan_shares import with_shares
from tests.access.plans import plans_by_route
from tests.access.plans_api import numbers_of, of_api
from tests.access.plans_work import NUMBERS as OF_PLANS
from tests.access.plans_work import with_work
from tests.access.remedies import cases_with_remedies, gaps_of_remedies
from tests.access.requests import asked_about, reference_asked
from tests.access.review_figures import AREA, figures_of_areas
from tests.access.reviews import reviews_by_route
from tests.access.reviews_api import gap_of as gap_of_review
from tests.access.reviews_api import with_api
from tests.access.share_requests import asked_to_share, is_about_a_request, request_of
from tests.access.sharing import gaps_of_sharing, shared_urgently
from tests.access.supervised import ROUTES as SUPERVISED
from tests.access.supervised import supervised
from tests.access.supported import GAPS, supported
from tests.access.tokens import numbers_of_tokens, prove
from tests.make import make_case, make_report, make_share
from tests.risk.answers import HIGH, assess
from tests.tools.quickly import quickly
from triggers.transitions.explaining_letters import keep_letter

CAST = ("amira", "ben", "cara", "dev", "eve", "anon", "hana", "ravi", "asha", "cole", "ana", "otto", "ada")
# What stands in the gap of an address whatever the route.
NAMED = {"item": "first_assessment", "kind": KIND, "area": AREA, "entry": "cause"}
# What nobody may read who is not let in to the records of Colchester.
WORDS = (
    "Jade Taylor",
    "07700 900123",
    "Stones thrown",
    "They threw stones",
    "14 Mersea Road",
    "safe@home.example",
    "Diary of Jade",
    PUBLISHED_PLACE,
)


@dataclass
class County:
    """The cast, each with a browser of their own, and what there is to be asked for."""

    people: dict[str, User]
    case: Case
    unassessed: Case
    incident: Incident
    report: Report
    assessment: Assessment
    message: Message
    task: Task
    deadlines: dict[str, Deadline]
    administered: dict[str, Any]
    incidents: dict[str, Incident]
    operation: Operation
    numbers: dict[str, int]
    filed: dict[str, Any]
    cases: dict[str, Case]
    measures: dict[str, Measure]
    reviews: dict[str, CaseReview]
    plans: dict[str, ProblemPlan]
    clients: dict[str, Client] = field(default_factory=dict)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return what an answer to a stranger of Colchester must not hold."""
        records = (
            self.case,
            self.unassessed,
            self.incident,
            self.report,
            *self.incidents.values(),
            *self.cases.values(),
            *self.measures.values(),
            *self.plans.values(),
        )
        # What an agency told the police itself is no secret to it.
        theirs = [record for record in records if getattr(record, "agency_id", None)]
        return (*WORDS, *(record.reference for record in records if record not in theirs))

    def sample_of(self, route: URLPattern, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Return a value for each gap in the address of a route; `parameters` are its converters."""
        return {name: self._value(route, name, converter) for name, converter in parameters.items()}

    def reference_for(self, converter: object) -> str:
        """Return the reference of the record that a converter marks a route with."""
        kind = type(converter).__name__.removesuffix("Reference").lower()
        records = {
            "case": self.case,
            "incident": self.incident,
            "report": self.report,
            "review": self.reviews["review"],
            "plan": self.plans["plan"],
            # Of the records on which something is owed.
            "owed": self.case,
            **self.filed,
        }
        return str(records[kind].reference)

    def _reference(self, route: str, converter: object) -> str:
        """Return the reference of the record that a route is asked for, of its own or of its kind."""
        own: dict[str, Any] = {**self.filed, **self.incidents, **self.cases, **self.reviews, **self.plans}
        if route == "report_outcome":
            return str(self.incident.told_by.order_by("pk")[0].report.reference)
        if route.startswith(("request_", "api_request")):
            return reference_asked(route)
        return str(own[route].reference) if route in own else self.reference_for(converter)

    def _of_measure(self, route: str, name: str) -> Any:
        measure = self.measures.get(route, self.measures["measure"])
        return measure.reference if name == "measure" else gap_of(measure, name, route)

    def _value(self, route: URLPattern, name: str, converter: object) -> Any:
        if name in {"reference", "asked"}:
            own = name == "asked" and is_about_a_request(str(route.name))
            return request_of(str(route.name)) if own else self._reference(str(route.name), converter)
        of_review = gap_of_review(self.reviews, name, str(route.name))
        stated = self.numbers.get(f"{route.name}:{name}")
        if found := stated or of_review or self._of_measure(str(route.name), name):
            return found
        if name in GAPS and str(route.name).removeprefix("api_").startswith(("victim_", "sample")):
            return GAPS[name]
        if name in NAMED or route.name == "limit_new":
            return NAMED.get(name, "CPB-5")
        if found := value_of(self.filed, name, str(route.name)):
            return found
        if name == ("pk" if route.name == "incident_assessment" else "number") and route.name in self.numbers:
            return self.numbers[route.name]
        if name in {"number", "step"}:
            return {"number": 1, "step": "what"}[name]
        people = {"user_restore": self.people["gone"]}
        body = str(route.name).split("_")[0]
        people |= colleagues_by_route(self.people)
        rows = {
            **people,
            "user": people.get(str(route.name), self.people["sam"]),
            "team": self.people["sam"].team,
        }
        own = {
            "operation": self.operation,
            "agency": self.people["dev"].agency,
            "inbox": self.message,
            "task": self.task,
        }
        own |= kept_by_route(self.people, self.administered)
        own["deadline"] = self.deadlines.get(str(route.name), self.deadlines["deadline_page"])
        found = {**rows, **own, **self.administered}
        return found.get(str(route.name), found.get(body, self.assessment)).pk


@quickly
def populated() -> County:
    """Return the county: two cases of Colchester, one shared with Dev's agency, one not assessed yet."""
    people = enrolled()
    amira, now = people["amira"], timezone.now()
    case = make_case(by=amira, now=now - timedelta(hours=3))
    assessment = assess(case, HIGH, by=amira, now=now - timedelta(hours=2))
    make_share(case, people["dev"].agency, by=amira, tier=Tier.RISK)
    report = make_report(by=amira, now=now - timedelta(hours=1))
    agreed_with_the_caller_of(report, amira)
    entitled(report)
    keep_letter(report, words="Dear Jade Taylor, …", seen=0, by=amira, now=now - timedelta(hours=1))
    published()
    message, task = told(case, people, now)
    deadlines = owed_on(case, people, now)
    visited, at_visit = attended(people, now - timedelta(hours=1))
    incident = graded(people["ben"], now - timedelta(hours=1))
    for record in (case, incident, report):
        diary = ContentFile(b"Diary of Jade", "diary.txt")
        add_document(record, file=diary, name="diary.txt", by=amira, now=now)
    unassessed = make_case(by=amira, now=now - timedelta(hours=1))
    operation = operation_of(people["ben"], now)
    said_of = supervised(people, now)
    cases = cases_by_route(people, now) | dict.fromkeys(SUPERVISED, said_of.case)
    cases |= cases_with_remedies(people, now)
    cases |= shared_urgently(people, now) | asked_to_share(case, people, now)
    filed = on_file(incident, case, amira, now) | called(case, people, now)
    # The journal of the case before the measures write in it: the routes ask for its first entry.
    numbers = {
        **numbers_by_route(people, incident, now),
        **case_file(case, unassessed, operation, people, now),
        **supported(case, cases["victim_support"], people, now),
        "incident_assessment": at_visit.pk,
        **said_of.numbers,
        **NUMBERS,
        **OF_MEASURES,
        **OF_BREACHES,
        **OF_PLANS,
        **gaps_of_sharing(people, now),
        **gaps_of_remedies(),
        **asked_about(case, people, now),
        **noted_on(case, people, now),
        **numbers_of_tokens(people, now),
        **numbers_of_diary(operation, deadlines, filed),
        **numbers_of_inbox(message, task),
    }
    return County(
        people=people,
        case=case,
        unassessed=unassessed,
        incident=incident,
        filed=filed,
        report=report,
        assessment=assessment,
        message=message,
        task=task,
        deadlines=deadlines,
        administered=administered(case, people, now)
        | dict.fromkeys(SUPERVISED, said_of.assessment)
        | authority_of(people, now)
        | figures_of_areas(people, now),
        cases=cases,
        measures=(
            measures_by_route(case, people, now)
            | measures_with_papers(case, people, now)
            | measures_followed(case, people, now)
            | orders_by_route(case, people, now)
            | early_by_route(case, people, now)
        ),
        reviews=with_api(reviews_by_route(people, now)) | packs_by_route(people, now),
        plans=(
            planned := with_shares(of_api(with_work(plans_by_route(people, now)), people, now), people, now)
        ),
        incidents=incidents_by_route(people, now - timedelta(hours=1)) | dict.fromkeys(ATTENDED, visited),
        operation=operation,
        numbers=numbers | numbers_of(planned),
    )


def signed_in(county: County) -> dict[str, Client]:
    """Return a browser for each of the cast; anon's is signed in to nothing."""
    clients = {name: Client() for name in CAST}
    for name, client in clients.items():
        if name != "anon":
            client.force_login(county.people[name])
            prove(client, county.people[name])
    return clients
