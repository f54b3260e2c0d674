"""The patterns of a plan: when, where, who comes again, what was tried before; what is not for the reader stays out."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.choices import Precision
from asbcases.cases.models import IncidentParty, Person, Premises
from asbcases.casework.transitions import record_premises
from asbcases.law.periods import london_day
from asbcases.sara import transitions as verbs
from asbcases.sara.queries import newest_objective
from asbcases.sara.queries.measuring import measure, proposed
from asbcases.sara.queries.patterns import patterns_of
from tests.enforcement.make_measures import make_notice
from tests.enforcement.reading import Read, squeezed
from tests.make import NOW, district, make_case
from tests.sara import worked
from tests.sara.plans import DAY, TODAY, start
from tests.sara.plans import measure as measure_of
from tests.sara.recorded import LATER, PLACE, a_world, carried_out, on_days

pytestmark = pytest.mark.django_db


def frozen(amira: User, ben: User, **said: Any) -> Any:
    plan = start(owner=amira, supervisor=ben)
    verbs.freeze_objective(plan, measure_of(**said), by=amira, now=NOW)
    return plan


def test_hours_months_places_and_what_comes_again_are_counted(amira: User, ben: User) -> None:
    premises = record_premises(address="3 Hythe Hill", district=district(), by=amira, now=NOW)
    night = datetime(2026, 7, 3, 21, 30, tzinfo=UTC)
    late = {"happened_from": night, "happened_until": night}
    both = on_days([TODAY - DAY, TODAY - DAY], PLACE, premises=premises, **late)
    on_days([TODAY - 30 * DAY], "Mersea Road shops", happened_precision=Precision.RANGE)
    on_days([TODAY - 500 * DAY])
    person = Person.objects.create(
        reference="PER-1999-000001", name="Jo Bell", recorded_at=NOW, recorded_by=amira
    )
    for incident in both:
        IncidentParty.objects.create(
            incident=incident, number=1, person=person, role="respondent", recorded_at=NOW, recorded_by=amira
        )
    plan = frozen(amira, ben)
    every = {"people": Person.objects.all(), "premises": Premises.objects.all()}

    found = patterns_of(plan, newest_objective(plan), **every, now=NOW)

    assert (found.total, found.timed, found.clock[4][22]) == (3, 2, 2)
    assert [count for _, count in found.months] == [0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 1, 0]
    assert [(place.words, place.times) for place in found.places][:1] == [(PLACE, 2)]
    assert (found.people, found.premises) == ([(person, 2)], [(premises, 2)])
    nobody = {"people": Person.objects.none(), "premises": Premises.objects.none()}
    unseen = patterns_of(plan, newest_objective(plan), **nobody, now=NOW)
    assert (unseen.people, unseen.premises) == ([], [])


def test_of_months_before_the_records_began_nothing_is_told_and_of_many_places_the_most_and_latest(
    amira: User, ben: User, client: Client
) -> None:
    today = london_day(timezone.now())
    on_days([today - 40 * DAY], "Mersea Road shops, north side")
    for each in range(1, 12):
        on_days([today - each * DAY], f"{each} Mersea Road shops")
    plan = frozen(amira, ben)
    everybody = {"people": Person.objects.all(), "premises": Premises.objects.all()}

    found = patterns_of(plan, newest_objective(plan), **everybody, now=timezone.now())
    client.force_login(amira)
    page = client.get(reverse("plan_patterns", args=[plan.reference])).content.decode()

    assert found.months[0][0] == (today - 40 * DAY).replace(day=1)
    assert sum(count for _, count in found.months) == 12
    assert [place.last_on for place in found.places] == [today - each * DAY for each in range(1, 11)]
    assert f"The 10 with the most, of {found.of_places} places." in page


def test_the_page_tells_them_with_charts_and_tables_in_a_fixed_number_of_queries(
    amira: User, ben: User, client: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    today = london_day(timezone.now())
    on_days([today - timedelta(days=each % 300 + 1) for each in range(120)], longitude=0.9, latitude=51.88)
    other = worked.closed(amira, ben, title="Quad bikes on the sea wall")
    plan = frozen(amira, ben)
    client.force_login(amira)

    with django_assert_max_num_queries(40):
        page = client.get(reverse("plan_patterns", args=[plan.reference])).content.decode()

    assert page.count('<svg class="asb-chart"') == 2
    assert "Midday to 3pm" in page
    assert "120 incidents that count for the objective" in page
    assert other.reference in page
    assert "Worked: As the counts say" in page


def test_without_an_objective_or_an_incident_the_page_says_so(amira: User, ben: User, client: Client) -> None:
    client.force_login(amira)
    plan = start(owner=amira, supervisor=ben)
    url = reverse("plan_patterns", args=[plan.reference])

    assert "The objective is not fixed yet" in client.get(url).content.decode()
    verbs.freeze_objective(plan, measure_of(), by=amira, now=NOW)
    page = client.get(url).content.decode()
    assert "0 incidents that count" in page
    assert "<svg" not in page


def test_of_incidents_without_an_hour_none_is_told(amira: User, ben: User, client: Client) -> None:
    on_days([london_day(timezone.now()) - DAY], happened_precision=Precision.RANGE)
    plan = frozen(amira, ben)
    client.force_login(amira)

    page = client.get(reverse("plan_patterns", args=[plan.reference])).content.decode()

    assert "At what hour they began is known of none" in page
    assert "Chart by hour of the day" not in page


def test_measures_on_the_same_people_are_shown_of_cases_that_one_may_see(
    amira: User, ben: User, client: Client
) -> None:
    case = make_case(by=amira)
    notice = make_notice(case, by=amira)
    plan = frozen(amira, ben)
    verbs.link(plan, to=notice.subject, by=amira, now=NOW)
    client.force_login(amira)

    page = client.get(reverse("plan_patterns", args=[plan.reference])).content.decode()

    assert notice.reference in page


def test_of_a_plan_of_others_there_is_no_page(
    amira: User, ben: User, cara: User, dev: User, client: Client
) -> None:
    plan = frozen(amira, ben)
    for user in (cara, dev):
        client.force_login(user)
        for name in ("plan_patterns", "plan_profile", "plan_profile_pdf"):
            assert client.get(reverse(name, args=[plan.reference])).status_code == 404


def test_the_profile_is_a_page_and_a_tagged_pdf_with_the_same_words(
    amira: User, ben: User, client: Client
) -> None:
    a_world(before=6, after=3)
    plan = carried_out(amira, ben)
    worked.closed(amira, ben, title="Quad bikes on the sea wall")
    found = measure(plan, proposed(plan, now=LATER), now=LATER)
    verbs.assess_plan(
        plan, found, verdict="partly", words="Quieter", learning="Ask them", by=amira, now=LATER
    )
    client.force_login(amira)

    page = client.get(reverse("plan_profile", args=[plan.reference])).content.decode()
    answer = client.get(reverse("plan_profile_pdf", args=[plan.reference]))
    read = Read(answer.content)

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert str(read.root.Lang) == "en-GB"
    assert bool(read.root.MarkInfo.Marked)
    assert bool(read.root.ViewerPreferences.DisplayDocTitle)
    assert plan.reference in str(read.pdf.docinfo.get("/Title", "")) + str(
        read.pdf.open_metadata()["dc:title"]
    )
    for words in (
        plan.title,
        "The youth club shuts at nine",
        "Have the club open until eleven",
        "Ask them",
        "When it comes",
    ):
        assert words in page
        assert squeezed(words) in read.words


def test_what_the_fonts_cannot_print_is_refused_in_plain_words(
    amira: User, ben: User, client: Client
) -> None:
    plan = start(owner=amira, supervisor=ben, title="Nights at 長城")
    client.force_login(amira)

    answer = client.get(reverse("plan_profile_pdf", args=[plan.reference]))

    assert answer.status_code == 409
    assert "The PDF has no letter for" in answer.content.decode()
