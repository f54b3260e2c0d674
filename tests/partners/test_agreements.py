"""Agreements are entered, signed, changed and ended, and what hangs on them follows."""

from datetime import date, timedelta

import pytest

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.errors import Refused
from asbcases.law.periods import london_midnight_after
from asbcases.notify.models import Task
from partners.access import agreements_visible_to
from partners.models import Agreement, AgreementParty
from partners.queries.agreements import listed
from partners.tasks import remind_of_sharing
from partners.transitions.agreements import (
    add_party,
    change_agreement,
    end_agreement,
    enter_agreement,
    leave_agreement,
    sign_agreement,
)
from partners.transitions.reminding import remind_of_agreements, remind_of_shares
from tests.deadlines.test_the_check_knows_decisions import differences
from tests.make import NOW, keeper, make_agency, make_agreement, make_case, make_closed, make_given, make_user
from tests.partners.make_shared import shared_with
from tests.risk.answers import HIGH, STANDARD, assess

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = NOW.date()
WHY = "They merge with another landlord."


@pytest.fixture
def kit(db: None) -> User:
    return keeper()


def test_an_agreement_is_entered_and_signed_and_the_record_says_by_whom(kit: User, dev: User) -> None:
    with acting(str(kit.pk)):
        agreement = make_agreement(dev.agency, by=kit, now=NOW)

        assert [(row.signed, row.unsigned, row.live) for row in listed(kit, now=NOW)] == [(1, 0, 0)]
    assert agreement.reference.startswith("ISA-2026-")
    party = agreement.parties.get()
    assert (party.signatory, party.signatory_role, party.signed_on) == ("Sam Signer", "Director", TODAY)
    said = [
        event.sentence for event in AuditEvent.objects.filter(verb__startswith="agreement").order_by("pk")
    ]
    assert said == [
        f"entered the agreement {agreement.reference}",
        f"changed the agreement {agreement.reference}: Eastlight Homes is to be party to it",
        f"noted that Eastlight Homes signed the agreement {agreement.reference}",
    ]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ({"title": ""}, "a title"),
        ({"purposes": []}, "for what it lets things be shared"),
        ({"gateways": []}, "gateways of the law"),
        ({"items": []}, "which parts of a case"),
        ({"breach_contact": ""}, "whom to tell of a breach"),
        ({"review_on": date(2010, 1, 1)}, "do not follow on each other"),
        ({"expires_on": date(2012, 1, 1)}, "do not follow on each other"),
    ],
)
def test_an_agreement_that_lacks_something_is_refused(
    kit: User, written: dict[str, object], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        make_agreement(by=kit, **written)
    assert not Agreement.objects.exists()


def test_parties_that_cannot_be_are_refused(kit: User, dev: User) -> None:
    agreement = make_agreement(dev.agency)
    act = {"by": kit, "now": NOW}

    with pytest.raises(Refused, match="no partner that works with us"):
        add_party(agreement, make_agency(), **act)
    with pytest.raises(Refused, match="is party to"):
        add_party(agreement, dev.agency, **act)


def test_a_signature_that_makes_no_sense_is_refused(kit: User, dev: User) -> None:
    agreement = make_agreement()
    party = add_party(agreement, dev.agency, by=kit, now=NOW)
    said = {"signatory": "Jo", "signatory_role": "Director", "signed_on": TODAY, "by": kit, "now": NOW}

    with pytest.raises(Refused, match="who signed"):
        sign_agreement(party, **{**said, "signatory": " "})
    with pytest.raises(Refused, match="still to come"):
        sign_agreement(party, **{**said, "signed_on": TODAY + DAY})
    sign_agreement(party, **said)
    with pytest.raises(Refused, match="signed already"):
        sign_agreement(party, **said)


def test_a_change_is_kept_with_its_reason_and_one_that_changes_nothing_is_refused(
    kit: User, dev: User
) -> None:
    agreement = make_agreement(dev.agency)
    act = {"by": kit, "now": NOW}

    with pytest.raises(Refused, match="Say why"):
        change_agreement(agreement, reason=" ", title="Other", **act)
    with pytest.raises(Refused, match="Nothing would change"):
        change_agreement(agreement, reason=WHY, title=agreement.title, **act)
    with pytest.raises(Refused, match="That last day has passed"):
        change_agreement(agreement, reason=WHY, expires_on=TODAY - DAY, review_on=TODAY - DAY, **act)
    with acting(str(kit.pk)):
        changed = change_agreement(agreement, reason=WHY, title="Other", retention="Six years", **act)

    assert (changed.title, changed.retention) == ("Other", "Six years")
    event = AuditEvent.objects.filter(verb=Verb.AGREEMENT_CHANGED).latest("pk")
    assert (event.sentence, event.reason) == (
        f"changed the agreement {agreement.reference}: title, retention",
        WHY,
    )
    assert agreement.events.last().title == "Sharing with housing partners"


def test_shares_end_with_their_agreement_but_for_a_high_risk_of_which_the_lead_is_told(
    kit: User, amira: User, dev: User
) -> None:
    agreement = make_agreement(dev.agency)
    low, high, closed, later = (make_case(by=amira) for _ in range(4))
    for case in (low, high, closed, later):
        starts_at = NOW + 30 * DAY if case == later else None
        make_given(case, dev.agency, by=amira, ends_at=NOW + 90 * DAY, starts_at=starts_at)
    assess(high, HIGH, by=amira)
    assess(closed, STANDARD, by=amira)
    make_closed(closed, by=amira, now=NOW + DAY)
    now = NOW + 2 * DAY
    last = TODAY + 10 * DAY

    with acting(str(kit.pk)):
        end_agreement(agreement, ended_on=last, why=WHY, by=kit, now=now)

    over = london_midnight_after(last)
    ends = {share.case: share.grant for share in agreement.shares.select_related("grant", "case")}
    assert (ends[low].ends_at, ends[low].revoked_at) == (over, None)
    assert (ends[high].ends_at, ends[high].revoked_at) == (NOW + 90 * DAY, None)
    assert ends[closed].revoked_at == ends[later].revoked_at == now
    assert Deadline.objects.get(kind=Kind.SHARE_EXPIRY, case=low).due_at == over
    [task] = Task.objects.filter(key__startswith="share:")
    assert (task.owner, task.case) == (amira, high)
    assert "ask an inspector" in task.words
    assert shared_with(dev, now=over) == [high]
    assert differences() == []
    with pytest.raises(Refused, match="enter a new agreement"):
        end_agreement(agreement, ended_on=last, why=WHY, by=kit, now=now)


def test_a_last_day_that_is_brought_forward_ends_shares_as_well(kit: User, amira: User, dev: User) -> None:
    agreement = make_agreement(dev.agency)
    share = make_given(make_case(by=amira), dev.agency, by=amira)
    last = TODAY + 10 * DAY

    change_agreement(agreement, reason=WHY, expires_on=last, review_on=last, by=kit, now=NOW)

    share.grant.refresh_from_db()
    assert share.grant.ends_at == london_midnight_after(last)
    assert differences() == []


def test_who_leaves_loses_what_was_shared_with_them_and_others_do_not(
    kit: User, amira: User, dev: User, eve: User
) -> None:
    agreement = make_agreement(dev.agency, eve.agency)
    mine, theirs = (make_given(make_case(by=amira), agency, by=amira) for agency in (dev.agency, eve.agency))
    party = AgreementParty.objects.get(agency=dev.agency)
    act = {"by": kit, "now": NOW}
    with pytest.raises(Refused, match="Say why"):
        leave_agreement(party, left_on=TODAY, reason="", **act)
    with pytest.raises(Refused, match="lies between today and"):
        leave_agreement(party, left_on=TODAY - DAY, reason=WHY, **act)

    with acting(str(kit.pk)):
        leave_agreement(party, left_on=TODAY, reason=WHY, **act)

    mine.grant.refresh_from_db()
    theirs.grant.refresh_from_db()
    assert mine.grant.ends_at == london_midnight_after(TODAY) < theirs.grant.ends_at
    with pytest.raises(Refused, match="has left already"):
        leave_agreement(party, left_on=TODAY, reason=WHY, **act)
    assert add_party(agreement, dev.agency, **act).signed_on is None


def test_whoever_answers_is_told_ninety_thirty_and_seven_days_before_and_once_each(
    amira: User, dev: User
) -> None:
    ada = make_user("ada", Role.SUPERVISOR, Rank.INSPECTOR)
    agreement = make_agreement(dev.agency, expires_on=TODAY + 100 * DAY, review_on=TODAY + 100 * DAY)
    case = make_case(by=amira)
    make_given(case, dev.agency, by=amira, ends_at=NOW + 99 * DAY)
    assess(case, HIGH, by=amira)

    told = {}
    for left in (95, 90, 60, 30, 8, 7, 1):
        now = NOW + (100 - left) * DAY
        with acting("system:sweep"):
            told[left] = remind_of_agreements(now), remind_of_agreements(now)

    assert {left: counts for left, counts in told.items() if any(counts)} == {
        90: (1, 0),
        30: (1, 0),
        7: (1, 0),
    }
    tasks = Task.objects.filter(key__startswith="agreement:")
    assert {task.owner for task in tasks} == {ada}
    assert all(case.reference in task.words and agreement.reference in task.words for task in tasks)


def test_an_agreement_to_be_reviewed_and_one_without_high_risk_say_so(amira: User, dev: User) -> None:
    make_user("ada", Role.SUPERVISOR, Rank.INSPECTOR)
    make_agreement(dev.agency, review_on=TODAY, expires_on=TODAY + 5 * DAY)

    assert remind_of_agreements(NOW) == 2

    words = " ".join(Task.objects.filter(key__startswith="agreement:").values_list("words", flat=True))
    assert "was to be reviewed by" in words
    assert "No case with a victim at high risk is shared under it." in words


def test_the_lead_is_told_before_a_share_of_a_high_risk_runs_out(amira: User, dev: User) -> None:
    high, low = make_case(by=amira), make_case(by=amira)
    for case in (high, low):
        make_given(case, dev.agency, by=amira, ends_at=NOW + 100 * DAY)
    assess(high, HIGH, by=amira)

    with acting("system:sweep"):
        told = [remind_of_shares(NOW + day * DAY) for day in (1, 10, 11, 70, 93, 99)]

    assert told == [0, 1, 0, 1, 1, 0]
    assert {task.case for task in Task.objects.filter(key__startswith="share:")} == {high}


@pytest.mark.django_db(transaction=True)
def test_the_nightly_task_runs_as_the_sweep() -> None:
    remind_of_sharing.delay()

    assert not Task.objects.exists()


def test_police_administrators_and_parties_read_an_agreement_and_nobody_else(
    kit: User, amira: User, dev: User, eve: User
) -> None:
    make_agreement(dev.agency)
    analyst = make_user("ana", Role.ANALYST)

    seen, found = {}, {}
    for user in (kit, amira, dev, eve, analyst):
        found[user.username] = agreements_visible_to(user, now=NOW).count()
        with acting(str(user.pk)):
            seen[user.username] = Agreement.objects.count(), AgreementParty.objects.count()

    assert seen == {"keeper": (1, 1), "amira": (1, 1), "dev": (1, 1), "eve": (0, 0), "ana": (0, 0)}
    assert found == {name: agreements for name, (agreements, _) in seen.items()}, "the first lock alone"
    with acting(str(kit.pk)):
        enter_agreement(
            **{
                name: getattr(Agreement.objects.get(), name)
                for name in ("title", "purposes", "gateways", "items", "breach_contact", "regime")
            },
            starts_on=TODAY,
            review_on=TODAY,
            expires_on=TODAY,
            by=kit,
            now=NOW,
        )
