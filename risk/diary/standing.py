"""Which level the clocks of a victim run by, from what was assessed and ruled so far."""

from dataclasses import dataclass, field
from datetime import datetime

from risk.choices import Level, Result
from risk.models import Assessment, LevelRuling

Key = tuple[datetime, int]
# The victim was asked and answered, or was asked and would not: both end what was owed.
JUDGED = (Result.ASSESSED, Result.REFUSED)


@dataclass
class Standing:
    """What was asked about one victim, and which level stands."""

    assessed: dict[Key, Assessment] = field(default_factory=dict)
    unjudged: list[Key] = field(default_factory=list)
    refused: list[Key] = field(default_factory=list)
    rulings: dict[int, dict[Key, str]] = field(default_factory=dict)

    def note(self, assessment: Assessment) -> None:
        """Note what came of asking; an incomplete assessment changes nothing."""
        key = (assessment.completed_at, assessment.pk)
        if assessment.result == Result.ASSESSED:
            self.assessed[key] = assessment
        elif assessment.result in (Result.REFUSED, Result.UNREACHABLE):
            self.unjudged.append(key)
            if assessment.result == Result.REFUSED:
                self.refused.append(key)

    def rule(self, ruling: LevelRuling) -> bool:
        """Note a ruling, and return whether clocks run by another level since."""
        before = self.level
        self.rulings.setdefault(ruling.assessment_id, {})[ruling.ruled_at, ruling.pk] = ruling.level
        return self.level != before

    @property
    def tried(self) -> bool:
        """Return whether anybody asked, with or without an answer."""
        return bool(self.assessed or self.unjudged)

    @property
    def judged_at(self) -> datetime | None:
        """Return when the victim was last assessed, or refused; None before the first time."""
        return max((at for at, _ in [*self.assessed, *self.refused]), default=None)

    @property
    def level(self) -> Level:
        """Return the level by which clocks run: after a refusal or a failed attempt at least medium."""
        if not self.assessed:
            return Level.MEDIUM
        newest = max(self.assessed)
        stands = self._standing(self.assessed[newest])
        if max(self.unjudged, default=newest) > newest:
            return max(Level.MEDIUM, stands, key=lambda level: level.order)
        return stands

    def _standing(self, assessment: Assessment) -> Level:
        rulings = self.rulings.get(assessment.pk)
        return Level(rulings[max(rulings)] if rulings else assessment.level)
