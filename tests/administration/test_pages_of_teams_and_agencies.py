"""The pages of teams and agencies: what they save, and what they refuse."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import Agency, Team
from tests.make import district, make_agency

pytestmark = pytest.mark.django_db


def words(response: HttpResponse) -> str:
    return response.content.decode()


def test_an_agency_is_added_and_changed(admin: Client) -> None:
    admin.post(reverse("agency_new"), {"name": "Eastlight Homes", "kind": "housing", "council": ""})
    agency = Agency.objects.get(name="Eastlight Homes")

    admin.post(
        reverse("agency_edit", args=[agency.pk]),
        {"name": "Eastlight", "kind": "housing", "council": "", "active": "", "version": "1"},
    )

    agency.refresh_from_db()
    assert (agency.name, agency.active, agency.version) == ("Eastlight", False, 2)


def test_a_team_is_added_and_changed(admin: Client) -> None:
    police = make_agency()
    admin.post(reverse("team_new"), {"name": "Town team", "agency": police.pk, "district": district().pk})
    team = Team.objects.get(name="Town team")

    admin.post(
        reverse("team_edit", args=[team.pk]),
        {"name": "Town", "district": district().pk, "active": "on", "version": "1"},
    )

    team.refresh_from_db()
    assert (team.name, team.agency, team.active, team.version) == ("Town", police, True, 2)


def test_a_team_needs_an_agency(admin: Client) -> None:
    assert "Choose agency" in words(admin.post(reverse("team_new"), {"name": "Town team"}))


def test_a_team_for_the_force_and_for_one_district_is_a_fault(admin: Client) -> None:
    form = {"name": "All", "agency": make_agency().pk, "district": district().pk, "force_wide": "on"}

    assert "choose one of the two" in words(admin.post(reverse("team_new"), form))


def test_a_team_becomes_a_desk_and_is_found_by_it(admin: Client) -> None:
    form = {"name": "Days", "agency": make_agency().pk, "desk": "control_room"}
    admin.post(reverse("team_new"), form)
    admin.post(reverse("team_new"), {**form, "name": "Nights", "desk": ""})
    team = Team.objects.get(name="Days")

    assert team.desk == "control_room"
    found = words(admin.get(reverse("team_list"), {"desk": "control_room"}))
    assert ("Days" in found, ">Nights<" in found) == (True, False)

    edited = {"name": "Days", "desk": "online_desk", "active": "on", "version": "1"}
    admin.post(reverse("team_edit", args=[team.pk]), edited)

    team.refresh_from_db()
    assert team.desk == "online_desk"


def test_a_team_of_another_agency_is_no_desk(admin: Client) -> None:
    landlord = make_agency("Eastlight Homes", AgencyKind.HOUSING)
    form = {"name": "Estates", "agency": landlord.pk, "desk": "control_room"}

    assert "Only a police team is a desk" in words(admin.post(reverse("team_new"), form))


def test_a_filter_by_no_known_desk_shows_every_team(admin: Client) -> None:
    admin.post(reverse("team_new"), {"name": "Days", "agency": make_agency().pk})

    assert "Days" in words(admin.get(reverse("team_list"), {"desk": "nonsense"}))
