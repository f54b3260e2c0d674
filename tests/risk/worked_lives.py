"""Lives of one victim on one case, lived through the verbs: each act of a story by whoever may do it, at its instant."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from asbcases.accounts.choices import Rank, Role
from asbcases.accounts.models import User
from asbcases.cases.case_choices import Blocking, EntryKind, PlanKind, Reached, Way
from asbcases.cases.choices import PartyRole
from asbcases.cases.models import Case, CaseParty
from asbcases.casework.transitions import (
    add_incident_party,
    agree_contact,
    consider_crime,
    decide_panel,
    join_case,
    make_plan,
    mark_party_wrong,
    open_case,
    record_person,
    reopen_case,
    waive_item,
    write_entry,
)
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from risk.choices import Level, Result, Unanswered
from risk.models import Assessment
from risk.queries import assessed_of, assessment_to_sign, victims_of
from risk.transitions import (
    complete_assessment,
    lower_level,
    raise_level,
    record_not_assessed,
    review_risk,
    sign_off,
)
from tests.make import make_incident, make_report, make_triage, make_user
from tests.risk.answers import answers, closed

DATA = Path(__file__).parent.parent / "data"
REASON = "Seen and heard at the door, and agreed with the landlord."
# Answers by level, and by whether a ruling goes below their floor later.
GIVEN = {
    ("standard", False): answers("one_off isolated low none no safe no environmental"),
    ("medium", False): answers("weekly recent moderate none no nervous no harassment"),
    ("high", False): answers("weekly longstanding severe moderate no nervous no criminal"),
    ("medium", True): answers("occasional recent moderate none yes nervous no harassment"),
    ("high", True): answers("daily ongoing severe high yes not_safe no harassment"),
}
NEVER = datetime.min.replace(tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def stories(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


class Cast:
    """Who acts in every story."""

    def __init__(self) -> None:
        beat = {"district_code": "colchester"}
        self.officer = make_user("hale", Role.CPT_OFFICER, Rank.CONSTABLE, **beat)
        self.by_rank = {
            rank: make_user(rank.value, Role.SUPERVISOR, rank, **beat)
            for rank in (Rank.SERGEANT, Rank.INSPECTOR, Rank.CHIEF_INSPECTOR)
        }

    @property
    def highest(self) -> User:
        return self.by_rank[Rank.CHIEF_INSPECTOR]


class Worked:
    """One story as it is lived."""

    def __init__(self, story: dict[str, Any], cast: Cast) -> None:
        self.story, self.cast = story, cast
        self.case: Case
        for place, said in enumerate(story["acts"]):
            self.place = place
            getattr(self, said["act"])(said, instant(said["at"]))

    @property
    def party(self) -> CaseParty:
        return victims_of(self.case).select_related("case").get()

    def opened(self, said: dict[str, Any], at: datetime) -> None:
        by, told = self.cast.officer, instant(said["first_contact"])
        incident = make_incident(by=by, now=told, report=make_report(by=by, received_at=told, now=told))
        jade = record_person(name="Jade Taylor", source="The caller", by=by, now=told)
        add_incident_party(incident, jade, role=PartyRole.VICTIM, by=by, now=told)
        # Where nobody triaged it, medium is what counts.
        if said["triage_level"] not in (None, "medium"):
            make_triage(incident, by=by, now=told, interim_level=said["triage_level"])
        self.incident = incident
        self.case = open_case([incident], summary="One family", lead=by, by=by, now=at)

    def assessed(self, said: dict[str, Any], at: datetime) -> None:
        self._assess(GIVEN[said["level"], self._goes_below()], {}, said, at)

    def incomplete(self, said: dict[str, Any], at: datetime) -> None:
        given = dict(GIVEN["standard", False])
        del given["safe"]
        self._assess(given, {"safe": Unanswered.DONT_KNOW}, said, at)

    def _assess(self, given: Any, unanswered: Any, said: dict[str, Any], at: datetime) -> Assessment:
        return complete_assessment(
            self.case,
            party=self.party,
            answers=given,
            unanswered=unanswered,
            with_victim=said["with_victim"],
            by=self.cast.officer,
            now=at,
        )

    def _goes_below(self) -> bool:
        """Return whether a ruling on the assessment to come goes below its floor."""
        for said in self.story["acts"][self.place + 1 :]:
            if said["act"] == "assessed":
                return False
            if said["act"] == "ruling" and said["below_floor"]:
                return True
        return False

    def refused(self, said: dict[str, Any], at: datetime) -> None:
        self._not_assessed(Result.REFUSED, at)

    def unreachable(self, said: dict[str, Any], at: datetime) -> None:
        self._not_assessed(Result.UNREACHABLE, at)

    def _not_assessed(self, result: Result, at: datetime) -> None:
        record_not_assessed(
            self.case, party=self.party, result=result, reason="Nobody opened.", by=self.cast.officer, now=at
        )

    def ruling(self, said: dict[str, Any], at: datetime) -> None:
        assessment = assessed_of(self.party)
        ruling = self.story["acts"][self.place]
        newest = assessment.level_rulings.order_by("-pk").first()
        standing = Level((newest or assessment).level)
        act = raise_level if Level(said["level"]).order > standing.order else lower_level
        ruled = act(assessment, level=Level(said["level"]), reason=REASON, by=self.cast.highest, now=at)
        assert ruled.below_floor == ruling["below_floor"]

    def sign_off(self, said: dict[str, Any], at: datetime) -> None:
        signs = self.cast.by_rank[Rank.SERGEANT]
        agreed = said["result"] == "agreed"
        sign_off(assessment_to_sign(self.party), agreed=agreed, note="Ask again.", by=signs, now=at)

    def review(self, said: dict[str, Any], at: datetime) -> None:
        by = self.cast.by_rank[Rank(said["rank"])]
        review_risk(self.case, party=self.party, note="The plan holds.", by=by, now=at)

    def contact(self, said: dict[str, Any], at: datetime) -> None:
        write_entry(
            self.case,
            kind=EntryKind.CONTACT,
            happened_at=instant(said["happened_at"]),
            said_by="The officer",
            words="How it goes.",
            party=self.party,
            way=Way.PHONE,
            reached=Reached.YES if said["reached"] else Reached.NO_ANSWER,
            by=self.cast.officer,
            now=at,
        )

    def contact_plan(self, said: dict[str, Any], at: datetime) -> None:
        about = {"way": Way.PHONE, "times": "", "words": "", "agreed_at": at}
        days = said["days"]
        agree_contact(self.case, party=self.party, every_days=days, **about, by=self.cast.officer, now=at)

    def victim_plan(self, said: dict[str, Any], at: datetime) -> None:
        about = {"words": "A camera, and a call each week.", "shared_with_victim": True}
        kind = PlanKind(said["kind"])
        make_plan(self.case, party=self.party, kind=kind, **about, by=self.cast.officer, now=at)

    def panel_decision(self, said: dict[str, Any], at: datetime) -> None:
        referred = said["referred"]
        about = {"referred": referred, "panel": "The panel" if referred else "", "reason": REASON}
        decide_panel(self.case, party=self.party, **about, by=self.cast.highest, now=at)

    def incident_joined(self, said: dict[str, Any], at: datetime) -> None:
        by = self.cast.officer
        join_case(make_incident(by=by, now=at), self.case, by=by, now=at)

    def crime_recorded(self, said: dict[str, Any], at: datetime) -> None:
        consider_crime(self.incident, **CRIME, by=self.cast.officer, now=at)

    def closed(self, said: dict[str, Any], at: datetime) -> None:
        for item in said["waived"]:
            item = Blocking(item)
            waive_item(
                self.case, item=item, subject="1", reason=REASON, by=self.cast.highest, now=at - MINUTE
            )
        closed(self.case, by=self.cast.highest, now=at)

    def reopened(self, said: dict[str, Any], at: datetime) -> None:
        reopen_case(self.case, reason=REASON, by=self.cast.officer, now=at)

    def recorded_in_error(self, said: dict[str, Any], at: datetime) -> None:
        mark_party_wrong(self.party, why="Another person of that name.", by=self.cast.officer, now=at)


CRIME: dict[str, Any] = {"crime": True, "crime_reference": "42/1234/26", "offences": "Harassment"}
# Whose they are is tested where they are set.
OF_OTHERS = (Kind.APPROVAL, Kind.RETENTION_REVIEW)


def kept_of(case: Case) -> list[tuple[Any, ...]]:
    """Return every deadline that was ever set for the victim, as a story tells them."""
    found = Deadline.objects.filter(case=case).exclude(kind__in=OF_OTHERS)
    return sorted(
        (
            one.kind,
            one.rank,
            one.qualifier,
            one.anchored_at,
            one.due_at,
            "met" if one.met_at else "cancelled" if one.cancelled_at else "open",
            one.met_at or one.cancelled_at or NEVER,
        )
        for one in found
    )


def told_in(story: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Return the deadlines that a story says there are."""
    return sorted(
        (
            one["kind"],
            one["rank"],
            one["qualifier"],
            instant(one["anchor"]),
            instant(one["due_at"]),
            one["state"],
            instant(one["ended_at"]) if one["ended_at"] else NEVER,
        )
        for one in story["deadlines"]
        if one["kind"] not in OF_OTHERS
    )
