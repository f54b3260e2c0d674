"""An administrator names who supervises the co-ordinators of an area, and who is the ASB manager of the force."""

import pytest
from django.test import Client
from django.urls import reverse

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.deadlines.models import Replan
from asbcases.policies.models import PolicyRow
from tests.casework.pages import day, signed_in, text_of
from tests.make import make_user
from tests.triggers.make import make_co_ordinator

pytestmark = pytest.mark.django_db


def test_an_office_is_named_from_those_who_may_hold_it_and_shown_by_name(client: Client) -> None:
    ada = make_user("ada", Role.ADMINISTRATOR, name="Ada Moss")
    clara = make_co_ordinator(username="clara")
    User.objects.filter(pk=clara.pk).update(name="Clara Bell")
    make_user("ruth", Role.SUPERVISOR, Rank.INSPECTOR, name="Ruth Adeyemi")
    make_co_ordinator(username="gone")
    User.objects.filter(username="gone").update(is_active=False, name="Gone Away")
    row = PolicyRow.objects.get(rule="review.supervisor", qualifier="colchester")
    page = reverse("policy_new", args=[row.pk])

    form = text_of(signed_in(client, ada).get(page))
    assert "Clara Bell, Colchester Council" in form
    assert "Nobody yet, or to be confirmed" in form
    assert "Ruth Adeyemi" not in form + text_of(client.get(reverse("policy_list")))
    assert "Gone Away" not in form
    said = {"source": "Letter of the council", "confidence": "S", **day("in_force_from", "1 12 2026")}
    assert client.post(page, {**said, "choice": "ruth"}).status_code == 400
    assert client.post(page, {**said, "choice": "clara"}).status_code == 302

    newest = PolicyRow.objects.filter(rule="review.supervisor", qualifier="colchester").latest(
        "in_force_from"
    )
    assert newest.choice == "clara"
    assert not Replan.objects.exists(), "who is told moves no date"
    shown = text_of(client.get(reverse("policy_list")))
    assert "Clara Bell, Colchester Council" in shown
    assert "Who supervises the co-ordinator of case reviews, by area" in shown
    manager = PolicyRow.objects.get(rule="review.asb_manager")
    assert "Ruth Adeyemi, Essex Police" in text_of(client.get(reverse("policy_new", args=[manager.pk])))
