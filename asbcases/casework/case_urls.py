"""Routes of what is written on a case day by day: journal, contact, actions, what it is about, and its chronology."""

from django.urls import path

from asbcases.casework.views import case_actions, case_parts, chronology, journal

CASE = "cases/<case:reference>"

urlpatterns = [
    path(f"{CASE}/journal/new/", journal.case_journal_new, name="case_journal_new"),
    path(f"{CASE}/journal/<int:number>/", journal.case_journal_entry, name="case_journal_entry"),
    path(f"{CASE}/journal/<int:number>/wrong/", journal.case_journal_wrong, name="case_journal_wrong"),
    path(f"{CASE}/contact-plan/", journal.case_contact_plan, name="case_contact_plan"),
    path(f"{CASE}/actions/new/", case_actions.case_action_new, name="case_action_new"),
    path(f"{CASE}/actions/<int:number>/done/", case_actions.case_action_done, name="case_action_done"),
    path(f"{CASE}/actions/<int:number>/drop/", case_actions.case_action_drop, name="case_action_drop"),
    path(f"{CASE}/premises/", case_parts.case_part_premises, name="case_part_premises"),
    path(f"{CASE}/operation/", case_parts.case_part_operation, name="case_part_operation"),
    path(f"{CASE}/references/", case_parts.case_part_reference, name="case_part_reference"),
    path(f"{CASE}/links/", case_parts.case_part_link, name="case_part_link"),
    path(f"{CASE}/links/<int:number>/wrong/", case_parts.case_part_unlink, name="case_part_unlink"),
    path(f"{CASE}/parts/<slug:what>/<int:number>/wrong/", case_parts.case_part_wrong, name="case_part_wrong"),
    path(f"{CASE}/chronology/", chronology.case_chronology, name="case_chronology"),
]
