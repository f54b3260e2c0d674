"""Papers to a respondent tell nobody who reported, until the reporter agrees or a supervisor has a reason."""

import pytest

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Channel, PersonKind
from asbcases.casework.transitions import join_case
from asbcases.enforcement.choices import PaperKind
from asbcases.enforcement.models import Paper
from asbcases.enforcement.rules.naming import Finding
from asbcases.enforcement.transitions.drafting import change_draft
from asbcases.enforcement.transitions.papers import allow_naming
from asbcases.errors import Refused
from tests.enforcement.make_measures import LATER, draft_warning, fresh
from tests.enforcement.make_papers import case_of, draft_request, paper_of, refused, said_in
from tests.make import NOW, make_case, make_incident, make_report

TOLD = "He plays the drums all night long and I cannot get up in the morning."


def test_a_paper_that_tells_who_reported_is_refused_with_the_exact_passages(amira: User, ben: User) -> None:
    case = case_of(
        amira, caller_name="Mrs Ada Quill", caller_phone="07700 900777", caller_address="Flat 9, 22 Mersea Road",
        narrative=TOLD,
    )  # fmt: skip
    conduct = "Ada Quill in flat 9 (07700-900777) hears: he plays the drums all night long: JADE TAYLOR too."
    measure = draft_warning(case, by=amira, conduct=conduct)

    reason = refused(measure, PaperKind.CPW, amira)

    for passage in (
        "“Ada Quill” (name)",
        "“flat 9” (address)",
        "“07700-900777” (contact)",
        "“JADE TAYLOR” (name)",
    ):
        assert passage in reason
    assert "“he plays the drums all night long” (words)" in reason
    assert not Paper.objects.exists()


def test_consent_or_a_supervisors_reason_lets_these_passages_through_and_no_others(
    amira: User, ben: User
) -> None:
    case = case_of(amira, caller_name="Mrs Ada Quill", narrative=TOLD)
    measure = draft_warning(case, by=amira, conduct="Ada Quill hears it.")
    found = [Finding("name", "Ada Quill")]
    said = {"found": found, "reason": "She agreed on the telephone on 23 November.", "now": LATER}

    with pytest.raises(Refused, match="a sergeant or above decides"):
        allow_naming(measure, consent=False, by=amira, **said)
    with pytest.raises(Refused, match="Say who agreed"):
        allow_naming(measure, consent=True, by=amira, **{**said, "reason": " "})
    with pytest.raises(Refused, match="nothing to allow"):
        allow_naming(measure, consent=True, by=amira, **{**said, "found": []})
    kept = allow_naming(measure, consent=True, by=amira, **said)

    assert kept.found == {"name": ["Ada Quill"]}
    assert paper_of(measure, PaperKind.CPW, amira).number == 1
    event = AuditEvent.objects.get(verb=Verb.NAMING_ALLOWED)
    assert "Quill" not in str(event.data)
    change_draft(fresh(measure), conduct="Quill hears it, so does Jade Taylor.", by=amira, now=LATER)
    assert refused(measure, PaperKind.CPW, amira).count("“") == 1
    allow_naming(measure, consent=False, by=ben, **{**said, "found": [Finding("name", "Jade Taylor")]})
    assert paper_of(fresh(measure), PaperKind.CPW, amira).number == 2


def test_the_prosecution_is_told_who_suffers(amira: User) -> None:
    request = draft_request(make_case(by=amira), by=amira)

    assert "Jade Taylor of 14 Mersea Road" in said_in(paper_of(request, PaperKind.CBO_REQUEST, amira))


def test_the_respondents_own_reports_and_what_officers_saw_name_nobody(amira: User) -> None:
    case = case_of(amira, caller_name="Kai Marsh", narrative=TOLD)
    seen = make_report(
        by=amira, channel=Channel.PATROL, caller_name="PC Olive Trent", place_text="22 Mersea Road"
    )
    incident = make_incident(by=amira, report=seen)
    join_case(incident, case, by=amira, now=NOW)
    conduct = f"{TOLD} PC Olive Trent saw it at 22 Mersea Road."

    measure = draft_warning(case, by=amira, conduct=conduct)

    assert paper_of(measure, PaperKind.CPW, amira).number == 1


def test_businesses_that_suffer_are_named_by_their_whole_name_alone(amira: User) -> None:
    case = make_case(by=amira, victim_name="Corner Food Store", victim_contact="")
    case.parties.get().person.__class__.objects.filter(name="Corner Food Store").update(
        kind=PersonKind.BUSINESS
    )
    measure = draft_warning(case, by=amira, conduct="Do not take food from any store.")
    assert paper_of(measure, PaperKind.CPW, amira).number == 1

    change_draft(fresh(measure), conduct="He steals at the corner food store.", by=amira, now=LATER)
    assert "“corner food store” (name)" in refused(measure, PaperKind.CPW, amira)
