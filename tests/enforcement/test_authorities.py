"""Who may issue what: entered by somebody else, for days that do not overlap, and ended with a reason."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.enforcement.choices import AuthorityBasis, Power
from asbcases.enforcement.models import Authority
from asbcases.enforcement.queries.measures import authority_on
from asbcases.enforcement.transitions.authorities import (
    end_authority,
    give_authority,
    give_by_office,
    may_keep_authority_of,
)
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from tests.make import NOW, district, make_agency, make_case, make_team, make_user

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DAY = timedelta(days=1)


def given(holder: User, *, by: User, **said: Any) -> Authority:
    stated: dict[str, Any] = {
        "power": Power.CPN,
        "basis": AuthorityBasis.CONSTABLE,
        "designated_by": "By office",
        "starts_on": FIRST,
        **said,
    }
    return give_authority(holder, **stated, by=by, now=NOW)


@pytest.fixture
def ada(db: None) -> User:
    return make_user("ada", Role.ADMINISTRATOR, name="Ada King")


def test_an_authority_covers_its_days_and_its_place_alone(amira: User, ben: User, ada: User) -> None:
    case = make_case(by=amira)
    row = given(amira, by=ben, ends_on=LAST, district=district("basildon"))
    assert authority_on(amira, case, FIRST) is None
    row = given(amira, by=ada, starts_on=FIRST, ends_on=LAST, district=district())
    held = [authority_on(amira, case, day) for day in (FIRST - DAY, FIRST, LAST, LAST + DAY)]
    assert held == [None, row, row, None]
    event = AuditEvent.objects.filter(verb=Verb.AUTHORITY_GIVEN).latest("pk")
    assert (event.data["holder"], event.data["to"], event.actor) == ("Amira Osei", "2026-12-31", ada)


REFUSALS: list[tuple[dict[str, Any], str]] = [
    ({"starts_on": LAST, "ends_on": FIRST}, "last day lies before the first"),
    ({"designated_by": "  "}, "who designated them"),
    ({"basis": AuthorityBasis.PCSO}, "no PCSO"),
    ({"basis": AuthorityBasis.COUNCIL}, "choose it as the agency"),
]


@pytest.mark.parametrize(("said", "why"), REFUSALS)
def test_what_does_not_hold_together_is_refused(
    amira: User, ben: User, said: dict[str, Any], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        given(amira, by=ben, **said)


def test_only_officers_who_are_at_work_hold_what_their_rank_gives(ben: User, dev: User, ada: User) -> None:
    pcso = make_user("paul", Role.CPT_OFFICER, Rank.PCSO, district_code="colchester", name="Paul Hill")
    with pytest.raises(Refused, match="no constable"):
        given(pcso, by=ben)
    assert given(pcso, by=ben, basis=AuthorityBasis.PCSO, designated_by="Chief Constable, 2026/14").pk
    with pytest.raises(Refused, match="issues nothing here"):
        given(dev, by=ada)
    council = make_agency("Colchester City Council", AgencyKind.COUNCIL)
    asha = make_user("asha", Role.ASB_OFFICER, name="Asha Rao")
    row = given(asha, by=ada, basis=AuthorityBasis.COUNCIL, agency=council, designated_by="Scheme 4.2")
    assert row.agency == council


def test_one_power_is_held_once_a_day_in_a_place(amira: User, ben: User) -> None:
    given(amira, by=ben, ends_on=LAST)
    for said in (
        {},
        {"starts_on": LAST},
        {"starts_on": FIRST - DAY, "ends_on": FIRST},
        {"district": district()},
    ):
        with pytest.raises(Refused, match="holds this power from 1 January 2026 to 31 December 2026"):
            given(amira, by=ben, **said)
    assert given(amira, by=ben, power=Power.FPN).pk
    assert given(amira, by=ben, starts_on=LAST + DAY).ends_on is None
    with pytest.raises(Refused, match="from 1 January 2027 on"):
        given(amira, by=ben, starts_on=LAST + 40 * DAY)
    assert given(amira, by=ben, starts_on=FIRST - 9 * DAY, ends_on=FIRST - DAY).pk


def test_it_is_ended_with_a_reason_and_never_lengthened(amira: User, ben: User) -> None:
    row = given(amira, by=ben)
    faults = [(LAST, " ", "Say why"), (FIRST - DAY, "She left", "It began on 1 January 2026")]
    for day, why, words in faults:
        with pytest.raises(Refused, match=words):
            end_authority(row, ends_on=day, why=why, by=ben, now=NOW)
    ended = end_authority(row, ends_on=LAST, why="She left the team", by=ben, now=NOW)
    assert (ended.ends_on, ended.ended_why, ended.version) == (LAST, "She left the team", 2)
    assert AuditEvent.objects.get(verb=Verb.AUTHORITY_ENDED).reason == "She left the team"
    with pytest.raises(Refused, match="ends on 31 December 2026 already"):
        end_authority(row, ends_on=LAST, why="Again", by=ben, now=NOW)


def test_a_supervisor_enters_it_for_others_of_the_district_and_nobody_for_themselves(
    amira: User, ben: User, cara: User, ada: User
) -> None:
    with pytest.raises(Refused, match="ask somebody else"):
        given(ben, by=ben)
    with pytest.raises(Refused, match="does not work in your district"):
        given(cara, by=ben)
    assert [may_keep_authority_of(by, cara) for by in (amira, ben, ada, cara)] == [False, False, True, False]
    county = make_team("Hub", force_wide=True)
    chief = make_user("ines", Role.SUPERVISOR, Rank.INSPECTOR, team=county)
    assert may_keep_authority_of(chief, cara)
    ada.is_active = False
    assert not may_keep_authority_of(ada, cara)


def test_the_constables_of_a_team_get_by_office_what_they_lack(ben: User) -> None:
    team = make_team("Colchester CPT", district=district())
    people = [
        make_user(name, Role.CPT_OFFICER, rank, team=team, district_code=place)
        for name, rank, place in (
            ("pc", Rank.CONSTABLE, "colchester"),
            ("ps", Rank.SERGEANT, "colchester"),
            ("pcso", Rank.PCSO, "colchester"),
            ("lent", Rank.CONSTABLE, "basildon"),
        )
    ]
    given(people[1], by=ben)
    made = give_by_office(team, power=Power.CPN, starts_on=FIRST, by=ben, now=NOW)
    assert [(row.holder, row.basis) for row in made] == [(people[0], AuthorityBasis.CONSTABLE)]
    with pytest.raises(Refused, match="Nobody of this team lacks it"):
        give_by_office(team, power=Power.CPN, starts_on=FIRST, by=ben, now=NOW)


# --- Pages --------------------------------------------------------------------------------------
@pytest.fixture
def supervisor(client: Client, ben: User) -> Client:
    client.force_login(ben)
    return client


def parts(name: str, day: date) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_the_register_is_kept_on_its_pages(
    supervisor: Client, amira: User, ben: User, cara: User, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    today = london_day(timezone.now())
    typed = {
        **{"holder": amira.pk, "power": "cpn", "basis": "constable", "designated_by": "By office"},
        **parts("starts_on", today),
    }
    assert supervisor.post(reverse("authority_new"), {**typed, "designated_by": ""}).status_code == 400
    assert supervisor.post(reverse("authority_new"), typed).headers["Location"] == reverse("authority_list")
    assert supervisor.post(reverse("authority_new"), typed).status_code == 409
    assert supervisor.post(reverse("authority_new"), {**typed, "holder": cara.pk}).status_code == 400
    row = Authority.objects.get()
    with django_assert_max_num_queries(16):
        assert "the authority of Amira Osei" in words(supervisor.get(reverse("authority_list")))
    ending = {**parts("ends_on", today), "why": "She left the team", "version": 1}
    address = reverse("authority_end", args=[row.pk])
    assert "What was issued under it stands" in words(supervisor.get(address))
    assert supervisor.post(address, {**ending, "version": 7}).status_code == 409
    assert supervisor.post(address, ending).status_code == 302
    Authority.objects.filter(pk=row.pk).update(starts_on=today - 9 * DAY, ends_on=today - DAY)

    def shown(**query: Any) -> bool:
        return "She left the team" in words(supervisor.get(reverse("authority_list"), query))

    assert [shown(), shown(state="ended"), shown(state="all")] == [False, True, True]
    assert [shown(state="all", person=amira.pk), shown(state="all", power="fpn")] == [True, False]


def test_a_team_is_entered_at_once_and_others_of_the_county_are_not_there(
    supervisor: Client, ben: User, cara: User, ada: User
) -> None:
    team = make_team("Colchester CPT", district=district())
    other = make_team("Basildon CPT", district=district("basildon"))
    make_user("pc", Role.CPT_OFFICER, Rank.CONSTABLE, team=team)
    sent = {"power": "cpn", **parts("starts_on", FIRST)}
    assert supervisor.get(reverse("authority_team")).status_code == 200
    assert supervisor.post(reverse("authority_team"), {**sent, "team": other.pk}).status_code == 400
    assert supervisor.post(reverse("authority_team"), {**sent, "team": team.pk}).status_code == 302
    assert Authority.objects.count() == 1
    theirs = given(cara, by=ada)
    assert supervisor.get(reverse("authority_end", args=[theirs.pk])).status_code == 404
    supervisor.force_login(ada)
    assert "Cara Webb" in words(supervisor.get(reverse("authority_list")))
    supervisor.force_login(cara)
    assert supervisor.get(reverse("authority_list")).status_code == 403
