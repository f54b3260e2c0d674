"""Each rule that makes a warning or notice invalid refuses it by itself, through the transition and through the API."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.enforcement.choices import LimbKind, MeasureState, ServiceMethod, TermKind
from asbcases.enforcement.models import Authority, LimbEvidence, Measure, RuleWeighed
from asbcases.enforcement.transitions.drafting import add_term
from asbcases.enforcement.transitions.evidence import unlink_evidence
from asbcases.enforcement.transitions.issuing import issue
from asbcases.errors import Refused
from tests.enforcement.make_measures import (
    WEEK,
    approve,
    draft_notice,
    fresh,
    make_subject,
    make_warning,
    served_as,
)
from tests.enforcement.switched_off import Without, without_rule
from tests.make import make_case

__all__ = ["without_rule"]
pytestmark = pytest.mark.django_db
# The API knows no other time than its own: the notice is served an hour ago, on a warning of eight days before.
DAY = timedelta(days=1)
SERVED = timezone.now() - timedelta(hours=1)
WARNED = SERVED - 8 * DAY


@dataclass
class Ready:
    """A notice that is approved and lacks one thing, and how it would be served."""

    notice: Measure
    served: Mapping[str, Any] = field(default_factory=lambda: served_as(SERVED))
    over: Mapping[str, str] = field(default_factory=dict)


def warn(case: Case, by: User, **said: Any) -> Measure:
    """Issue a warning eight days before."""
    return make_warning(case, by=by, now=WARNED, **said)


def ready(case: Case, by: User, **said: Any) -> Ready:
    """Return a notice that lacks nothing, unless it is said."""
    warning = said.pop("warning", None) or warn(case, by)
    return Ready(approve(draft_notice(case, warning, by=by, now=SERVED, **said), by=by, now=SERVED))


def no_warning(case: Case, by: User) -> Ready:
    # The database holds the last door: without any warning the row itself could not be kept.
    other = make_subject(case, by=by, now=WARNED, name="Lee Marsh")
    warning = warn(case, by, subject=other)
    return ready(case, by, warning=warning, subject=make_subject(case, by=by, now=WARNED))


def too_soon(case: Case, by: User) -> Ready:
    warning = warn(case, by, comply_by=SERVED + WEEK)
    return ready(case, by, warning=warning)


def too_young(case: Case, by: User) -> Ready:
    child = make_subject(case, by=by, now=WARNED, born_on=SERVED.date().replace(year=SERVED.year - 15))
    reasons = dict.fromkeys(("CPW-5",), "His mother was written to as well.")
    warning = warn(case, by, subject=child, served={"over": reasons})
    found = ready(case, by, warning=warning)
    return Ready(found.notice, found.served, {"CPN-15": "The team is told."})


def limb_without_evidence(case: Case, by: User) -> Ready:
    return _without(case, by, LimbKind.PERSISTENT)


def nothing_since(case: Case, by: User) -> Ready:
    return _without(case, by, LimbKind.STILL)


def _without(case: Case, by: User, limb: LimbKind) -> Ready:
    draft = draft_notice(case, warn(case, by), by=by, now=SERVED)
    for row in LimbEvidence.objects.filter(limb__measure=draft, limb__limb=limb):
        unlink_evidence(row, why="It was another evening", by=by, now=SERVED)
    return Ready(approve(draft, by=by, now=SERVED))


def no_authority(case: Case, by: User) -> Ready:
    found = ready(case, by)
    Authority.objects.filter(holder=by).update(ends_on=WARNED.date())
    return found


def wrong_type(case: Case, by: User) -> Ready:
    draft = draft_notice(case, warn(case, by), by=by, now=SERVED)
    said: dict[str, Any] = {"purpose": "He stays away.", "do_by": SERVED + WEEK}
    words = "He does not enter the town."
    add_term(draft, kind=TermKind.PROHIBITION, words=words, **said, by=by, now=SERVED)
    reasons = {"CPW-6": "It began since.", "CPN-7": "Everybody knows the town.", "CPN-8": "At once."}
    return Ready(approve(draft, by=by, now=SERVED), over=reasons)


def no_conduct(case: Case, by: User) -> Ready:
    return ready(case, by, conduct="")


def e_mail_alone(case: Case, by: User) -> Ready:
    return Ready(ready(case, by).notice, served_as(SERVED, {"method": ServiceMethod.EMAIL}))


BLOCKED: dict[str, Callable[[Case, User], Ready]] = {
    "CPW-1": no_warning,
    "CPW-2": too_soon,
    "CPN-1": too_young,
    "CPN-2": limb_without_evidence,
    "CPN-3": nothing_since,
    "CPN-4": no_authority,
    "CPN-6": wrong_type,
    "CPN-9": no_conduct,
    "CPN-12": e_mail_alone,
}


def try_to_issue(found: Ready, by: User) -> Measure:
    return issue(found.notice, **found.served, over=found.over, by=by, now=SERVED)


def send(client: Client, found: Ready) -> Any:
    """Issue by the API."""
    notice = fresh(found.notice)
    address = f"/api/v1/cases/{notice.case.reference}/measures/{notice.reference}/issue/"
    body = {**found.served, "served_at": SERVED.isoformat(), "over": dict(found.over)}
    tag = {"If-Match": f'"{notice.pk}-{notice.version}"'}
    return client.post(address, body, content_type="application/json", headers=tag)


@pytest.mark.parametrize("rule", BLOCKED)
def test_a_notice_is_refused_by_each_rule_and_by_no_other(
    rule: str, amira: User, without_rule: Without
) -> None:
    found = BLOCKED[rule](make_case(by=amira, now=WARNED - DAY), amira)
    with pytest.raises(Refused, match=rf"\({{0,1}}.*{rule}\)") as refused:
        try_to_issue(found, amira)
    assert [one for one in BLOCKED if f"{one})" in refused.value.reason] == [rule]
    assert fresh(found.notice).state == MeasureState.APPROVED
    assert not RuleWeighed.objects.filter(measure=found.notice).exists()

    without_rule(rule)

    assert try_to_issue(found, amira).state == MeasureState.ISSUED
    kept = RuleWeighed.objects.filter(measure=found.notice, rule=rule)
    assert {row.decision for row in kept} == {"allow"}


@pytest.mark.parametrize("rule", BLOCKED)
def test_the_api_refuses_by_each_rule_too(
    rule: str, client: Client, amira: User, without_rule: Without
) -> None:
    found = BLOCKED[rule](make_case(by=amira, now=WARNED - DAY), amira)
    client.force_login(amira)

    refused = send(client, found)

    assert refused.status_code == 409
    assert [one for one in BLOCKED if f"{one})" in refused.json()["detail"]] == [rule]
    without_rule(rule)
    done = send(client, found)
    assert (done.status_code, done.json()["state"]) == (200, MeasureState.ISSUED)
