"""Papers to a respondent tell nobody who reported, until the reporter agrees or a supervisor has a reason."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Channel, PersonKind
from asbcases.cases.models import Case, Person
from asbcases.casework.transitions import join_case
from asbcases.db.actor import acting
from asbcases.enforcement.choices import PaperKind
from asbcases.enforcement.models import Measure, NamingReason, Paper
from asbcases.enforcement.papers.kinds import words_of
from asbcases.enforcement.queries.papers import making_of, told_by
from asbcases.enforcement.rules.naming import Finding
from asbcases.enforcement.transitions.drafting import change_draft
from asbcases.enforcement.transitions.papers import allow_naming
from asbcases.errors import Refused
from tests.enforcement.make_measures import LATER, draft_warning, fresh, make_authority
from tests.enforcement.make_papers import case_of, draft_request, paper_of, refused, said_in
from tests.make import NOW, make_agency, make_case, make_incident, make_report, make_user

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


def told_besides(case: Case, by: User, **said: Any) -> None:
    """Add an incident to a case of which somebody else told."""
    report = make_report(by=by, place_text="22 Mersea Road", **said)
    join_case(make_incident(by=by, report=report), case, by=by, now=NOW)


def found_in(measure: Measure, by: User) -> set[str]:
    making = making_of(measure, None, by=by, now=LATER)
    return {one.passage for one in told_by(PaperKind.CPW, words_of(PaperKind.CPW, making), making)}


def test_a_reporter_whom_the_maker_may_not_see_is_protected_and_named_to_nobody(
    client: Client, amira: User, ben: User
) -> None:
    case = case_of(amira, caller_name="Mrs Ada Quill", narrative="Noise.")
    told_besides(case, amira, district_code="basildon", caller_name="Oona Zell", caller_phone="07700 900888")
    conduct = "Ada Quill hears it. So does Oona Zell, 07700 900888."
    measure = draft_warning(case, by=amira, conduct=conduct)
    place = "something in “The conduct that you are warned of, paragraph 1”, of somebody whose record you may not see"

    with acting(str(amira.pk)):
        reason = refused(measure, PaperKind.CPW, amira)
        found = told_by(
            PaperKind.CPW,
            words_of(PaperKind.CPW, making := making_of(measure, None, by=amira, now=LATER)),
            making,
        )
        with pytest.raises(Refused, match="Somebody who may see the record"):
            allow_naming(measure, found=found, consent=True, reason="All agree.", by=amira, now=LATER)
    assert "“Ada Quill” (name)" in reason
    assert reason.count(place) == 1
    assert "Zell" not in reason
    assert "900888" not in reason

    client.force_login(amira)
    where = [case.reference, measure.reference, "cpw"]
    for name in ("paper_new", "paper_naming"):
        page = client.get(reverse(name, args=where)).content.decode()
        assert "only who may see it can let it stand" in page
        assert "Zell" not in page.split("<aside")[1]
    sent = {"kind": "cpw", "passages": ["Oona Zell"], "consent": True, "reason": "She agreed."}
    address = f"/api/v1/cases/{case.reference}/measures/{measure.reference}/papers/naming/"
    answer = client.post(address, sent, content_type="application/json")
    assert (answer.status_code, "Not all of these passages" in answer.content.decode()) == (409, True)
    assert not NamingReason.objects.exists()

    officer = make_user("ada", Role.ASB_OFFICER, Rank.CONSTABLE, district_code="colchester")
    make_authority(officer)
    with acting(str(officer.pk)):
        assert "“Oona Zell” (name)" in refused(measure, PaperKind.CPW, officer)
        allowed = [
            one for one in told_by(PaperKind.CPW, words_of(PaperKind.CPW, making), making) if not one.hidden
        ]
        allow_naming(measure, found=allowed, consent=True, reason="Both agreed.", by=officer, now=LATER)
    with acting(str(amira.pk)):
        assert paper_of(measure, PaperKind.CPW, amira).number == 1


def test_an_officer_on_patrol_is_no_reporter_and_whom_a_partner_speaks_for_is(amira: User) -> None:
    case = case_of(amira, caller_name="Mrs Ada Quill", narrative="Noise.")
    seen = {"channel": Channel.PATROL, "caller_name": "PC Olive Trent", "narrative": TOLD}
    told_besides(case, amira, **seen, on_behalf_of="Mabel Hurst", caller_phone="07700 900111")
    homes = make_agency("Eastlight Homes", AgencyKind.HOUSING)
    passed = {"channel": Channel.PARTNER, "agency": homes, "caller_name": "Eastlight Homes"}
    told_besides(
        case, amira, **passed, on_behalf_of="Idris Vane", narrative="Bass through the wall, on and on."
    )
    conduct = (
        f"{TOLD} PC Olive Trent (07700 900111) saw it; Eastlight Homes wrote to you. Mabel Hurst and Idris Vane hear "
        "bass through the wall, on and on."
    )
    measure = draft_warning(case, by=amira, conduct=conduct)

    assert found_in(measure, amira) == {"Mabel Hurst", "Idris Vane", "bass through the wall, on and on"}


def test_names_of_before_short_forms_and_namesakes_are_protected(amira: User) -> None:
    case = case_of(amira, caller_name="Mr Robert Quill aka Rocky", narrative="Noise.")
    told_besides(case, amira, caller_name="Kai Marsh", caller_address="9 Elm Close", narrative=TOLD)
    told_besides(
        case,
        amira,
        caller_name="Kai Marsh",
        caller_address="22 Mersea Road",
        narrative="I did play it, and I am sorry for it.",
    )
    jade = Person.objects.get(parts__case=case, name="Jade Taylor")
    jade.name = "Jade Fenwick"
    jade.save()
    conduct = f"Bobby and Rocky, Mrs Fenwick (Taylor) and 9 Elm Close hear it: {TOLD} I did play it, and I am sorry for it."
    measure = draft_warning(case, by=amira, conduct=conduct)

    assert found_in(measure, amira) == {
        "Bobby", "Rocky", "Fenwick (Taylor", "9 Elm Close", TOLD.removesuffix("."),
    }  # fmt: skip
