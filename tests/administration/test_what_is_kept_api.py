"""What administrators keep, by the API: as on the pages, with the same sentences, and for nobody else."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import Agency, Shift, Team, User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent, Examination
from asbcases.deadlines.models import Replan
from asbcases.law.periods import london_day
from asbcases.policies.models import ExtraHoliday, LegalLimit, PolicyRow
from tests.access.administered import working_day
from tests.administration.test_unusual_looks_pages import a_finding
from tests.api.conftest import Caller
from tests.make import make_agency, make_team

pytestmark = pytest.mark.django_db

KEPT = "/api/v1/administration/"
UNUSUAL = "/api/v1/record/unusual/"
DAY = timedelta(days=1)


@pytest.fixture
def kept(ada: User) -> Caller:
    return Caller(ada)


def day(ahead: int = 0) -> str:
    return (london_day(timezone.now()) + ahead * DAY).isoformat()


def shift(user: str, days: int = 1, **more: Any) -> dict[str, Any]:
    begins = timezone.now() + days * DAY
    return {
        "user": user,
        "starts_at": begins.isoformat(),
        "ends_at": (begins + DAY / 3).isoformat(),
        **more,
    }


def refusal(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["detail"]


def faults(answer: Any) -> Mapping[str, str]:
    assert answer.status_code == 400, answer.json()
    return {fault["pointer"]: fault["detail"] for fault in answer.json()["errors"]}


def test_an_agency_is_made_once_and_changed_at_the_version_that_was_read(kept: Caller, dev: User) -> None:
    agencies = f"{KEPT}agencies/"
    key = {"Idempotency-Key": "westlight"}
    stated = {"name": "Westlight", "kind": "housing", "council": None}

    made, again = (kept.post(agencies, stated, **key) for _ in range(2))
    taken = kept.post(agencies, stated)

    assert (made.status_code, again.status_code) == (201, 201)
    assert made.json() == again.json()
    assert Agency.objects.filter(name="Westlight").count() == 1
    assert refusal(taken) == (409, "There is an agency called Westlight already: open that one.")
    assert [row["name"] for row in kept.get(agencies, {"q": "west"}).json()["results"]] == ["Westlight"]

    change = f"{made.headers['Location']}change/"
    closed = {**stated, "active": False}
    unsaid, done = kept.post(change, closed), kept.post(change, closed, **{"If-Match": made["ETag"]})
    stale = kept.post(change, closed, **{"If-Match": made["ETag"]})
    assert [each.status_code for each in (unsaid, done, stale)] == [428, 200, 412]
    assert done.json()["active"] is False
    assert kept.get(made.headers["Location"])["ETag"] == done["ETag"]

    at = f"{agencies}{dev.agency.pk}/"
    worked = {"name": dev.agency.name, "kind": "housing", "active": False}
    refused = kept.post(f"{at}change/", worked, **{"If-Match": kept.get(at)["ETag"]})
    assert refusal(refused)[0] == 409
    assert "still has 1 active person" in refused.json()["detail"]


def test_a_team_is_made_found_by_its_desk_and_stays_with_its_agency(kept: Caller) -> None:
    force, homes = make_agency(), make_agency("Eastlight Homes", AgencyKind.HOUSING)
    teams = f"{KEPT}teams/"

    made = kept.post(teams, {"name": "Call room", "agency": force.name, "desk": "control_room"})
    refused = kept.post(teams, {"name": "Wide", "agency": homes.name, "force_wide": True})

    assert made.status_code == 201
    assert refusal(refused)[1].startswith("Only a police team works for the whole force")
    found = kept.get(teams, {"desk": "control_room"}).json()["results"]
    assert [(row["name"], row["agency"], row["people"]) for row in found] == [("Call room", force.name, 0)]
    at, named = made.headers["Location"], {"name": "Control room", "active": True, "desk": "control_room"}
    moved = kept.post(f"{at}change/", {**named, "agency": homes.name}, **{"If-Match": made["ETag"]})
    done = kept.post(f"{at}change/", named, **{"If-Match": made["ETag"]})
    assert "#/agency" in faults(moved)
    assert (done.status_code, done.json()["name"], done.json()["agency"]) == (200, "Control room", force.name)
    assert AuditEvent.objects.filter(verb=Verb.TEAM_CHANGED).count() == 1


def test_leave_is_set_at_the_version_that_was_read_and_not_for_the_past(kept: Caller, amira: User) -> None:
    at = f"{KEPT}accounts/{amira.pk}/"
    etag = kept.get(at)["ETag"]

    past = kept.post(f"{at}leave/", {"until": day(-1)}, **{"If-Match": etag})
    done = kept.post(f"{at}leave/", {"until": day(7)}, **{"If-Match": etag})
    stale = kept.post(f"{at}leave/", {"until": None}, **{"If-Match": etag})
    over = kept.post(f"{at}leave/", {"until": None}, **{"If-Match": done["ETag"]})

    sentence = "The last day of leave is in the past: give a day from today on, or none."
    assert refusal(past) == (409, sentence)
    assert [each.status_code for each in (done, stale, over)] == [200, 412, 200]
    assert (done.json()["on_leave_until"], over.json()["on_leave_until"]) == (day(7), None)
    assert amira.username in [row["username"] for row in kept.get(f"{KEPT}accounts/").json()["results"]]


def test_a_new_version_of_a_rule_takes_the_place_of_the_newest_alone(kept: Caller) -> None:
    row = PolicyRow.objects.get(rule="risk.first_assessment", qualifier="high")
    stated = {"value": 12, "unit": "hours", "source": "Force policy 7", "confidence": "S"}
    at = f"{KEPT}policies/{row.pk}/"

    wrong = kept.post(f"{at}replace/", {**stated, "value": "0.5", "in_force_from": day()})
    unit = kept.post(
        f"{at}replace/", {key: stated[key] for key in stated if key != "unit"} | {"in_force_from": day()}
    )
    made = kept.post(f"{at}replace/", {**stated, "in_force_from": day()})
    again = kept.post(f"{at}replace/", {**stated, "in_force_from": day(1)})

    assert refusal(wrong) == (409, "Give a whole number: parts of an hour or day are not counted.")
    assert "#/unit" in faults(unit)
    assert (made.status_code, made.json()["stated"], made.json()["value"]) == (201, "12 hours", "12.00")
    assert refusal(again)[1].startswith("Somebody set a newer version")
    assert kept.get(at).json()["in_force_to"] == day(-1)
    assert kept.get(f"{KEPT}replans/").json()["results"][0]["number"] == Replan.objects.latest("pk").pk
    silent = kept.post(f"{made.headers['Location']}end/", {"last_day": day(3)})
    assert refusal(silent)[1].startswith("Work would be refused where policy is silent on this")


def test_a_choice_of_policy_is_one_of_those_offered_and_ends_once(kept: Caller) -> None:
    row = PolicyRow.objects.filter(rule="risk.spoc", in_force_to=None).first()
    assert row
    at = f"{KEPT}policies/{row.pk}/"
    read = kept.get(at).json()

    refused = kept.post(
        f"{at}replace/", {"choice": "no", "in_force_from": day(), "source": "X", "confidence": "S"}
    )
    ended, again = (kept.post(f"{at}end/", {"last_day": day()}) for _ in range(2))

    assert read["choices"] == [{"choice": "yes", "words": "One is named"}]
    assert (read["value"], read["units"], read["may_end"]) == (None, ["choice"], True)
    assert refusal(refused) == (409, "Choose one of what is offered.")
    assert (ended.status_code, ended.json()["in_force_to"], ended.json()["may_end"]) == (200, day(), False)
    assert refusal(again) == (409, "This version has an end already: load the page again.")


def test_every_version_of_policy_is_listed_page_by_page(kept: Caller) -> None:
    seen, address = [], f"{KEPT}policies/?limit=100"
    while address:
        page = kept.get(address).json()
        seen += [row["number"] for row in page["results"]]
        address = page["next"]

    assert sorted(seen) == sorted(PolicyRow.objects.values_list("pk", flat=True))
    assert len(seen) == len(set(seen)) > 100


def test_a_number_of_the_law_is_added_with_a_sign_off_and_ended_as_it_was_read(kept: Caller) -> None:
    limits = f"{KEPT}limits/"
    stated = {
        "rule": "PSP-11", "value": "450.00", "in_force_from": day(1), "source": "Regulations 2027",
        "confidence": "S", "signed_off_by": "Jane Marsh, Legal Services", "signed_off_on": day(),
    }  # fmt: skip

    unknown = kept.post(limits, {**stated, "rule": "PSP-999"})
    unsigned = kept.post(limits, {**stated, "signed_off_by": "Jane"})
    made = kept.post(limits, stated)
    second = kept.post(limits, {**stated, "in_force_from": day(2)})

    assert faults(unknown)["#/rule"].startswith("There is no such number of the law")
    assert unsigned.status_code == 409
    assert (made.status_code, made.json()["stated"], made.json()["unit"]) == (201, "£450", "pounds")
    assert refusal(second)[1].startswith("A row of an administrator is open for this already")
    rows = [
        row
        for power in kept.get(limits).json()["powers"]
        for number in power["numbers"]
        if number["rule"] == "PSP-11"
        for row in number["rows"]
    ]
    assert [row["may_end"] for row in rows if row["added"] == made.json()["number"]] == [True]
    end = f"{made.headers['Location']}end/"
    ended = kept.post(end, {"last_day": day(5)}, **{"If-Match": made["ETag"]})
    stale = kept.post(end, {"last_day": day(6)}, **{"If-Match": made["ETag"]})
    assert (ended.status_code, stale.status_code) == (200, 412)
    assert LegalLimit.objects.get().in_force_to == london_day(timezone.now()) + 5 * DAY


def test_a_holiday_is_added_once_and_withdrawn_once(kept: Caller) -> None:
    holidays = f"{KEPT}holidays/"
    stated = {"day": working_day(9).isoformat(), "name": "Day of thanks", "source": "Proclaimed"}

    made, taken = kept.post(holidays, stated), kept.post(holidays, stated)
    bank = kept.get(f"{holidays}bank/").json()["years"]
    feast = bank[1]["days"][0]["day"]
    there = kept.post(holidays, {**stated, "day": feast})

    assert made.status_code == 201
    assert refusal(taken)[1].endswith("was added already: Day of thanks.")
    assert refusal(there)[0] == 409
    assert [year["year"] for year in bank] == [london_day(timezone.now()).year + more for more in (0, 1)]
    gone, again = (kept.post(f"{made.headers['Location']}withdraw/", {}) for _ in range(2))
    assert (gone.status_code, gone.json()["withdrawn_by"]) == (200, "ada")
    assert refusal(again) == (409, "Day of thanks is withdrawn already: load the page again.")
    assert ExtraHoliday.objects.get().withdrawn_at is not None
    assert kept.get(f"{holidays}").json()["results"] == [gone.json()]


def test_who_keeps_the_rota_sets_and_cancels_shifts_of_their_own(
    ada: User, ben: User, amira: User, cara: User
) -> None:
    rota, sergeant = f"{KEPT}rota/", Caller(ben)

    made = sergeant.post(rota, shift("amira"))
    twice = sergeant.post(rota, shift("amira"))
    elsewhere, force = sergeant.post(rota, shift("cara")), sergeant.post(rota, shift("ben", duty="force"))
    hers = Caller(ada).post(rota, shift("cara", 5))

    assert made.status_code == hers.status_code == 201
    assert refusal(twice)[1].endswith("cancel that shift first.")
    assert faults(elsewhere) == {"#/user": "There is no such record, or it is not for you."}
    assert refusal(force)[1] == "The duty inspector answers for the whole force: ask an administrator."
    assert sergeant.get(hers.headers["Location"]).status_code == 404
    assert [row["user"] for row in sergeant.get(rota).json()["results"]] == ["amira"]
    assert [row["user"] for row in Caller(ada).get(rota).json()["results"]] == ["amira", "cara"]
    narrowed = {"district": "basildon"}, {"person": "cara"}, {"day": day(4)}
    assert [len(Caller(ada).get(rota, asked).json()["results"]) for asked in narrowed] == [1, 1, 1]
    cancelled, again = (sergeant.post(f"{made.headers['Location']}cancel/", {}) for _ in range(2))
    assert cancelled.status_code == 200
    assert cancelled.json()["cancelled_at"]
    assert refusal(again) == (409, "This shift is cancelled already: load the page again.")
    assert sergeant.get(rota).json()["results"] == []


def test_many_shifts_are_set_all_or_none_and_once(kept: Caller, amira: User, ben: User) -> None:
    many, key = f"{KEPT}rota/import/", {"Idempotency-Key": "week-49"}
    good = [f"{name},{day(1)} 07:00,{day(1)} 15:00" for name in ("amira", "ben")]

    refused = kept.post(many, {"lines": "\n".join([*good, "nobody,x,y", "ben,soon,late"])}, **key)
    saved, again = (kept.post(many, {"lines": "\n".join(good)}, **key) for _ in range(2))

    said = [fault["detail"] for fault in refused.json()["errors"]]
    assert (refused.status_code, len(said)) == (400, 2)
    assert said[0] == "Line 3: nobody signs in as nobody."
    assert (saved.status_code, saved.json()) == (again.status_code, again.json()) == (200, {"shifts": 2})
    assert Shift.objects.count() == 2


def test_an_auditor_examines_unusual_looks_of_others(otto: User, amira: User) -> None:
    auditor, hers, own = Caller(otto), a_finding(amira), a_finding(otto)
    said = {"verdict": "explained", "words": "She covered a shift."}

    done = auditor.post(f"{UNUSUAL}{hers.pk}/examine/", said)
    refused = auditor.post(f"{UNUSUAL}{own.pk}/examine/", said)

    assert [one["examined_by"] for one in done.json()["examinations"]] == ["otto"]
    assert refusal(refused) == (409, "These are looks of your own: another auditor has to examine them.")
    assert Examination.objects.count() == 1
    left, every = (auditor.get(UNUSUAL, asked).json()["results"] for asked in ({}, {"show": "all"}))
    assert ([one["user"] for one in left], len(every)) == (["otto"], 2)
    assert auditor.get(UNUSUAL, {"rule": "volume", "show": "all"}).json()["results"] == []


def test_who_may_not_is_told_so_whichever_record_they_name(amira: User, ben: User, dev: User) -> None:
    team = make_team("Town team")
    for user in (amira, ben, dev):
        caller = Caller(user)
        answers = [
            *(caller.get(f"{KEPT}teams/{number}/") for number in (team.pk, 999_999)),
            *(caller.get(f"{UNUSUAL}{number}/") for number in (1, 999_999)),
            caller.post(f"{KEPT}teams/", {"name": "Mine", "agency": "Essex Police"}),
        ]
        assert {answer.status_code for answer in answers} == {403}, user
    assert Team.objects.filter(name="Mine").count() == 0
