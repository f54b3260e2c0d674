"""What is done about community remedies and restorative justice."""

from asbcases.remedies.transitions.menus import publish_menu
from asbcases.remedies.transitions.remedies import consider_remedy, decide_remedy, end_remedy, note_victim
from asbcases.remedies.transitions.restorative import (
    answer_side,
    end_restorative,
    move_restorative,
    note_satisfaction,
    offer_restorative,
    offer_to_side,
)

__all__ = [
    "answer_side",
    "consider_remedy",
    "decide_remedy",
    "end_remedy",
    "end_restorative",
    "move_restorative",
    "note_satisfaction",
    "note_victim",
    "offer_restorative",
    "offer_to_side",
    "publish_menu",
]
