"""Which roles may do what; seeing is decided first, by `access`."""

from collections.abc import Mapping, Sequence

from asbcases.accounts.choices import CASE_WORK, POLICE_WORK, Rank, Role
from asbcases.cases.choices import Tier
from partners.choices import Action, Item

ROLES: Mapping[Action, tuple[Role, ...]] = {
    Action.RECEIVE_REPORT: POLICE_WORK,
    Action.RECORD_INCIDENT: POLICE_WORK,
    Action.CLOSE_INCIDENT: POLICE_WORK,
    Action.KEEP_OPERATIONS: (Role.ASB_OFFICER, Role.SUPERVISOR),
    Action.KEEP_PEOPLE: POLICE_WORK,
    Action.ATTEND: POLICE_WORK,
    Action.SEND_OFFICERS: (Role.CONTACT_HANDLER, Role.SUPERVISOR),
    Action.OPEN_CASE: CASE_WORK,
    # The officer who comes to an incident asks the victim there and then, case or no case.
    Action.ASSESS_RISK: (Role.RESPONSE_OFFICER, *CASE_WORK),
    Action.REVIEW_RISK: (Role.SUPERVISOR,),
    Action.RESTRICT_CASE: (Role.SUPERVISOR,),
    Action.CLOSE_CASE: CASE_WORK,
    Action.WORK_CASE: CASE_WORK,
    Action.ALLOCATE_CASE: (Role.SUPERVISOR,),
    Action.DECIDE_APPROVALS: (Role.SUPERVISOR,),
    # Which rank it takes is said by policy; of the wording an ASB officer knows as much as an inspector.
    Action.DECIDE_MEASURES: (Role.SUPERVISOR, Role.ASB_OFFICER),
    Action.SAMPLE_CASES: (Role.SUPERVISOR,),
    # The form says nothing of anybody, and every answer by it is better understood with it at hand.
    Action.READ_INSTRUMENTS: (*POLICE_WORK, Role.ADMINISTRATOR),
    Action.KEEP_INSTRUMENTS: (Role.ADMINISTRATOR,),
    # Who may issue is asked of the register of authorities, person by person.
    Action.ENFORCE: CASE_WORK,
    Action.SEE_ORDERS: CASE_WORK,
    # Whoever recorded it asks somebody who answers for what is in force.
    Action.STRIKE_MEASURES: (Role.SUPERVISOR, Role.ASB_OFFICER),
    Action.KEEP_AUTHORITIES: (Role.SUPERVISOR, Role.ADMINISTRATOR),
    Action.SEE_FIGURES: (*CASE_WORK, Role.COORDINATOR),
    Action.PUBLISH_FIGURES: (Role.ASB_OFFICER, Role.SUPERVISOR, Role.COORDINATOR),
    # What an area states it states for everybody; what would change under it is shown of what one may see.
    Action.READ_PROCEDURES: (*CASE_WORK, Role.COORDINATOR, Role.ADMINISTRATOR),
    Action.KEEP_PROCEDURES: (Role.ADMINISTRATOR,),
    Action.WATCH_DESK: POLICE_WORK,
    Action.WATCH_DEADLINES: CASE_WORK,
    # The co-ordinator owes the clocks of case reviews.
    Action.OWE_DEADLINES: (*POLICE_WORK, Role.COORDINATOR),
    Action.RULE_ON_DEADLINES: (Role.SUPERVISOR,),
    Action.KEEP_FILES: POLICE_WORK,
    # What a co-ordinator owes on case reviews is told to them too.
    Action.READ_INBOX: (*POLICE_WORK, Role.COORDINATOR),
    Action.SEE_REVIEWS: (*CASE_WORK, Role.COORDINATOR),
    Action.RECEIVE_APPLICATION: (*CASE_WORK, Role.COORDINATOR),
    # Whoever is told of it takes it down, whose area it is or not: nobody is sent away to apply elsewhere.
    Action.PASS_ON_APPLICATION: (*POLICE_WORK, Role.COORDINATOR),
    Action.WORK_REVIEW: (Role.ASB_OFFICER, Role.SUPERVISOR, Role.COORDINATOR),
    # Whoever attends a panel reads what was made for their tier, whatever their work here is.
    Action.READ_PACKS: (*POLICE_WORK, Role.COORDINATOR, Role.PARTNER),
    Action.SEE_PUBLISHED: (*POLICE_WORK, Role.ANALYST),
    Action.SEE_SHARED: (Role.PARTNER, Role.COORDINATOR),
    Action.SHARE_CASE: CASE_WORK,
    Action.REVIEW_SHARE: (Role.SUPERVISOR,),
    Action.READ_AGREEMENTS: (*POLICE_WORK, Role.COORDINATOR, Role.PARTNER, Role.ADMINISTRATOR),
    Action.KEEP_AGREEMENTS: (Role.ADMINISTRATOR, Role.SUPERVISOR),
    Action.BREAK_GLASS: POLICE_WORK,
    Action.REVIEW_GLASS: (Role.SUPERVISOR,),
    # An auditor's own reads are recorded like any other.
    Action.READ_LOOKS: (Role.AUDITOR,),
    Action.ADMINISTER: (Role.ADMINISTRATOR,),
    Action.KEEP_ROTA: (Role.ADMINISTRATOR, Role.SUPERVISOR),
}
# What a supervisor does by rank.
FROM_SERGEANT_UP = (
    Action.REVIEW_RISK,
    Action.RESTRICT_CASE,
    Action.RULE_ON_DEADLINES,
    Action.ALLOCATE_CASE,
    Action.DECIDE_APPROVALS,
    Action.SAMPLE_CASES,
    Action.REVIEW_SHARE,
    Action.KEEP_AGREEMENTS,
    Action.REVIEW_GLASS,
)


def role_may(role: str, rank: str, action: Action) -> bool:
    """Return whether a role, with its rank, may do this (who may do what: docs/access.md)."""
    if role not in ROLES[action]:
        return False
    # An administrator has no rank.
    if role == Role.ADMINISTRATOR:
        return True
    return action not in FROM_SERGEANT_UP or Rank(rank).order >= Rank.SERGEANT.order


TIER_OF: Mapping[Item, Tier] = {
    Item.SUMMARY: Tier.SUMMARY,
    Item.CONTACT: Tier.SUMMARY,
    Item.PEOPLE: Tier.SUMMARY,
    Item.PREMISES: Tier.SUMMARY,
    Item.ACTIONS: Tier.SUMMARY,
    Item.REACHING: Tier.INCIDENTS,
    Item.INCIDENTS: Tier.INCIDENTS,
    Item.MEASURES: Tier.INCIDENTS,
    Item.RISK: Tier.RISK,
    Item.SAFETY: Tier.RISK,
    Item.HEALTH: Tier.RISK,
}


def items_within(tier: Tier, items: Sequence[str]) -> list[Item]:
    """Return those of the parts of a case that a tier lets somebody see, in the order of the page."""
    return [item for item in Item if item in items and TIER_OF[item] <= tier]
