"""Procedures of areas kept by the API, packs made for panels, and applications passed on: as on the pages."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from asbcases.accounts.choices import Role
from asbcases.accounts.models import User
from asbcases.cases.models import CaseReview
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from tests.make import make_user
from tests.triggers.by_api import Api, application, meeting
from tests.triggers.make import COLCHESTER, make_co_ordinator, version_of
from tests.triggers.make_reviews import make_panel, make_review
from triggers.choices import Channel, Consent
from triggers.models import LocalProcedure, PublicApplication, ReviewPack
from triggers.tasks import take_in_applications
from triggers.transitions import leave_application, public

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NEW = f"areas/{COLCHESTER}/procedures/"


@pytest.fixture
def ada(db: None) -> User:
    return make_user("ada", Role.ADMINISTRATOR, name="Ada Byrne")


@pytest.fixture
def sunita(db: None) -> User:
    return make_co_ordinator()


def days_from_today(days: int) -> str:
    return (london_day(datetime.now(UTC)) + days * DAY).isoformat()


def version(**changed: Any) -> dict[str, Any]:
    """Return a version of Colchester's procedure that begins tomorrow."""
    said = {"name": "Colchester", "source": "The council's page", "in_force_from": days_from_today(1)}
    signed = {"signed_off_by": "Ruth Blake, Head of Community", "signed_off_on": days_from_today(0)}
    return {"seen": version_of().pk, **said, **signed, **changed}


def refused(answer: Any, status: int = 409) -> str:
    """Return the sentence in which something was refused."""
    assert answer.status_code == status, answer.content
    return str(answer.json()["detail"])


def test_a_version_states_what_was_sent_and_ends_the_one_before(ada: User) -> None:
    api, before = Api(ada), version_of()
    clock = {"step": "papers", "value": 5, "unit": "working_days", "anchor": "panel"}
    body = {"kind": "landlord", "name": "Eastlight Homes", "from": days_from_today(-9)}
    stated = {"min_complaints": 4, "hate": {"number": 1, "months": 6}, "clocks": [clock], "bodies": [body]}

    made = api.post(NEW, version(**stated, lpb_notified=False, letters={"outcome": "Dear applicant"}))

    assert made.status_code == 201, made.content
    row = version_of()
    assert made.headers["Location"] == f"/api/v1/case-reviews/procedures/{row.pk}/"
    assert (made.json()["signed_off_by"], made.json()["entered_by"]) == (
        "Ruth Blake, Head of Community",
        "ada",
    )
    assert row.content["clocks"] == [{**clock, "direction": "before"}]
    assert (row.content["bodies"], row.content["lpb_notified"]) == ([body], False)
    assert (row.content["letters"], "contact" in row.content) == ({"outcome": "Dear applicant"}, False)
    before.refresh_from_db()
    assert before.in_force_to == london_day(datetime.now(UTC))


def test_a_version_that_cannot_be_is_refused_in_the_words_of_the_page(ada: User) -> None:
    api, count = Api(ada), LocalProcedure.objects.count()

    assert "begins on a later day" in refused(api.post(NEW, version(in_force_from="2020-01-01")))
    twice = [{"step": "ack", "value": 3, "unit": "days", "anchor": "receipt"}] * 2
    assert refused(api.post(NEW, version(clocks=twice))) == "The clock of ack is stated twice."
    assert "sign-off cannot lie in the future" in refused(
        api.post(NEW, version(signed_off_on=days_from_today(1)))
    )
    assert refused(api.post(NEW, version(seen=version_of().pk + 1))).startswith("Somebody entered a newer")
    assert refused(api.post(NEW, version(reporting={"starts": "30-02", "months": 12}))).startswith(
        "reporting: Give"
    )
    unknown = api.post(NEW, version(min_complaint=4))
    assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (400, "#/min_complaint")
    assert api.post("areas/nowhere/procedures/", version()).status_code == 404
    assert LocalProcedure.objects.count() == count


def test_a_version_is_signed_off_once_and_ended_once(ada: User) -> None:
    api, home = Api(ada), f"procedures/{version_of().pk}/"
    signed = {"signed_off_by": "Ruth Blake", "signed_off_on": days_from_today(0)}

    assert api.post(f"{home}sign/", signed).json()["signed_off_by"] == "Ruth Blake"
    assert refused(api.post(f"{home}sign/", signed)) == "Ruth Blake signed this version off already."
    end = {"last_day": days_from_today(0), "reason": "It was withdrawn"}
    before = {**end, "last_day": "2000-01-01"}
    assert "its last day cannot lie before" in refused(api.post(f"{home}end/", before))
    key = {"Idempotency-Key": "end-1"}
    assert api.post(f"{home}end/", end, **key).json()["in_force_to"] == end["last_day"]
    assert api.post(f"{home}end/", end, **key).headers["Idempotent-Replayed"] == "true"
    assert refused(api.post(f"{home}end/", end)).startswith("This version ended on")


@pytest.mark.parametrize("who", ["amira", "sunita", "dev"])
def test_only_administrators_keep_procedures(who: str, request: pytest.FixtureRequest) -> None:
    api, home = Api(request.getfixturevalue(who)), f"procedures/{version_of().pk}/"

    for address in (NEW, f"{home}sign/", f"{home}end/"):
        assert refused(api.post(address, version()), 403)


def test_a_pack_is_made_for_a_panel_to_come(sunita: User) -> None:
    review = make_review(by=sunita, now=datetime.now(UTC) - DAY / 2)
    api = Api(sunita)
    panel = make_panel(review, by=sunita, now=datetime.now(UTC), meets_at=datetime.now(UTC) + 9 * DAY)
    home, body = f"{review.reference}/packs/", {"panel": panel.number, "level": 1, "for_whom": "The landlord"}

    key = {"Idempotency-Key": "pack-1"}
    made = api.post(home, body, **key)
    assert (made.status_code, made.json()["level"], made.json()["for_whom"]) == (201, 1, "The landlord")
    assert api.post(home, body, **key).json()["number"] == made.json()["number"]
    pack = ReviewPack.objects.get()
    assert (bytes(pack.pdf)[:5], pack.sha256) == (b"%PDF-", made.json()["sha256"])
    assert api.post(home, {**body, "level": 5}).status_code == 400
    assert api.post(home, {**body, "panel": 2}).json()["errors"][0]["pointer"] == "#/panel"
    tag = api.get(f"{review.reference}/panels/1/").headers["ETag"]
    cancelled = api.post(f"{review.reference}/panels/1/cancel/", {"reason": "No room"}, **{"If-Match": tag})
    assert cancelled.status_code == 200
    assert "was cancelled" in refused(api.post(home, body))


def test_who_works_on_no_review_makes_no_pack(sunita: User, amira: User, cara: User) -> None:
    review = make_review(by=sunita, now=datetime.now(UTC) - DAY / 2)
    Api(sunita).post(f"{review.reference}/panels/", meeting())
    body = {"panel": 1, "level": 4, "for_whom": "Me"}

    assert refused(Api(amira).post(f"{review.reference}/packs/", body), 403)
    assert Api(cara).post(f"{review.reference}/packs/", body).status_code == 404
    assert not ReviewPack.objects.exists()


def test_who_answers_the_telephone_passes_an_application_on(ben: User) -> None:
    hana = make_user("hana", Role.CONTACT_HANDLER)
    api = Api(hana)
    areas = api.get("pass-on/").json()["areas"]
    assert COLCHESTER in {area["code"] for area in areas}

    body = application(
        consent="given", victim_name="Jo Day", consent_words="By telephone", applicant_name="Al Day"
    )
    left = api.post("pass-on/", body, **{"Idempotency-Key": "left-1"})
    assert (left.status_code, left.json()["areas"]) == (200, areas)
    assert (
        api.post("pass-on/", body, **{"Idempotency-Key": "left-1"}).headers["Idempotent-Replayed"] == "true"
    )
    take_in_applications()

    review = CaseReview.objects.get()
    assert (review.area, review.recorded_by) == (COLCHESTER, None)
    applied = review.application
    assert (applied.channel, applied.consent) == (Channel.PHONE, Consent.GIVEN)
    assert (applied.applicant_name, applied.victim_name) == ("Al Day", "Jo Day")
    assert api.get(f"{review.reference}/").status_code == 404


def test_what_could_not_be_taken_in_is_not_left(amira: User, dev: User) -> None:
    api = Api(amira)
    nameless = refused(api.post("pass-on/", application(consent="waiting")))
    assert nameless == "Give the name of the victim for whom somebody else applies."
    unsaid = refused(api.post("pass-on/", application(consent="given", victim_name="Jo Day")))
    assert unsaid.startswith("Say how the victim consented")
    to_come = (datetime.now(UTC) + DAY).isoformat()
    assert refused(api.post("pass-on/", application(received_at=to_come))).startswith(
        "Look at the time again"
    )
    assert api.post("pass-on/", application(area="nowhere")).status_code == 400
    assert refused(Api(dev).post("pass-on/", application()), 403)
    assert not PublicApplication.objects.exists()


def test_what_has_the_reference_of_another_is_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.now(UTC)
    leave_application("K7PM-9QXZ-2VHT", said={"area": COLCHESTER}, now=now)
    monkeypatch.setattr(public, "drawn_reference", lambda: "K7PM-9QXZ-2VHT")

    with pytest.raises(Refused, match="send it again"):
        public.pass_on(received_at=now, now=now, happened="Stones", consent=Consent.OWN, area=COLCHESTER)

    assert PublicApplication.objects.count() == 1
