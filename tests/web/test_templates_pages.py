"""The frame of every page: who sees which links, and what the error pages hold."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings
from django.urls import ResolverMatch, include, path

from asbcases.accounts.choices import Role
from asbcases.accounts.models import District, User
from asbcases.web import context


def nowhere(request: HttpRequest) -> None:
    """Stand for any page."""


PAGES = [
    "home",
    "report_list",
    "report_new",
    "report_page",
    "incident_list",
    "incident_page",
    "case_list",
    "case_page",
    "risk_assess",
    "deadline_board",
    "shared_list",
    "published_list",
    "published_months",
    "user_list",
    "user_edit",
    "team_list",
    "agency_list",
    "jump",
    "public_accessibility",
]
urlpatterns = [path("accounts/", include("asbcases.accounts.urls"))]
urlpatterns += [path(f"{name}/", nowhere, name=name) for name in PAGES]
HERE = override_settings(ROOT_URLCONF=__name__)


def person(role: str, **more: Any) -> User:
    return User(pk=7, username="ben", name="Ben Okafor", role=role, **more)


def request_of(user: object, page: str = "") -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user
    request.resolver_match = ResolverMatch(nowhere, (), {}, url_name=page) if page else None
    return request


def frame(user: object, page: str = "") -> str:
    return render_to_string("base.html", request=request_of(user, page))


def words_of(user: object, page: str = "") -> list[str]:
    return [item.words for item in context.navigation_for(user, page)]  # type: ignore[arg-type]


# --- Navigation -------------------------------------------------------------------------------
def test_every_role_has_its_navigation() -> None:
    assert set(context.NAVIGATION) == set(Role)


@HERE
def test_a_supervisor_meets_the_deadlines_first() -> None:
    assert words_of(person("supervisor"))[0] == "Deadlines"


@HERE
def test_an_administrator_gets_no_link_to_records_and_no_jump_box() -> None:
    html = frame(person("administrator"))

    assert words_of(person("administrator")) == ["Users", "Teams", "Agencies"]
    assert 'name="q"' not in html


@HERE
def test_a_partner_gets_no_link_to_the_cases_of_the_force() -> None:
    assert "Cases" not in words_of(person("partner"))


@override_settings(ROOT_URLCONF="allauth.urls")
def test_a_link_to_a_page_that_does_not_exist_is_left_out() -> None:
    assert words_of(person("supervisor")) == []


@HERE
@pytest.mark.parametrize(
    ("page", "words", "current"),
    [
        ("case_list", "Cases", "page"),
        ("case_page", "Cases", "true"),
        ("risk_assess", "Cases", "true"),
        ("report_new", "New report", "page"),
        ("report_page", "Reports", "true"),
        ("published_months", "By month", "page"),
    ],
)
def test_exactly_one_link_says_where_one_is(page: str, words: str, current: str) -> None:
    marked = [item for item in context.navigation_for(person("supervisor"), page) if item.current]

    assert [(item.words, item.current) for item in marked] == [(words, current)]


# --- The frame --------------------------------------------------------------------------------
@HERE
def test_the_header_says_who_is_signed_in_and_lets_them_out_by_post() -> None:
    html = frame(person("supervisor", district=District(pk=1, name="Colchester")))

    assert re.search(r"Ben Okafor.*Supervisor.*Colchester", html, re.S)
    assert re.search(r'<form action="/accounts/logout/"\s+method="post"', html)
    assert 'name="csrfmiddlewaretoken"' in html


@HERE
def test_the_jump_box_is_the_first_control_after_the_skip_link_and_marking() -> None:
    header = frame(person("cpt_officer")).split("govuk-generic-header__container")[1]

    first = re.search(r"<(a|input|button)\b[^>]*>", header)

    assert first
    assert 'name="q"' in first[0]


@HERE
def test_the_marking_stands_inside_the_header() -> None:
    header = re.search(r"<header.*?</header>", frame(AnonymousUser()), re.S)

    assert header
    assert "OFFICIAL-SENSITIVE" in header[0]


@HERE
def test_a_stranger_sees_neither_links_nor_jump_box_nor_sign_out() -> None:
    html = frame(AnonymousUser())

    assert "<nav" not in html
    assert "<form" not in html


@HERE
@pytest.mark.parametrize("demo", [True, False])
def test_only_a_demonstration_says_that_all_is_invented(demo: bool) -> None:
    with override_settings(DEMO=demo):
        assert ("All people and events here are invented" in frame(AnonymousUser())) is demo


@HERE
def test_a_print_names_the_person_and_the_time() -> None:
    assert re.search(
        r'class="asb-printed">OFFICIAL-SENSITIVE.*Ben Okafor on \d+ \w+ \d{4} at ',
        frame(person("auditor")),
        re.S,
    )


@override_settings(SERVICE_NAME="Nuisance desk", FORCE_NAME="", ROOT_URLCONF=__name__)
def test_the_names_of_service_and_force_are_settings() -> None:
    html = frame(AnonymousUser())

    assert "Nuisance desk" in html
    assert "asb-header__force" not in html


# --- Error pages ------------------------------------------------------------------------------
@HERE
def test_the_page_for_what_is_not_there_is_the_same_for_everybody() -> None:
    pages = {
        render_to_string("404.html", {"request_path": path, "exception": "Case"}, request_of(user, page))
        for user, page, path in (
            (AnonymousUser(), "", "/a/"),
            (person("supervisor"), "case_page", "/cases/ASB-2026-000001/"),
            (person("partner"), "", "/b/"),
        )
    }

    assert len(pages) == 1


def test_what_is_not_there_costs_no_query_and_tells_the_signed_in_no_more(
    client: Client, amira: User, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        stranger = client.get("/cases/ASB-2026-999999/nothing/")
    client.force_login(amira)
    officer = client.get("/nothing/")

    assert (stranger.status_code, officer.status_code) == (404, 404)
    assert stranger.content == officer.content


class Untouchable:
    """A person whom nothing may ask, as each question could be a query."""

    def __getattribute__(self, name: str) -> object:
        raise AssertionError(f"The page asked for {name}.")


@pytest.mark.parametrize(
    "name", ["404.html", "403.html", "400.html", "429.html", "500.html", "403_csrf.html"]
)
def test_an_error_page_holds_no_form_and_asks_nothing_about_the_person(name: str) -> None:
    html = render_to_string(name, {}, request_of(Untouchable()) if name in {"404.html", "403.html"} else None)

    assert "<form" not in html
    assert "csrf" not in html.lower().replace("403_csrf", "")
    assert re.search(r"<h1[^>]*>[^<]+</h1>", html)


@HERE
def test_a_refusal_says_its_reason_in_the_words_of_the_rule() -> None:
    html = render_to_string(
        "409.html", {"reason": "A risk review is <due>."}, request_of(person("supervisor"))
    )

    assert "A risk review is &lt;due&gt;." in html


def test_an_empty_list_says_what_to_do() -> None:
    html = render_to_string(
        "includes/empty.html", {"title": "No cases match", "href": "/cases/", "words": "Clear filters"}
    )

    assert '<a class="govuk-link" href="/cases/">Clear filters</a>' in html


# --- Signing in -------------------------------------------------------------------------------
@HERE
def test_the_sign_in_page_asks_for_name_and_password_and_offers_no_account() -> None:
    from allauth.account.forms import LoginForm

    html = render_to_string("account/login.html", {"form": LoginForm()}, request_of(AnonymousUser()))

    assert re.findall(r'<input[^>]*type="(text|password)"[^>]*', html) == ["text", "password"]
    assert "sign up" not in html.lower()
    assert "/signup/" not in html
