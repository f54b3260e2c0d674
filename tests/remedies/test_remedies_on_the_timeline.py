"""What is done about remedies and restorative justice has its own choice on the timeline of a case."""

import pytest
from django.test import Client

from asbcases.accounts.models import User
from asbcases.audit.plan_choices import RemedyVerb
from asbcases.casework.queries.timeline import FAMILIES, timeline_of, verbs_of
from asbcases.remedies.choices import Side
from tests.make import make_case
from tests.remedies import making

pytestmark = pytest.mark.django_db


def test_every_verb_of_remedies_belongs_to_one_family_and_to_no_other() -> None:
    holding = {verb: [name for name in FAMILIES if verb in verbs_of(name)] for verb in RemedyVerb}

    assert set(map(tuple, holding.values())) == {("remedies",)}


def test_the_timeline_shows_remedies_and_restorative_justice_alone(client: Client, amira: User) -> None:
    case = make_case(by=amira)
    making.considered(case, by=amira)
    making.offered(case, to=[Side.HARMED], by=amira)
    client.force_login(amira)

    page = client.get(f"/cases/{case.reference}/?events=remedies")

    assert [event.verb for event in timeline_of(case, (), "remedies")] == [
        RemedyVerb.RESTORATIVE_OFFERED,
        RemedyVerb.REMEDY_CONSIDERED,
    ]
    assert [row.title for row in page.context["told"]] == [
        "Offered restorative justice 1 to victim 1",
        "Considered community remedy 1 for respondent 2",
    ]
