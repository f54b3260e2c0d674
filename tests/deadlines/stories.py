"""Stories of one case by chance: everything that people do about its victims and its diary, and what is refused did not happen."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

from asbcases.accounts.models import User
from asbcases.cases.case_choices import Blocking, EntryKind, PlanKind, Reached, Way
from asbcases.cases.choices import Outcome
from asbcases.cases.models import Approval, CaseParty
from asbcases.casework.transitions import (
    agree_contact,
    close_case,
    decide_panel,
    join_case,
    make_plan,
    mark_entry_wrong,
    mark_party_wrong,
    reopen_case,
    waive_item,
    write_entry,
)
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.transitions import waive
from asbcases.errors import Refused
from risk.choices import Level, Result, Unanswered
from risk.models import Assessment
from risk.queries import assessed_of, victims_of
from risk.transitions import (
    ask_to_lower,
    complete_assessment,
    decide_lowering,
    lower_level,
    raise_level,
    record_not_assessed,
    review_risk,
    sign_off,
)
from tests.deadlines.worked import REASON, Worked
from tests.make import make_graded
from tests.risk.answers import HIGH, MEDIUM, STANDARD, assess_at, victim_at

ANSWERS = {Level.STANDARD: STANDARD, Level.MEDIUM: MEDIUM, Level.HIGH: HIGH}
CHANCES = {
    "assess": 7, "not_assessed": 3, "raise_": 4, "lower": 5, "ask": 2, "decide": 2, "sign": 3, "review": 4,
    "join": 3, "contact": 5, "entry_wrong": 1, "agree": 2, "plan": 2, "panel": 1, "victim": 1, "party_wrong": 1,
    "close": 2, "extend": 2, "pause": 2, "resume": 1, "waive": 2, "call_off": 1, "share": 1, "promise": 1, "ring": 1,
    "action": 1, "act": 1, "monitor": 1, "hand_over": 1, "policy": 2, "replan": 2,
}  # fmt: skip


class Story(Worked):
    """A case that lives through acts by chance, minutes to some weeks apart."""

    def __init__(
        self, seed: int, people: dict[str, User], *, then: Callable[[], object] = lambda: None
    ) -> None:
        super().__init__(seed, people)
        self.then, self.victims = then, 1
        self.told: list[str] = []

    def live(self, acts: int = 25) -> None:
        names, weights = list(CHANCES), list(CHANCES.values())
        for _ in range(acts):
            hours = self.chance.choice([0, 1, 1, 20, 24 * 3, 24 * 8, 24 * 13, 24 * 20])
            self.tick(hours * 60 + self.chance.randrange(60))
            self.case.refresh_from_db()
            name = self.chance.choices(names, weights)[0] if self.case.closed_at is None else "reopen"
            if self.chance.random() < 0.05:
                # What may not happen on a case that is closed is refused, whoever tries.
                name = self.chance.choice(names)
            self.happen(name)

    def happen(self, name: str) -> None:
        act: Callable[[], object] = getattr(self, name)
        with suppress(Refused):
            act()
            self.told.append(f"{self.now:%d %b %Y %H:%M} {name}")
            self.then()

    def party(self) -> CaseParty:
        party: CaseParty = self.chance.choice(self._found(victims_of(self.case)))
        return party

    def assess(self) -> None:
        level = self.chance.choice(list(Level))
        answers, unanswered = dict(ANSWERS[level]), {}
        if self.chance.random() < 0.15:
            answers.pop("impact")
            unanswered["impact"] = self.chance.choice(list(Unanswered))
        complete_assessment(
            self.case, party=self.party(), answers=answers, unanswered=unanswered,
            with_victim=self.chance.random() < 0.6, **self._views(level), **self.by("amira"),
        )  # fmt: skip

    def _views(self, level: Level) -> dict[str, Any]:
        """Return perhaps that the victim sees the risk otherwise, or that the officer raises it."""
        said: dict[str, Any] = {}
        if self.chance.random() < 0.2:
            said["victim_view"] = self.chance.choice(list(Level))
        if level is Level.STANDARD and self.chance.random() < 0.2:
            said |= {"raised_to": self.chance.choice([Level.MEDIUM, Level.HIGH]), "raise_reason": REASON}
        return said

    def not_assessed(self) -> None:
        result = self.chance.choice([Result.REFUSED, Result.REFUSED, Result.UNREACHABLE])
        record_not_assessed(self.case, party=self.party(), result=result, reason=REASON, **self.by("amira"))

    def assessed(self) -> Assessment:
        found = [assessed_of(party) for party in victims_of(self.case)]
        chosen: Assessment = self.chance.choice(self._found(one for one in found if one))
        return chosen

    def raise_(self) -> None:
        level = self.chance.choice([Level.MEDIUM, Level.HIGH])
        raise_level(self.assessed(), level=level, reason=REASON, **self.by("amira"))

    def lower(self) -> None:
        level = self.chance.choice([Level.STANDARD, Level.MEDIUM])
        lower_level(
            self.assessed(), level=level, reason=REASON, **self.by(self.chance.choice(["ben", "ines"]))
        )

    def ask(self) -> None:
        ask_to_lower(self.assessed(), level=Level.STANDARD, reason=REASON, **self.by("amira"))

    def decide(self) -> None:
        waiting = self._found(Approval.objects.filter(case=self.case, verdict="", kind="lower_risk"))
        granted = self.chance.random() < 0.6
        decide_lowering(self.chance.choice(waiting), granted=granted, decision=REASON, **self.by("ines"))

    def sign(self) -> None:
        asked = self._found(Assessment.objects.filter(case=self.case).order_by("-completed_at")[:2])
        sign_off(asked[0], agreed=self.chance.random() < 0.6, note="Ask again.", **self.by("ben"))

    def review(self) -> None:
        reviewer = self.chance.choice(["ben", "ben", "ines", "chloe"])
        review_risk(self.case, party=self.party(), note="Seen.", **self.by(reviewer))

    def join(self) -> None:
        """Have an incident join, at which nobody, somebody new or a victim of the case was harmed, assessed or not."""
        incident = make_graded(**self.by("amira"))
        self.tick()
        if self.chance.random() < 0.4:
            self.victims += 1
            victim_at(incident, **self.by("amira"), name=f"Person {self.victims}")
            self.tick()
            if self.chance.random() < 0.6:
                assess_at(incident, self.chance.choice(list(ANSWERS.values())), **self.by("amira"))
                self.tick(self.chance.choice([1, 3000]))
        join_case(incident, self.case, **self.by("amira"))

    def contact(self) -> None:
        kind = self.chance.choice([EntryKind.CONTACT, EntryKind.VISIT, EntryKind.NOTE])
        reached = self.chance.choice([Reached.YES, Reached.YES, Reached.YES, Reached.NO_ANSWER])
        happened_at = self.now - timedelta(hours=self.chance.choice([0, 0, 5, 30, 300]))
        with_whom: dict[str, Any] = {"party": self.party(), "way": Way.PHONE, "reached": reached}
        write_entry(
            self.case, kind=kind, happened_at=happened_at, said_by="Amira", words="Spoke about the noise.",
            **({} if kind is EntryKind.NOTE else with_whom), **self.by("amira"),
        )  # fmt: skip

    def entry_wrong(self) -> None:
        entry = self.chance.choice(self._found(self.case.journal.filter(recorded_in_error_at__isnull=True)))
        mark_entry_wrong(entry, why=REASON, **self.by("amira"))

    def agree(self) -> None:
        every_days = self.chance.choice([1, 3, 7, 14, 28, 40])
        agreed_at = self.now - timedelta(hours=self.chance.choice([0, 0, 20]))
        agree_contact(
            self.case, party=self.party(), every_days=every_days, way=Way.PHONE, agreed_at=agreed_at, **self.by("amira")
        )  # fmt: skip

    def victim(self) -> None:
        """Put another victim of an incident of the case on file."""
        links = self.case.incident_links.select_related("incident").order_by("pk")
        self.victims += 1
        victim_at(self.chance.choice(links).incident, **self.by("amira"), name=f"Person {self.victims}")

    def party_wrong(self) -> None:
        mark_party_wrong(self.party(), why=REASON, **self.by("ben"))

    def plan(self) -> None:
        kind = self.chance.choice(list(PlanKind))
        shared = self.chance.random() < 0.5
        make_plan(
            self.case, party=self.party(), kind=kind, words="Lock the door.", shared_with_victim=shared, **self.by("amira")
        )  # fmt: skip

    def panel(self) -> None:
        decide_panel(self.case, party=self.party(), referred=False, reason=REASON, **self.by("amira"))

    def close(self) -> None:
        """Do what closing asks for first, act by act, and close."""
        for party in victims_of(self.case):
            answers = self.chance.choice(list(ANSWERS.values()))
            complete_assessment(self.case, party=party, answers=answers, with_victim=True, **self.by("amira"))
            self.tick()
        for deadline in Deadline.objects.filter(OPEN, case=self.case, due_at__lte=self.now):
            waive(deadline, **self.ruled())
        self.tick()
        for party in victims_of(self.case):
            with suppress(Refused):
                subject = str(party.number)
                waive_item(
                    self.case, item=Blocking.PANEL_EXIT, subject=subject, reason=REASON, **self.by("chloe")
                )
        close_case(
            self.case, outcome=Outcome.RESOLVED, reason="Stopped.", identifiable_victim=True, victim_told=True,
            told_words="By telephone.", support_offered=True, support_words="Victim Support.", **self.by("chloe"),
        )  # fmt: skip

    def reopen(self) -> None:
        incident = make_graded(**self.by("amira")) if self.chance.random() < 0.4 else None
        self.tick()
        reopen_case(self.case, reason=REASON, incident=incident, **self.by("ben"))
