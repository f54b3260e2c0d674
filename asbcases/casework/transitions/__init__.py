"""What officers do with reports, incidents and cases: one function a verb."""

from asbcases.casework.transitions.cases import close_case, open_case
from asbcases.casework.transitions.intake import attach_report, receive_report, record_incident

__all__ = ["attach_report", "close_case", "open_case", "receive_report", "record_incident"]
