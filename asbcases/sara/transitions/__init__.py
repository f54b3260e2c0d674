"""What officers do to a problem-solving plan."""

from asbcases.sara.rules.measured import Measured
from asbcases.sara.transitions.analysis import (
    add_cause,
    add_hypothesis,
    add_panel,
    add_previous,
    add_source,
    complete_analysis,
    strike_entry,
)
from asbcases.sara.transitions.assessing import assess_plan, note_victim
from asbcases.sara.transitions.closing import Closing, check_aftercare, close_plan
from asbcases.sara.transitions.measuring import Measure, change_measure, freeze_objective
from asbcases.sara.transitions.people import name_people
from asbcases.sara.transitions.plans import link, start_plan, transfer_plan, unlink
from asbcases.sara.transitions.responses import (
    add_response,
    begin_response,
    drop_response,
    finish_response,
)
from asbcases.sara.transitions.reviewing import review_plan
from asbcases.sara.transitions.scanning import Cheers, scan_plan, screen_plan
from asbcases.sara.transitions.youth import note_youth_support

__all__ = [
    "Cheers",
    "Closing",
    "Measure",
    "Measured",
    "add_cause",
    "add_hypothesis",
    "add_panel",
    "add_previous",
    "add_response",
    "add_source",
    "assess_plan",
    "begin_response",
    "change_measure",
    "check_aftercare",
    "close_plan",
    "complete_analysis",
    "drop_response",
    "finish_response",
    "freeze_objective",
    "link",
    "name_people",
    "note_victim",
    "note_youth_support",
    "review_plan",
    "scan_plan",
    "screen_plan",
    "start_plan",
    "strike_entry",
    "transfer_plan",
    "unlink",
]
