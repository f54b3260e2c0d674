"""Which stored paper was served is kept with its hash; a notice whose paper does not explain its effect is not issued."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.enforcement.choices import MeasureState, PaperKind, ServiceMethod, TermKind
from asbcases.enforcement.models import Measure, MeasureService
from asbcases.enforcement.papers.common import in_groups
from asbcases.enforcement.papers.effects import explains
from asbcases.enforcement.transitions.drafting import add_term, change_draft
from asbcases.enforcement.transitions.issuing import issue
from asbcases.enforcement.transitions.serving import serve_again
from asbcases.errors import Refused
from tests.enforcement.make_measures import (
    DAY,
    approve,
    draft_notice,
    draft_warning,
    fresh,
    keep_paper,
    make_notice,
    make_warning,
    served_as,
)
from tests.enforcement.make_papers import make_penalty, paper_of, said_in
from tests.enforcement.switched_off import Without, without_rule
from tests.make import NOW, make_case

__all__ = ["without_rule"]
pytestmark = pytest.mark.django_db
# The API knows no other time than its own: the notice is served an hour ago, on a warning of nine days before.
LATER = timezone.now().replace(second=0, microsecond=0) - timedelta(hours=1)
WARNED = LATER - 9 * DAY


def issue_now(measure: Measure, by: User, **more: Any) -> Measure:
    return issue(fresh(measure), **{**served_as(LATER), **more}, by=by, now=LATER)


def unprinted(by: User) -> Measure:
    """Return a notice that is approved, and of which no paper was made."""
    case = make_case(by=by, now=WARNED - DAY)
    warning = make_warning(case, by=by, now=WARNED)
    return approve(draft_notice(case, warning, by=by, now=LATER), by=by, now=LATER, printed=False)


def send(client: Client, measure: Measure, act: str = "issue", **said: Any) -> Any:
    measure = fresh(measure)
    address = f"/api/v1/cases/{measure.case.reference}/measures/{measure.reference}/{act}/"
    body = {"method": "hand", "served_at": LATER.isoformat(), **said}
    tag = {"If-Match": f'"{measure.pk}-{measure.version}"'}
    return client.post(address, body, content_type="application/json", headers=tag)


# --- CPN-9: the effect of sections 46 to 51 -------------------------------------------------------
@pytest.mark.parametrize("stored", ["", "dumb"])
def test_a_notice_is_issued_only_by_a_stored_paper_that_explains_its_effect(
    stored: str, client: Client, amira: User, without_rule: Without
) -> None:
    notice = unprinted(amira)
    if stored:
        data = keep_paper(notice, by=amira, now=LATER).data
        part = next(one for one in data["parts"] if "section\u00a051" in one["heading"])
        part["blocks"] = [{"facts": [["Seizure", "There may be some."]]}]
        assert not explains(keep_paper(notice, by=amira, now=LATER, data=data).data)
    client.force_login(amira)

    with pytest.raises(Refused) as refused:
        issue_now(notice, amira)
    about = "Paper of the notice: " if stored else "No paper of the notice was made before it is served: "
    assert refused.value.reason.startswith(f"{about}The notice must explain appeal, remedial action, offence")
    assert refused.value.reason.endswith("(CPN-9)")
    answer = send(client, notice)
    assert (answer.status_code, "(CPN-9)" in answer.json()["detail"]) == (409, True)
    page = client.get(reverse("measure_issue", args=[notice.case.reference, notice.reference]))
    mend = reverse("paper_new", args=[notice.case.reference, notice.reference, "cpn"])
    assert f'href="{mend}"' in page.content.decode()

    without_rule("CPN-9")

    assert send(client, notice).status_code == 200
    assert fresh(notice).state == MeasureState.ISSUED


def test_the_paper_itself_is_refused_whose_words_do_not_explain_the_effect(
    amira: User, monkeypatch: pytest.MonkeyPatch, without_rule: Without
) -> None:
    notice = unprinted(amira)
    monkeypatch.setattr("asbcases.enforcement.papers.notice.effects", lambda making: [])
    with pytest.raises(Refused, match=r"must explain appeal, remedial action.*\(CPN-9\)"):
        paper_of(notice, PaperKind.CPN, amira)

    without_rule("CPN-9")

    assert "section 46" not in said_in(paper_of(notice, PaperKind.CPN, amira))


# --- Which one ------------------------------------------------------------------------------------
def test_the_newest_paper_of_its_kind_that_was_there_is_the_one_that_was_served(
    client: Client, amira: User
) -> None:
    notice = unprinted(amira)
    first, second = (keep_paper(notice, by=amira, now=LATER - n * DAY) for n in (2, 1))
    late = keep_paper(notice, by=amira, now=LATER + timedelta(minutes=1))
    other = keep_paper(notice, by=amira, now=LATER, kind=PaperKind.VARIATION)
    strange = keep_paper(draft_warning(notice.case, by=amira, now=LATER), by=amira, now=LATER)

    for paper, why in (
        (late, "Paper 3 was made after the time of service"),
        (other, "Paper 4 issues nothing: choose the paper of the community protection notice"),
        (strange, f"That is no paper of {notice.reference}"),
    ):
        with pytest.raises(Refused, match=why):
            issue_now(notice, amira, paper=paper)
    issue_now(notice, amira)
    again = serve_again(fresh(notice), **served_as(LATER), paper=first, by=amira, now=LATER)

    one, two = MeasureService.objects.filter(measure=notice).order_by("pk")
    assert (one.paper, one.differs) == (second, "")
    assert (two, two.paper) == (again, first)
    said = AuditEvent.objects.filter(verb=Verb.MEASURE_SERVED).order_by("pk").last()
    assert said
    assert (said.data["paper"], said.data["sha256"]) == (1, first.sha256)

    client.force_login(amira)
    page = client.get(
        reverse("measure_page", args=[notice.case.reference, notice.reference])
    ).content.decode()
    assert "Paper 2, community protection notice" in page
    assert page.count(f'SHA-256 <span class="asb-hash">{second.sha256}') == 1
    page = client.get(
        reverse("paper_page", args=[notice.case.reference, notice.reference, 2])
    ).content.decode()
    assert "Served: handed over on" in " ".join(page.split())
    shown = client.get(f"/api/v1/cases/{notice.case.reference}/measures/{notice.reference}/").json()[
        "services"
    ]
    assert [(row["paper"], row["paper_sha256"], row["differs"]) for row in shown] == [
        (2, second.sha256, ""),
        (1, first.sha256, ""),
    ]
    assert send(client, notice, "serve", paper=9).status_code == 400
    assert send(client, notice, "serve", paper=2).json()["services"][-1]["paper"] == 2


def test_a_paper_that_says_other_words_than_the_measure_is_told_from_then_on(
    client: Client, amira: User
) -> None:
    notice = unprinted(amira)
    keep_paper(notice, by=amira, now=LATER)
    said: dict[str, Any] = {"purpose": "It is quiet.", "by": amira, "now": LATER}
    add_term(notice, kind=TermKind.STOP, words="You must not shout on the stairs.", **said)
    change_draft(fresh(notice), proper_address="23 Mersea Road", by=amira, now=LATER)
    notice = approve(notice, by=amira, now=LATER, printed=False)
    client.force_login(amira)
    differs = "To whom, and by when, What you must do"

    page = client.get(
        reverse("measure_issue", args=[notice.case.reference, notice.reference])
    ).content.decode()
    assert f"Paper 1 says other words than {notice.reference} does now: {differs}" in " ".join(page.split())
    issue_now(notice, amira, over={"CPW-6": "It began since."})

    assert MeasureService.objects.get(measure=notice).differs == differs
    page = client.get(
        reverse("measure_page", args=[notice.case.reference, notice.reference])
    ).content.decode()
    assert f"It said something else than was in force when it was served: {differs}" in page


def test_a_warning_that_was_served_without_a_stored_paper_says_so(client: Client, amira: User) -> None:
    warning = make_warning(make_case(by=amira, now=WARNED), by=amira, now=WARNED)
    client.force_login(amira)

    assert MeasureService.objects.get(measure=warning).paper is None
    where = [warning.case.reference, warning.reference]
    assert "No stored paper of it" in client.get(reverse("measure_page", args=where)).content.decode()
    page = client.get(reverse("measure_serve", args=where)).content.decode()
    assert "No paper of it is stored" in page
    keep_paper(warning, by=amira, now=WARNED)
    page = client.get(reverse("measure_serve", args=where)).content.decode()
    assert "is kept as the one that was served" in page
    assert "1. Community protection warning, made on" in page


def test_the_record_of_service_names_its_own_paper_and_its_hash(amira: User) -> None:
    notice = make_notice(make_case(by=amira), by=amira)
    penalty, now = make_penalty(notice, by=amira), NOW + 12 * DAY
    blank = keep_paper(notice, by=amira, now=now, kind=PaperKind.FPN, penalty=penalty)
    serve_again(notice, **served_as(now), paper=blank, by=amira, now=now)

    of_penalty, of_notice = (
        said_in(keep_paper(notice, by=amira, now=now, kind=kind, **more)).split("Record of service")[1]
        for kind, more in ((PaperKind.FPN, {"penalty": penalty}), (PaperKind.CPN, {}))
    )

    assert "How it was served" in said_in(blank).split("Record of service")[1]
    assert f"Fixed penalty notice\nReference\n{penalty.reference}" in of_penalty
    assert notice.reference not in of_penalty
    assert f"Paper 2, SHA-256 {in_groups(blank.sha256)}" in of_penalty
    assert f"Community protection notice\nReference\n{notice.reference}" in of_notice
    assert of_notice.count("SHA-256") == 1
    assert ServiceMethod.HAND.label in of_notice
