"""What partners ask, are asked and are given stands in the county where docs/demo-partners.md says."""

from datetime import date

from django.test import Client

from asbcases.accounts.models import User
from asbcases.cases.models import Case, Report
from asbcases.county.clock import at_nine
from asbcases.county.stories import partners, risks, shares
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.rebuild import check
from asbcases.sources import SOURCES
from partners.choices import ReferralStage, ShareAnswer, ShareVerdict
from partners.models import PartnerNote, Question, QuestionAnswer, Referral, Share, ShareRequest
from tests.county.test_stories import GUIDE as COUNTY
from tests.tools.filled import NOVEMBER

AT_NINE = at_nine(date.fromisoformat(NOVEMBER))


def of(name: str) -> Case:
    return Case.objects.get(parties__person__name=name, parties__role="victim")


def seen(client: Client, username: str, page: str) -> str:
    client.force_login(User.objects.get(username=username))
    answer = client.get(page)
    assert answer.status_code == 200, page
    return answer.content.decode()


def test_what_a_landlord_asked_for_was_shared_in_part(november: None, client: Client) -> None:
    request = ShareRequest.objects.get()

    assert (request.answer, request.share.case) == (ShareAnswer.PART, of(partners.TENANT.name))
    assert set(request.items) - set(request.share.items) == {"risk"}
    assert partners.WHY_LESS in seen(client, "partner", f"/shared/asked/{request.reference}/")


def test_two_agencies_told_the_police_themselves(november: None, client: Client) -> None:
    told = {one.agency.name: one for one in Report.objects.filter(recorded_by__role="partner")}

    assert set(told) == {"Riverside Homes", "Colchester City Council"}
    assert told["Riverside Homes"].tells_of.incident.reference
    assert "Being dealt with" in seen(client, "partner", "/shared/our-reports/")
    assert told["Colchester City Council"].reference in seen(client, "handler", "/desk/")
    assert "Received" in seen(client, "partner-council", "/shared/our-reports/")


def test_one_referral_was_accepted_and_one_is_late(november: None, client: Client) -> None:
    late = Referral.objects.get(agency__name="Colchester City Council")
    accepted = Referral.objects.get(agency__name="Riverside Homes")

    assert (late.stage, accepted.stage) == (ReferralStage.SENT, ReferralStage.ACCEPTED)
    owed = Deadline.objects.filter(OPEN, case=late.case, kind=Kind.REFERRAL_ACCEPT, due_at__lte=AT_NINE)
    assert "miss" in owed.get().taken
    assert late.reference in seen(client, "partner-council", "/shared/requests/")
    assert late.case.reference in seen(client, "sergeant", "/referrals/")


def test_a_question_is_answered_in_two_of_its_three_parts(november: None, client: Client) -> None:
    question = Question.objects.get()

    answers = QuestionAnswer.objects.filter(part__question=question).order_by("part__number")
    assert [one.words for one in answers] == list(partners.ANSWERS)
    assert len({one.answered_at.date() for one in answers}) == 2
    assert question.answered_at is None
    page = seen(client, "cpt", f"/cases/{question.case.reference}/questions/{question.number}/")
    assert partners.QUESTIONS[2] in page


def test_a_landlord_noted_for_the_police_and_for_itself(november: None, client: Client) -> None:
    told, kept = (PartnerNote.objects.get(words=words) for _, words in partners.NOTES)
    page = f"/shared/{told.case.reference}/notes/"

    assert (told.shown_to_police, kept.shown_to_police) == (True, False)
    assert partners.NOTES[1][1] in seen(client, "partner", page)
    assert partners.NOTES[0][1] in seen(client, "cpt", f"/cases/{told.case.reference}/")


def test_an_urgent_disclosure_was_reviewed_the_next_morning(november: None, client: Client) -> None:
    share = Share.objects.get(case=of(risks.LATE.name))

    assert (share.agreement, share.verdict) == (None, ShareVerdict.RIGHT)
    assert share.reviewed_by != share.decided_by
    assert share.case.reference in seen(client, "partner-health", "/shared/")


def test_a_share_was_recalled_and_shows_the_landlord_that_it_is_over(november: None, client: Client) -> None:
    share = Share.objects.get(case=of(risks.HATED.name))

    assert share.recalled_why == shares.WHY_RECALLED
    page = seen(client, "partner", "/shared/")
    assert share.case.reference in page
    assert shares.WHY_RECALLED not in page
    assert client.get(f"/shared/{share.case.reference}/").status_code == 404


def test_the_diary_of_these_cases_is_what_the_file_makes_of_it(november: None) -> None:
    cases = [of(who.name).pk for who in (partners.TENANT, risks.LATE, risks.HATED)]
    told = Report.objects.filter(recorded_by__role="partner").values_list("pk", flat=True)

    among = {"case": cases, "report": list(told)}
    assert check(dict.fromkeys(SOURCES.values()), among=among).differences == []


def test_the_guide_says_where_each_is() -> None:
    guide = " ".join((COUNTY.parent / "demo-partners.md").read_text().split())

    for name in (
        partners.TENANT.name,
        risks.LATE.name,
        risks.HATED.name,
        partners.OWN,
        partners.COUNCILS_OWN,
    ):
        assert name in guide, name
