"""The administrator's pages as they are seen: sound, readable on a phone, and a link that really lets in."""

from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import AgencyKind, Rank, Role
from tests.browser.browser import come_in, follow, look, press, sign_in
from tests.make import district, make_agency, make_team, make_user


@transaction.atomic
def people() -> dict[str, int]:
    make_user("ada", Role.ADMINISTRATOR, name="Ada Byrne")
    make_user("gone", Role.ANALYST, name="Gus Gone", is_active=False)
    town = make_team("Colchester town team", district=district())
    housing = make_agency("Eastlight Community Homes", AgencyKind.HOUSING)
    amira = make_user("amira", Role.CPT_OFFICER, Rank.CONSTABLE, name="Amira Osei", team=town)
    return {"amira": amira.pk, "town": town.pk, "housing": housing.pk}


def test_every_page_of_the_administrator_is_sound(page: Page) -> None:
    keys = people()
    come_in(page, "ada")

    for name, path in (
        ("users", "users/"),
        ("user-edit", f"users/{keys['amira']}/"),
        ("user-leave", f"users/{keys['amira']}/leave/"),
        ("user-suspend", f"users/{keys['amira']}/suspend/"),
        ("user-authenticator", f"users/{keys['amira']}/authenticator/"),
        ("user-link", f"users/{keys['amira']}/link/"),
        ("teams", "teams/"),
        ("team-edit", f"teams/{keys['town']}/"),
        ("agencies", "agencies/"),
        ("agency-edit", f"agencies/{keys['housing']}/"),
    ):
        page.goto(f"/administration/{path}")
        look(page, f"administration-{name}")


def test_faults_are_listed_above_the_form(page: Page) -> None:
    people()
    come_in(page, "ada")
    page.goto("/administration/users/new/")

    press(page, "Make the account")

    expect(page.get_by_role("link", name="Enter sign-in name")).to_be_visible()
    look(page, "administration-user-faults")


def test_a_link_lets_its_person_choose_a_password_and_sign_in(page: Page) -> None:
    keys = people()
    come_in(page, "ada")
    page.goto(f"/administration/users/{keys['amira']}/link/")
    press(page, "Make the link")
    look(page, "administration-user-link-made")
    link = page.get_by_label("Link", exact=True).input_value()
    page.context.clear_cookies()

    page.goto(link)
    look(page, "account-choose-password")
    for label in ("New Password", "New Password (again)"):
        page.get_by_label(label, exact=True).fill("quiet-streets-at-last")
    press(page, "Save the password")
    follow(page, "Sign in")
    sign_in(page, "amira", "quiet-streets-at-last")

    expect(page.get_by_role("banner")).to_contain_text("Amira Osei")


def test_an_edit_that_came_too_late_keeps_what_was_typed(page: Page) -> None:
    keys = people()
    come_in(page, "ada")
    path = f"/administration/users/{keys['amira']}/"
    other = page.context.new_page()
    for window, name in ((page, "Amira Osei-Bell"), (other, "Amira Bell")):
        window.goto(path)
        window.get_by_label("Name", exact=True).fill(name)

    press(other, "Save", exact=True)
    expect(other.get_by_role("status")).to_contain_text("The account of Amira Bell is saved")
    press(page, "Save", exact=True)

    expect(page.get_by_label("Name", exact=True)).to_have_value("Amira Osei-Bell")
    look(page, "administration-user-stale")
    press(page, "Save what I typed")
    expect(page.get_by_role("status")).to_contain_text("The account of Amira Osei-Bell is saved")
