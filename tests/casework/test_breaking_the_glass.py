"""Breaking the glass: who is let in, for how long, who is told, how it ends, and that it tells nobody anything else."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.case_choices import GlassVerdict
from asbcases.cases.choices import GrantSource
from asbcases.cases.models import AccessGrant, Case, GlassBreak, GlassTry, Incident, Person, Report
from asbcases.casework.transitions import join_case, lift_restriction, restrict_case
from asbcases.casework.transitions.glass import break_glass, end_glass, review_glass
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.restricted import named_people
from asbcases.errors import Refused
from asbcases.notify.choices import Template
from asbcases.notify.models import Message
from partners import access
from tests.make import make_case, make_graded, make_report, make_user

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def case(amira: User, ben: User) -> Case:
    """Return a case in Colchester that only its lead Amira and her sergeant Ben know of."""
    now = timezone.now()
    case = make_case(by=amira, now=now)
    return restrict_case(case, named=[], reason="A colleague is involved", by=ben, now=now)


def breaks(case_or_reference: Case | str, by: User, *, hours: int = 2, at: datetime | None = None) -> None:
    reference = case_or_reference.reference if isinstance(case_or_reference, Case) else case_or_reference
    with acting(str(by.pk)):
        break_glass(
            reference, hours=hours, reason="He stands before her door", by=by, now=at or timezone.now()
        )


def seen(user: User) -> set[str]:
    """Return what both locks show somebody; they have to agree."""
    user = User.objects.get(pk=user.pk)
    now = timezone.now()
    first = {
        *access.cases_visible_to(user, now=now).values_list("reference", flat=True),
        *access.incidents_visible_to(user, now=now).values_list("reference", flat=True),
        *access.reports_visible_to(user, now=now).values_list("reference", flat=True),
        *access.people_visible_to(user, now=now).values_list("reference", flat=True),
    }
    with acting(str(user.pk)), transaction.atomic():
        second = {row.reference for model in (Case, Incident, Report, Person) for row in model.objects.all()}
    assert first == second
    return first


def parts(case: Case) -> set[str]:
    incidents = Incident.objects.filter(case_links__case=case)
    return {
        case.reference,
        *incidents.values_list("reference", flat=True),
        *Report.objects.filter(tells_of__incident__in=incidents).values_list("reference", flat=True),
        *Person.objects.filter(parts__case=case).values_list("reference", flat=True),
    }


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


def test_a_reference_of_no_case_answers_and_costs_the_same(case: Case, cara: User, client: Client) -> None:
    open_case = make_case(by=cara, now=timezone.now(), district_code="basildon")
    client.force_login(cara)
    answers = []
    for reference in (case.reference, "ASB-2026-999999", open_case.reference):
        typed = {"reference": reference, "reason": "I was told of it", "hours": 2}
        answer = client.post(reverse("glass_break"), typed, follow=True)
        body = answer.content.decode()
        answers.append(
            (
                answer.status_code,
                answer.redirect_chain,
                body[body.index("What you asked is on record") :][:200],
            )
        )

    assert answers[0] == answers[1] == answers[2]
    assert GlassTry.objects.count() == 3
    assert Message.objects.filter(template=Template.GLASS_TRIED).count() == 3
    assert GlassBreak.objects.count() == 1


def test_a_person_may_ask_a_few_times_a_day(case: Case, cara: User) -> None:
    for number in range(5):
        breaks(f"ASB-2026-{number:06}", cara)

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


def test_a_sergeant_who_is_named_reviews_it_and_what_was_not_right_ends(
    case: Case, cara: User, ben: User
) -> None:
    breaks(case, cara)
    glass = GlassBreak.objects.get()
    assert Deadline.objects.get(kind=Kind.GLASS_REVIEW).owner == ben

    review_glass(
        glass, verdict=GlassVerdict.NOT_NEEDED, words="Her sergeant knew.", by=ben, now=timezone.now()
    )

    assert Deadline.objects.get(kind=Kind.GLASS_REVIEW).met_by == ben
    assert AuditEvent.objects.get(verb=Verb.GLASS_REVIEWED).sentence == (
        "reviewed why Cara Webb broke the glass: it was not needed"
    )
    assert not seen(cara) & parts(case)
    with pytest.raises(Refused, match="reviewed it already"):
        review_glass(glass, verdict=GlassVerdict.RIGHT, words="Yes", by=ben, now=timezone.now())


def test_what_was_right_lasts_until_its_end(case: Case, cara: User, ben: User) -> None:
    breaks(case, cara)

    review_glass(
        GlassBreak.objects.get(),
        verdict=GlassVerdict.RIGHT,
        words="He was there.",
        by=ben,
        now=timezone.now(),
    )

    assert parts(case) <= seen(cara)


def test_nobody_reviews_their_own_glass_nor_by_a_glass_of_their_own(
    case: Case, cara: User, amira: User
) -> None:
    sergeant, other = (
        make_user(name, Role.SUPERVISOR, Rank.SERGEANT, district_code="basildon") for name in ("sal", "syd")
    )
    breaks(case, sergeant)
    breaks(case, other)
    glass = GlassBreak.objects.get(broken_by=sergeant)
    said = {"verdict": GlassVerdict.RIGHT, "now": timezone.now()}

    with pytest.raises(Refused, match="yourself"):
        review_glass(glass, **said, words="Fine", by=sergeant)  # type: ignore[arg-type]
    for by in (other, amira):
        with pytest.raises(Refused, match="named on the case"):
            review_glass(glass, **said, words="Fine", by=by)  # type: ignore[arg-type]


def test_a_review_says_why(case: Case, cara: User, ben: User) -> None:
    breaks(case, cara)

    with pytest.raises(Refused, match="Say why"):
        review_glass(
            GlassBreak.objects.get(), verdict=GlassVerdict.RIGHT, words=" ", by=ben, now=timezone.now()
        )


def test_beside_a_report_the_notice_leads_to_what_is_near(case: Case, client: Client) -> None:
    handler = make_user("hana", Role.CONTACT_HANDLER)
    near = make_report(by=handler, now=timezone.now(), caller_name="Jade Taylor")
    far = make_report(by=handler, now=timezone.now(), caller_name="Otto Nobody", place_text="1 Far Lane")
    client.force_login(handler)
    typed = {"reason": "She is on the line", "hours": 1}
    assert (
        reverse("glass_break_near", args=[near.reference])
        in client.get(reverse("report_page", args=[near.reference])).content.decode()
    )

    for report, opened in ((far, 0), (near, 1)):
        answer = client.post(reverse("glass_break_near", args=[report.reference]), typed)
        assert answer.status_code == 302
        assert GlassBreak.objects.count() == opened

    page = client.get(reverse("case_page", args=[case.reference]))
    assert "Glass broken" in page.content.decode() if page.status_code == 200 else page.status_code == 403


def test_pages_show_until_when_and_close_it_again(case: Case, cara: User, ben: User, client: Client) -> None:
    breaks(case, cara)
    client.force_login(cara)
    page = reverse("case_page", args=[case.reference])
    assert "Glass broken" in client.get(page).content.decode()
    assert client.get(reverse("glass_page", args=[case.reference, 1])).status_code == 200
    assert client.post(reverse("glass_page", args=[case.reference, 1]), {}).status_code == 403

    assert client.post(reverse("glass_end", args=[case.reference])).status_code == 302

    assert client.get(page).status_code == 404
    client.force_login(ben)
    assert "Glass broken" not in client.get(page).content.decode()
    assert (
        "He stands before her door"
        in client.get(reverse("glass_page", args=[case.reference, 1])).content.decode()
    )
    assert "He stands before her door" in client.get(reverse("glass_tries")).content.decode()
    said = {"verdict": "right", "words": "He was there."}
    assert client.post(reverse("glass_page", args=[case.reference, 1]), said).status_code == 302
    assert client.post(reverse("glass_end", args=[case.reference])).status_code == 200
