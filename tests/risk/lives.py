"""The lives of the bank as facts in memory: each act becomes the row that tells it, and nothing is saved."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from asbcases.cases.models import (
    Case,
    CaseClosing,
    CaseIncident,
    CaseParty,
    CaseReopening,
    ContactPlan,
    JournalEntry,
    PanelDecision,
    VictimPlan,
)
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.rebuild import Clockwork, Expected
from risk.choices import Level, Result
from risk.diary.acts import Act, Victim, What, assessed
from risk.diary.incidents import Told as Terms
from risk.diary.lives import Life
from risk.models import Assessment, LevelRuling, Review, SignOff

DATA = Path(__file__).parent.parent / "data"
RESULTS = ("assessed", "refused", "unreachable", "incomplete")
Row = dict[str, Any]


def bank(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


class Told:
    """The acts of one story as rows, numbered by their place in it."""

    def __init__(self, story: Row) -> None:
        self.case = Case(pk=1)
        self.party = CaseParty(pk=1, case=self.case, number=1)
        self.newest = 0
        self.level = Level.STANDARD
        self.acts = [act for place, said in enumerate(story["acts"], 1) if (act := self.act(place, said))]
        self.terms = self.first(story["acts"][0])

    def victim(self) -> Victim:
        return Victim(self.party, self.case, tuple(sorted(self.acts, key=lambda act: act.order)))

    def first(self, opened: Row) -> Terms:
        level = Level(opened["triage_level"] or Level.MEDIUM)
        return Terms(instant(opened["first_contact"]), level)

    def act(self, pk: int, said: Row) -> Act | None:
        at = instant(said["at"])
        if said["act"] in RESULTS:
            return assessed(self.assessment(pk, at, said))
        told: Mapping[str, Callable[[int, datetime, Row], Act | None]] = {
            "opened": self.opened, "ruling": self.ruling, "sign_off": self.sign_off, "review": self.review,
            "incident_joined": self.joined, "contact": self.contact, "contact_plan": self.agreed,
            "victim_plan": self.planned, "panel_decision": self.decided, "closed": self.closed,
            "reopened": self.reopened, "recorded_in_error": self.wrong, "crime_recorded": self.nothing,
        }  # fmt: skip
        return told[said["act"]](pk, at, said)

    def opened(self, pk: int, at: datetime, said: Row) -> Act:
        self.case.opened_at = self.party.recorded_at = at
        return Act(at, What.BEGUN, self.party.pk, self.party)

    def assessment(self, pk: int, at: datetime, said: Row) -> Assessment:
        result, level = Result(said["act"]), said.get("level", "")
        if result is Result.ASSESSED:
            self.newest, self.level = pk, Level(level)
        with_victim = said.get("with_victim", False)
        about = {"result": result, "level": level, "with_victim": with_victim}
        return Assessment(pk=pk, **about, completed_at=at, recorded_at=at)

    def ruling(self, pk: int, at: datetime, said: Row) -> Act:
        about = {"before": self.level, "level": said["level"], "below_floor": said["below_floor"]}
        self.level = Level(said["level"])
        row = LevelRuling(pk=pk, assessment_id=self.newest, **about, ruled_at=at)
        return Act(at, What.RULED, pk, row, self.newest)

    def sign_off(self, pk: int, at: datetime, said: Row) -> Act:
        row = SignOff(pk=pk, agreed=said["result"] == "agreed", signed_at=at)
        return Act(at, What.SIGNED, pk, row, self.newest)

    def review(self, pk: int, at: datetime, said: Row) -> Act:
        return Act(at, What.REVIEWED, pk, Review(pk=pk, rank=said["rank"], reviewed_at=at), self.newest)

    def joined(self, pk: int, at: datetime, said: Row) -> Act:
        return Act(at, What.JOINED, pk, CaseIncident(pk=pk, recorded_at=at))

    def contact(self, pk: int, at: datetime, said: Row) -> Act | None:
        row = JournalEntry(pk=pk, happened_at=instant(said["happened_at"]))
        return Act(at, What.MET, pk, row) if said["reached"] else None

    def agreed(self, pk: int, at: datetime, said: Row) -> Act:
        return Act(at, What.AGREED, pk, ContactPlan(pk=pk, every_days=said["days"], agreed_at=at))

    def planned(self, pk: int, at: datetime, said: Row) -> Act:
        return Act(at, What.PLANNED, pk, VictimPlan(pk=pk, kind=said["kind"], made_at=at))

    def decided(self, pk: int, at: datetime, said: Row) -> Act:
        return Act(at, What.DECIDED, pk, PanelDecision(pk=pk, decided_at=at))

    def closed(self, pk: int, at: datetime, said: Row) -> Act:
        return Act(at, What.CLOSED, pk, CaseClosing(pk=pk))

    def reopened(self, pk: int, at: datetime, said: Row) -> Act:
        return Act(at, What.REOPENED, pk, CaseReopening(pk=pk))

    def wrong(self, pk: int, at: datetime, said: Row) -> Act:
        return Act(at, What.WRONG, pk, self.party)

    def nothing(self, pk: int, at: datetime, said: Row) -> None:
        """A recorded crime stops no clock: there is no act."""


def replayed(story: Row, clockwork: Clockwork) -> list[Row]:
    """Return every deadline of a story, as the bank tells them."""
    told = Told(story)
    owed = Life.of(told.victim(), told.terms, clockwork)
    return [_as_told(one, clockwork) for one in owed]


def _as_told(one: Expected, clockwork: Clockwork) -> Row:
    return {
        "kind": one.kind.value,
        "rank": str(one.rank),
        "qualifier": str(one.qualifier),
        "anchor": one.anchored_at,
        "due_at": clockwork.due_at(one, one.known_until),
        "state": "met" if one.met_at else "cancelled" if one.cancelled_at else "open",
        "ended_at": one.ended_at,
    }


def banked(story: Row) -> list[Row]:
    """Return what the bank says of the deadlines about the victim."""
    about = [row for row in story["deadlines"] if row["kind"] != Kind.RETENTION_REVIEW]
    instants = ("anchor", "due_at", "ended_at")
    return [{**row, **{name: row[name] and instant(row[name]) for name in instants}} for row in about]


def in_order(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row["anchor"], row["kind"], row["rank"], row["qualifier"]))
