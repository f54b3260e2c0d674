"""What officers do with reports, incidents and cases: one function a verb."""

from asbcases.casework.transitions.actions import do_action, drop_action, plan_action
from asbcases.casework.transitions.allocation import name_spoc, read_hand_over, reallocate_case
from asbcases.casework.transitions.attendance import (
    record_attendance,
    record_none_attended,
    send_officer,
)
from asbcases.casework.transitions.call_backs import make_call_back, promise_call_back
from asbcases.casework.transitions.case_closing import ask_to_close, close_case, decide_closing
from asbcases.casework.transitions.case_links import (
    join_case_operation,
    link_cases,
    mark_part_wrong,
    place_case,
    unlink_cases,
)
from asbcases.casework.transitions.case_moves import (
    mark_party_wrong,
    monitor_case,
    reopen_case,
    work_again,
)
from asbcases.casework.transitions.cases import join_case, open_case
from asbcases.casework.transitions.closing import close_incident, reopen_incident
from asbcases.casework.transitions.codes import classify_incident
from asbcases.casework.transitions.contact_plans import agree_contact
from asbcases.casework.transitions.crime import consider_crime
from asbcases.casework.transitions.events import (
    change_operation,
    join_operation,
    make_operation,
    note_gathering,
)
from asbcases.casework.transitions.hate import accept_hate
from asbcases.casework.transitions.incidents import attach_report, record_incident
from asbcases.casework.transitions.intake import receive_report, recognise
from asbcases.casework.transitions.joining import join_case_told_of
from asbcases.casework.transitions.journal import mark_entry_wrong, write_entry
from asbcases.casework.transitions.matching import (
    decide_match,
)
from asbcases.casework.transitions.people import (
    add_incident_party,
    correct_person,
    record_person,
)
from asbcases.casework.transitions.person_details import (
    detail_in_error,
    end_detail,
    note_address,
    note_association,
    note_contact,
    note_member,
    note_vehicle,
)
from asbcases.casework.transitions.places import (
    correct_premises,
    correct_vehicle,
    note_incident_vehicle,
    place_incident,
    record_premises,
    record_vehicle,
)
from asbcases.casework.transitions.references import note_reference, send_reply
from asbcases.casework.transitions.restriction import lift_restriction, restrict_case
from asbcases.casework.transitions.safe_contact import (
    correct_safe_contact,
    state_safe_contact,
    withdraw_safe_contact,
)
from asbcases.casework.transitions.samples import draw_sample, review_sampled
from asbcases.casework.transitions.support import (
    answer_support,
    assess_needs,
    offer_support,
    tell_entitlement,
)
from asbcases.casework.transitions.triage import triage_incident
from asbcases.casework.transitions.victim_plans import agree_panel_exit, decide_panel, make_plan
from asbcases.casework.transitions.waivers import ask_to_waive, decide_waiver, waive_item
from asbcases.casework.transitions.wrong import part_in_error, record_in_error

__all__ = [
    "accept_hate",
    "add_incident_party",
    "agree_contact",
    "agree_panel_exit",
    "answer_support",
    "ask_to_close",
    "ask_to_waive",
    "assess_needs",
    "attach_report",
    "change_operation",
    "classify_incident",
    "close_case",
    "close_incident",
    "consider_crime",
    "correct_person",
    "correct_premises",
    "correct_safe_contact",
    "correct_vehicle",
    "decide_closing",
    "decide_match",
    "decide_panel",
    "decide_waiver",
    "detail_in_error",
    "do_action",
    "draw_sample",
    "drop_action",
    "end_detail",
    "join_case",
    "join_case_operation",
    "join_case_told_of",
    "join_operation",
    "lift_restriction",
    "link_cases",
    "make_call_back",
    "make_operation",
    "make_plan",
    "mark_entry_wrong",
    "mark_part_wrong",
    "mark_party_wrong",
    "monitor_case",
    "name_spoc",
    "note_address",
    "note_association",
    "note_contact",
    "note_gathering",
    "note_incident_vehicle",
    "note_member",
    "note_reference",
    "note_vehicle",
    "offer_support",
    "open_case",
    "part_in_error",
    "place_case",
    "place_incident",
    "plan_action",
    "promise_call_back",
    "read_hand_over",
    "reallocate_case",
    "receive_report",
    "recognise",
    "record_attendance",
    "record_in_error",
    "record_incident",
    "record_none_attended",
    "record_person",
    "record_premises",
    "record_vehicle",
    "reopen_case",
    "reopen_incident",
    "restrict_case",
    "review_sampled",
    "send_officer",
    "send_reply",
    "state_safe_contact",
    "tell_entitlement",
    "triage_incident",
    "unlink_cases",
    "waive_item",
    "withdraw_safe_contact",
    "work_again",
    "write_entry",
]
