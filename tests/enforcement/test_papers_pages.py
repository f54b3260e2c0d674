"""Pages of papers: read through, made, handed out as bytes, and the consent to name who reported."""

import re
from typing import Any

import pytest
from django.test import Client

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.models import Access
from asbcases.cases.models import Case
from asbcases.enforcement.choices import MeasureKind, PaperKind
from asbcases.enforcement.models import Measure, NamingReason, Paper
from asbcases.enforcement.transitions.drafting import change_draft
from tests.casework.pages import asked_for, signed_in, text_of
from tests.enforcement.make_measures import draft_notice, draft_warning, fresh, make_notice, make_warning
from tests.enforcement.make_papers import HOSTILE, draft_early, make_penalty
from tests.make import NOW, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira)


def papers(measure: Measure, rest: str = "") -> str:
    return f"/cases/{measure.case.reference}/measures/{measure.reference}/papers/{rest}"


def shown(page: str) -> dict[str, str]:
    found = re.search(r'name="shown" value="(\w+)"', page)
    return {"shown": found[1]} if found else {}


def test_a_paper_is_read_through_made_and_handed_out_as_it_is(
    client: Client, case: Case, amira: User
) -> None:
    measure = draft_warning(case, by=amira)
    signed_in(client, amira)
    address = papers(measure, "new/cpw/")

    page = text_of(client.get(address))
    assert "Nothing is missing" in page
    assert "You must not play music" in page
    answer = client.post(address, {**shown(page), "large": "on"})
    assert (answer.status_code, answer.headers["Location"]) == (302, papers(measure, "1/"))

    paper = Paper.objects.get()
    page = text_of(client.get(papers(measure, "1/")))
    assert "The families above and beside it cannot sleep." in page
    assert paper.sha256 in page
    file = client.get(papers(measure, "1/pdf/"))
    assert file.content == bytes(paper.pdf)
    assert file.headers["Content-Type"] == "application/pdf"
    assert file.headers["Content-Disposition"] == f'attachment; filename="{measure.reference}-1-large.pdf"'
    assert "no-store" in file.headers["Cache-Control"]
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    look = Access.objects.get(what=Look.EXPORT)
    assert (look.user, look.case, look.about) == (amira, case, f"paper 1 of {measure.reference}")
    listed = text_of(client.get(papers(measure)))
    assert "large print" in listed
    assert "read it through and make it" in listed
    assert client.get(papers(measure, "2/")).status_code == 404
    assert client.get(papers(measure, "new/cpn/")).status_code == 404
    assert client.get(papers(measure, "new/soap/")).status_code == 404


def test_what_is_missing_is_named_with_its_section_and_a_reason_is_asked(
    client: Client, case: Case, amira: User
) -> None:
    measure = draft_warning(case, by=amira, contact="")
    signed_in(client, amira)
    address = papers(measure, "new/cpw/")

    page = text_of(client.get(address))
    assert "The warning lacks whom to write to" in page
    assert "CPW-3" in page
    answer = client.post(address, {**shown(page), "over_CPW-3": " "})
    assert answer.status_code == 409
    assert "Give a reason, or mend it" in text_of(answer)
    answer = client.post(address, {**shown(page), "over_CPW-3": "It stands in the covering letter."})
    assert answer.status_code == 302
    notice = draft_notice(case, make_warning(case, by=amira), by=amira)
    page = text_of(client.get(papers(notice, "new/cpn/")))
    assert "is not approved" in page
    assert client.post(papers(notice, "new/cpn/"), shown(page)).status_code == 409


def test_words_that_changed_meanwhile_are_read_again(client: Client, case: Case, amira: User) -> None:
    measure = draft_warning(case, by=amira)
    signed_in(client, amira)
    address = papers(measure, "new/cpw/")
    before = shown(text_of(client.get(address)))
    change_draft(fresh(measure), conduct="Drums.", by=amira, now=NOW)

    answer = client.post(address, before)

    assert answer.status_code == 409
    assert "The words have changed since you opened this page" in text_of(answer)
    assert not Paper.objects.exists()


def test_a_penalty_has_its_own_notice(client: Client, case: Case, amira: User) -> None:
    notice = make_notice(case, by=amira)
    penalty = make_penalty(notice, by=amira)
    signed_in(client, amira)

    assert penalty.reference in text_of(client.get(papers(notice)))
    address = papers(notice, f"new/fpn/?penalty={penalty.reference}")
    page = text_of(client.get(address))
    assert "Pay by 19 December 2026" in page
    assert client.post(address, shown(page)).status_code == 302
    assert Paper.objects.get(kind=PaperKind.FPN).penalty == penalty
    assert client.get(papers(notice, "new/fpn/")).status_code == 404


def test_who_reported_is_named_only_after_consent_or_a_supervisors_reason(
    client: Client, case: Case, amira: User, ben: User
) -> None:
    measure = draft_warning(case, by=amira, conduct="Jade Taylor cannot sleep.")
    signed_in(client, amira)
    address, naming = papers(measure, "new/cpw/"), papers(measure, "new/cpw/naming/")

    page = text_of(client.get(address))
    assert "It would tell Kai Marsh who reported" in page
    answer = client.post(address, shown(page))
    assert answer.status_code == 409
    assert "“Jade Taylor” (name)" in text_of(answer)
    said = {**shown(text_of(client.get(naming))), "consent": "no", "reason": "A court has named her already."}
    assert "ask your supervisor" in text_of(client.post(naming, said))
    assert client.post(naming, {**said, "consent": ""}).status_code == 400
    assert client.post(naming, {**said, "shown": "0"}).status_code == 409
    signed_in(client, ben)
    answer = client.post(naming, said)
    assert (answer.status_code, answer.headers["Location"]) == (302, address)
    assert NamingReason.objects.get().rank == "sergeant"
    assert "This paper tells nobody who reported" in text_of(client.get(naming))
    signed_in(client, amira)
    assert client.post(address, shown(text_of(client.get(address)))).status_code == 302
    assert "A court has named her already." in text_of(client.get(papers(measure)))


def test_a_hostile_name_is_plain_text_on_the_page(client: Client, case: Case, amira: User) -> None:
    measure = draft_early(case, MeasureKind.WARNING_LETTER, by=amira, name=HOSTILE)
    signed_in(client, amira)

    page = text_of(client.get(papers(measure, "new/letter/")))

    assert "&lt;Marsh&gt; &amp; &quot;Co&quot; #let x" in page
    assert "<Marsh>" not in page


def test_others_see_no_papers(client: Client, case: Case, amira: User, cara: User, eve: User) -> None:
    measure = draft_warning(case, by=amira)
    for who in (cara, eve):
        signed_in(client, who)
        for rest in ("", "1/", "1/pdf/", "new/cpw/", "new/cpw/naming/"):
            assert client.get(papers(measure, rest)).status_code == 404


def test_what_the_pages_ask_of_the_database_is_bounded(client: Client, case: Case, amira: User) -> None:
    measure = draft_warning(case, by=amira)
    signed_in(client, amira)
    page: Any = text_of(client.get(papers(measure, "new/cpw/")))
    for _ in range(2):
        client.post(papers(measure, "new/cpw/"), shown(page))

    assert len(asked_for(client, papers(measure))) <= 20
    assert len(asked_for(client, papers(measure, "new/cpw/"))) <= 45
