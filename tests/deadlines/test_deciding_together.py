"""Several deadlines are decided about at once: each is done or refused by itself, and every row is checked again."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.deadlines.models import Deadline, Ruling
from asbcases.deadlines.transitions import ask_for_time, extend
from tests.deadlines.diary import DAY, DUE, HOUR, owe
from tests.deadlines.pages import asked, day, followed, sent, words
from tests.make import NOW, make_case

pytestmark = pytest.mark.django_db


def ticks(*deadlines: Deadline) -> list[str]:
    return [f"{one.pk}.{Deadline.objects.get(pk=one.pk).version}" for one in deadlines]


def decide(client: Client, user: User, act: str, row: list[str], **said: Any) -> str:
    """Send a decision about ticked rows, and return the page that says what became of them."""
    answer = sent(
        client, user, "deadlines_together", at=NOW, act=act, row=row, reason="Snow on all roads", **said
    )
    assert answer.status_code == 302
    return words(followed(client, answer, at=NOW))


def test_what_is_ticked_is_listed_with_what_is_due_in_it_first(
    client: Client, case: Case, amira: User, ben: User
) -> None:
    one, two = owe(case, ben), owe(case, amira, subject="2", due_at=DUE + DAY)
    ask_for_time(two, until=DUE + 9 * DAY, reason="In hospital", by=amira, now=NOW)

    answer = asked(client, ben, "deadlines_together", at=NOW, act="grant", row=ticks(one, two))

    page = words(answer)
    assert "Give the time that was asked for: 2 deadlines" in page
    assert "Due in 14 days" in page
    assert "Amira Osei: In hospital" in page
    assert not Ruling.objects.exclude(verb="asked").exists()


def test_one_refusal_leaves_the_others_done(client: Client, case: Case, amira: User, ben: User) -> None:
    one, two = owe(case, ben), owe(case, amira, subject="2")
    inspectors = owe(case, ben, rank="inspector")

    page = decide(client, ben, "waive", ticks(one, inspectors, two))

    assert "Waive: 2 done, 1 refused" in page
    assert "It takes the rank of inspector or above" in page
    inspectors.refresh_from_db()
    assert inspectors.is_open
    assert Deadline.objects.filter(waived=True).count() == 2


def test_the_time_asked_for_is_given_to_each(client: Client, case: Case, amira: User, ben: User) -> None:
    one, two, none = owe(case, ben), owe(case, amira, subject="2"), owe(case, amira, subject="3")
    ask_for_time(one, until=DUE + DAY, reason="In hospital", by=amira, now=NOW)
    ask_for_time(two, until=DUE + 2 * DAY, reason="In hospital", by=amira, now=NOW)

    page = decide(client, ben, "grant", ticks(one, two, none))

    assert "2 done, 1 refused" in page
    assert "Nobody waits for more time here" in page
    dates = Deadline.objects.filter(pk__in=[one.pk, two.pk]).order_by("pk").values_list("due_at", flat=True)
    assert list(dates) == [DUE + DAY, DUE + 2 * DAY]


def test_each_of_the_other_decisions_is_taken(client: Client, case: Case, amira: User, ben: User) -> None:
    one = owe(case, amira, rank="")
    ask_for_time(one, until=DUE + DAY, reason="In hospital", by=amira, now=NOW)

    for act, said in (("return", {}), ("extend", day(20, 12, 2026)), ("reassign", {"to": ben.pk})):
        assert "1 done, 0 refused" in decide(client, ben, act, ticks(one), **said), act

    one.refresh_from_db()
    assert one.owner == ben
    assert one.extension["why"] == "Snow on all roads"


def test_a_row_that_changed_after_it_was_ticked_is_refused(
    client: Client, case: Case, ben: User, ines: User
) -> None:
    one, two = owe(case, ben), owe(case, ben, subject="2")
    row = ticks(one, two)
    extend(one, until=DUE + DAY, reason="In hospital", by=ines, now=NOW)

    page = decide(client, ben, "waive", row)

    assert "1 done, 1 refused" in page
    assert "It changed after you had ticked it" in page


def test_a_row_that_somebody_holds_is_refused_and_the_others_are_done(
    client: Client, case: Case, ben: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = owe(case, ben), owe(case, ben, subject="2")
    from asbcases.deadlines.views import bulk

    real = bulk.locked

    def held(row: Deadline) -> Deadline:
        if row.pk == one.pk:
            with connection.cursor() as cursor:
                cursor.execute("DO $$ BEGIN RAISE lock_not_available; END $$")
        return real(row)

    monkeypatch.setattr(bulk, "locked", held)

    page = decide(client, ben, "waive", ticks(one, two))

    assert "1 done, 1 refused" in page
    assert "Somebody else is saving this record now" in page


def test_what_is_not_theirs_is_left_out_as_if_it_were_not_there(
    client: Client, case: Case, cara: User, ben: User
) -> None:
    foreign = owe(make_case(by=cara, district_code="basildon"), cara, rank="")
    one = owe(case, ben)

    listed = asked(client, ben, "deadlines_together", at=NOW, act="waive", row=ticks(one, foreign))
    page = decide(client, ben, "waive", ticks(one, foreign))

    assert foreign.case.reference not in words(listed)
    assert "1 of what you ticked is not to be found" in words(listed)
    assert "1 done, 0 refused" in page
    foreign.refresh_from_db()
    assert foreign.is_open


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"act": "waive"}, "Nothing is ticked"),
        ({"act": "waive", "row": ["1", "x.y", "9" * 20 + ".1", "²3.1"]}, "Nothing is ticked"),
        ({"act": "waive", "row": ["987654.1"]}, "What you ticked is not to be found"),
        ({"act": "burn", "row": ["987654.1"]}, "No decision is chosen"),
    ],
)
def test_nothing_to_decide_about_is_said(client: Client, ben: User, query: dict[str, Any], told: str) -> None:
    answer = asked(client, ben, "deadlines_together", at=NOW, **query)

    assert answer.status_code == 400
    assert told in words(answer)


def test_a_fault_of_the_form_keeps_the_ticks_and_what_was_typed(
    client: Client, case: Case, ben: User
) -> None:
    row = ticks(owe(case, ben))

    answer = sent(client, ben, "deadlines_together", at=NOW, act="extend", row=row, reason="Snow")

    assert answer.status_code == 400
    assert "Enter a day" in words(answer)
    assert f'name="row" value="{row[0]}"' in words(answer)
    assert "Snow</textarea>" in words(answer)


def test_sent_twice_it_acts_once(client: Client, case: Case, ben: User) -> None:
    said = {"act": "waive", "row": ticks(owe(case, ben)), "reason": "Snow", "idempotency_key": "a-key"}

    first = sent(client, ben, "deadlines_together", at=NOW, **said)
    again = sent(client, ben, "deadlines_together", at=NOW, **said)

    assert first.headers["Location"] == again.headers["Location"]
    assert Ruling.objects.count() == 1


def test_results_are_kept_for_the_last_five_and_for_nobody_else(
    client: Client, case: Case, ben: User, ines: User
) -> None:
    client.force_login(ben)
    places = []
    for number in range(6):
        row = ticks(owe(case, ben, subject=str(number)))
        answer = client.post(reverse("deadlines_together"), {"act": "waive", "row": row, "reason": "Snow"})
        places.append(answer.headers["Location"])

    codes = [client.get(place).status_code for place in places]
    client.force_login(ines)

    assert codes == [404, 200, 200, 200, 200, 200]
    assert client.get(places[-1]).status_code == 404


def test_the_number_of_queries_grows_by_what_is_decided_and_not_by_the_list(
    client: Client, case: Case, ben: User, django_assert_max_num_queries: Any
) -> None:
    row = ticks(*(owe(case, ben, subject=str(number), due_at=DUE + number * HOUR) for number in range(40)))
    client.force_login(ben)

    with django_assert_max_num_queries(14):
        client.get(reverse("deadlines_together"), {"act": "waive", "row": row})
