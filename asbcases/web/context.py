"""What every page may know: where this person may go, and when the page was made."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.cases.models import Approval
from asbcases.casework.queries.approvals import waiting_for
from asbcases.notify.queries import unread_of
from asbcases.web.keyset import counted_at_once
from partners import access
from partners.choices import Action


class Place(NamedTuple):
    """An item of the navigation: its page, its words, and the beginnings of page names that belong to it."""

    page: str
    words: str
    family: tuple[str, ...]


class Item(NamedTuple):
    """An item as the template prints it; `current` is the value of aria-current, or empty."""

    href: str
    words: str
    current: str


NEW_REPORT = Place("report_new", "New report", ("report_new",))
REPORTS = Place("report_list", "Reports", ("report_", "incident_record"))
SENT = Place("incident_sent_to_me", "Sent to me", ("incident_sent_to_me",))
DESK = Place("desk", "Triage desk", ("desk",))
INCIDENTS = Place(
    "incident_list",
    "Incidents",
    ("incident_", "incidents_", "operation_", "triage_page", "case_open", "case_join"),
)
PEOPLE = Place("person_list", "People", ("person_", "premises_", "vehicle_"))
CASES = Place(
    "case_list",
    "Cases",
    (
        *("case_list", "case_page", "case_close", "case_restrict", "case_unrestrict", "risk_"),
        *("case_reopen", "case_monitor", "case_work_again", "case_hand_over", "case_spoc", "case_waive"),
        *("case_party_", "cases_leads_gone", "case_share", "case_remedies", "remedy_", "restorative_"),
        *("case_journal_", "case_contact_plan", "case_action_", "case_part_", "case_chronology"),
    ),
)
APPROVALS = Place("approval_list", "Decisions", ("approval_list", "case_approval"))
TRIES = Place("glass_tries", "Broken glass", ("glass_",))
SAMPLES = Place("sample_list", "Dip samples", ("sample_list", "sample_new", "sample_page", "sampled_case"))
BOARD = Place("deadline_board", "Deadlines", ("deadline_", "deadlines_"))
SHIFT = Place("deadlines_shift", "My shift", ("deadlines_shift",))
INBOX = Place("inbox", "Inbox", ("inbox", "task_"))
SHARED = Place("shared_list", "Shared with us", ("shared_",))
OUR_REPORTS = Place("own_list", "Our reports", ("own_",))
COLLEAGUES = Place("colleague_list", "Colleagues", ("colleague_",))
REQUESTS = Place("request_list", "Requests to us", ("request_",))
ASKED = Place("asked_list", "What we asked for", ("asked_",))
REFERRALS = Place(
    "referral_board",
    "Referrals",
    (
        "referral_",
        "question_",
        "case_referrals",
        "share_request_",
        "case_share_request",
        "report_share_request",
    ),
)
AGREEMENTS = Place("agreement_list", "Agreements", ("agreement_",))
PUBLISHED = Place("published_list", "Published incidents", ("published_list",))
MONTHS = Place("published_months", "By month", ("published_months",))
RECORD = Place("record_list", "Record", ("record_",))
LOOKS = Place("look_list", "Looks", ("look_", "disclosure_"))
FINDINGS = Place("finding_list", "Unusual looks", ("finding_",))
USERS = Place("user_list", "Users", ("user_",))
TEAMS = Place("team_list", "Teams", ("team_",))
AGENCIES = Place("agency_list", "Agencies", ("agency_",))
POLICIES = Place("policy_list", "Policies", ("policy_", "replan_"))
LIMITS = Place("limit_list", "Limits of law", ("limit_",))
INSTRUMENTS = Place("instrument_list", "Risk forms", ("instrument_",))
HOLIDAYS = Place("holiday_list", "Bank holidays", ("holiday_",))
ROTA = Place("shift_list", "Rota", ("shift_",))
ORDERS = Place("order_board", "Orders", ("order_board",))
KERBSIDE = Place("kerbside", "Kerbside check", ("kerbside",))
CLAUSES = Place("clause_list", "Clauses", ("clause_list",))
REVIEWS = Place("review_board", "Case reviews", ("review_",))
PLANS = Place("plan_board", "Plans", ("plan_", "case_plan_start"))
APPLICATION = Place("application_new", "New application", ("application_new",))
PASS_ON = Place("application_pass_on", "Case review", ("application_pass_on",))
AUTHORITIES = Place("authority_list", "Authorities", ("authority_",))
FIGURES = Place("figures_list", "Figures", ("figures_",))
PROCEDURES = Place("procedure_list", "Procedures", ("procedure_",))
MENUS = Place("menu_list", "Community remedies", ("menu_",))

# Each role meets first what it comes for, and no link to what it may not see.
NAVIGATION: dict[str, tuple[Place, ...]] = {
    Role.CONTACT_HANDLER: (NEW_REPORT, DESK, REPORTS, SHIFT, INCIDENTS, PEOPLE, CASES, INBOX),
    Role.RESPONSE_OFFICER: (SENT, REPORTS, NEW_REPORT, SHIFT, INCIDENTS, PEOPLE, CASES, INBOX),
    Role.CPT_OFFICER: (
        *(CASES, SHIFT, SENT, KERBSIDE, ORDERS, BOARD, INBOX, NEW_REPORT, REPORTS, INCIDENTS, PEOPLE),
    ),
    Role.ASB_OFFICER: (
        *(ORDERS, CASES, KERBSIDE, APPROVALS, SHIFT, BOARD, INBOX, REPORTS, INCIDENTS, PEOPLE),
    ),
    Role.SUPERVISOR: (
        *(BOARD, APPROVALS, DESK, SHIFT, INBOX, CASES, ORDERS, NEW_REPORT, REPORTS, INCIDENTS, PEOPLE),
    ),
    Role.PARTNER: (REQUESTS, ASKED, SHARED, OUR_REPORTS, INBOX, AGREEMENTS),
    Role.COORDINATOR: (REVIEWS, APPLICATION, FIGURES, SHIFT, INBOX, REQUESTS, ASKED, SHARED, OUR_REPORTS),
    Role.ANALYST: (MONTHS, PUBLISHED),
    Role.AUDITOR: (RECORD, LOOKS, FINDINGS),
    Role.ADMINISTRATOR: (
        *(USERS, TEAMS, AGENCIES, AUTHORITIES, ROTA, POLICIES, LIMITS, INSTRUMENTS, HOLIDAYS),
    ),
}
# What a role opens now and then stands behind "More": the line fits a screen.
BEHIND: dict[str, tuple[Place, ...]] = {
    Role.CONTACT_HANDLER: (PASS_ON, PUBLISHED),
    Role.RESPONSE_OFFICER: (PASS_ON, PUBLISHED),
    Role.CPT_OFFICER: (PLANS, REVIEWS, FIGURES, REFERRALS, CLAUSES, AGREEMENTS, PUBLISHED),
    Role.ASB_OFFICER: (PLANS, REVIEWS, FIGURES, REFERRALS, CLAUSES, AGREEMENTS, NEW_REPORT, PUBLISHED),
    Role.SUPERVISOR: (
        *(PLANS, REVIEWS, FIGURES, REFERRALS, KERBSIDE, SAMPLES, TRIES, AGREEMENTS, ROTA, AUTHORITIES),
        *(MONTHS, PUBLISHED),
    ),
    Role.ADMINISTRATOR: (PROCEDURES, MENUS, AGREEMENTS),
}
# An administrator sees no records, so there is nothing to jump to.
NO_JUMP = {Role.ADMINISTRATOR}


class Menu(NamedTuple):
    """The navigation as it is printed: what stands in the line, and what stands behind "More"."""

    shown: list[Item]
    more: list[Item]


def address_of(page: str) -> str:
    """Return the address of a page, or nothing when this installation has no such page."""
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""


def mark_of(place: Place, page: str) -> str:
    """Return the value of aria-current: the page itself, or the part of the service that it is in."""
    if place.page == page:
        return "page"
    return "true" if page.startswith(place.family) else ""


def one_current(items: list[Item]) -> list[Item]:
    """Return the items with at most one of them current, the exact page before its part."""
    marked = sorted((item for item in items if item.current), key=lambda item: item.current != "page")
    return [item if item in marked[:1] else item._replace(current="") for item in items]


def numbers_of(user: User | AnonymousUser, places: Iterable[Place]) -> dict[Place, str]:
    """Return in one statement what waits: how much of the inbox is unread, how many decisions."""
    shown = frozenset(places)
    waiting = {place: rows_of for place, rows_of in COUNTED.items() if place in shown}
    if not waiting or not isinstance(user, User) or connection.needs_rollback:
        return {}
    # A page that refuses is made after the transaction of the request, and nobody acts outside of one.
    with transaction.atomic(savepoint=False):
        numbers = counted_at_once([rows_of(user) for rows_of in waiting.values()])
    return dict(zip(waiting, numbers, strict=True))


def words_of(place: Place, number: str) -> str:
    """Return the words of an item; the inbox says how much of it is unread, the decisions how many wait."""
    return place.words if number == "0" else f"{place.words} ({number})"


def decisions_of(user: User) -> QuerySet[Approval]:
    """Return what waits for a decision that this person may take."""
    if not access.may(user, Action.DECIDE_MEASURES):
        return Approval.objects.none()
    return access.scope(waiting_for(user), user, path="case", now=timezone.now(), district="case__district")


COUNTED: dict[Place, Callable[[User], QuerySet[Any]]] = {INBOX: unread_of, APPROVALS: decisions_of}


def places_of(user: User) -> tuple[Place, ...]:
    """Return where a role goes, and the accounts of their agency for who keeps them."""
    places = (*NAVIGATION.get(user.role, ()), *BEHIND.get(user.role, ()))
    return (*places, COLLEAGUES) if access.keeps_colleagues(user) else places


def navigation_for(user: User | AnonymousUser, page: str) -> list[Item]:
    """Return the items of the navigation for this person, without pages that do not exist."""
    places = places_of(user) if isinstance(user, User) else ()
    found = {place: href for place in places if (href := address_of(place.page))}
    numbers = numbers_of(user, found)
    return one_current(
        [
            Item(href, words_of(place, numbers.get(place, "0")), mark_of(place, page))
            for place, href in found.items()
        ]
    )


def menu_of(user: User | AnonymousUser, page: str) -> Menu:
    """Return the navigation in two parts; where the person is now is always in the line."""
    items = navigation_for(user, page)
    behind = {address_of(place.page) for place in BEHIND.get(getattr(user, "role", ""), ())}
    kept = [item for item in items if item.current or item.href not in behind]
    return Menu(kept, [item for item in items if item not in kept])


def jump_for(user: User | AnonymousUser) -> str:
    """Return where the jump box sends its text, or nothing for those who have nothing to jump to."""
    return address_of("jump") if isinstance(user, User) and user.role not in NO_JUMP else ""


def service(request: HttpRequest) -> dict[str, object]:
    """Return navigation and jump box, both made only when printed: a page for strangers asks nothing."""

    def navigation() -> Menu:
        match = request.resolver_match
        return menu_of(request.user, (match.url_name or "") if match else "")

    return {
        "demo": settings.DEMO,
        "navigation": SimpleLazyObject(navigation),
        "jump_url": SimpleLazyObject(lambda: jump_for(request.user)),
        "page_made_at": timezone.now(),
    }
