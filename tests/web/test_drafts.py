"""What is typed and not sent is kept on the server for its author alone, until it is sent, thrown away, or a week old."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.models import Report
from asbcases.db.actor import acting
from asbcases.web.drafts import MOST
from asbcases.web.models import Draft
from asbcases.web.tasks import forget_drafts_before, forget_old_keys
from tests.casework.pages import REPORT, signed_in, text_of
from tests.make import make_user

pytestmark = pytest.mark.django_db
NEW, SAVE, THROW = "/reports/new/", "/drafts/", "/drafts/throw-away/"
KEY = "5d3b8a9e-6c0f-4f0e-8a53-000000000001"
HALF: dict[str, Any] = {
    "caller_phone": "07700 900123",
    "narrative": "They are at it ag",
    "happened_precision": "range",
    "from_day_day": "2",
    "from_day_month": "3",
    "from_day_year": "20",
    "month_month": "13",
    "caller_anonymous": "on",
    "safe_from": "9",
    "draft_form": "report",
    "draft_about": "0123456789ab",
}
MINE, OTHER = HALF["draft_about"], "ba9876543210"
PAGE = f"{NEW}?draft={MINE}"


@pytest.fixture
def hana(db: None) -> User:
    return make_user("hana", Role.CONTACT_HANDLER, Rank.NONE, name="Hana Cole")


@pytest.fixture
def desk(client: Client, hana: User) -> Client:
    return signed_in(client, hana)


def test_what_the_script_saves_is_in_the_form_on_return(desk: Client) -> None:
    assert desk.post(SAVE, HALF).status_code == 204

    answer = desk.get(PAGE)

    form, page = answer.context["form"], text_of(answer)
    assert form["narrative"].value() == "They are at it ag"
    assert form["caller_anonymous"].value() is True
    assert 'value="20"' in page
    assert 'value="13"' in page
    assert "restored." in page
    assert "There is a problem" not in page


def test_a_button_does_the_same_without_script(desk: Client) -> None:
    answer = desk.post(NEW, {**HALF, "draft": "1"}, follow=True)

    assert answer.redirect_chain == [(PAGE, 302)]
    assert "is kept for 7 days" in text_of(answer)
    assert answer.context["form"]["caller_phone"].value() == "07700 900123"
    assert not Report.objects.exists()


def test_the_later_save_replaces_the_earlier(desk: Client) -> None:
    desk.post(SAVE, HALF)
    desk.post(SAVE, {**HALF, "narrative": "They are at it again"})

    assert Draft.objects.get().typed["narrative"] == ["They are at it again"]


def test_nothing_of_keys_and_buttons_is_kept(desk: Client) -> None:
    desk.post(SAVE, {**HALF, "idempotency_key": KEY, "csrfmiddlewaretoken": "x", "next": "grade"})

    assert not {"idempotency_key", "csrfmiddlewaretoken", "next", "draft_form"} & {*Draft.objects.get().typed}


def test_two_new_reports_in_two_tabs_keep_a_draft_each(desk: Client) -> None:
    tabs = [desk.get(NEW).context["draft_about"] for _ in range(2)]
    said = ["Stones at a window", "A motorbike in the park"]
    for key, words in zip(tabs, said, strict=True):
        desk.post(SAVE, {**HALF, "draft_about": key, "narrative": words})

    first = desk.get(f"{NEW}?draft={tabs[0]}")

    assert first.context["form"]["narrative"].value() == said[0]
    assert [one.about for one in first.context["unfinished"]] == [tabs[1]]
    desk.post(NEW, {**REPORT, "draft_about": tabs[0]})
    assert Draft.objects.get().about == tabs[1]


def test_what_is_unfinished_is_listed_with_when_it_was_begun_to_go_on_with_or_to_throw_away(
    desk: Client,
) -> None:
    with time_machine.travel("2026-11-25T18:42:00Z", tick=False):
        desk.post(SAVE, HALF)
    with time_machine.travel("2026-11-25T19:00:00Z", tick=False):
        desk.post(SAVE, {**HALF, "narrative": "They are at it again"})
        page = text_of(desk.get(NEW))

    assert "Unfinished: 1 other draft" in page
    assert f'href="{PAGE}">Go on with the draft begun 25 November 2026 at 6:42pm' in page
    assert "They are at it again" in page
    desk.post(THROW, {"draft_form": "report", "draft_about": MINE})
    assert "Unfinished" not in text_of(desk.get(NEW))


def test_a_page_that_is_shown_again_keeps_its_key(desk: Client) -> None:
    for answer in (
        desk.get(PAGE),
        desk.post(NEW, {**HALF, "look": "1"}),
        desk.post(NEW, {**HALF, "channel": ""}),
    ):
        assert f'name="draft_about" value="{MINE}"' in text_of(answer)
    for damaged in ("", "x" * 12, "../../"):
        assert desk.get(NEW, {"draft": damaged}).context["draft_about"] not in ("", damaged)


def test_nobody_piles_up_drafts_without_end(desk: Client) -> None:
    for number in range(MOST):
        assert desk.post(SAVE, {**HALF, "draft_about": f"{number:012x}"}).status_code == 204

    assert desk.post(SAVE, {**HALF, "draft_about": OTHER}).status_code == 413
    assert "throw one away" in text_of(desk.post(NEW, {**HALF, "draft_about": OTHER, "draft": "1"}))
    assert Draft.objects.count() == MOST
    assert desk.post(SAVE, {**HALF, "draft_about": f"{1:012x}"}).status_code == 204


def test_a_nul_is_left_out_since_nobody_typed_it(desk: Client) -> None:
    assert desk.post(SAVE, {**HALF, "narrative": "a\0b"}).status_code == 204
    assert Draft.objects.get().typed["narrative"] == ["ab"]


def test_an_empty_form_is_no_draft(desk: Client) -> None:
    desk.post(SAVE, {"draft_form": "report", "draft_about": MINE, "narrative": ""})

    assert not Draft.objects.exists()


def test_it_is_thrown_away_when_the_form_is_sent(desk: Client) -> None:
    desk.post(SAVE, HALF)
    desk.post(NEW, {**REPORT, "draft_about": MINE})

    assert Report.objects.count() == 1
    assert not Draft.objects.exists()


def test_a_save_that_comes_late_does_not_bring_it_back(desk: Client) -> None:
    desk.post(NEW, {**REPORT, "idempotency_key": KEY})

    assert desk.post(SAVE, {**HALF, "idempotency_key": KEY}).status_code == 204
    assert not Draft.objects.exists()


def test_a_form_that_was_refused_keeps_its_draft(desk: Client) -> None:
    desk.post(SAVE, {**HALF, "idempotency_key": KEY})
    desk.post(NEW, {**REPORT, "channel": "", "idempotency_key": KEY})

    assert desk.post(SAVE, {**HALF, "narrative": "More", "idempotency_key": KEY}).status_code == 204
    assert Draft.objects.get().typed["narrative"] == ["More"]


def test_its_author_throws_it_away(desk: Client) -> None:
    desk.post(SAVE, HALF)

    answer = desk.post(THROW, {"draft_form": "report", "draft_about": MINE}, follow=True)

    assert answer.redirect_chain == [(NEW, 302)]
    assert "The draft is thrown away." in text_of(answer)
    assert not Draft.objects.exists()


def test_it_is_its_author_s_alone(desk: Client, amira: User) -> None:
    desk.post(SAVE, HALF)

    other = signed_in(Client(), amira)
    assert "They are at it ag" not in text_of(other.get(PAGE)) + text_of(other.get(NEW))
    other.post(THROW, {"draft_form": "report", "draft_about": MINE})
    assert Draft.objects.count() == 1


def test_it_is_forgotten_after_a_week(desk: Client, hana: User) -> None:
    desk.post(SAVE, HALF)
    later = timezone.now() + timedelta(days=7, minutes=1)

    with time_machine.travel(later, tick=True):
        form = signed_in(Client(), hana).get(PAGE).context["form"]
        assert not form["narrative"].value()
        assert "Unfinished" not in text_of(signed_in(Client(), hana).get(NEW))
        with acting("system:keys"):
            forget_old_keys()
    assert not Draft.objects.exists()


def test_the_task_leaves_what_is_younger(desk: Client) -> None:
    desk.post(SAVE, HALF)

    with acting("system:keys"):
        assert forget_drafts_before(timezone.now() - timedelta(days=7)) == 0
    assert Draft.objects.count() == 1


def test_what_is_far_too_long_is_said_and_not_lost_from_the_page(desk: Client) -> None:
    long = {**HALF, "narrative": "x" * 100_001}

    assert desk.post(SAVE, long).status_code == 413
    answer = desk.post(NEW, {**long, "draft": "1"})
    assert "too long to be kept as a draft" in text_of(answer)
    assert answer.context["form"]["narrative"].value() == long["narrative"]
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "about",
    [
        {"draft_form": "case"},
        {"draft_form": ""},
        {"draft_form": "grade"},
        {"draft_form": "grade", "draft_about": "ASB-2026-000001"},
        {"draft_form": "grade", "draft_about": "../../"},
        {"draft_form": "report", "draft_about": "RPT-2026-000001"},
        {"draft_form": "report", "draft_about": ""},
        {"draft_form": "report", "draft_about": "0123456789AB"},
    ],
)
def test_no_other_page_keeps_a_draft(desk: Client, about: dict[str, str]) -> None:
    assert desk.post(SAVE, {**HALF, **about}).status_code == 400
    assert desk.post(THROW, about).status_code == 400
    assert not Draft.objects.exists()
