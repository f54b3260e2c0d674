"""That a notice or warning was discharged is told to the person it bound: by a stored paper, how and when is kept with its hash."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.enforcement.choices import AskedBy, ChangeKind, MeasureState, PaperKind, ServiceMethod, Verdict
from asbcases.enforcement.models import Measure, MeasureService
from asbcases.enforcement.papers.common import in_groups
from asbcases.enforcement.transitions.changing import ask_change, decide_change
from asbcases.enforcement.transitions.papers import make_paper
from asbcases.enforcement.transitions.serving import serve_again
from asbcases.errors import Refused
from tests.enforcement.make_measures import DAY, fresh, keep_paper, make_warning
from tests.enforcement.make_papers import said_in
from tests.make import make_case, make_closed

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
# The pages know no other time than their own.
NOW = timezone.now().replace(second=0, microsecond=0)


def make_discharged(by: User) -> Measure:
    """Return a warning of ours, discharged an hour ago because its person asked for it."""
    issued_at, then = NOW - 3 * DAY, NOW - 60 * MINUTE
    warning = make_warning(make_case(by=by, now=issued_at - DAY), by=by, now=issued_at)
    change = ask_change(
        warning, kind=ChangeKind.DISCHARGE, asked_by=AskedBy.SUBJECT, words="It is quiet now.", by=by, now=then
    )  # fmt: skip
    decide_change(change, verdict=Verdict.GRANTED, decision="It is quiet.", by=by, now=then)
    return fresh(warning)


def serve(measure: Measure, by: User, **said: Any) -> MeasureService:
    stated: dict[str, Any] = {
        "method": ServiceMethod.HAND,
        "served_at": NOW - 10 * MINUTE,
        "received_by": "Himself",
    }
    return serve_again(measure, **{**stated, **said}, by=by, now=NOW)


def test_it_is_served_by_its_stored_paper_and_by_no_other_on_a_closed_case_too(amira: User) -> None:
    freed = make_discharged(amira)
    warned = keep_paper(freed, by=amira, now=NOW - 50 * MINUTE)
    for said in ({}, {"paper": warned}):
        with pytest.raises(Refused, match="make the notice of discharge"):
            serve(freed, amira, **said)
    paper = make_paper(freed, kind=PaperKind.DISCHARGE, by=amira, now=NOW - 30 * MINUTE)
    with pytest.raises(Refused, match="make the notice of discharge"):
        serve(freed, amira, served_at=NOW - 40 * MINUTE)
    make_closed(freed.case, by=amira, now=NOW - 20 * MINUTE)

    service = serve(freed, amira)

    assert (service.paper, service.served_at, service.differs) == (paper, NOW - 10 * MINUTE, "")
    event = AuditEvent.objects.filter(verb=Verb.MEASURE_SERVED, data__measure=freed.reference).latest("pk")
    assert (event.data["paper"], event.data["sha256"]) == (paper.number, paper.sha256)
    assert event.data["method"] == "notice of discharge, handed over"
    assert fresh(freed).state == MeasureState.DISCHARGED
    again = make_paper(freed, kind=PaperKind.DISCHARGE, by=amira, now=NOW)
    assert f"Paper {paper.number}, SHA-256 {in_groups(paper.sha256)}" in said_in(again)
    Measure.objects.filter(pk=freed.pk).update(recorded_in_error_at=NOW)
    with pytest.raises(Refused):
        serve(fresh(freed), amira)


def test_the_page_leads_from_the_discharge_to_its_paper_and_its_service(client: Client, amira: User) -> None:
    freed = make_discharged(amira)
    client.force_login(amira)
    address = [freed.case.reference, freed.reference]
    page, serving = reverse("measure_page", args=address), reverse("measure_serve", args=address)
    said = client.get(page).content.decode()
    assert "It is not on record that the person was told" in said
    assert reverse("paper_new", args=[*address, "discharge"]) in said
    assert serving not in said

    paper = keep_paper(freed, kind=PaperKind.DISCHARGE, by=amira, now=NOW - 30 * MINUTE)
    assert serving in client.get(page).content.decode()
    form = client.get(serving).content.decode()
    assert "How the discharge was served" in form
    assert "Read aloud" not in form
    day, time = timezone.localtime(NOW).strftime("%Y-%m-%d"), timezone.localtime(NOW).strftime("%H:%M")
    sent = {
        "method": "hand",
        "served_day": day,
        "served_time": time,
        "received_by": "Himself",
        "paper": paper.number,
    }
    assert client.post(serving, sent)["Location"] == page

    said = client.get(page).content.decode()
    assert paper.sha256 in said
    assert "Counts from" in said
    assert "It is not on record" not in said
    assert "Record a further service of the discharge" in said
