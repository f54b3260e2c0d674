"""Lives of one victim on one case by chance, in the words of the bank: the same number always gives the same life."""

from datetime import datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

SEED = 20261126
LONDON = ZoneInfo("Europe/London")
LEVELS = ("standard", "medium", "high")
# Where mistakes gather: changes of the clocks, the end of a February, Christmas, a leap day.
TURNING = ((2026, 3, 27), (2026, 10, 23), (2026, 2, 25), (2026, 12, 22), (2028, 2, 27), (2026, 6, 1))
# How much time passes: within the hour, to the edges of clocks of hours and days, or weeks.
PAUSES = (1, 5, 20, 24, 24, 48, 72, 7 * 24, 8 * 24, 14 * 24, 15 * 24, 28 * 24, 29 * 24)
ACTS = (
    *("assessed", "assessed", "assessed", "refused", "unreachable", "incomplete", "ruling", "ruling"),
    *("sign_off", "sign_off", "review", "review", "incident_joined", "contact", "contact", "contact_plan"),
    *("victim_plan", "panel_decision", "crime_recorded", "closed", "recorded_in_error"),
)
Said = dict[str, Any]


def invented(number: int) -> Said:
    """Return the life of a number, as the bank tells one."""
    return Inventor(Random(SEED * 1_000_003 + number)).life()


class Inventor:
    """What stands while a life is invented: what may follow depends on it."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        year, month, day = dice.choice(TURNING)
        self.now = datetime(year, month, day, 9, dice.randrange(60), tzinfo=LONDON)
        # The level of the newest assessment with its rulings, and whether the victim refused, or was not reached, since.
        self.level, self.unjudged = "", False
        self.closed = self.wrong = False

    def life(self) -> Said:
        """Return between a few and many acts."""
        told = self.now - timedelta(minutes=self.dice.randrange(3000))
        acts = [self._said("opened", first_contact=told.isoformat(), triage_level=self._triaged())]
        for _ in range(self.dice.randint(3, 30)):
            if self.wrong:
                break
            self._wait()
            acts += self._next()
        return {"acts": acts, "at": self.now.isoformat(), "deadlines": [], "why": "Invented"}

    def _triaged(self) -> str | None:
        return self.dice.choice((None, *LEVELS))

    def _wait(self) -> None:
        minutes = self.dice.choice(PAUSES) * 60 + self.dice.choice(
            (0, 0, -1, 1, 30, self.dice.randrange(1000))
        )
        later = self.now.astimezone(ZoneInfo("UTC")) + timedelta(minutes=max(minutes, 1))
        if self.dice.random() < 0.15:
            # A London midnight is the edge of every clock of days.
            local = later.astimezone(LONDON)
            midnight = datetime(local.year, local.month, local.day, tzinfo=LONDON)
            later = midnight if midnight > self.now else later
        self.now = later.astimezone(LONDON)

    def _said(self, act: str, **words: Any) -> Said:
        return {"act": act, "at": self.now.isoformat(), **words}

    def _next(self) -> list[Said]:
        if self.closed:
            self.closed = False
            return [self._said("reopened")]
        act = self.dice.choice(ACTS)
        if act in ("closed", "recorded_in_error") and self.dice.random() < 0.6:
            return []
        tell = getattr(self, f"_{act}", None)
        return tell() if tell else [self._said(act)]

    def _assessed(self) -> list[Said]:
        self.level, self.unjudged = self.dice.choice(LEVELS), False
        return [self._said("assessed", level=self.level, with_victim=self.dice.random() < 0.6)]

    def _refused(self) -> list[Said]:
        self.unjudged = True
        return [self._said("refused")]

    def _unreachable(self) -> list[Said]:
        self.unjudged = True
        return [self._said("unreachable")]

    def _incomplete(self) -> list[Said]:
        return [self._said("incomplete", with_victim=self.dice.random() < 0.5)]

    def _ruling(self) -> list[Said]:
        others = [level for level in LEVELS if level != self.level and self._may_rule(level)]
        if not self.level or not others:
            return []
        self.level = self.dice.choice(others)
        return [self._said("ruling", level=self.level, below_floor=self.dice.random() < 0.3)]

    def _may_rule(self, level: str) -> bool:
        # Where nobody judged since, clocks run by medium at least: a ruling must change that.
        return not self.unjudged or level == "high" or (level == "medium" and self.level == "high")

    def _sign_off(self) -> list[Said]:
        return self._of_asked("sign_off", result=self.dice.choice(("agreed", "returned")))

    def _review(self) -> list[Said]:
        rank = self.dice.choice(("sergeant", "sergeant", "inspector", "chief_inspector"))
        return self._of_asked("review", rank=rank)

    def _of_asked(self, act: str, **words: Any) -> list[Said]:
        return [self._said(act, **words)] if self.level or self.unjudged else []

    def _contact(self) -> list[Said]:
        back = self.dice.choice((0, 0, 90, 1500, 12_000))
        happened_at = self.now - timedelta(minutes=back)
        reached = self.dice.random() < 0.8
        return [self._said("contact", happened_at=happened_at.isoformat(), reached=reached)]

    def _contact_plan(self) -> list[Said]:
        return [self._said("contact_plan", days=self.dice.choice((1, 3, 7, 10, 14, 21, 28, 60)))]

    def _victim_plan(self) -> list[Said]:
        return [self._said("victim_plan", kind=self.dice.choice(("action", "safety")))]

    def _panel_decision(self) -> list[Said]:
        return [self._said("panel_decision", referred=self.dice.random() < 0.5)]

    def _closed(self) -> list[Said]:
        self.closed = True
        return [self._said("closed", crime=False, youngest_born=None, waived=[])]

    def _recorded_in_error(self) -> list[Said]:
        self.wrong = True
        return [self._said("recorded_in_error")]
