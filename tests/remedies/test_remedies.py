"""A community remedy on a case: the menu of the day, the victims asked, the four conditions, who decides, what came of it."""

import pytest

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import Case
from asbcases.casework.transitions.case_people import add_party
from asbcases.errors import Refused
from asbcases.remedies import transitions as verbs
from asbcases.remedies.choices import Capacity, Decision, Heard, RemedyOutcome, Use
from asbcases.remedies.models import Remedy
from tests.casework.casefile import shut, victim_of
from tests.make import NOW, make_case, make_user
from tests.remedies.making import CONDITIONS, DAY, TODAY, action_of, considered, heard, published, used

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira, now=NOW - 2 * DAY)


@pytest.fixture
def remedy(case: Case, amira: User) -> Remedy:
    return considered(case, by=amira)


def test_a_remedy_goes_from_the_offer_of_the_menu_to_what_came_of_it(remedy: Remedy, amira: User) -> None:
    heard(remedy, by=amira)
    used(remedy, by=amira)
    done = verbs.end_remedy(
        remedy, outcome=RemedyOutcome.DONE, words="The window is mended.", by=amira, now=NOW + 7 * DAY
    )

    assert (done.state, done.action_id, done.decided_by) == ("Done", action_of(remedy).pk, amira)
    told = AuditEvent.objects.filter(case=remedy.case, verb__startswith="remedy.").order_by("pk")
    assert [event.sentence for event in told] == [
        "considered community remedy 1 for respondent 2",
        "noted what the victim said to community remedy 1",
        "decided on community remedy 1: invite the person to carry out an action",
        "noted how community remedy 1 ended: done",
    ]


def test_the_menu_is_that_of_the_area_and_of_the_day_of_the_behaviour(
    case: Case, amira: User, ada: User
) -> None:
    published(by=ada, now=NOW)
    before = considered(case, by=amira, now=NOW + 5 * DAY, happened_on=TODAY)
    after = considered(case, by=amira, now=NOW + 5 * DAY, happened_on=TODAY + DAY)

    assert (before.menu.version, after.menu.version) == (1, 2)
    with pytest.raises(Refused, match="No menu of that area was in force"):
        considered(case, by=amira, area="kent")
    with pytest.raises(Refused, match="No menu of that area was in force"):
        considered(case, by=amira, happened_on=before.menu.in_force_from - DAY)
    with pytest.raises(Refused, match="Choose an action of the menu"):
        heard(after, by=amira, choice=action_of(before))


def test_it_is_considered_for_a_respondent_of_an_open_case_and_for_what_has_happened(
    case: Case, remedy: Remedy, amira: User
) -> None:
    with pytest.raises(Refused, match="one of the respondents"):
        considered(case, by=amira, party=victim_of(case))
    with pytest.raises(Refused, match="still to come"):
        considered(case, by=amira, happened_on=TODAY + DAY)
    with pytest.raises(Refused, match="what the person did"):
        considered(case, by=amira, behaviour=" ")
    shut(case)
    with pytest.raises(Refused, match="is closed"):
        considered(case, by=amira)
    with pytest.raises(Refused, match="is closed"):
        heard(remedy, by=amira)


@pytest.mark.parametrize("missing", CONDITIONS)
def test_each_of_the_four_conditions_blocks(remedy: Remedy, amira: User, missing: str) -> None:
    heard(remedy, by=amira)

    with pytest.raises(Refused, match=r"Not shown: .* \(CRM-2\)"):
        used(remedy, by=amira, met=set(CONDITIONS) - {missing})

    assert Remedy.objects.get().decision == ""


def test_only_who_the_act_names_decides(remedy: Remedy, amira: User) -> None:
    heard(remedy, by=amira)
    staff = make_user("ash", Role.ASB_OFFICER, district_code="colchester")

    for capacity in (Capacity.OTHER, None):
        with pytest.raises(Refused, match=r"A council officer as such may not.*\(CRM-3\)"):
            used(remedy, by=amira, capacity=capacity)
    with pytest.raises(Refused, match="no rank of constable"):
        used(remedy, by=staff)
    assert used(remedy, by=staff, capacity=Capacity.INVESTIGATING_OFFICER).decision == Decision.USED


@pytest.mark.parametrize(
    ("use", "rule"), [(Use.REMEDY, "CRM-4"), (Use.CAUTION, "CRM-7"), (Use.YOUTH_CAUTION, "CRM-7")]
)
def test_nobody_decides_before_the_victims_were_asked(case: Case, amira: User, use: Use, rule: str) -> None:
    remedy = considered(case, by=amira, use=use)
    with pytest.raises(Refused, match=rf"Record the victim's views.*\({rule}\)"):
        used(remedy, by=amira)
    second = add_party(case, name="Bo Dean", contact="", role=PartyRole.VICTIM, by=amira, now=NOW)
    heard(remedy, by=amira)
    with pytest.raises(Refused, match=rule):
        used(remedy, by=amira)
    heard(remedy, by=amira, heard=Heard.EFFORT, victim=second, words="Rang three times.", choice=None)

    assert used(remedy, by=amira).decision == Decision.USED


def test_a_caution_has_conditions_of_its_own(case: Case, amira: User) -> None:
    remedy = heard(considered(case, by=amira, use=Use.CAUTION), by=amira)

    assert used(remedy, by=amira, met=()).met == []


def test_all_that_the_law_wants_is_said_at_once(remedy: Remedy, amira: User) -> None:
    with pytest.raises(Refused) as refused:
        used(remedy, by=amira, met=(), capacity=Capacity.OTHER)

    assert all(f"(CRM-{number})" in refused.value.reason for number in (2, 3, 4))


def test_a_choice_that_is_not_followed_needs_its_reason(remedy: Remedy, amira: User) -> None:
    heard(remedy, by=amira, choice=action_of(remedy, 3))
    with pytest.raises(Refused, match="CRM-5"):
        used(remedy, by=amira)

    assert used(remedy, by=amira, reason="He has no tools for it.").reason == "He has no tools for it."


def test_the_views_of_a_victim_are_theirs(remedy: Remedy, amira: User) -> None:
    with pytest.raises(Refused, match="Choose whose views"):
        heard(remedy, by=amira, victim=None)
    with pytest.raises(Refused, match="one of the victims"):
        heard(remedy, by=amira, victim=remedy.party)
    with pytest.raises(Refused, match="chosen by the victim"):
        heard(remedy, by=amira, heard=Heard.EFFORT)
    with pytest.raises(Refused, match="what was tried"):
        heard(remedy, by=amira, words="")


def test_an_effort_may_have_reached_for_all_who_were_harmed(remedy: Remedy, amira: User) -> None:
    heard(remedy, by=amira, victim=None, choice=None, heard=Heard.EFFORT, words="A letter went to every flat")

    [note] = remedy.notes.all()
    assert (note.victim, note.heard, note.words) == (None, Heard.EFFORT, "A letter went to every flat")


def test_an_action_is_used_with_its_day(remedy: Remedy, amira: User) -> None:
    heard(remedy, by=amira)
    for missing in ({"action": None}, {"due_on": None}):
        with pytest.raises(Refused, match="which action"):
            used(remedy, by=amira, **missing)
    with pytest.raises(Refused, match="has passed"):
        used(remedy, by=amira, due_on=TODAY - DAY)
    with pytest.raises(Refused, match="what shows"):
        used(remedy, by=amira, shown="")


def test_what_is_not_used_keeps_why_and_is_decided_once(remedy: Remedy, amira: User) -> None:
    with pytest.raises(Refused, match="Say why it is not used"):
        verbs.decide_remedy(remedy, decision=Decision.NOT_USED, by=amira, now=NOW)
    kept = verbs.decide_remedy(remedy, decision=Decision.NOT_USED, reason="He denies it.", by=amira, now=NOW)

    assert (kept.state, kept.reason) == ("Not used", "He denies it.")
    for again in (lambda: heard(remedy, by=amira), lambda: used(remedy, by=amira)):
        with pytest.raises(Refused, match="decided already"):
            again()
    with pytest.raises(Refused, match="not under way"):
        verbs.end_remedy(remedy, outcome=RemedyOutcome.DONE, words="Done.", by=amira, now=NOW)


@pytest.mark.parametrize("outcome", [RemedyOutcome.PARTLY, RemedyOutcome.NOT_DONE, RemedyOutcome.DECLINED])
def test_what_was_not_carried_out_whole_says_what_then(
    remedy: Remedy, amira: User, outcome: RemedyOutcome
) -> None:
    used(heard(remedy, by=amira), by=amira)
    assert remedy.notes.count() == 1
    with pytest.raises(Refused, match="what happens next"):
        verbs.end_remedy(remedy, outcome=outcome, words="He stayed away.", by=amira, now=NOW)
    shut(remedy.case)
    ended = verbs.end_remedy(
        remedy, outcome=outcome, words="He stayed away.", what_then="A file for court.", by=amira, now=NOW
    )

    assert (ended.what_then, str(ended)) == ("A file for court.", "Community remedy 1")
