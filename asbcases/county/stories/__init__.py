"""Stories that are planted among the county's days (docs/demo.md says where to find each)."""

from asbcases.county.county import County
from asbcases.county.stories.desk import anonymous_caller, missed_call_back, waiting
from asbcases.county.stories.groups import daily_thefts, group_with_a_hierarchy, three_agencies
from asbcases.county.stories.partners import council_tells, landlord_tells_and_asks
from asbcases.county.stories.plans import plans_to_solve_problems, problems_that_recur
from asbcases.county.stories.remedies import remedies_and_meetings
from asbcases.county.stories.reviews import held, late_agency, not_met, offices, received, waits_for_consent
from asbcases.county.stories.reviews_later import (
    closed_with_an_appeal,
    figures,
    outcome_is_told,
    overdue_outcome,
    panel_to_come,
)
from asbcases.county.stories.risks import cuckooed_flat, hate_report, late_review
from asbcases.county.stories.shares import recalled_share, urgent_disclosure
from asbcases.county.stories.staff import (
    dip_sample,
    lead_who_left,
    repeat_victim_closed_as_nuisance,
    to_decide,
)

STORIES = (
    repeat_victim_closed_as_nuisance,
    late_review,
    cuckooed_flat,
    group_with_a_hierarchy,
    hate_report,
    anonymous_caller,
    missed_call_back,
    daily_thefts,
    lead_who_left,
    three_agencies,
    waiting,
    to_decide,
    dip_sample,
    offices,
    waits_for_consent,
    received,
    held,
    not_met,
    late_agency,
    panel_to_come,
    outcome_is_told,
    closed_with_an_appeal,
    overdue_outcome,
    figures,
    landlord_tells_and_asks,
    council_tells,
    urgent_disclosure,
    recalled_share,
    problems_that_recur,
    plans_to_solve_problems,
    remedies_and_meetings,
)


def plant(county: County) -> None:
    """Have every story take place."""
    for story in STORIES:
        story(county)
