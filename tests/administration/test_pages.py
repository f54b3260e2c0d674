"""The administrator's pages: who may open them, what they save, and what they refuse."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from asbcases.accounts.choices import AgencyKind, Role
from asbcases.accounts.models import User
from tests.make import PASSWORD, district, make_agency, make_team, make_user

pytestmark = pytest.mark.django_db

PERSON_PAGES = ("user_edit", "user_link", "user_leave", "user_suspend", "user_restore")


def every_page(person: User) -> list[str]:
    team = make_team("Town team", agency=person.agency)
    plain = ("user_list", "user_new", "team_list", "team_new", "agency_list", "agency_new")
    return [
        *map(reverse, plain),
        *(reverse(name, args=[person.pk]) for name in PERSON_PAGES),
        reverse("team_edit", args=[team.pk]),
        reverse("agency_edit", args=[person.agency.pk]),
    ]


def typed(**fields: Any) -> dict[str, Any]:
    return {
        "username": "farah",
        "name": "Farah Khan",
        "email": "",
        "collar_number": "4711",
        "role": "cpt_officer",
        "rank": "pcso",
        "agency": make_agency().pk,
        "team": "",
        "district": district().pk,
        **fields,
    }


def words(response: HttpResponse) -> str:
    return response.content.decode()


def test_every_page_opens_for_an_administrator(admin: Client, amira: User) -> None:
    assert {path: admin.get(path).status_code for path in every_page(amira)} == dict.fromkeys(
        every_page(amira), 200
    )


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_every_page_is_refused_to_other_roles(client: Client, amira: User, role: Role) -> None:
    client.force_login(make_user("other", role))
    pages = every_page(amira)

    assert {path: client.get(path).status_code for path in pages} == dict.fromkeys(pages, 403)
    assert client.post(reverse("user_suspend", args=[amira.pk]), {"reason": "x"}).status_code == 403


def test_the_address_above_the_pages_leads_to_the_accounts(
    admin: Client, client: Client, amira: User
) -> None:
    start = reverse("administration")

    assert admin.get(start).headers["Location"] == reverse("user_list")
    client.force_login(amira)
    assert client.get(start).status_code == 403


def test_a_new_account_leads_to_its_sign_in_link(admin: Client) -> None:
    response = admin.post(reverse("user_new"), typed(username="Farah.Khan"))

    farah = User.objects.get(username="farah.khan")
    assert (farah.role, farah.district) == ("cpt_officer", district())
    assert response["Location"] == reverse("user_link", args=[farah.pk])


def test_an_account_sent_twice_is_made_once(admin: Client) -> None:
    form = typed(idempotency_key="4f7dd5d6-4f3c-4d8e-93e6-0dd6c7a7a001")

    first, second = (admin.post(reverse("user_new"), form) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert User.objects.filter(username="farah").count() == 1


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"username": "ADA"}, "Somebody else signs in with this name"),
        ({"username": "far ah"}, "Enter a valid username"),
        ({"name": ""}, "Enter name"),
        ({"role": ""}, "Choose role"),
        ({"district": ""}, "works in a district or a team"),
        ({"role": "partner"}, "A partner officer works for another agency"),
        ({"name": "Far\x00ah"}, "Null characters are not allowed"),
    ],
)
def test_a_fault_is_said_beside_its_field(admin: Client, fields: dict[str, str], message: str) -> None:
    response = admin.post(reverse("user_new"), typed(**fields))

    assert response.status_code == 400
    assert message in words(response)
    assert not User.objects.filter(username="farah").exists()


def test_a_role_and_a_rank_that_do_not_suit_the_agency_are_faults(admin: Client) -> None:
    housing = make_agency("Eastlight Homes", AgencyKind.HOUSING)

    response = admin.post(reverse("user_new"), typed(agency=housing.pk, team=make_team("Town team").pk))

    for message in ("is a role of the police", "Only the police have ranks", "choose a team of Eastlight"):
        assert message in words(response)


def test_a_change_is_saved_and_shown(admin: Client, amira: User) -> None:
    form = typed(name="Amira Osei-Bell", collar_number="12", version=1)

    response = admin.post(reverse("user_edit", args=[amira.pk]), form, follow=True)

    amira.refresh_from_db()
    assert (amira.name, amira.version) == ("Amira Osei-Bell", 2)
    assert "The account of Amira Osei-Bell is saved" in words(response)


def test_a_stale_edit_shows_both_versions_and_keeps_what_was_typed(admin: Client, amira: User) -> None:
    page = reverse("user_edit", args=[amira.pk])
    admin.post(page, typed(name="Amira Bell", version=1))

    response = admin.post(page, typed(name="Amira Osei-Bell", version=1))

    assert response.status_code == 409
    for expected in ("Amira Osei<", "Amira Bell", 'value="Amira Osei-Bell"'):
        assert expected in words(response)
    amira.refresh_from_db()
    assert amira.name == "Amira Bell"


@pytest.mark.parametrize(
    ("page", "fields"),
    [
        ("user_leave", {"until_day": "4", "until_month": "12", "until_year": "2099"}),
        ("user_suspend", {"reason": "Left"}),
        ("user_restore", {"reason": "Back"}),
        ("team_edit", {"name": "Town"}),
        ("agency_edit", {"name": "Essex", "kind": "police"}),
    ],
)
def test_every_act_on_an_older_version_is_refused(
    admin: Client, amira: User, page: str, fields: dict[str, str]
) -> None:
    team = make_team("Town team")
    key = {"team_edit": team.pk, "agency_edit": amira.agency_id}.get(page, amira.pk)

    response = admin.post(reverse(page, args=[key]), {**fields, "version": "7"})

    assert response.status_code == 409


def test_leave_is_set_on_its_page(admin: Client, amira: User) -> None:
    fields = {"until_day": "4", "until_month": "12", "until_year": "2099", "version": "1"}

    admin.post(reverse("user_leave", args=[amira.pk]), fields)

    amira.refresh_from_db()
    assert str(amira.on_leave_until) == "2099-12-04"


def test_suspending_ends_a_session_at_once_and_for_good(admin: Client, amira: User) -> None:
    officer = Client()
    officer.force_login(amira)
    account = reverse("account_change_password")
    assert officer.get(account).status_code == 200

    admin.post(reverse("user_suspend", args=[amira.pk]), {"reason": "Left", "version": "1"})
    assert officer.get(account).status_code == 302

    admin.post(reverse("user_restore", args=[amira.pk]), {"reason": "Back", "version": "2"})
    assert officer.get(account).status_code == 302


def test_administrators_are_told_why_they_cannot_suspend_themselves(admin: Client, ada: User) -> None:
    response = admin.post(reverse("user_suspend", args=[ada.pk]), {"reason": "Test", "version": "1"})

    assert response.status_code == 409
    assert "ask another administrator" in words(response)


def test_the_link_lets_its_person_choose_a_password_once(admin: Client, amira: User) -> None:
    response = admin.post(reverse("user_link", args=[amira.pk]))
    link = words(response).split('value="http://testserver')[1].split('"')[0]
    visitor = Client()

    chosen = {"password1": "a-quite-new-password", "password2": "a-quite-new-password"}
    form_page = visitor.get(link)["Location"]
    visitor.post(form_page, chosen)

    amira.refresh_from_db()
    assert amira.check_password("a-quite-new-password")
    assert "no longer works" in words(Client().get(link))


def test_a_new_link_ends_the_password_and_the_link_before(admin: Client, amira: User) -> None:
    page = reverse("user_link", args=[amira.pk])
    first, second = (
        words(admin.post(page)).split('value="http://testserver')[1].split('"')[0] for _ in range(2)
    )

    amira.refresh_from_db()
    assert not amira.check_password(PASSWORD)
    assert "no longer works" in words(Client().get(first))
    assert Client().get(second).status_code == 302


def test_the_link_is_shown_only_where_it_was_made(admin: Client, amira: User) -> None:
    page = reverse("user_link", args=[amira.pk])
    made = admin.post(page)

    assert made["Cache-Control"] == "no-store"
    assert "/password/reset/key/" not in words(admin.get(page))


def test_people_are_found_by_a_part_of_their_name(admin: Client, amira: User, ben: User) -> None:
    response = admin.post(reverse("user_list"), {"q": "osei"})

    assert "Amira Osei" in words(response)
    assert "Ben Lane" not in words(response)


def test_a_search_without_a_match_says_so(admin: Client) -> None:
    assert "Nobody matches" in words(admin.post(reverse("user_list"), {"q": "zzz"}))
    assert "No team matches" in words(admin.get(reverse("team_list"), {"q": "zzz"}))
    assert "No agency matches" in words(admin.get(reverse("agency_list"), {"q": "zzz"}))


def test_a_search_that_finds_too_many_asks_for_more(admin: Client) -> None:
    for number in range(51):
        make_user(f"officer{number:02}", Role.ANALYST)

    assert "the first 50: type more of the name" in words(admin.post(reverse("user_list"), {"q": "officer"}))


def test_what_cannot_be_looked_for_lists_everything(admin: Client) -> None:
    assert "Ada Byrne" in words(admin.post(reverse("user_list"), {"q": "a\x00b"}))


def test_a_long_list_is_read_in_pages(admin: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(60):
        make_user(f"officer{number:02}", Role.ANALYST)

    with django_assert_max_num_queries(8):
        first = admin.get(reverse("user_list"))

    assert "Officer59" in words(first)
    assert "Officer00" not in words(first)
    assert 'rel="next"' in words(first)


@pytest.mark.parametrize("key", [0, 10**20])
def test_an_account_that_does_not_exist_is_not_found(admin: Client, key: int) -> None:
    assert admin.get(reverse("user_edit", args=[key])).status_code == 404


def test_administrators_see_no_cases(ada: User, amira: User) -> None:
    from asbcases.cases.models import Case
    from asbcases.db.actor import acting
    from tests.make import make_case

    make_case(by=amira)

    with acting(str(ada.pk)):
        assert Case.objects.count() == 0
