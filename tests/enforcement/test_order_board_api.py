"""The orders board and the clause library by the API: what the pages show, for whom they show it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.models import Access
from asbcases.enforcement.rules.clauses import library
from asbcases.enforcement.transitions.approving import submit_measure
from tests.api.conftest import Caller
from tests.enforcement.make_measures import draft_notice, make_notice, make_subject, make_warning
from tests.make import make_case, make_user

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ORDERS, CLAUSES = "/api/v1/orders/", "/api/v1/clauses/"


@pytest.fixture
def asha(db: None) -> Caller:
    return Caller(make_user("asha", Role.ASB_OFFICER, Rank.CONSTABLE, name="Asha Rao"))


def listed(caller: Caller, **asked: object) -> list[Any]:
    answer = caller.get(ORDERS, asked)
    assert answer.status_code == 200, answer.json()
    return list(answer.json()["results"])


def shown(caller: Caller, **asked: object) -> list[str]:
    return [row["measure"]["reference"] for row in listed(caller, **asked)]


def test_what_is_live_is_listed_by_end_clock_kind_person_and_district(
    asha: Caller, amira: User, cara: User, dev: User
) -> None:
    now = timezone.now() - 12 * DAY
    case = make_case(by=amira, now=now - DAY)
    lee = make_subject(case, by=amira, name="Lee Stone", now=now)
    late, soon = (
        make_notice(
            case,
            make_warning(case, by=amira, subject=lee, now=now, comply_by=now + DAY),
            by=amira,
            now=now + 2 * DAY,
            ends_on=(now + days * DAY).date(),
        )
        for days in (300, 100)
    )
    warned = make_warning(case, by=amira, subject=lee, now=now, comply_by=now + DAY)
    draft = draft_notice(case, warned, by=amira, now=now + 3 * DAY)
    both = [soon.reference, late.reference]

    assert shown(asha) == both
    assert shown(asha, show="newest", kind="cpn") == both
    assert set(both).isdisjoint(shown(asha, show="open"))
    assert shown(asha, about=lee.reference.lower().replace("-", " ")) == both
    assert shown(asha, about="PRM-2026-999999") == shown(asha, kind="cbo") == []
    assert shown(asha, district="colchester") == both
    assert shown(asha, district="basildon") == []
    assert set(both) <= set(shown(asha, show="next", kind="cpn"))
    assert (shown(asha, show="drafts"), shown(asha, show="waiting")) == ([draft.reference], [])
    submit_measure(draft, reason="It went on.", by=amira, now=timezone.now())
    assert (shown(asha, show="drafts"), shown(asha, show="waiting")) == ([], [draft.reference])
    assert shown(Caller(amira)) == both
    assert shown(Caller(cara)) == []
    assert Caller(dev).get(ORDERS).status_code == 403


def test_a_row_says_on_whom_it_is_where_it_belongs_and_what_is_next(
    asha: Caller, amira: User, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    now = timezone.now() - 3 * DAY
    case = make_case(by=amira, now=now - DAY)
    lee = make_subject(case, by=amira, name="Lee Stone", now=now)
    for _ in range(3):
        make_warning(case, by=amira, subject=lee, now=now, comply_by=now + 9 * DAY)

    with django_assert_max_num_queries(14):
        rows = listed(asha, show="open")

    assert len(rows) == 3
    for row in rows:
        about = {
            name: row["measure"][name] for name in ("subject", "subject_name", "case", "lead", "district")
        }
        assert about == {
            **{"subject": lee.reference, "subject_name": "Lee Stone", "case": case.reference},
            **{"lead": case.lead.username, "district": "colchester"},
        }
        assert row["next"]["subject"].startswith(row["measure"]["reference"])
        assert row["next"]["owner"] == "amira"


def test_pages_follow_each_other_and_the_look_says_which_part_was_read(asha: Caller, amira: User) -> None:
    now = timezone.now() - 3 * DAY
    case = make_case(by=amira, now=now - DAY)
    lee = make_subject(case, by=amira, name="Lee Stone", now=now)
    made = [
        make_warning(case, by=amira, subject=lee, now=now, comply_by=now + 9 * DAY).reference
        for _ in range(3)
    ]
    for show in ("newest", "next"):
        first = asha.get(ORDERS, {"show": show, "limit": 2}).json()
        second = asha.get(first["next"]).json()
        pages = [[row["measure"]["reference"] for row in page["results"]] for page in (first, second)]
        assert (len(pages[0]), second["next"]) == (2, None), show
        assert sorted(pages[0] + pages[1]) == sorted(made), show

    assert Access.objects.filter(user__username="asha", about="orders: show newest").count() == 2


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"about": "Lee Stone"}, "Enter the reference of a person or of premises, such as PER-2014-000123"),
        ({"show": "all"}, "This must be one of: next, ends, open, newest, waiting, drafts."),
        ({"page": "2"}, "This does not belong to this list: take it from `next`."),
    ],
)
def test_what_cannot_be_asked_is_said_in_words(asha: Caller, asked: dict[str, str], sentence: str) -> None:
    answer = asha.get(ORDERS, asked)

    assert answer.status_code == 400
    assert [fault["detail"] for fault in answer.json()["errors"]] == [sentence]


# --- The clause library -----------------------------------------------------------------------------
def test_the_library_is_read_whole_or_for_a_behaviour_and_a_power(asha: Caller, dev: User) -> None:
    whole = asha.get(CLAUSES).json()
    some = asha.get(CLAUSES, {"behaviour": "dogs", "power": "cbo"}).json()["clauses"]

    assert (whole["version"], len(whole["clauses"])) == (library().version, len(library().clauses))
    assert "dogs-lead-v1" in {clause["kept_as"] for clause in some}
    assert {clause["behaviour"] for clause in some} == {"dogs"}
    assert all("cbo" in clause["powers"] and clause["kinds"] and clause["why"] for clause in some)
    assert asha.get(CLAUSES, {"behaviour": "ships"}).status_code == 400
    assert asha.get(CLAUSES, {"about": "dogs"}).status_code == 400
    assert Caller(dev).get(CLAUSES).status_code == 403
