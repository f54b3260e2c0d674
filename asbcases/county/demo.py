"""The demonstration: twelve stories, and the calls of a morning, told through the verbs at simulated times, with the sweep running."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import product
from pathlib import Path
from typing import Any, TypedDict

from asbcases.accounts.choices import Duty
from asbcases.accounts.models import Agency, District, User
from asbcases.administration.transitions.rota import Hours, set_shift
from asbcases.cases.choices import Category, Channel, Grade, Outcome, Precision, Tier
from asbcases.cases.models import CallBack, Case, Incident, Report
from asbcases.casework.transitions import (
    close_case,
    make_call_back,
    open_case,
    promise_call_back,
    receive_report,
    record_incident,
)
from asbcases.county import grading
from asbcases.db.actor import acting
from asbcases.deadlines.sweep import sweep
from asbcases.law.periods import LONDON
from asbcases.notify.delivery import deliver_due
from asbcases.notify.digests import gather_digests
from partners.transitions import let_in
from risk.queries import assessed_of
from risk.transitions import complete_assessment, review_risk, sign_off

FILE = Path(__file__).parent / "data" / "stories.toml"
SERGEANT_OF = {"cpt": "sergeant", "cpt2": "sergeant2"}
ANSWERS = {
    "standard": "one_off isolated low none no safe no environmental",
    "medium": "weekly recent moderate none no nervous no harassment",
    "high": "daily ongoing severe high yes not_safe no harassment",
}
QUESTIONS = ["frequency", "duration", "impact", "vulnerability", "violence", "safe", "hate", "asb_type"]


class Reached(TypedDict, total=False):
    """A way to reach a caller."""

    caller_email: str
    caller_phone: str


@dataclass(order=True)
class Scene:
    """One thing that somebody does at one time."""

    at: datetime
    order: int
    play: Callable[[datetime], object] = field(compare=False)


def build_demo(cast: dict[str, User], anchor: date, *, on_scene: Callable[[], object]) -> None:
    """Play every story up to the morning of the anchor day."""
    end = at_nine(anchor)
    scenes = sorted(_scenes(cast, anchor))
    swept = scenes[0].at
    for scene in scenes:
        swept = _sweep_between(swept, scene.at)
        scene.play(scene.at)
        on_scene()
    _sweep_between(swept, end)


def at_nine(day: date) -> datetime:
    """Return nine in the morning of a day in London."""
    return datetime.combine(day, time(9), LONDON)


def _sweep_between(start: datetime, end: datetime) -> datetime:
    """Sweep once a simulated day, so that each step is taken near its time, and return the time reached.

    What was told then counts as sent then: a first start would else send all of it at once.
    """
    while start < end:
        start = min(start + timedelta(days=1), end)
        sweep(start)
        gather_digests(start)
        deliver_due(start, backend="django.core.mail.backends.dummy.EmailBackend")
    return end


def _scenes(cast: dict[str, User], anchor: date) -> Iterator[Scene]:
    told = tomllib.loads(FILE.read_text())
    for number, story in enumerate(told["stories"]):
        yield from Telling(story, cast, anchor, number * 100).scenes()
    yield Scene(
        at_nine(anchor - timedelta(days=2)), 0, lambda now: _keep_rota(told["rota"], cast, anchor, now)
    )
    for number, call in enumerate(told["calls"], start=len(told["stories"])):
        yield from Call(call, cast["handler"], at_nine(anchor), number * 100).scenes()


def _keep_rota(rota: list[dict[str, Any]], cast: dict[str, User], anchor: date, now: datetime) -> None:
    """Put the cast on the rota for a week from the day before the anchor day on, as the administrator does."""
    with acting(str(cast["admin"].pk)):
        for entry, day in product(rota, range(-1, 7)):
            first = anchor + timedelta(days=day)
            set_shift(
                cast[entry["who"]],
                hours=Hours.between(first, entry["from"], None, entry["until"]),
                duty=Duty(entry["duty"]),
                district=District.objects.get(code=entry["district"]) if entry["district"] else None,
                by=cast["admin"],
                now=now,
            )


class Telling:
    """One story, told scene by scene by its officer and sergeant."""

    def __init__(self, story: dict[str, Any], cast: dict[str, User], anchor: date, order: int) -> None:
        self.story = story
        self.officer, self.sergeant = cast[story["officer"]], cast[SERGEANT_OF[story["officer"]]]
        self.opened_at = at_nine(anchor - timedelta(days=story["days_ago"])) + timedelta(minutes=order % 700)
        self.order = order
        self.incident: Incident
        self.case: Case

    def scenes(self) -> Iterator[Scene]:
        """Return the scenes of the story with their times."""
        yield Scene(self.opened_at, self.order, self._open)
        yield from self._answers_to_triage()
        if self.story["level"]:
            yield self._after(timedelta(hours=self.story["assessed_after_hours"]), self._assess, 1)
        for number, days in enumerate(self.story["reviewed_after_days"], start=2):
            yield self._after(timedelta(days=days, hours=2), self._review, number)
        if "shared_with" in self.story:
            yield self._after(timedelta(days=2), self._share, 8)
        if "closed_after_days" in self.story:
            yield self._after(timedelta(days=self.story["closed_after_days"]), self._close, 9)

    def _answers_to_triage(self) -> Iterator[Scene]:
        """Return what follows from the triage: somebody goes there, decides on the crime, and takes over the hate."""
        told = self.story["thrive"]
        if "found" in told:
            yield self._after(grading.THERE_AFTER[Grade(told["grade"])], self._attend, 1)
        if "reference" in told:
            yield self._after(grading.DECIDED_AFTER, self._decide_crime, 1)
        if "hate" in told.get("flags", ()):
            yield self._after(grading.HANDED_OVER_AFTER, self._hand_over, 1)

    def _after(self, delay: timedelta, play: Callable[[datetime], object], number: int) -> Scene:
        return Scene(self.opened_at + delay, self.order + number, play)

    def _open(self, now: datetime) -> None:
        story, by = self.story, self.officer
        with acting(str(by.pk)):
            report = receive_report(
                narrative=story["words"],
                channel=Channel(story["channel"]),
                caller_name=story["caller"],
                **reached_by(story["contact"]),
                place_text=story["place"],
                district=by.district,
                happened_from=now - timedelta(hours=11),
                happened_until=now - timedelta(hours=9),
                happened_precision=Precision.RANGE,
                received_at=now - timedelta(minutes=20),
                by=by,
                now=now,
            )
            self.incident = record_incident(
                report,
                category=Category(story["category"]),
                summary=story["summary"],
                place_text=story["place"],
                district=by.district,
                by=by,
                now=now,
            )
            grading.triage(self.incident, story["thrive"], story["summary"], by=by, now=now)
            self.case = open_case(
                [self.incident],
                summary=story["problem"],
                victim_name=story["caller"] or "The shopkeepers of the square",
                victim_contact=story["contact"],
                lead=by,
                by=by,
                now=now,
            )

    def _attend(self, now: datetime) -> None:
        with acting(str(self.officer.pk)):
            grading.attend(self.incident, self.story["thrive"], by=self.officer, now=now)

    def _decide_crime(self, now: datetime) -> None:
        with acting(str(self.officer.pk)):
            grading.decide_crime(self.incident, self.story["thrive"], by=self.officer, now=now)

    def _hand_over(self, now: datetime) -> None:
        with acting(str(self.sergeant.pk)):
            grading.hand_over(self.incident, by=self.sergeant, now=now)

    def _assess(self, now: datetime) -> None:
        answers = dict(zip(QUESTIONS, ANSWERS[self.story["level"]].split(), strict=True))
        with acting(str(self.officer.pk)):
            party = self.case.parties.get()
            complete_assessment(
                self.case, party=party, answers=answers, with_victim=True, by=self.officer, now=now
            )

    def _review(self, now: datetime) -> None:
        with acting(str(self.sergeant.pk)):
            party = self.case.parties.get()
            note = "Read the file with the officer: the level stands, and the plan goes on."
            review_risk(self.case, party=party, note=note, by=self.sergeant, now=now)

    def _share(self, now: datetime) -> None:
        agency = Agency.objects.get(name=self.story["shared_with"])
        with acting(str(self.officer.pk)):
            ends_at = now + timedelta(days=180)
            let_in(self.case, agency, tier=Tier.SUMMARY, ends_at=ends_at, by=self.officer, now=now)

    def _close(self, now: datetime) -> None:
        """Ask the victim once more, have the sergeant sign it off, and close the case with every answer."""
        self._assess(now)
        with acting(str(self.sergeant.pk)):
            party = self.case.parties.get()
            newest = assessed_of(party)
            if newest is None:
                raise LookupError(f"{self.case.reference} closes before anybody was assessed.")
            sign_off(newest, agreed=True, note="Read with the officer.", by=self.sergeant, now=now)
            close_case(
                self.case,
                outcome=Outcome(self.story["outcome"]),
                reason=self.story["reason"],
                identifiable_victim=True,
                somerton_reason="The call came as nuisance; one family was followed, and is on the case.",
                victim_told=True,
                told_words="By telephone, on the same day",
                support_offered=True,
                support_words="Victim support, declined",
                by=self.sergeant,
                now=now,
            )


class Call:
    """Something that came to the desk: graded or not, and with a promise to ring back, kept or not."""

    def __init__(self, call: dict[str, Any], handler: User, morning: datetime, order: int) -> None:
        self.call, self.handler, self.order = call, handler, order
        self.told_at = morning - timedelta(hours=call["told_hours_before"])
        promised = call.get("call_by_hours_before")
        self.call_by = morning - timedelta(hours=promised) if promised else None
        self.promise: CallBack

    def scenes(self) -> Iterator[Scene]:
        """Return the call, what came of the promise, and the hours at which the sweep has something to notice."""
        yield Scene(self.told_at, self.order, self._take)
        if "rung_after_hours" in self.call:
            rung_at = self.told_at + timedelta(hours=self.call["rung_after_hours"])
            yield Scene(rung_at, self.order + 1, self._ring)
        if self.call_by:
            for number, before in enumerate((timedelta(hours=1), timedelta()), start=2):
                yield Scene(self.call_by - before, self.order + number, lambda now: None)

    def _take(self, now: datetime) -> None:
        call = self.call
        with acting(str(self.handler.pk)):
            report = receive_report(
                narrative=call["words"],
                channel=Channel(call["channel"]),
                caller_name=call["caller"],
                **reached_by(call["contact"]),
                place_text=call["place"],
                district=District.objects.get(code=call["district"]),
                happened_from=now - timedelta(hours=1),
                happened_until=now - timedelta(hours=1),
                happened_precision=Precision.EXACT,
                received_at=now,
                by=self.handler,
                now=now,
            )
            if "thrive" in call:
                self._grade(report, now)
            if self.call_by:
                self.promise = promise_call_back(report, call_by=self.call_by, by=self.handler, now=now)

    def _grade(self, report: Report, now: datetime) -> None:
        incident = record_incident(
            report,
            category=Category(self.call["category"]),
            summary=self.call["summary"],
            place_text=self.call["place"],
            district=report.district,
            by=self.handler,
            now=now,
        )
        grading.triage(incident, self.call["thrive"], self.call["summary"], by=self.handler, now=now)

    def _ring(self, now: datetime) -> None:
        with acting(str(self.handler.pk)):
            make_call_back(self.promise, note=self.call["note"], by=self.handler, now=now)


def reached_by(contact: str) -> Reached:
    """Return how a caller is reached, as a report keeps it."""
    return {"caller_email": contact} if "@" in contact else {"caller_phone": contact}
