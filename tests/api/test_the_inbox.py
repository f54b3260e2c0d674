"""The inbox by the API: one's own messages, read by an act of their own, and tasks that are dealt with once."""

from typing import Any

import pytest
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.notify.choices import Template
from asbcases.notify.models import Message, Task
from asbcases.notify.transitions import enqueue, raise_task
from tests.api.conftest import Caller
from tests.make import make_case

pytestmark = pytest.mark.django_db
INBOX = "/api/v1/inbox/"


@pytest.fixture
def case(amira: User) -> Case:
    return make_case(by=amira, now=timezone.now())


@pytest.fixture
def message(case: Case, amira: User) -> Message:
    context: dict[str, object] = {"reference": case.reference, "path": f"/cases/{case.reference}/"}
    enqueue("told:amira", amira, Template.MISSED, context, now=timezone.now(), case=case)
    return Message.objects.get(key="told:amira")


def test_a_message_is_read_by_an_act_of_its_own(api: Caller, message: Message, case: Case) -> None:
    at = f"{INBOX}{message.pk}/"
    [listed] = api.get(INBOX, {"show": "unread"}).json()["results"]

    assert (listed["told"]["reference"], listed["read_at"]) == (case.reference, None)
    assert api.get(at).json()["read_at"] is None
    assert api.post(f"{at}read/", {}).json()["read_at"]
    assert api.get(INBOX, {"show": "unread"}).json()["results"] == []
    assert len(api.get(INBOX).json()["results"]) == 1


def test_everything_is_marked_as_read_at_once(api: Caller, message: Message) -> None:
    assert api.get(f"{INBOX}unread/").json() == {"unread": 1}
    assert api.post(f"{INBOX}read/", {}).json() == {"unread": 0}


def test_the_message_of_another_is_like_none(calling: Any, message: Message, ben: User) -> None:
    theirs = calling(ben)

    for act in ("get", "post"):
        path = "read/" if act == "post" else ""
        hers = getattr(theirs, act)(f"{INBOX}{message.pk}/{path}")
        none = getattr(theirs, act)(f"{INBOX}999999/{path}")
        assert (hers.status_code, hers.content) == (404, none.content)
    message.refresh_from_db()
    assert message.read_at is None


def test_a_task_is_dealt_with_once_as_it_was_read(calling: Any, ben: User, case: Case) -> None:
    words = f"A message about {case.reference} was lost."
    task = raise_task("message:0", words, district=case.district_id, now=timezone.now(), case=case)
    assert isinstance(task, Task)
    sergeant, at, done = calling(ben), f"{INBOX}tasks/{task.pk}/", {"note": "Told them by phone."}

    tag = sergeant.get(at).headers["ETag"]
    assert sergeant.post(f"{at}done/", done).status_code == 428
    kept = sergeant.post(f"{at}done/", done, **{"If-Match": tag})
    assert (kept.status_code, kept.json()["dealt_by"]) == (200, "ben")
    assert sergeant.post(f"{at}done/", done, **{"If-Match": tag}).status_code == 412
    assert task.pk not in [row["id"] for row in sergeant.get(f"{INBOX}tasks/").json()["results"]]
