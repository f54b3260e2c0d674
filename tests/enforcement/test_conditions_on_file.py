"""What the checker of conditions is told from the file, and where its findings are shown, counted and answered."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from asbcases.accounts.models import User
from asbcases.casework.transitions import note_address
from asbcases.enforcement.choices import TermKind
from asbcases.enforcement.models import Measure, MeasureTerm
from asbcases.enforcement.queries.conditions import (
    Around,
    counts,
    findings_by_term,
    findings_for,
    overlaps_of,
)
from asbcases.enforcement.rules.conditions import Duty
from asbcases.enforcement.rules.duties import EXAMPLE, duties_words, kept, read_duties
from asbcases.enforcement.transitions.drafting import add_term
from asbcases.enforcement.transitions.duties import note_duties
from asbcases.errors import Refused
from tests.casework.people import make_premises
from tests.enforcement.make_measures import ADDRESS, LATER, draft_notice, draft_warning, fresh, make_warning
from tests.make import NOW, make_case

pytestmark = pytest.mark.django_db
SCHOOL = Duty("school", "Fernhill Academy, Fernhill Road, Tolbridge", (("Mon-Fri", "08:45", "15:15"),))


def term(measure: Measure, words: str, *, by: User, **said: Any) -> MeasureTerm:
    stated = {"kind": TermKind.STOP, "place": "Fernhill Road, Tolbridge", **said}
    return add_term(fresh(measure), words=words, by=by, now=NOW, **stated)


def test_a_term_is_checked_against_warning_address_duties_age_and_what_else_binds(amira: User) -> None:
    case = make_case(by=amira)
    warning = make_warning(case, by=amira)
    other = make_warning(make_case(by=amira), by=amira, subject=None)
    subject = warning.subject
    Measure.objects.filter(pk=other.pk).update(subject=subject)
    notice = draft_notice(case, warning, by=amira)
    note_duties(notice, duties=[SCHOOL], by=amira, now=LATER)
    subject.born_on = date(2010, 5, 1)
    subject.save()
    notice = fresh(notice)

    around = Around.of(notice, now=LATER)
    assert (around.lives_at, around.duties, around.under_18) == (ADDRESS, (SCHOOL,), True)
    assert around.warned == tuple(row.words for row in warning.terms.order_by("number"))
    assert [row.order for row in around.live_terms] == [f"Community protection warning {other.reference}"] * 2
    row = term(notice, "You must not be in Fernhill Road, Tolbridge.", by=amira)
    found = findings_for(fresh(notice), row, now=LATER)
    assert [one.code for one in found] == ["area_without_hours", "not_foreshadowed", "conflict_school"]
    assert counts(found) == {"vague": [], "area_ban": True, "overlaps": ["education"]}
    assert overlaps_of(fresh(notice), now=LATER) == ["education"]


def test_the_address_on_file_goes_before_that_of_the_draft(amira: User) -> None:
    draft = draft_warning(make_case(by=amira), by=amira)
    home = make_premises(address="9 Elm Way,\nColchester", by=amira)
    note_address(draft.subject, home, source="Himself", by=amira, now=NOW)
    assert Around.of(fresh(draft), now=NOW).lives_at == "9 Elm Way, Colchester"


def test_the_findings_of_a_draft_take_as_many_queries_for_one_term_as_for_twenty(
    amira: User, django_assert_max_num_queries: Any
) -> None:
    draft = draft_warning(make_case(by=amira), by=amira)
    rows = [term(draft, f"You must not be a nuisance, {number}.", by=amira) for number in range(18)]
    with django_assert_max_num_queries(9):
        found = findings_by_term(fresh(draft), rows, now=NOW)
    assert {one.code for findings in found.values() for one in findings} >= {"vague", "no_end"}
    assert all(counts(findings)["vague"] == ["a nuisance"] for findings in found.values())


# --- Where somebody must be -----------------------------------------------------------------------
def test_duties_are_typed_kept_and_read_again() -> None:
    typed = f"{EXAMPLE}\n\nreporting: Police station, High Street, Wexmere; Mon, Fri 10.00 to 11.00"
    duties = read_duties(typed)
    assert duties[0] == SCHOOL
    assert duties[1] == Duty(
        "reporting", "Police station, High Street, Wexmere", (("Mon, Fri", "10.00", "11.00"),)
    )
    assert read_duties(duties_words(duties)) == duties
    assert kept([]) == ()


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("He is at school all day", "Line 1 cannot be read"),
        ("Leisure: Gym; Mon 10:00-11:00", "Begin with one of Work, School"),
        ("School: Gym; Someday 10:00-11:00", "Line 1 cannot be read"),
        ("School: Gym; Mon 25:00-26:00", "an hour that no clock shows"),
        ("x\n" * 31, "at most 30 lines"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(typed: str, fault: str) -> None:
    with pytest.raises(Refused, match=fault):
        read_duties(typed)


def test_duties_are_noted_on_the_page_of_a_draft_and_findings_stand_beside_its_terms(
    amira: User, client: Client
) -> None:
    case = make_case(by=amira)
    draft = draft_warning(case, by=amira)
    term(draft, "You must not be in Fernhill Road, Tolbridge.", by=amira)
    client.force_login(amira)
    page = reverse("measure_duties", args=[case.reference, draft.reference])
    assert "Only what a condition might keep them from" in client.get(page).content.decode()
    version = {"version": fresh(draft).version}
    answer = client.post(page, {"duties": "At school", **version})
    assert (answer.status_code, "Line 1 cannot be read" in answer.content.decode()) == (400, True)
    assert client.post(page, {"duties": EXAMPLE, **version}).status_code == 302
    assert kept(fresh(draft).duties) == (SCHOOL,)
    shown = client.get(reverse("measure_page", args=[case.reference, draft.reference])).content.decode()
    assert "Conflicts with school." in shown
    assert "A ban from an area without hours." in shown


# --- The library and the API ----------------------------------------------------------------------
def test_the_library_is_filtered_by_behaviour_and_power(amira: User, client: Client) -> None:
    client.force_login(amira)
    everything = client.get(reverse("clause_list")).content.decode()
    assert "How to word a condition" in everything
    some = client.get(reverse("clause_list"), {"behaviour": "dogs", "power": "cbo"}).content.decode()
    assert ("dogs-lead" in some, "dogs-fence" in some, "noise-tools" in some) == (True, False, False)
    assert "noise-tools" in client.get(reverse("clause_list"), {"behaviour": "\0"}).content.decode()


def test_a_wording_is_checked_by_the_api_and_nothing_is_kept(amira: User, client: Client) -> None:
    client.force_login(amira)
    sent = {
        "power": "cpn",
        "kind": "stop",
        "words": "You must not be in Fernhill Road, Tolbridge at any time.",
        "until_on": "2027-07-10",
        "from_on": "2027-01-11",
        "duties": [
            {
                "kind": "school",
                "place": "Fernhill Academy, Fernhill Road, Tolbridge",
                "hours": [{"days": "Mon-Fri", "begin": "08:45", "end": "15:15"}],
            }
        ],
        "live_terms": [{"order": "CBO", "words": "Must not be in Mill Lane.", "must": False}],
        "warned": ["Keep out of Fernhill Road."],
    }
    address = reverse("api_condition_check")
    for _ in range(2):
        answer = client.post(
            address, sent, content_type="application/json", headers={"Idempotency-Key": "k1"}
        )
        assert answer.status_code == 200
        assert [one["code"] for one in answer.json()["findings"]] == ["conflict_school"]
    wrong = client.post(
        address,
        {**sent, "hours": [{"days": "Mon", "begin": "9", "end": "10:00"}]},
        content_type="application/json",
    )
    assert wrong.status_code == 400
