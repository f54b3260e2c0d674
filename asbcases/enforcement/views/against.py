"""What of a case speaks against mediation: its risk, what triage and classification say, and the answers of risk forms."""

from itertools import chain

from asbcases.cases.models import Case, CaseIncident, Classification, Triage
from asbcases.enforcement.queries.measures import STANDS
from asbcases.enforcement.rules.mediation import against
from risk.models import Answer
from risk.queries import current_level

# So many of the newest are read of a case; one sign is enough.
MOST = 200


def against_mediation(case: Case) -> list[str]:
    """Return in words why mediation is not suggested on a case; nothing where nothing speaks against it."""
    incidents = CaseIncident.objects.filter(STANDS, case=case).values("incident")
    triages = Triage.objects.filter(incident__in=incidents).order_by("-pk").values_list("answers", flat=True)
    terms = Classification.objects.filter(incident__in=incidents).exclude(qualifiers=[]).order_by("-pk")
    said = Answer.objects.filter(
        case=case, question__code__in=("hate", "violence"), option__score__gt=0
    ).order_by("-pk")
    return against(
        current_level(case),
        triages[:MOST],
        set(chain.from_iterable(terms.values_list("qualifiers", flat=True)[:MOST])),
        set(said.values_list("question__code", flat=True)[:MOST]),
    )
