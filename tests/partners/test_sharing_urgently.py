"""What cannot wait for an agreement is shared by a supervisor's decision, and another supervisor reviews it."""

from datetime import timedelta

import pytest

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Tier
from asbcases.casework.transitions.case_moves import mark_party_wrong
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.transitions import waive
from asbcases.errors import Refused
from partners.choices import Item, ShareVerdict
from partners.models import Share
from partners.transitions.changing import recall_share, review_share
from tests.deadlines.test_the_check_knows_decisions import differences
from tests.make import NOW, make_case, make_closed, make_given, make_user
from tests.partners.make_shared import shared_with
from tests.risk.answers import STANDARD, assess

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WHY = "He has threatened to burn the flat tonight: they hold the key."


@pytest.fixture
def ada(ben: User) -> User:
    return make_user("ada", Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester", name="Ada Inspector")


def urgent(amira: User, ben: User, dev: User, **said: object) -> Share:
    case = make_case(by=amira)
    said = {"tier": Tier.RISK, "ends_at": NOW + 10 * DAY, "decided_by": ben, **said}
    with acting(str(amira.pk)):
        return make_given(case, dev.agency, by=amira, urgent_why=WHY, **said)


def test_it_takes_a_reason_and_a_supervisor_and_is_reviewed_by_another_the_next_working_day(
    amira: User, ben: User, ada: User, dev: User
) -> None:
    share = urgent(amira, ben, dev)

    assert (share.agreement, share.urgent_why, share.decided_by) == (None, WHY, ben)
    owed = Deadline.objects.get(kind=Kind.SHARE_REVIEW)
    assert (owed.owner, owed.rank, owed.rule) == (ada, Rank.SERGEANT, "share.review")
    # Shared on a Monday: late once Tuesday is over.
    assert owed.due_at.date() == (NOW + 2 * DAY).date()
    assert AuditEvent.objects.get(verb=Verb.AGENCY_LET_IN).reason == WHY
    assert differences() == []


def test_where_nobody_else_supervises_the_review_is_owed_by_who_decided(
    amira: User, ben: User, dev: User
) -> None:
    urgent(amira, ben, dev)

    assert Deadline.objects.get(kind=Kind.SHARE_REVIEW).owner == ben


@pytest.mark.parametrize("decider", ["nobody", "officer", "administrator", "gone"])
def test_nobody_else_can_decide_it(amira: User, ben: User, dev: User, decider: str) -> None:
    chosen = {
        "nobody": None,
        "officer": amira,
        "administrator": make_user("adam", Role.ADMINISTRATOR),
        "gone": make_user("gone", Role.SUPERVISOR, Rank.INSPECTOR, is_active=False),
    }[decider]

    with pytest.raises(Refused, match="decided by a supervisor, sergeant or above"):
        urgent(amira, ben, dev, decided_by=chosen)
    assert not Share.objects.exists()


def test_what_was_right_stays_and_its_review_is_met(amira: User, ben: User, ada: User, dev: User) -> None:
    share = urgent(amira, ben, dev)

    with acting(str(ada.pk)):
        review_share(share, verdict=ShareVerdict.RIGHT, words="It was.", by=ada, now=NOW + DAY)

    share.refresh_from_db()
    assert (share.verdict, share.reviewed_by, share.version) == ("right", ada, 2)
    assert Deadline.objects.get(kind=Kind.SHARE_REVIEW).met_by == ada
    event = AuditEvent.objects.get(verb=Verb.SHARE_REVIEWED)
    assert event.sentence == "reviewed the urgent share with Eastlight Homes: it was right, and stays"
    assert shared_with(dev, now=NOW + DAY)
    assert differences() == []


def test_it_may_be_narrowed_to_fewer_parts(amira: User, ben: User, ada: User, dev: User) -> None:
    share = urgent(amira, ben, dev)
    said = {"verdict": ShareVerdict.NARROWED, "words": "Not his health.", "by": ada, "now": NOW + DAY}
    with pytest.raises(Refused, match="fewer than before"):
        review_share(share, items=list(Item), tier=Tier.RISK, **said)

    review_share(share, items=[Item.SUMMARY], tier=Tier.SUMMARY, **said)

    share.refresh_from_db()
    assert (share.items, share.grant.tier) == ([Item.SUMMARY], Tier.SUMMARY)
    assert differences() == []


def test_it_may_be_ended_and_those_who_had_it_are_told(amira: User, ben: User, ada: User, dev: User) -> None:
    share = urgent(amira, ben, dev)

    review_share(share, verdict=ShareVerdict.ENDED, words="Too much.", by=ada, now=NOW + DAY)

    assert not shared_with(dev, now=NOW + DAY)
    assert dev.messages.get().template == "share_recalled"
    assert differences() == []


def test_one_that_has_ended_is_still_reviewed_but_not_narrowed(
    amira: User, ben: User, ada: User, dev: User
) -> None:
    share = urgent(amira, ben, dev)
    recall_share(share, reason="No more need.", by=amira, now=NOW + timedelta(hours=1))
    assert differences() == []
    said = {"words": "Seen.", "by": ada, "now": NOW + DAY}

    with pytest.raises(Refused, match="nothing is left"):
        review_share(share, verdict=ShareVerdict.NARROWED, items=[Item.SUMMARY], **said)
    review_share(share, verdict=ShareVerdict.ENDED, **said)

    assert dev.messages.count() == 1
    assert differences() == []


def test_a_review_that_makes_no_sense_is_refused(amira: User, ben: User, ada: User, dev: User) -> None:
    share = urgent(amira, ben, dev)
    agreed = make_given(make_case(by=amira), dev.agency, by=amira)
    said = {"verdict": ShareVerdict.RIGHT, "words": "Yes.", "by": ada, "now": NOW + DAY}

    with pytest.raises(Refused, match="under an agreement"):
        review_share(agreed, **said)
    with pytest.raises(Refused, match="You decided this share yourself"):
        review_share(share, **{**said, "by": ben})
    with pytest.raises(Refused, match="Say what you found"):
        review_share(share, **{**said, "words": " "})
    review_share(share, **said)
    with pytest.raises(Refused, match="reviewed this share already"):
        review_share(share, **said)


def test_a_waiver_or_the_closing_of_the_case_ends_the_review(
    amira: User, ben: User, ada: User, dev: User
) -> None:
    waived, closed = urgent(amira, ben, dev), urgent(amira, ben, dev)
    assess(closed.case, STANDARD, by=amira)
    owed = Deadline.objects.get(kind=Kind.SHARE_REVIEW, case=waived.case)
    waive(owed, reason="He has moved away.", by=ben, now=NOW + timedelta(hours=1))

    make_closed(closed.case, by=ada, now=NOW + timedelta(hours=2))

    assert not Deadline.objects.filter(kind=Kind.SHARE_REVIEW, cancelled_at=None).exists()
    assert differences() == []


def test_that_a_victim_of_the_same_number_is_taken_off_the_case_ends_no_review(
    amira: User, ben: User, dev: User
) -> None:
    share = urgent(amira, ben, dev)

    with acting(str(amira.pk)):
        mark_party_wrong(share.case.parties.get(number=1), why="Another family", by=amira, now=NOW)

    assert Deadline.objects.get(kind=Kind.SHARE_REVIEW).cancelled_at is None
    assert differences() == []
