"""The pages of warnings and notices: drafted, issued and changed by forms, with what the law says beside."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.enforcement.choices import NOTICE_LIMBS, MeasureKind, MeasureState
from asbcases.enforcement.models import Measure, MeasureTerm
from asbcases.law.periods import LONDON
from tests.enforcement.make_measures import (
    draft_warning,
    fresh,
    inspector,
    keep_paper,
    make_authority,
    make_entry,
    make_subject,
)
from tests.make import make_case

pytestmark = pytest.mark.django_db


def days_of(at: Any, day: str, clock: str) -> dict[str, str]:
    local = at.astimezone(LONDON)
    return {
        f"{day}_day": local.day,
        f"{day}_month": local.month,
        f"{day}_year": local.year,
        clock: f"{local:%H:%M}",
    }


def test_a_warning_and_a_notice_are_made_by_forms(client: Client, amira: User) -> None:
    now = timezone.now()
    case = make_case(by=amira, now=now - timedelta(days=30))
    kai = make_subject(case, by=amira, now=now - timedelta(days=30))
    make_authority(amira)
    client.force_login(amira)
    home = f"/cases/{case.reference}/measures/"

    def post(address: str, said: dict[str, Any], status: int = 302) -> Any:
        answer = client.post(address, said)
        assert answer.status_code == status, answer.content.decode()
        return answer

    post(f"{home}draft/", {"kind": "cpw", "subject": kai.pk})
    warning = Measure.objects.get(kind=MeasureKind.CPW)
    page = f"{home}{warning.reference}/"
    assert b"CPW-2" in client.get(page).content
    post(f"{page}about/", {"proper_address": "22 Mersea Road", "version": fresh(warning).version})
    post(f"{page}conduct/", {
        "conduct": "<b>Music</b> at night", "effect": "No sleep", "contact": "The team", "says_notice_follows": "on",
        "skipped_why": "It cannot wait.",
        "version": fresh(warning).version,
    })  # fmt: skip
    stop = {"kind": "stop", "words": "You must not play music.", "purpose": "Sleep."}
    post(f"{page}terms/", stop)
    comply = days_of(now - timedelta(days=9), "comply_day", "comply_time")
    post(f"{page}times/", {**comply, "version": fresh(warning).version})
    served = days_of(now - timedelta(days=10), "served_day", "served_time")
    post(f"{page}issue/", {"method": "hand", **served})
    warning = fresh(warning)
    assert warning.state == MeasureState.ISSUED
    shown = client.get(page).content.decode()
    assert "&lt;b&gt;Music&lt;/b&gt;" in shown
    assert "The time to comply ran out" in shown

    post(f"{home}draft/", {"kind": "cpn", "subject": kai.pk})
    notice = Measure.objects.get(kind=MeasureKind.CPN)
    assert notice.warning == warning
    page = f"{home}{notice.reference}/"
    entry = make_entry(case, by=amira, happened_at=now - timedelta(hours=2), now=now)
    limbs = {f"{limb}_reason": "Seen by two officers" for limb in NOTICE_LIMBS}
    shown_by = {f"{limb}_shown": [f"entry-{entry.pk}"] for limb in NOTICE_LIMBS}
    post(f"{page}limbs/", {**limbs, **shown_by, "version": fresh(notice).version})
    post(f"{page}conduct/", {"conduct": "Music", "effect": "No sleep", "version": fresh(notice).version})
    fair = {"equality": "a", "rights": "b", "poverty": "no_part", "ability": "c"}
    post(f"{page}fairness/", {**fair, "version": fresh(notice).version})
    post(f"{page}terms/", {**stop, "foreshadowed_by": MeasureTerm.objects.get(measure=warning).pk})
    post(f"{page}informed/", {"body": "The landlord"})
    blocked = post(f"{page}issue/", {"method": "hand", **days_of(now, "served_day", "served_time")}, 409)
    assert b"over_CPN-13" in blocked.content
    post(f"{page}submit/", {"reason": "It goes on."})
    client.force_login(inspector())
    queue = client.get("/approvals/").content.decode()
    assert notice.reference in queue
    approval = f"/cases/{case.reference}/approvals/1/"
    assert "You must not play music." in client.get(approval).content.decode()
    post(approval, {"verdict": "granted", "decision": "Yes.", "version": 1})
    keep_paper(notice, by=amira, now=timezone.now())
    client.force_login(amira)
    said = {
        "method": "hand",
        **days_of(timezone.now(), "served_day", "served_time"),
        "over_CPN-13": "Until he moves.",
    }
    local = timezone.now().astimezone(LONDON)
    answer = client.post(f"{page}issue/", {**said, "served_time": f"{local:%H:%M}"})
    # The approval was given within this very minute, which the form does not know closer.
    assert answer.status_code in (302, 409)
    assert client.get(f"/cases/{case.reference}/").status_code == 200


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("conduct", {"conduct": "a\x00b"}),
        ("terms", {"kind": "stop", "words": "x" * 20_000}),
        ("terms", {"kind": "prohibition", "words": "Stay away"}),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence_and_kept_typed(
    page: str, said: dict[str, str], client: Client, amira: User
) -> None:
    warning = draft_warning(make_case(by=amira), by=amira)
    client.force_login(amira)
    address = f"/cases/{warning.case.reference}/measures/{warning.reference}/{page}/"
    answer = client.post(address, {**said, "version": warning.version})
    assert answer.status_code == 400
    assert b"govuk-error-summary" in answer.content
    assert fresh(warning).version == warning.version
