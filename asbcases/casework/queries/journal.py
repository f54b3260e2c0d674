"""Reads of what is written on a case day by day: the journal, what is agreed about contact, and actions."""

from collections.abc import Iterable

from django.db.models import QuerySet

from asbcases.cases.models import Case, CaseAction, CaseParty, ContactPlan, JournalEntry
from asbcases.casework.queries.case_parts import Acted


def entries_of(case: Case) -> QuerySet[JournalEntry]:
    """Return the journal of a case, the entry written last first."""
    rows = JournalEntry.objects.filter(case=case).select_related(
        "party__person", "recorded_by", "recorded_in_error_by"
    )
    return rows.order_by("-number", "-pk")


def entries_by_id(case: Case, ids: Iterable[int]) -> dict[int, JournalEntry]:
    """Return these entries of a case by their keys, as a page shows them."""
    wanted = list(ids)
    found = entries_of(case).filter(pk__in=wanted) if wanted else JournalEntry.objects.none()
    return {entry.pk: entry for entry in found}


def contact_plan_of(party: CaseParty) -> ContactPlan | None:
    """Return what was agreed last with a victim about contact; None where nothing was."""
    plans = ContactPlan.objects.filter(case=party.case_id, party=party)
    return plans.select_related("recorded_by").order_by("-pk").first()


def actions_of(case: Case) -> QuerySet[CaseAction]:
    """Return the actions of a case, the newest first."""
    rows = CaseAction.objects.filter(case=case).select_related("owner", "recorded_by")
    return rows.order_by("-number", "-pk")


def acted_on(case: Case) -> dict[int, Acted]:
    """Return what was to be done on a case and what came of it, by the key of the action."""
    rows = CaseAction.objects.filter(case=case).values_list("pk", "words", "result")
    return {pk: Acted(words, result) for pk, words, result in rows}
