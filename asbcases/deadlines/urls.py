"""Addresses of the diary; a deadline is reached through its case, incident, report, review or plan, never by its own number."""

from django.urls import path

from asbcases.deadlines.views import acts, board, bulk, exports, moved, page, shift, weeks

ROOTS = (
    *("<case:reference>", "<incident:reference>", "<report:reference>", "<review:reference>"),
    "<plan:reference>",
)
ALONE = {
    "": page.deadline_page,
    "ask/": acts.deadline_ask,
    "extend/": acts.deadline_extend,
    "return/": acts.deadline_return,
    "pause/": acts.deadline_pause,
    "resume/": acts.deadline_resume,
    "reassign/": acts.deadline_reassign,
    "waive/": acts.deadline_waive,
    "cancel/": acts.deadline_cancel,
}

urlpatterns = [
    path("", board.board, name="deadline_board"),
    path("csv/", exports.deadlines_csv, name="deadlines_csv"),
    path("print/", exports.deadlines_print, name="deadlines_print"),
    path("moved/", moved.deadline_moved, name="deadline_moved"),
    path("my-shift/", shift.deadlines_shift, name="deadlines_shift"),
    path("by-week/", weeks.deadlines_weeks, name="deadlines_weeks"),
    path("by-week/csv/", weeks.deadlines_weeks_csv, name="deadlines_weeks_csv"),
    path("together/", bulk.deadlines_together, name="deadlines_together"),
    path("together/<str:key>/", bulk.deadlines_together_done, name="deadlines_together_done"),
    *(
        path(f"{root}/<int:pk>/{act}", view, name=view.__name__)
        for act, view in ALONE.items()
        for root in ROOTS
    ),
]
