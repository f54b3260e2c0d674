"""Since when, and by which level, each victim of a case waits for the first assessment."""

from collections import defaultdict
from collections.abc import Sequence

from asbcases.cases.models import CaseIncident
from risk.choices import Level
from risk.diary.acts import Victim
from risk.diary.incidents import Facts, Told, facts_of, told_of


def terms_of(victims: Sequence[Victim]) -> dict[int, Told]:
    """Return the terms of each victim, by party: since the first contact where an incident names them."""
    links = CaseIncident.objects.filter(
        case__in={victim.case.pk for victim in victims}, recorded_in_error_at__isnull=True
    )
    by_case: dict[int, list[CaseIncident]] = defaultdict(list)
    for link in links.order_by("pk"):
        by_case[link.case_id].append(link)
    facts = facts_of(link.incident_id for link in links)
    return {victim.party.pk: _terms(victim, by_case[victim.case.pk], facts) for victim in victims}


def _terms(victim: Victim, links: Sequence[CaseIncident], facts: dict[int, Facts]) -> Told:
    linked = [one.incident_id for one in links if one.recorded_at <= victim.begins_at]
    naming = [
        facts[pk]
        for pk in linked
        if pk in facts and facts[pk].names(victim.party.person_id, victim.begins_at)
    ]
    return told_of(naming, victim.begins_at) if naming else Told(victim.begins_at, Level.MEDIUM)
