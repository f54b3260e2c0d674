"""The pages of risk forms: read by police for ever, written by one administrator, decided by another, stale edits refused."""

from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.cases.models import Case
from risk import drafting
from risk.choices import DraftState, VersionStatus
from risk.models import InstrumentDraft, InstrumentVersion
from tests.make import NOW, make_user
from tests.risk.answers import MEDIUM, assess, opened_case
from tests.risk.drafted import drafted, shipped, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ada() -> User:
    return make_user("ada", Role.ADMINISTRATOR, name="Ada Byrne")


@pytest.fixture
def bea() -> User:
    return make_user("bea", Role.ADMINISTRATOR, name="Bea Holt")


def got(client: Client, user: User, page: str, *args: object, **query: str) -> HttpResponse:
    client.force_login(user)
    return client.get(reverse(page, args=args), query)


def posted(client: Client, user: User, page: str, *args: object, **typed: Any) -> HttpResponse:
    client.force_login(user)
    return client.post(reverse(page, args=args), typed)


def words(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def test_police_read_every_version_and_are_offered_nothing_to_write(client: Client, amira: User) -> None:
    page = words(got(client, amira, "instrument_list"))

    assert "Risk matrix of fourteen questions 1" in page
    assert "Risk is assessed by" in page
    assert "Nobody: shipped with the product" in page
    assert "Begin an empty form" not in page
    version = words(got(client, amira, "instrument_page", shipped("fourteen-questions").pk))
    assert "nobody in the force has approved this form" in version
    assert "Make sure first that nobody can listen in" in version
    assert "all of these are answered" in version
    assert "Has there been violence, or a threat of it? “Yes”" in version
    assert "at least 1 of these are answered" in version
    assert "Draft a new version" not in version


def test_without_a_form_in_use_the_list_says_so(client: Client, ada: User) -> None:
    InstrumentVersion.objects.update(status=VersionStatus.DRAFT)

    assert "No form is in use today" in words(got(client, ada, "instrument_list"))
    InstrumentVersion.objects.update(status=VersionStatus.APPROVED, valid_from="2027-01-01")
    assert "To come" in words(got(client, ada, "instrument_list"))


def test_the_list_and_a_version_cost_the_same_however_many_there_are(
    client: Client, amira: User, django_assert_max_num_queries: Any
) -> None:
    client.force_login(amira)
    with django_assert_max_num_queries(14):
        client.get(reverse("instrument_list"))
    with django_assert_max_num_queries(18):
        client.get(reverse("instrument_page", args=[shipped("fourteen-questions").pk]))


def test_an_administrator_copies_a_version_writes_each_part_and_another_approves_it(
    client: Client, ada: User, bea: User
) -> None:
    copy = got(client, ada, "instrument_draft_new", version=str(shipped().pk))
    assert 'value="weighted-factors"' in words(copy)
    head = {"title": "Ten factors", "code": "ten-factors", "version": "1", "source": "Policy A 1000"}
    client.post(reverse("instrument_draft_new") + f"?version={shipped().pk}", head)
    draft = InstrumentDraft.objects.get()
    assert len(draft.content["questions"]) == 8

    for page, args, typed in (
        ("instrument_head", [], {**head, "title": "Nine factors", "scoring": "sum", "require_all": "no"}),
        (
            "instrument_question_new",
            [],
            {"text": "Are children at home?", "sensitive": "yes", "scored": "yes"},
        ),
        (
            "instrument_options",
            ["are_children_at_home"],
            {"label_1": "No", "label_2": "Yes", "score_2": "2", "label_3": "", "code_2": "yes"},
        ),
        (
            "instrument_question",
            ["are_children_at_home"],
            {"text": "Do children live there?", "help": "Under 18", "sensitive": "no", "scored": "yes"},
        ),
        ("instrument_bands", [], {"medium": "8", "high": "16"}),
        (
            "instrument_floor_new",
            [],
            {
                "level": "high",
                "reason": "Children and violence",
                "answers_are_children_at_home": ["yes"],
                "answers_violence": ["yes"],
            },
        ),
        (
            "instrument_floor",
            [7],
            {
                "level": "high",
                "reason": "Children, and violence or hate",
                "at_least": "2",
                "answers_are_children_at_home": ["yes"],
                "answers_violence": ["yes"],
                "answers_hate": ["yes"],
            },
        ),
        ("instrument_move", ["are_children_at_home"], {"direction": "up"}),
        ("instrument_remove", ["duration"], {}),
        ("instrument_floor_remove", [6], {}),
    ):
        draft.refresh_from_db()
        answer = posted(client, ada, page, draft.pk, *args, shown=str(draft.row_version), **typed)
        assert answer.status_code == 302, (page, words(answer))

    draft.refresh_from_db()
    for page, args in (
        ("instrument_move", ["duration"]),
        ("instrument_remove", ["duration"]),
        ("instrument_floor_remove", [7]),
    ):
        again = posted(client, ada, page, draft.pk, *args, shown=str(draft.row_version))
        assert (again.status_code, "taken out already" in words(again)) == (409, True), page
    page = words(got(client, ada, "instrument_draft", draft.pk))
    assert "Nothing is wrong with it" in page
    assert "Ask for approval" in page
    assert posted(client, ada, "instrument_submit", draft.pk, shown=str(draft.row_version)).status_code == 302
    draft.refresh_from_db()
    assert "Approve it" in words(got(client, bea, "instrument_draft", draft.pk))
    assert "Approve it" not in words(got(client, ada, "instrument_draft", draft.pk))
    typed = {
        "authority": "Head of Public Protection",
        "first_day": "2026-11-24",
        "shown": str(draft.row_version),
    }
    assert posted(client, bea, "instrument_approve", draft.pk, **typed).status_code == 302

    version = InstrumentVersion.objects.get(status=VersionStatus.APPROVED)
    page = words(got(client, ada, "instrument_page", version.pk))
    assert "Nine factors 1" in page
    assert "Head of Public Protection" in page
    assert "by Bea Holt" in page
    assert "at least 2 of these are answered" in page
    assert version.questions.get(code="are_children_at_home").number == 7
    assert not version.require_all
    assert "It was approved, and is" in words(got(client, ada, "instrument_draft", draft.pk))


def test_an_edit_beside_an_older_draft_is_refused_and_keeps_what_was_typed(client: Client, ada: User) -> None:
    draft = drafted(by=ada)
    posted(client, ada, "instrument_bands", draft.pk, shown="1", medium="8", high="16")

    stale = posted(client, ada, "instrument_bands", draft.pk, shown="1", medium="9", high="17")

    assert stale.status_code == 409
    assert "The draft was changed since you opened this page" in words(stale)
    assert 'value="17"' in words(stale)
    assert 'name="shown" value="2"' in words(stale)
    for page, args in (("instrument_move", ["safe"]), ("instrument_submit", [])):
        assert posted(client, ada, page, draft.pk, *args, shown="1").status_code == 409
    assert posted(client, ada, "instrument_submit", draft.pk, shown="x").status_code == 409


def test_faults_are_listed_and_lead_to_their_part(client: Client, ada: User) -> None:
    content = drafting.with_floor(drafting.without_question(drafted(by=ada).content, "hate"), None, {
        "condition": {}, "level": "high", "reason": "Nothing", "at_least": None,
    })  # fmt: skip
    draft = drafted(by=ada, content=content, version="1")

    page = words(got(client, ada, "instrument_draft", draft.pk))

    assert "has a version 1 already" in page
    for place in ("floor-3", "floor-7"):
        assert f'href="#{place}"' in page
        assert f'id="{place}"' in page
    assert "Ask for approval" not in page


def test_a_question_needs_a_code_of_its_own_and_one_that_is_not_there_is_not_found(
    client: Client, ada: User
) -> None:
    draft = drafted(by=ada)
    typed = {"text": "Safe?", "sensitive": "no", "scored": "yes", "code": "safe", "shown": "1"}

    refused = posted(client, ada, "instrument_question_new", draft.pk, **typed)

    assert refused.status_code == 409
    assert "There is a question with the code safe already" in words(refused)
    assert got(client, ada, "instrument_question", draft.pk, "weather").status_code == 404
    assert got(client, ada, "instrument_floor", draft.pk, 99).status_code == 404
    assert got(client, ada, "instrument_draft", draft.pk + 1).status_code == 404


def test_only_whoever_drafts_a_form_gets_its_parts_and_others_begin_a_copy(
    client: Client, ada: User, bea: User
) -> None:
    draft = drafted(by=ada)

    assert got(client, bea, "instrument_bands", draft.pk).status_code == 409
    page = words(got(client, bea, "instrument_draft", draft.pk))
    assert "Begin a copy" in page
    assert "Move up" not in page
    copy = got(client, bea, "instrument_draft_new", draft=str(draft.pk))
    assert "Questions, bands and floors of version 2 are copied" in words(copy)
    assert "Begin an empty form" in words(got(client, bea, "instrument_draft_new", draft="x"))


def test_trying_a_form_scores_what_is_typed_and_keeps_nothing(client: Client, ada: User) -> None:
    draft = drafted(by=ada, content={**drafted(by=ada).content, "require_all": False})
    tried = {"answers_violence": "yes", "answers_vulnerability": "none", "try": "1"}

    page = words(got(client, ada, "instrument_try", draft.pk, **tried))

    assert "Score 4, which alone gives standard risk" in page
    assert "At least medium: There has been violence" in page
    assert "6 not known: it could be" in page
    assert "No level" in words(got(client, ada, "instrument_try", draft.pk, **{"try": "1"}))
    assert got(client, ada, "instrument_try", draft.pk, answers_violence="perhaps").status_code == 400
    empty = drafted(by=ada, content=drafting.empty(), version="3")
    assert "There is no question to answer yet" in words(got(client, ada, "instrument_try", empty.pk))
    faulty = drafted(by=ada, content={**draft.content, "bands": []}, version="4")
    assert "It gives no level yet" in words(got(client, ada, "instrument_try", faulty.pk, **tried))


def test_a_draft_is_returned_with_a_note_that_its_writer_reads(client: Client, ada: User, bea: User) -> None:
    draft = submitted(by=ada)

    mine = posted(client, ada, "instrument_return", draft.pk, shown="2", note="Mine")
    answer = posted(client, bea, "instrument_return", draft.pk, shown="2", note="Ask about children")

    draft.refresh_from_db()
    assert (mine.status_code, answer.status_code, draft.state) == (409, 302, DraftState.RETURNED)
    assert "Returned by Bea Holt" in words(got(client, ada, "instrument_draft", draft.pk))
    assert "Ask about children" in words(got(client, ada, "instrument_draft", draft.pk))


def test_retiring_the_form_in_use_warns_and_says_until_when(client: Client, ada: User) -> None:
    version = shipped()
    assert "It is the form in use" in words(got(client, ada, "instrument_retire", version.pk))

    typed = {"last_day": "2026-11-30", "reason": "Too short"}
    assert posted(client, ada, "instrument_retire", version.pk, **typed).status_code == 302

    assert "From 20 October 2014 to 30 November 2026" in words(
        got(client, ada, "instrument_page", version.pk)
    )
    assert posted(client, ada, "instrument_retire", version.pk, **typed).status_code == 409


def test_an_assessment_made_by_a_retired_version_still_shows_its_own_questions(
    client: Client, amira: User, ada: User, bea: User
) -> None:
    case: Case = opened_case(amira)
    old = assess(case, MEDIUM, by=amira)
    content = drafting.with_question(drafted(by=ada).content, "safe", text="Are you safe where you live?")
    draft = submitted(by=ada, content=content, version="9")
    typed = {"authority": "Head of Public Protection", "first_day": "2026-11-23", "shown": "2"}
    assert posted(client, bea, "instrument_approve", draft.pk, **typed).status_code == 302

    page = words(got(client, amira, "risk_assessment", case.reference, old.pk))

    assert "Do you feel safe at home?" in page
    assert "Are you safe where you live?" not in page
    assert "Retired" in page
    assert "Are you safe where you live?" in words(got(client, amira, "risk_assess", case.reference, 1))
