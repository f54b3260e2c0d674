"""A risk form is drafted by one administrator and approved by another, and what was approved never changes."""

from datetime import date, timedelta

import pytest

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.errors import Refused
from risk import drafting
from risk.choices import DraftState, VersionStatus
from risk.instruments import FOLDER, content_of, read_instrument
from risk.models import InstrumentDraft
from risk.queries.instruments import faults_of, sheet_of, stated_in, version_in_use
from risk.transitions.instruments import (
    approve_draft,
    change_draft,
    retire_version,
    return_draft,
    submit_draft,
)
from tests.make import NOW, make_user
from tests.risk.answers import MEDIUM, assess, opened_case
from tests.risk.drafted import drafted, shipped, submitted

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
SHEET = read_instrument((FOLDER / "instrument_b_1.toml").read_text(encoding="utf-8")).sheet
AUTHORITY = "Head of Public Protection, policy A 1000, section 4"


@pytest.fixture
def ada() -> User:
    return make_user("ada", Role.ADMINISTRATOR, name="Ada Byrne")


@pytest.fixture
def bea() -> User:
    return make_user("bea", Role.ADMINISTRATOR, name="Bea Holt")


def approve(draft: InstrumentDraft, by: User, first_day: date = TODAY + DAY, authority: str = AUTHORITY):
    return approve_draft(
        draft, authority=authority, first_day=first_day, row_version=draft.row_version, by=by, now=NOW
    )


def test_an_approved_draft_becomes_a_version_that_states_the_same_and_ends_the_one_before(
    ada: User, bea: User
) -> None:
    draft, former = submitted(by=ada), shipped()

    version = approve(draft, bea)

    former.refresh_from_db()
    draft.refresh_from_db()
    assert sheet_of(version) == stated_in(draft).sheet
    assert (version.status, version.authority, version.approved_by, version.approved_at) == (
        VersionStatus.APPROVED, AUTHORITY, bea, NOW,
    )  # fmt: skip
    assert (former.status, former.valid_to) == (VersionStatus.RETIRED, TODAY)
    assert (version_in_use(TODAY), version_in_use(TODAY + DAY)) == (former, version)
    assert (draft.state, draft.became, draft.decided_by) == (DraftState.APPROVED, version, bea)
    verbs = (
        AuditEvent.objects.filter(verb__startswith="instrument.")
        .order_by("pk")
        .values_list("verb", flat=True)
    )
    assert list(verbs) == [Verb.INSTRUMENT_DRAFTED, Verb.INSTRUMENT_SUBMITTED, Verb.INSTRUMENT_APPROVED]


def test_a_form_of_ones_own_may_begin_today_and_takes_the_place_of_a_demonstration(
    ada: User, bea: User
) -> None:
    draft = submitted(by=ada, code="force-form", title="Our form", source="Policy A 1000", version="1")

    version = approve(draft, bea, first_day=TODAY)

    assert version_in_use(TODAY) == version
    assert version.instrument.title == "Our form"
    assert shipped().valid_to == TODAY - DAY


def test_where_no_form_is_in_use_an_approved_one_ends_none(ada: User, bea: User) -> None:
    retire_version(shipped(), last_day=TODAY, reason="Too short", by=ada, now=NOW)

    version = approve(submitted(by=ada), bea, TODAY + 7 * DAY)

    assert (version_in_use(TODAY + 6 * DAY), version_in_use(TODAY + 7 * DAY)) == (None, version)
    assert shipped().valid_to == TODAY


def test_whoever_drafted_a_form_never_decides_on_it(ada: User) -> None:
    draft = submitted(by=ada)

    with pytest.raises(Refused, match="another administrator has to decide"):
        approve(draft, ada)
    with pytest.raises(Refused, match="another administrator has to decide"):
        return_draft(draft, note="Again", row_version=draft.row_version, by=ada, now=NOW)


@pytest.mark.parametrize(
    ("first_day", "authority", "refusal"),
    [
        (TODAY - DAY, AUTHORITY, "cannot begin before today"),
        (TODAY + DAY, "  ", "Say who in the force approved it"),
    ],
)
def test_an_approval_names_its_authority_and_begins_today_or_later(
    ada: User, bea: User, first_day: date, authority: str, refusal: str
) -> None:
    with pytest.raises(Refused, match=refusal):
        approve(submitted(by=ada), bea, first_day, authority)


def test_of_two_approved_versions_the_later_follows_the_earlier(ada: User, bea: User) -> None:
    second, third = submitted(by=ada), submitted(by=ada, version="3")
    first_approved = approve(second, bea, TODAY + 7 * DAY)

    with pytest.raises(Refused, match="begins on 30 November 2026: choose a later day"):
        approve(third, bea, TODAY + 7 * DAY)
    last = approve(third, bea, TODAY + 8 * DAY)

    first_approved.refresh_from_db()
    assert (first_approved.status, first_approved.valid_to) == (VersionStatus.RETIRED, TODAY + 7 * DAY)
    assert version_in_use(TODAY + 8 * DAY) == last


def test_two_drafts_of_one_version_are_not_both_approved(ada: User, bea: User) -> None:
    one, other = submitted(by=ada), submitted(by=ada)
    approve(one, bea)

    with pytest.raises(Refused, match="has a version 2 already"):
        approve(other, bea, TODAY + 2 * DAY)


def test_a_draft_is_approved_or_returned_once(ada: User, bea: User) -> None:
    draft = submitted(by=ada)
    approve(draft, bea)
    draft.refresh_from_db()

    with pytest.raises(Refused, match="does not wait for approval"):
        approve(draft, bea, TODAY + 2 * DAY)
    with pytest.raises(Refused, match="waits for approval, or was approved"):
        change_draft(draft, what="Title", row_version=draft.row_version, by=ada, now=NOW, title="Other")


def test_a_returned_draft_says_why_and_is_written_and_submitted_again(ada: User, bea: User) -> None:
    draft = submitted(by=ada)
    with pytest.raises(Refused, match="Say what has to be changed"):
        return_draft(draft, note=" ", row_version=draft.row_version, by=bea, now=NOW)

    draft = return_draft(draft, note="Ask about children", row_version=draft.row_version, by=bea, now=NOW)

    assert (draft.state, draft.decision, draft.decided_by) == (DraftState.RETURNED, "Ask about children", bea)
    draft = change_draft(draft, what="Version", row_version=draft.row_version, by=ada, now=NOW, version="2b")
    draft = submit_draft(draft, row_version=draft.row_version, by=ada, now=NOW)
    assert (draft.state, draft.decision) == (DraftState.SUBMITTED, "")


def test_only_whoever_drafts_a_form_writes_it_and_only_beside_what_stands(ada: User, bea: User) -> None:
    draft = drafted(by=ada)
    with pytest.raises(Refused, match="Ada Byrne writes this draft"):
        change_draft(draft, what="Version", row_version=1, by=bea, now=NOW, version="3")

    changed = change_draft(draft, what="Version", row_version=1, by=ada, now=NOW, version="3")

    with pytest.raises(Refused, match="was changed while you had the page open"):
        change_draft(draft, what="Version", row_version=1, by=ada, now=NOW, version="4")
    assert (changed.version, changed.row_version) == ("3", 2)
    event = AuditEvent.objects.get(verb=Verb.INSTRUMENT_CHANGED)
    assert (event.data["what"], event.data["version"]) == ("Version", "3")


def test_a_draft_with_faults_is_not_submitted(ada: User) -> None:
    draft = drafted(by=ada, content=drafting.empty())

    with pytest.raises(Refused, match="Mend first: there is no question"):
        submit_draft(draft, row_version=1, by=ada, now=NOW)


def test_a_code_belongs_to_one_form_and_a_version_is_there_once(ada: User) -> None:
    other = drafted(by=ada, title="Another title")
    again = drafted(by=ada, version="1")

    assert [fault.part for fault in faults_of(other)] == ["head"]
    assert "belongs to “Eight weighted factors”" in next(faults_of(other)).words
    assert "has a version 1 already" in next(faults_of(again)).words


def test_a_version_is_retired_with_a_last_day_and_a_reason(ada: User) -> None:
    version = shipped()
    for last_day, reason, refusal in (
        (TODAY - DAY, "Old", "cannot end before today"),
        (TODAY, " ", "Say why"),
    ):
        with pytest.raises(Refused, match=refusal):
            retire_version(version, last_day=last_day, reason=reason, by=ada, now=NOW)

    retired = retire_version(version, last_day=TODAY, reason="Too short", by=ada, now=NOW)

    assert (retired.status, retired.valid_to) == (VersionStatus.RETIRED, TODAY)
    assert (version_in_use(TODAY), version_in_use(TODAY + DAY)) == (version, None)
    assert AuditEvent.objects.get(verb=Verb.INSTRUMENT_RETIRED).reason == "Too short"
    with pytest.raises(Refused, match="was retired before"):
        retire_version(version, last_day=TODAY, reason="Again", by=ada, now=NOW)


def test_a_version_to_come_does_not_end_before_it_begins(ada: User, bea: User) -> None:
    version = approve(submitted(by=ada), bea, TODAY + 7 * DAY)

    with pytest.raises(Refused, match="It begins on 30 November 2026"):
        retire_version(version, last_day=TODAY + DAY, reason="A slip", by=ada, now=NOW)


def test_an_assessment_stays_with_the_version_by_which_it_was_made(ada: User, bea: User, amira: User) -> None:
    case = opened_case(amira)
    old = assess(case, MEDIUM, by=amira)

    version = approve(submitted(by=ada), bea, first_day=TODAY)
    new = assess(case, MEDIUM, by=amira, now=NOW + timedelta(hours=1))

    old.refresh_from_db()
    assert (old.version.version, old.version.status, old.level) == ("1", VersionStatus.RETIRED, "medium")
    assert new.version == version


class TestWriting:
    """Each part of a draft is changed by itself."""

    content = drafting.with_question(
        drafting.with_question(drafting.empty(), "first", text="First?", scored=True),
        "second",
        text="Second?",
    )

    def test_a_question_is_added_changed_moved_and_taken_out(self) -> None:
        changed = drafting.with_question(self.content, "first", text="Really?")

        assert changed["questions"][0] == {"code": "first", "options": [], "text": "Really?", "scored": True}
        assert drafting.codes_of(self.content) == ["first", "second"]
        for code, down, order in (
            ("first", True, ["second", "first"]),
            ("second", False, ["second", "first"]),
            ("first", False, ["first", "second"]),
            ("second", True, ["first", "second"]),
        ):
            assert drafting.codes_of(drafting.moved(self.content, code, down=down)) == order
        assert drafting.codes_of(drafting.without_question(self.content, "first")) == ["second"]

    def test_answers_get_codes_of_their_words_which_no_other_has(self) -> None:
        rows = [
            {"code": "", "label": "Yes, always", "score": 2},
            {"code": "", "label": "Yes always!", "score": 1},
            {"code": "no", "label": "No", "score": 0},
            {"code": "", "label": "…", "score": 0},
        ]

        content = drafting.with_options(self.content, "second", rows)

        codes = [option["code"] for option in content["questions"][1]["options"]]
        assert codes == ["yes_always", "yes_always_2", "no", "answer"]

    def test_a_code_is_short_and_new(self) -> None:
        assert drafting.code_from("How often does it happen at night?", []) == "how_often_does_it"
        assert drafting.code_from("Safe?", ["safe", "safe_2"]) == "safe_3"
        assert len(drafting.code_from("x" * 80, ["x" * 46])) <= 50

    def test_bands_begin_where_they_are_said_to(self) -> None:
        content = drafting.with_bands(self.content, {"standard": 0, "medium": None, "high": 5})

        assert content["bands"] == [{"level": "standard", "min_score": 0}, {"level": "high", "min_score": 5}]

    def test_a_floor_is_added_changed_and_taken_out(self) -> None:
        one, other = {"reason": "One"}, {"reason": "Other"}
        content = drafting.with_floor(drafting.with_floor(self.content, None, one), None, other)

        assert drafting.with_floor(content, 1, other)["floors"] == [other, other]
        assert drafting.without_floor(content, 1)["floors"] == [other]

    def test_nothing_is_changed_in_place(self) -> None:
        content = content_of(SHEET)
        drafting.moved(content, "frequency", down=True)
        drafting.with_floor(content, 1, {})

        assert content == content_of(SHEET)
