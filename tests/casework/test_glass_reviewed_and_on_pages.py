"""What a supervisor makes of a broken glass, and its pages, which tell nobody anything else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.case_choices import GlassVerdict
from asbcases.cases.models import Case, GlassBreak, GlassTry
from asbcases.casework.transitions.case_moves import mark_party_wrong
from asbcases.casework.transitions.glass import review_glass
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.errors import Refused
from asbcases.notify.choices import Template
from asbcases.notify.models import Message
from tests.casework.glasses import breaks, hidden_case, parts, seen
from tests.deadlines.checking import changed, differences
from tests.make import make_case, make_closed, make_report, make_user

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def case(amira: User, ben: User) -> Case:
    """Return a case in Colchester that only its lead Amira and her sergeant Ben know of."""
    return hidden_case(amira, ben)


def test_a_sergeant_who_is_named_reviews_it_and_what_was_not_right_ends(
    case: Case, cara: User, ben: User
) -> None:
    breaks(case, cara)
    glass = GlassBreak.objects.get()
    owed = Deadline.objects.get(kind=Kind.GLASS_REVIEW)
    assert owed.owner == ben
    assert differences() == []
    with changed(owed, due_at=owed.due_at + HOUR):
        assert [found["kind"] for found in differences()] == [Kind.GLASS_REVIEW]

    review_glass(
        glass, verdict=GlassVerdict.NOT_NEEDED, words="Her sergeant knew.", by=ben, now=timezone.now()
    )

    assert Deadline.objects.get(kind=Kind.GLASS_REVIEW).met_by == ben
    assert AuditEvent.objects.get(verb=Verb.GLASS_REVIEWED).sentence == (
        "reviewed why Cara Webb broke the glass: it was not needed"
    )
    assert differences() == []
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


def test_it_is_reviewed_also_after_the_case_was_closed(case: Case, cara: User, ben: User) -> None:
    breaks(case, cara)
    make_closed(case, by=ben, now=timezone.now())
    assert differences() == []

    review_glass(
        GlassBreak.objects.get(), verdict=GlassVerdict.RIGHT, words="Yes.", by=ben, now=timezone.now()
    )

    assert differences() == []


def test_that_a_victim_of_the_same_number_is_taken_off_the_case_ends_no_review(
    case: Case, cara: User, ben: User
) -> None:
    breaks(case, cara)

    mark_party_wrong(case.parties.get(number=1), why="Another family", by=ben, now=timezone.now())

    assert Deadline.objects.get(kind=Kind.GLASS_REVIEW).cancelled_at is None
    assert differences() == []


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
    assert (page.status_code, "Glass broken" in page.content.decode()) == (200, True)


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
