"""Two locks, one answer: what `partners.access` shows is what row security alone lets through, for everybody."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from asbcases.accounts.choices import POLICE_WORK
from asbcases.accounts.models import User
from asbcases.cases.models import Case, Incident, Person, Premises, Report, Vehicle
from asbcases.db.actor import acting
from partners import access
from tests.access.mixed import populate

pytestmark = pytest.mark.django_db

Seen = dict[str, list[str]]
LOCKS: list[tuple[type[Model], Callable[..., QuerySet[Any]]]] = [
    (Case, access.cases_visible_to),
    (Incident, access.incidents_visible_to),
    (Report, access.reports_visible_to),
]


FILED: list[tuple[type[Model], Callable[..., QuerySet[Any]]]] = [
    (Person, access.people_visible_to),
    (Premises, access.premises_visible_to),
    (Vehicle, access.vehicles_visible_to),
]


@pytest.fixture(scope="module")
def people(held: None) -> list[User]:
    return populate()


def references(rows: QuerySet[Any]) -> list[str]:
    return sorted(rows.values_list("reference", flat=True))


def by_access(user: User) -> Seen:
    """Return what the first lock shows, with the second one lifted."""
    now = timezone.now()
    return {model.__name__: references(visible(user, now=now)) for model, visible in LOCKS}


def by_row_security(user: User) -> Seen:
    """Return what the second lock lets through to somebody who asks for everything."""
    with acting(str(user.pk)), transaction.atomic():
        return {model.__name__: references(model.objects.all()) for model, _ in LOCKS}  # type: ignore[attr-defined]


def test_both_locks_show_everybody_the_same(people: list[User]) -> None:
    differences = {
        user.username: (first, second)
        for user in people
        if (first := by_access(user)) != (second := by_row_security(user))
    }

    assert differences == {}


def test_both_locks_show_every_officer_the_same_people_premises_and_vehicles(people: list[User]) -> None:
    differences = {}
    for user in people:
        first = {model.__name__: references(visible(user, now=timezone.now())) for model, visible in FILED}
        with acting(str(user.pk)), transaction.atomic():
            second = {model.__name__: references(model.objects.all()) for model, _ in FILED}  # type: ignore[attr-defined]
        if user.role not in POLICE_WORK or not user.is_active:
            # Of what a case names a partner is shown no page: the first lock shows nothing at all.
            assert not any(first.values()), user.username
        elif first != second:
            differences[user.username] = (first, second)

    assert differences == {}


def test_the_people_on_file_tell_one_answer_from_another(people: list[User]) -> None:
    counts = {}
    for user in people:
        with acting(str(user.pk)), transaction.atomic():
            counts[user.username] = [model.objects.count() for model, _ in FILED]  # type: ignore[attr-defined]

    everything = counts["lead"]
    assert counts["cpt_officer_wide"] == counts["contact_handler_nowhere"]
    assert counts["cpt_officer_wide"] == [everything[0] - 2, *everything[1:]], "two are restricted to others"
    assert counts["cpt_officer_nowhere"] == [0, 0, everything[2]]
    there = counts["cpt_officer_district"]
    assert 0 < there[0] < everything[0] - 1
    assert there[1] == 2, "the premises of its district, and those of an incident there"
    assert counts["cpt_officer_town"][1] == 0


def test_the_population_tells_one_answer_from_another(people: list[User]) -> None:
    seen = {user.username: by_row_security(user) for user in people}
    counts = {name: {kind: len(rows) for kind, rows in what.items()} for name, what in seen.items()}
    everything = counts["lead"]

    assert everything["Case"] == 2 + 10 + 3 * 4 + 1
    assert counts["cpt_officer_district"]["Case"] == 1
    assert counts["cpt_officer_wide"] == {kind: rows - 1 for kind, rows in everything.items()}, "restricted"
    assert counts["cpt_officer_town"]["Case"] == 1 + 2, "its district, and two grants of its team in force"
    assert counts["dev"] == counts["estates"] == {"Case": 0, "Incident": 0, "Report": 1}, (
        "no grant lets a partner in"
    )
    assert counts["named"] == {"Case": 2 + 1, "Incident": 2 + 1, "Report": 2 + 1}
    assert counts["partner_named"] == counts["cole"] == {"Case": 0, "Incident": 0, "Report": 0}
    assert counts["away"] == counts["cpt_officer_district"], "leave changes who is asked, not what is seen"


def test_who_sees_nothing_and_who_is_suspended(people: list[User]) -> None:
    nothing = {"Case": [], "Incident": [], "Report": []}
    strangers = {"eve", "cole", "partner_named"}
    none = [user for user in people if not user.is_active or user.username in strangers]

    assert {user.username: by_access(user) for user in none} == dict.fromkeys(
        (user.username for user in none), nothing
    )
    assert len(none) > 10
