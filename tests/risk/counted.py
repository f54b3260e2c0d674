"""A checklist by count and trigger, for tests alone: a real published banding that no sum can express.

Not ASB, and never shipped as a form that could be used. Source: practice reference, 2.6; very high is high here.
"""

from risk.choices import Level, Scoring
from risk.rules import Band, Floor, Option, Question, Sheet

YES_OR_NO = (Option("no", "No", 0), Option("yes", "Yes", 1))
CALLED = ("none", "one", "two", "three", "four", "five_or_more")
CONCERNS = tuple(f"concern_{number}" for number in range(1, 8))
TICKS = tuple(f"tick_{number}" for number in range(1, 24))


def concerns(at_least: int, level: Level) -> Floor:
    return Floor(
        dict.fromkeys(CONCERNS, ("yes",)), level, f"Significant concerns: {at_least} or more", at_least
    )


SHEET = Sheet(
    questions=(
        *(Question(code, code, YES_OR_NO, scored=False) for code in CONCERNS),
        *(Question(code, code, YES_OR_NO) for code in TICKS),
        Question("callouts", "callouts", tuple(Option(code, code) for code in CALLED), scored=False),
    ),
    bands=(Band(Level.STANDARD, 0, 0), Band(Level.MEDIUM, 1, 8), Band(Level.HIGH, 9, 23)),
    floors=(
        concerns(1, Level.MEDIUM),
        concerns(3, Level.HIGH),
        Floor({"callouts": ("three",)}, Level.MEDIUM, "The police were called three times"),
        Floor(
            {"callouts": ("four", "five_or_more")}, Level.HIGH, "The police were called four times or more"
        ),
    ),
    scoring=Scoring.COUNT,
    require_all=False,
)
