"""Which deadlines reports, incidents and cases set going, told from the facts on file alone, one file a matter."""

from asbcases.casework.diary.actions import case_actions
from asbcases.casework.diary.again import triages_again
from asbcases.casework.diary.call_backs import call_backs
from asbcases.casework.diary.case_ends import approvals, retention_reviews
from asbcases.casework.diary.decisions import crime_decisions, hate_handovers
from asbcases.casework.diary.glass import glass_reviews
from asbcases.casework.diary.reports import replies, triages
from asbcases.casework.diary.responses import responses

__all__ = [
    "approvals",
    "call_backs",
    "case_actions",
    "crime_decisions",
    "glass_reviews",
    "hate_handovers",
    "replies",
    "responses",
    "retention_reviews",
    "triages",
    "triages_again",
]
