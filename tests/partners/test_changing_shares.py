"""A share is changed, extended and recalled; the diary follows, and those who had it are told."""

from datetime import timedelta

import pytest

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Tier
from asbcases.casework.transitions.case_moves import mark_party_wrong
from asbcases.casework.transitions.people import correct_person
from asbcases.casework.transitions.restriction import restrict_case
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.sweep import sweep
from asbcases.errors import Refused
from asbcases.notify.models import Message
from partners.choices import Item
from partners.models import Share
from partners.transitions.changing import change_share, extend_share, recall_share
from partners.transitions.telling import tell_of_correction
from tests.deadlines.test_the_check_knows_decisions import differences
from tests.make import NOW, make_agreement, make_case, make_closed, make_given, make_user
from tests.partners.make_shared import shared_with
from tests.risk.answers import HIGH, STANDARD, assess

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
END = NOW + 30 * DAY
ABOUT = [Item.SUMMARY, Item.CONTACT]


def given(amira: User, dev: User, **said: object) -> Share:
    case = make_case(by=amira)
    with acting(str(amira.pk)):
        return make_given(case, dev.agency, by=amira, **{"ends_at": END, **said})


def test_less_and_more_is_shared_by_a_change_and_the_record_says_what(amira: User, dev: User) -> None:
    make_agreement(dev.agency)
    share = given(amira, dev)
    act = {"ends_at": END, "by": amira, "now": NOW + DAY}

    with acting(str(amira.pk)):
        change_share(share, items=ABOUT, tier=Tier.SUMMARY, **act)
        changed = change_share(share, items=[*ABOUT, Item.RISK], tier=Tier.RISK, **act)

    share.refresh_from_db()
    assert (share.items, share.grant.tier, share.version) == ([*ABOUT, Item.RISK], Tier.RISK, 3)
    assert changed.version == 3
    said = AuditEvent.objects.filter(verb=Verb.SHARE_CHANGED).latest("pk").sentence
    assert said == (
        "changed what Eastlight Homes sees of the case: risk and health, until midday on 23 December 2026"
    )
    assert differences() == []


def test_more_than_the_agreement_covers_is_refused(amira: User, dev: User) -> None:
    make_agreement(dev.agency, items=ABOUT)
    share = given(amira, dev, items=ABOUT)
    act = {"tier": Tier.RISK, "ends_at": END, "by": amira, "now": NOW + DAY}

    with pytest.raises(Refused, match="does not cover “The level of risk"):
        change_share(share, items=[*ABOUT, Item.RISK], **act)
    with pytest.raises(Refused, match="Choose what of the case is shared"):
        change_share(share, items=[], **act)


def test_an_urgent_share_is_not_widened(amira: User, ben: User, dev: User) -> None:
    share = given(amira, dev, items=ABOUT, urgent_why="Tonight.", decided_by=ben)

    with pytest.raises(Refused, match="share the rest anew"):
        change_share(share, items=list(Item), tier=Tier.RISK, ends_at=END, by=amira, now=NOW + DAY)


def test_an_earlier_end_moves_the_diary_and_a_later_one_is_an_extension(amira: User, dev: User) -> None:
    make_agreement(dev.agency)
    share = given(amira, dev, items=ABOUT)
    act = {"items": ABOUT, "tier": Tier.SUMMARY, "by": amira, "now": NOW + DAY}

    with pytest.raises(Refused, match="extend it, with a reason"):
        change_share(share, ends_at=END + DAY, **act)
    with pytest.raises(Refused, match="recall it"):
        change_share(share, ends_at=NOW, **act)
    with acting(str(amira.pk)):
        change_share(share, ends_at=END - 10 * DAY, **act)

    assert Deadline.objects.get(kind=Kind.SHARE_EXPIRY).due_at == END - 10 * DAY
    assert differences() == []


def test_an_extension_within_the_agreement_takes_a_reason_and_is_warned_of_anew(
    amira: User, dev: User
) -> None:
    make_agreement(dev.agency)
    share = given(amira, dev)
    with acting("system:sweep"):
        sweep(END - 2 * DAY)
    act = {"by": amira, "now": END - DAY}

    with pytest.raises(Refused, match="Say why"):
        extend_share(share, ends_at=END + DAY, reason=" ", **act)
    with pytest.raises(Refused, match="runs until then anyhow"):
        extend_share(share, ends_at=END, reason="More.", **act)
    with acting(str(amira.pk)):
        extend_share(share, ends_at=END + 30 * DAY, reason="The repairs take longer.", **act)

    watched = Deadline.objects.get(kind=Kind.SHARE_EXPIRY)
    assert (watched.due_at, watched.round, watched.taken) == (END + 30 * DAY, 2, {})
    assert AuditEvent.objects.get(verb=Verb.SHARE_CHANGED).reason == "The repairs take longer."
    assert differences() == []


def test_only_an_inspector_lets_a_share_outlast_its_agreement_and_only_for_a_high_risk(
    amira: User, ben: User, dev: User
) -> None:
    inspector = make_user("ada", Role.SUPERVISOR, Rank.INSPECTOR, district_code="colchester")
    make_agreement(dev.agency, expires_on=END.date(), review_on=END.date())
    share = given(amira, dev)
    act = {"ends_at": END + 30 * DAY, "reason": "He is out of prison.", "now": NOW + DAY}
    with pytest.raises(Refused, match="only one that protects a victim at high risk"):
        extend_share(share, by=inspector, **act)
    assess(share.case, HIGH, by=amira)

    with pytest.raises(Refused, match="An inspector decides"):
        extend_share(share, by=ben, **act)
    with acting(str(inspector.pk)):
        extend_share(share, by=inspector, **act)

    share.refresh_from_db()
    assert (share.decided_by, share.urgent_why) == (inspector, "He is out of prison.")
    assert share.grant.ends_at == END + 30 * DAY
    assert differences() == []


def test_an_urgent_share_has_no_agreement_to_outlast(amira: User, ben: User, dev: User) -> None:
    share = given(amira, dev, items=ABOUT, urgent_why="Tonight.", decided_by=ben)

    with acting(str(amira.pk)):
        longer = extend_share(share, ends_at=END + DAY, reason="Not yet safe.", by=amira, now=NOW + DAY)

    assert (longer.grant.ends_at, longer.decided_by, longer.urgent_why) == (END + DAY, ben, "Tonight.")
    assert differences() == []


def test_a_recall_ends_it_at_once_and_tells_who_had_it_by_reference_alone(amira: User, dev: User) -> None:
    make_agreement(dev.agency)
    share = given(amira, dev)
    now = NOW + timedelta(hours=1)

    with pytest.raises(Refused, match="Say why"):
        recall_share(share, reason="", by=amira, now=now)
    with acting(str(amira.pk)):
        recall_share(share, reason="Jade Taylor asked for it.", by=amira, now=now)

    assert not shared_with(dev, now=now)
    told = Message.objects.get(template="share_recalled")
    assert (told.recipient, told.context["reference"]) == (dev, share.case.reference)
    assert "Jade" not in str(told.context)
    assert Deadline.objects.get(kind=Kind.SHARE_EXPIRY).cancelled_at == now
    assert AuditEvent.objects.get(verb=Verb.SHARE_RECALLED).sentence == (
        "recalled what Eastlight Homes saw of the case"
    )
    assert differences() == []
    with pytest.raises(Refused, match="has ended: share the case anew"):
        recall_share(share, reason="Again.", by=amira, now=now)


def test_of_a_closed_case_the_end_is_not_moved_but_a_share_is_recalled(amira: User, dev: User) -> None:
    make_agreement(dev.agency)
    share = given(amira, dev, items=ABOUT)
    assess(share.case, STANDARD, by=amira)
    make_closed(share.case, by=amira, now=NOW + DAY)

    with pytest.raises(Refused, match="The case was closed since"):
        extend_share(share, ends_at=END + DAY, reason="More.", by=amira, now=NOW + 2 * DAY)
    recall_share(share, reason="Over.", by=amira, now=NOW + 2 * DAY)

    assert differences() == []


def test_a_person_whom_a_restriction_lets_out_has_no_share_any_more(
    amira: User, ben: User, dev: User
) -> None:
    case = make_case(by=amira)
    make_agreement(dev.agency)
    make_given(case, dev, by=amira, ends_at=END)
    now = NOW + DAY

    with acting(str(ben.pk)):
        restrict_case(case, named=[amira], reason="Her cousin works there.", by=ben, now=now)

    share = Share.objects.get()
    assert (share.recalled_by, share.grant.revoked_at) == (ben, now)
    assert dev.messages.get().template == "share_recalled"
    assert differences() == []


def test_a_share_that_ended_with_its_case_is_not_recalled_once_more_by_a_restriction(
    amira: User, ben: User, dev: User
) -> None:
    case = make_case(by=amira)
    make_agreement(dev.agency)
    make_given(case, dev, by=amira, ends_at=END)
    assess(case, STANDARD, by=amira)
    make_closed(case, by=amira, now=NOW + DAY)

    with acting(str(ben.pk)):
        restrict_case(case, named=[amira], reason="Her cousin works there.", by=ben, now=NOW + 2 * DAY)

    share = Share.objects.get()
    assert (share.recalled_by, share.grant.revoked_at) == (None, NOW + 2 * DAY)
    assert differences() == []


def test_whoever_was_given_a_case_learns_of_each_correction_of_its_people(
    amira: User, ben: User, cara: User, dev: User, eve: User
) -> None:
    make_agreement(dev.agency, eve.agency)
    share = given(amira, dev)
    make_given(share.case, eve.agency, by=amira, ends_at=NOW + DAY)
    lone = make_case(by=amira)
    now = NOW + 2 * DAY
    person = share.case.parties.get().person

    with acting(str(amira.pk)):
        correct_person(person, name="Jade Tailor", by=amira, now=now)
        mark_party_wrong(share.case.parties.get(), why="It was her sister.", by=amira, now=now)
        assert tell_of_correction(lone, by=amira, now=now) == 0

    # Whose share had ended is told as well: they may keep what was wrong.
    told = Message.objects.filter(template="share_corrected").order_by("pk")
    assert [message.recipient for message in told] == [dev, eve, dev, eve]
    assert not any("Jade" in str(message.context) for message in told)
    said = AuditEvent.objects.filter(verb=Verb.SHARE_CORRECTED).latest("pk").sentence
    assert said == "told Colchester City Council, Eastlight Homes of a correction"
