"""Risk instruments as versioned rows, and what was answered, scored, decided and reviewed."""

from risk.models.assessments import Answer, Assessment, LevelRuling, Review, SignOff, Victim
from risk.models.instruments import (
    Band,
    Floor,
    Instrument,
    InstrumentDraft,
    InstrumentVersion,
    Option,
    Question,
)

__all__ = [
    "Answer",
    "Assessment",
    "Band",
    "Floor",
    "Instrument",
    "InstrumentDraft",
    "InstrumentVersion",
    "LevelRuling",
    "Option",
    "Question",
    "Review",
    "SignOff",
    "Victim",
]
