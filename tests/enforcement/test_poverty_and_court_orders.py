"""What part poverty has is asked and kept (FAIR-3); what a court orders besides the sentence is recorded (WRK-4)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.models import Case
from asbcases.enforcement.choices import BreachOrder, Poverty, TermKind
from asbcases.enforcement.models import Breach, Measure, RuleWeighed
from asbcases.enforcement.rules.poverty import poverty_facts
from asbcases.enforcement.transitions.breach_orders import note_court_order
from asbcases.enforcement.transitions.drafting import change_draft
from asbcases.enforcement.transitions.issuing import issue
from asbcases.enforcement.transitions.requests import send_request
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from tests.deadlines.checking import differences
from tests.enforcement.make_breaches import AFTER, DAY, allege, decided, filed, fresh
from tests.enforcement.make_measures import NOW, approve, draft_warning, make_notice, served_as
from tests.enforcement.make_measures import fresh as fresh_measure
from tests.enforcement.make_orders import draft_request, make_court_order
from tests.make import make_case, make_closed

pytestmark = pytest.mark.django_db
WHY = {"FAIR-3": "The begging is aggressive: two people were held by the arm."}


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira)


def kept(measure: Measure) -> list[tuple[str, str]]:
    return list(RuleWeighed.objects.filter(measure=measure, rule="FAIR-3").values_list("decision", "reason"))


def test_the_part_of_poverty_is_asked_of_the_law_once_somebody_has_said_it() -> None:
    assert poverty_facts("") == {}
    asked = {part: poverty_facts(part)["FAIR-3"] for part in Poverty.values}
    assert asked == {
        "no_part": {"poverty_or_rough_sleeping": False, "unlawful_or_antisocial": True},
        "beyond": {"poverty_or_rough_sleeping": True, "unlawful_or_antisocial": True},
        "alone": {"poverty_or_rough_sleeping": True, "unlawful_or_antisocial": False},
    }


def test_a_warning_and_a_request_about_nothing_but_poverty_take_a_reason_that_is_kept(
    case: Case, amira: User
) -> None:
    draft = change_draft(draft_warning(case, by=amira), poverty=Poverty.ALONE, by=amira, now=NOW)
    with pytest.raises(Refused, match="FAIR-3"):
        issue(draft, **served_as(NOW), by=amira, now=NOW)
    issue(draft, **served_as(NOW), over=WHY, by=amira, now=NOW)
    assert kept(draft) == [("warn", WHY["FAIR-3"])]

    request = change_draft(draft_request(case, by=amira), poverty=Poverty.ALONE, by=amira, now=NOW)
    approve(request, by=amira, now=NOW)
    send = {"application_on": london_day(NOW) + 14 * DAY, "by": amira, "now": NOW}
    with pytest.raises(Refused, match="FAIR-3"):
        send_request(fresh_measure(request), over={"CBO-6": "Another place."}, **send)  # type: ignore[arg-type]
    send_request(fresh_measure(request), over={"CBO-6": "Another place.", **WHY}, **send)  # type: ignore[arg-type]
    assert kept(request) == [("warn", WHY["FAIR-3"])]


def test_the_form_asks_it_and_the_draft_shows_the_answer(client: Client, case: Case, amira: User) -> None:
    draft = draft_warning(case, by=amira, now=timezone.now())
    client.force_login(amira)
    address = [case.reference, draft.reference]
    page = reverse("measure_fairness", args=address)
    assert "What part has poverty or rough sleeping" in client.get(page).content.decode()
    assert client.post(page, {"poverty": "beyond", "version": draft.version}).status_code == 302
    assert fresh_measure(draft).poverty == "beyond"
    assert Poverty.BEYOND.label in client.get(reverse("measure_page", args=address)).content.decode()


def test_what_a_court_orders_is_kept_in_its_words_on_a_closed_case_too(case: Case, amira: User) -> None:
    breach = decided(make_notice(case, by=amira), by=amira)
    day = london_day(AFTER + 2 * DAY)
    said = {
        "made_on": day,
        "words": "The loudspeakers are taken down by 1 March.",
        "by": amira,
        "now": AFTER + 3 * DAY,
    }
    with pytest.raises(Refused, match="in its words"):
        note_court_order(breach, order=BreachOrder.REMEDIAL, **{**said, "words": " "})  # type: ignore[arg-type]
    with pytest.raises(Refused, match="still to come"):
        note_court_order(breach, order=BreachOrder.REMEDIAL, **{**said, "made_on": day + 9 * DAY})  # type: ignore[arg-type]
    note_court_order(breach, order=BreachOrder.REMEDIAL, **said)  # type: ignore[arg-type]
    make_closed(case, by=amira, now=AFTER + 3 * DAY)
    note_court_order(breach, order=BreachOrder.FORFEITURE, **{**said, "words": "Two loudspeakers."})  # type: ignore[arg-type]

    breach = fresh(breach)
    assert (breach.remedial_on, breach.forfeiture_words) == (day, "Two loudspeakers.")
    weighed = RuleWeighed.objects.filter(measure=breach.measure, rule="WRK-4").order_by("pk")
    assert [row.facts["order"] for row in weighed] == ["remedial order", "forfeiture order"]
    assert AuditEvent.objects.filter(verb=Verb.BREACH_ORDERED, data__id=breach.pk).count() == 2
    assert differences() == []


def test_only_the_breach_of_a_notice_has_such_orders(case: Case, amira: User) -> None:
    order = make_court_order(case, by=amira)
    now = NOW + 20 * DAY
    breach = allege(order, by=amira, now=now, kind=TermKind.PROHIBITION)
    with pytest.raises(Refused, match="breach of a notice"):
        note_court_order(
            breach, order=BreachOrder.REMEDIAL, made_on=london_day(now), words="x", by=amira, now=now
        )


def test_the_page_of_a_breach_takes_and_shows_it(client: Client, amira: User) -> None:
    notice = make_notice(make_case(by=amira), by=amira)
    breach = decided(notice, by=amira)
    filed(breach, by=amira, now=AFTER + DAY)
    client.force_login(amira)
    address = [notice.case.reference, notice.reference, breach.number]
    page, form = reverse("breach_page", args=address), reverse("breach_ordered", args=address)
    assert "Record remedial action or forfeiture" in client.get(page).content.decode()
    Breach.objects.filter(pk=breach.pk).update(happened_at=timezone.now() - timedelta(days=2))
    today = timezone.localdate().isoformat()
    said = {
        "order": "forfeiture",
        "made_on": today,
        "words": "Two loudspeakers.",
        "version": fresh(breach).version,
    }
    assert client.post(form, {**said, "words": ""}).status_code == 400
    assert client.post(form, said).status_code == 302
    assert "Two loudspeakers." in client.get(page).content.decode()
    assert client.post(form, said).status_code == 409
