"""A case is monitored, opened again, given to another lead, and rid of who was put on it by mistake."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.case_choices import ApprovalKind
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import AccessGrant, CaseAction, CaseReopening, HandOver
from asbcases.casework.queries.allocation import leads_gone, owed_on, why_gone
from asbcases.casework.transitions import (
    mark_party_wrong,
    monitor_case,
    name_spoc,
    plan_action,
    read_hand_over,
    reallocate_case,
    record_person,
    reopen_case,
    restrict_case,
    work_again,
)
from asbcases.casework.transitions.case_parties import join_party
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline, Ruling
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import ask_approval
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.notify.models import Message
from partners import access
from risk.queries import victims_of
from tests.deadlines.checking import differences
from tests.make import NOW, district, make_case, make_closed, make_graded, make_team, make_user
from tests.risk.answers import MEDIUM, STANDARD, assess

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LATER = NOW + HOUR
STORY: dict[str, Any] = {
    "reason": "She goes to another team.",
    "story": "Stones at one home since August, by a group from the school.",
    "promises": "A visit on Friday.",
    "dangers": "None known.",
}


@pytest.fixture
def sam(db: None) -> User:
    return make_user("sam", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", name="Sam Reed")


def refusal(act: Any, *args: Any, **said: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(*args, **said)
    return refused.value.reason


def test_a_case_goes_to_monitoring_and_back_with_its_clocks(amira: User) -> None:
    case = make_case(by=amira)
    owed = Deadline.objects.filter(OPEN, case=case).count()

    assert "Say why" in refusal(monitor_case, case, reason=" ", by=amira, now=NOW)
    assert monitor_case(case, reason="Quiet.", by=amira, now=NOW).stage == "monitoring"
    assert "monitoring now" in refusal(monitor_case, case, reason="Quiet.", by=amira, now=NOW)
    assert work_again(case, reason="Not quiet.", by=amira, now=NOW).stage == "open"
    assert "open now" in refusal(work_again, case, reason="Not quiet.", by=amira, now=NOW)

    assert Deadline.objects.filter(OPEN, case=case).count() == owed
    closed = make_closed(case, by=amira, now=NOW)
    assert "closed now" in refusal(work_again, closed, reason="Again.", by=amira, now=NOW)
    assert differences() == []


def test_a_closed_case_opens_again_by_an_incident_that_joins_it(amira: User, ben: User) -> None:
    case = make_case(by=amira)
    assess(case, STANDARD, by=amira, now=NOW)
    make_closed(case, by=amira, now=LATER)
    incident = make_graded(by=amira, now=LATER)
    then = LATER + DAY

    assert "Say why" in refusal(reopen_case, case, reason="", by=amira, now=then)
    reopening = reopen_case(case, reason="Stones again.", incident=incident, by=amira, now=then)

    case.refresh_from_db()
    assert (case.stage, case.closed_at, case.outcome) == ("open", None, "")
    assert case.incident_links.filter(incident=incident).exists()
    assert CaseReopening.objects.get() == reopening
    owed = {one.kind for one in Deadline.objects.filter(OPEN, case=case)}
    assert Kind.RETENTION_REVIEW not in owed
    assert {Kind.RE_ASSESSMENT, Kind.VICTIM_CONTACT, Kind.RISK_REVIEW} <= owed
    assert AuditEvent.objects.get(verb="case.reopened").data["reopening"] == reopening.pk
    assert "is not closed" in refusal(reopen_case, case, reason="Again.", by=amira, now=then)
    assert differences() == []


def test_a_case_opened_again_by_decision_is_closed_again_under_the_next_number(amira: User) -> None:
    case = make_closed(make_case(by=amira), by=amira, now=NOW)
    reopen_case(case, reason="The victim asked for it.", by=amira, now=LATER)
    make_closed(case, by=amira, now=LATER + HOUR)

    assert list(case.closings.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert Deadline.objects.filter(OPEN, case=case, kind=Kind.RETENTION_REVIEW).count() == 1
    assert differences() == []


def test_the_new_lead_gets_the_story_what_is_owed_and_the_access(amira: User, ben: User, sam: User) -> None:
    case = make_case(by=amira)
    assess(case, MEDIUM, by=amira, now=NOW)
    name_spoc(case, spoc=amira, by=amira, now=NOW)
    action = plan_action(
        case, words="Visit", owner=amira, due_on=london_day(NOW + 3 * DAY), by=amira, now=NOW
    )
    owed = set(Deadline.objects.filter(OPEN, case=case, owner=amira).values_list("pk", "due_at"))

    handed = reallocate_case(case, lead=sam, **STORY, by=ben, now=LATER)

    case.refresh_from_db()
    assert (case.lead, case.spoc) == (sam, sam)
    assert set(Deadline.objects.filter(OPEN, case=case, owner=sam).values_list("pk", "due_at")) == owed
    assert not Deadline.objects.filter(OPEN, case=case, owner=amira).exists()
    assert Ruling.objects.filter(case=case, verb="reassigned", to=sam).count() == len(owed)
    assert CaseAction.objects.get(pk=action.pk).owner == sam
    in_force = AccessGrant.objects.filter(case=case, revoked_at__isnull=True)
    assert [grant.user for grant in in_force] == [sam]
    message = Message.objects.get(template="case_given")
    assert (message.recipient, message.context["path"]) == (sam, f"/cases/{case.reference}/hand-overs/1/")
    assert (handed.giver, handed.taker, handed.number) == (amira, sam, 1)
    assert differences() == []


def test_only_the_new_lead_says_that_they_have_read_it_and_once(amira: User, ben: User, sam: User) -> None:
    handed = reallocate_case(make_case(by=amira), lead=sam, **STORY, by=ben, now=NOW)

    assert "Only whom" in refusal(read_hand_over, handed, by=amira, now=NOW)
    assert read_hand_over(handed, by=sam, now=LATER).read_at == LATER
    assert "already" in refusal(read_hand_over, handed, by=sam, now=LATER)


def test_the_story_is_written_unless_the_former_lead_cannot(amira: User, ben: User, sam: User) -> None:
    case = make_case(by=amira)
    given: dict[str, Any] = {"lead": sam, "reason": "Gone.", "by": ben, "now": NOW}

    assert "Write the story so far: Amira Osei is at work" in refusal(reallocate_case, case, **given)
    amira.on_leave_until = london_day(NOW)
    amira.save()
    assert reallocate_case(case, **given).story == ""


def test_what_cannot_be_given_is_refused(amira: User, ben: User, sam: User, dev: User) -> None:
    case = make_case(by=amira)
    said: dict[str, Any] = {**STORY, "by": ben, "now": NOW}

    assert "leads" in refusal(reallocate_case, case, lead=amira, **said)
    assert "cannot lead" in refusal(reallocate_case, case, lead=dev, **said)
    assert "Say why" in refusal(reallocate_case, case, lead=sam, **{**said, "reason": " "})
    make_closed(case, by=amira, now=NOW)
    assert "is closed" in refusal(reallocate_case, case, lead=sam, **said)
    assert not HandOver.objects.exists()


def test_what_asks_for_a_rank_goes_to_a_supervisor_and_not_to_a_lead_without_it(
    amira: User, ben: User, sam: User
) -> None:
    case = make_case(by=ben)
    assess(case, STANDARD, by=amira, now=NOW)
    olga = make_user("olga", Role.SUPERVISOR, Rank.SERGEANT, district_code="colchester", name="Olga Bell")

    reallocate_case(case, lead=sam, **STORY, by=olga, now=LATER)

    owners = {one.kind: one.owner for one in Deadline.objects.filter(OPEN, case=case)}
    assert (owners[Kind.RISK_REVIEW], owners[Kind.VICTIM_CONTACT]) == (olga, sam)


def test_a_lead_who_takes_a_case_to_themselves_is_not_told(amira: User, ben: User) -> None:
    case = make_case(by=amira)
    reallocate_case(case, lead=ben, **STORY, by=ben, now=NOW)

    assert not Message.objects.filter(template="case_given").exists()


def test_on_a_restricted_case_the_new_lead_is_named_and_the_former_no_more(
    amira: User, ben: User, sam: User
) -> None:
    now = timezone.now() - HOUR
    case = make_case(by=amira, now=now)
    restrict_case(case, named=[], reason="A colleague", by=ben, now=now)

    reallocate_case(case, lead=sam, **STORY, by=ben, now=now)

    def sees(who: User) -> bool:
        return access.cases_visible_to(who, now=timezone.now()).filter(pk=case.pk).exists()

    assert (sees(sam), sees(amira), sees(ben)) == (True, False, True)
    incident = case.incident_links.get().incident
    names = set(incident.grants.filter(revoked_at__isnull=True).values_list("user__username", flat=True))
    assert names == {"sam", "ben"}


def test_on_a_restricted_case_who_is_named_is_let_in_once_and_the_only_sergeant_goes_on_owing(
    amira: User, ben: User, sam: User
) -> None:
    now = timezone.now() - HOUR
    case = make_case(by=ben, now=now)
    assess(case, STANDARD, by=amira, now=now)
    restrict_case(case, named=[sam], reason="A colleague", by=ben, now=now)

    reallocate_case(case, lead=sam, **STORY, by=ben, now=now)

    assert AccessGrant.objects.filter(case=case, user=sam, revoked_at__isnull=True).count() == 1
    owners = {one.kind: one.owner for one in Deadline.objects.filter(OPEN, case=case)}
    assert (owners[Kind.RISK_REVIEW], owners[Kind.VICTIM_CONTACT]) == (ben, sam)


def test_the_single_point_of_contact_is_somebody_of_the_police(amira: User, sam: User, dev: User) -> None:
    case = make_case(by=amira)

    assert "does not work for the police" in refusal(name_spoc, case, spoc=dev, by=amira, now=NOW)
    assert name_spoc(case, spoc=sam, by=amira, now=NOW).spoc == sam
    assert "already" in refusal(name_spoc, case, spoc=sam, by=amira, now=NOW)
    make_closed(case, by=amira, now=NOW)
    assert "is closed" in refusal(name_spoc, case, spoc=amira, by=amira, now=NOW)


def test_who_was_put_on_a_case_by_mistake_stays_on_file_and_owes_nothing(amira: User, ben: User) -> None:
    case = make_case(by=amira)
    other = record_person(name="Pat Green", source="A call", by=amira, now=NOW)
    party = join_party(case, other, role=PartyRole.VICTIM, by=amira, now=NOW)
    about: dict[str, Any] = {"proposal": {}, "reason": "Lower", "by": amira, "now": NOW}
    asked = ask_approval(case, kind=ApprovalKind.LOWER_RISK, rank=Rank.SERGEANT, subject="2", **about)
    assert Deadline.objects.filter(OPEN, case=case, subject="2").count() == 1

    assert "Say what is wrong" in refusal(mark_party_wrong, party, why="", by=amira, now=LATER)
    mark_party_wrong(party, why="It was her sister.", by=amira, now=LATER)

    party.refresh_from_db()
    asked.refresh_from_db()
    assert (party.recorded_in_error_why, asked.verdict) == ("It was her sister.", "withdrawn")
    assert not Deadline.objects.filter(OPEN, case=case, subject="2").exists()
    assert [victim.number for victim in victims_of(case)] == [1]
    assert "already" in refusal(mark_party_wrong, party, why="Again.", by=amira, now=LATER)
    assert AuditEvent.objects.get(verb="case.party_wrong").data["party"] == party.pk


def test_nobody_of_a_closed_case_is_marked_wrong(amira: User) -> None:
    case = make_closed(make_case(by=amira), by=amira, now=NOW)

    assert "open it again" in refusal(mark_party_wrong, case.parties.get(), why="No.", by=amira, now=NOW)


def test_cases_whose_lead_is_suspended_away_or_elsewhere_are_found(
    amira: User, ben: User, cara: User
) -> None:
    today = london_day(NOW)
    team = make_team("Force-wide", force_wide=True)
    gus = make_user("gus", Role.CPT_OFFICER, district_code="colchester", name="Gus Gone")
    leah = make_user("leah", Role.CPT_OFFICER, district_code="colchester", name="Leah Away")
    asha = make_user("asha", Role.ASB_OFFICER, district_code="basildon", name="Asha Rao")
    wide = make_user("wide", Role.CPT_OFFICER, district_code="basildon", team=team)
    cases = {lead.username: make_case(by=amira, lead=lead) for lead in (amira, gus, leah, cara, asha, wide)}
    make_closed(make_case(by=amira, lead=gus), by=amira, now=NOW)
    gus.is_active, leah.on_leave_until = False, today + DAY
    gus.save()
    leah.save()

    visible = access.cases_visible_to(ben, now=NOW)
    found = {case.lead.username: why_gone(case.lead, case, today) for case in leads_gone(visible, today)}

    assert found == {"gus": "suspended", "leah": "on leave", "cara": "in another district now"}
    assert why_gone(amira, cases["amira"], today) == why_gone(asha, cases["asha"], today) == ""
    owed = owed_on(cases.values())
    assert {owed[case.pk].number for case in cases.values()} == {1}
    assert district() == cases["cara"].district
