"""Breaking the glass: who is let in, for how long, who is told, and how it ends."""

from datetime import timedelta

import pytest
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import GrantSource
from asbcases.cases.models import AccessGrant, Case, GlassBreak, GlassTry
from asbcases.casework.transitions import join_case, lift_restriction
from asbcases.casework.transitions.glass import break_glass, end_glass
from asbcases.db.actor import acting
from asbcases.deadlines.restricted import named_people
from asbcases.errors import Refused
from asbcases.notify.choices import Template
from asbcases.notify.models import Message
from tests.casework.glasses import breaks, hidden_case, parts, seen
from tests.make import make_graded, make_user

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def case(amira: User, ben: User) -> Case:
    """Return a case in Colchester that only its lead Amira and her sergeant Ben know of."""
    return hidden_case(amira, ben)


@pytest.mark.parametrize(
    "role", [Role.CPT_OFFICER, Role.CONTACT_HANDLER, Role.RESPONSE_OFFICER, Role.ASB_OFFICER]
)
def test_whoever_breaks_the_glass_sees_the_case_and_all_that_hangs_on_it(case: Case, role: Role) -> None:
    stranger = make_user("jo", role, Rank.CONSTABLE, district_code="harlow")
    assert not seen(stranger) & parts(case)

    breaks(case, stranger)

    assert parts(case) <= seen(stranger)


def test_it_ends_by_time_in_both_locks(case: Case, cara: User) -> None:
    breaks(case, cara)

    AccessGrant.objects.filter(source=GrantSource.BREAK_GLASS).update(
        starts_at=timezone.now() - 3 * HOUR, ends_at=timezone.now() - HOUR
    )

    assert not seen(cara) & parts(case)


@pytest.mark.parametrize("who", ["cara", "ben"])
def test_it_ends_earlier_by_whoever_broke_it_or_a_supervisor(
    case: Case, cara: User, ben: User, who: str
) -> None:
    breaks(case, cara)
    by = {"cara": cara, "ben": ben}[who]

    with acting(str(by.pk)):
        end_glass(GlassBreak.objects.get(), by=by, now=timezone.now())

    assert not seen(cara) & parts(case)
    assert (
        AuditEvent.objects.get(verb=Verb.GLASS_ENDED).sentence
        == "ended what Cara Webb saw by breaking the glass"
    )
    with pytest.raises(Refused, match="ended already"):
        end_glass(GlassBreak.objects.get(), by=ben, now=timezone.now())


def test_an_officer_ends_no_glass_of_others(case: Case, cara: User, amira: User) -> None:
    breaks(case, cara)

    with pytest.raises(Refused, match="Whoever broke the glass ends it"):
        end_glass(GlassBreak.objects.get(), by=amira, now=timezone.now())


def test_lead_and_supervisors_are_told_at_once_by_reference_alone(
    case: Case, cara: User, amira: User, ben: User
) -> None:
    boss = make_user("bo", Role.SUPERVISOR, Rank.SERGEANT, district_code="basildon")

    breaks(case, cara)

    told = Message.objects.filter(template=Template.GLASS_BROKEN)
    assert {message.recipient for message in told} == {amira, ben}
    assert [message.recipient for message in Message.objects.filter(template=Template.GLASS_TRIED)] == [boss]
    for message in Message.objects.filter(template__startswith="glass"):
        assert message.next_try_at is not None
        assert message.context["reference"] == case.reference
        assert "Cara" not in str(message.context)


def test_a_person_may_ask_a_few_times_a_day(case: Case, cara: User) -> None:
    for number in range(5):
        breaks(f"ASB-1999-{number:06}", cara)

    with pytest.raises(Refused, match="asked too often"):
        breaks(case, cara)

    assert not seen(cara) & parts(case)
    later = timezone.now() + timedelta(days=1)
    breaks(case, cara, at=later)
    assert GlassBreak.objects.count() == 1


@pytest.mark.parametrize(
    ("hours", "reason", "sentence"),
    [(0, "Why", "1 to 24 hours"), (25, "Why", "1 to 24 hours"), (1, "  ", "Say why you have to know")],
)
def test_what_cannot_be_asked_is_refused_and_nothing_is_kept(
    case: Case, cara: User, hours: int, reason: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        break_glass(case.reference, hours=hours, reason=reason, by=cara, now=timezone.now())

    assert not GlassTry.objects.exists()


def test_no_partner_and_nobody_suspended_breaks_a_glass(case: Case, dev: User, cara: User) -> None:
    User.objects.filter(pk=cara.pk).update(is_active=False)

    for by in (dev, cara):
        with pytest.raises(Refused, match="Only police"):
            breaks(case, by)


def test_whoever_is_suspended_meanwhile_sees_nothing_more(case: Case, cara: User) -> None:
    breaks(case, cara)

    User.objects.filter(pk=cara.pk).update(is_active=False)

    assert not seen(cara)


def test_twice_is_once_while_it_lasts(case: Case, cara: User) -> None:
    breaks(case, cara)
    breaks(case, cara)

    assert GlassBreak.objects.count() == 1
    assert GlassTry.objects.count() == 2


def test_of_a_restriction_lifted_meanwhile_nothing_is_opened(case: Case, cara: User, ben: User) -> None:
    lift_restriction(case, reason="It is over", by=ben, now=timezone.now())

    breaks(case, cara)

    assert not GlassBreak.objects.exists()
    assert not AccessGrant.objects.filter(source=GrantSource.BREAK_GLASS).exists()


def test_what_joins_the_case_is_shown_and_whoever_broke_the_glass_owes_nothing(
    case: Case, cara: User, ben: User, amira: User
) -> None:
    breaks(case, cara)
    incident = make_graded(by=amira, now=timezone.now())

    join_case(incident, case, by=amira, now=timezone.now())

    assert incident.reference in seen(cara)
    assert {user.pk for user in named_people(case.pk)} == {amira.pk, ben.pk}
