"""Which roles may do what (seeing is decided first, by `access`), and what may be shared of a case with whom."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from asbcases.accounts.choices import CASE_WORK, POLICE_WORK, AgencyKind, Rank, Role
from asbcases.cases.choices import Category, Tier
from partners.choices import Action, Item, Purpose, ReferralStage

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
    # What a co-ordinator owes on case reviews is told to them too, and to a partner what becomes of what was shared.
    Action.READ_INBOX: (*POLICE_WORK, Role.COORDINATOR, Role.PARTNER),
    Action.SEE_REVIEWS: (*CASE_WORK, Role.COORDINATOR),
    Action.RECEIVE_APPLICATION: (*CASE_WORK, Role.COORDINATOR),
    # Whoever is told of it takes it down, whose area it is or not: nobody is sent away to apply elsewhere.
    Action.PASS_ON_APPLICATION: (*POLICE_WORK, Role.COORDINATOR),
    Action.WORK_REVIEW: (Role.ASB_OFFICER, Role.SUPERVISOR, Role.COORDINATOR),
    Action.WORK_PLAN: CASE_WORK,
    # Whoever attends a panel reads what was made for their tier, whatever their work here is.
    Action.READ_PACKS: (*POLICE_WORK, Role.COORDINATOR, Role.PARTNER),
    Action.SEE_PUBLISHED: (*POLICE_WORK, Role.ANALYST),
    Action.SEE_SHARED: (Role.PARTNER, Role.COORDINATOR),
    Action.SHARE_CASE: CASE_WORK,
    Action.REVIEW_SHARE: (Role.SUPERVISOR,),
    Action.SEND_REFERRAL: CASE_WORK,
    Action.ANSWER_REFERRAL: (Role.PARTNER, Role.COORDINATOR),
    Action.ASK_FOR_SHARE: (Role.PARTNER, Role.COORDINATOR),
    Action.ANSWER_SHARE_REQUEST: CASE_WORK,
    Action.NOTE_FOR_AGENCY: (Role.PARTNER, Role.COORDINATOR),
    Action.REPORT_FOR_AGENCY: (Role.PARTNER, Role.COORDINATOR),
    Action.KEEP_COLLEAGUES: (Role.PARTNER, Role.COORDINATOR),
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


@dataclass(frozen=True)
class Cover:
    """What an agreement lets one of its parties be given: for what, by which gateways, which parts, between two days."""

    reference: str
    purposes: Collection[str]
    gateways: Collection[str]
    items: Collection[str]
    starts_on: date
    last_day: date
    signed_on: date | None
    left_on: date | None

    def in_force(self, on: date) -> bool:
        """Return whether it binds both sides on a day: begun, not over, signed by then and not left before."""
        if self.signed_on is None or self.signed_on > on:
            return False
        return self.starts_on <= on <= min(self.last_day, self.left_on or self.last_day)


@dataclass(frozen=True)
class Asked:
    """What is to be shared: which parts up to which tier, for what, by which gateway, and why so much."""

    items: Sequence[str]
    tier: Tier
    purpose: str
    gateway: str
    proportionality: str


def objection_to(asked: Asked) -> str:
    """Return why this cannot be shared with anybody, or nothing; sources and intelligence are no part of any tier."""
    if not asked.items:
        return "Choose what of the case is shared: nothing is chosen for you."
    if asked.tier not in TIER_OF.values():
        return "A partner sees contact and summary, incidents, or risk and health: choose one of these."
    if over := [Item(item).label for item in Item if item in asked.items and TIER_OF[item] > asked.tier]:
        return (
            f"“{over[0]}” lies above the tier that you chose: leave it out, or choose the tier that holds it."
        )
    if not asked.proportionality.strip():
        return "Say in one sentence why so much, and no more, is needed: it is kept with the share."
    return ""


def objection_under(cover: Cover, asked: Asked, on: date) -> str:
    """Return why an agreement does not cover a share on a day, or nothing."""
    if not cover.in_force(on):
        return f"{cover.reference} is not in force between us on that day"
    if asked.purpose not in cover.purposes:
        return f"{cover.reference} is not for this purpose"
    if asked.gateway not in cover.gateways:
        return f"{cover.reference} does not rest on this gateway"
    missing = [Item(item).label for item in Item if item in asked.items and item not in cover.items]
    return f"{cover.reference} does not cover “{missing[0]}”" if missing else ""


def objection_to_times(
    *, starts_at: datetime, ends_at: datetime, now: datetime, over_at: datetime | None
) -> str:
    """Return why a share cannot run between two instants, given when its agreement is over (None: shared without one)."""
    if ends_at <= now:
        return "The end of the share has passed: give a later one."
    if ends_at <= starts_at:
        return "The share would end before it begins: give a later end."
    if over_at is not None and ends_at > over_at:
        return "The agreement is over before that day: let the share end with it, or earlier."
    return ""


def objection_to_decider(role: str, rank: str) -> str:
    """Return why somebody cannot decide on a share without an agreement, or nothing: a supervisor, sergeant or above."""
    if role_may(role, rank, Action.REVIEW_SHARE):
        return ""
    return "A share without an agreement is decided by a supervisor, sergeant or above: name who decided it."


def objection_to_extension(*, high_risk: bool, rank: str) -> str:
    """Return why a share cannot outlast its agreement, or nothing: only for a victim at high risk, by an inspector."""
    if not high_risk:
        return "The share would outlast its agreement: only one that protects a victim at high risk may."
    if Rank(rank).order < Rank.INSPECTOR.order:
        return "An inspector decides that a share outlasts its agreement: ask one."
    return ""


def widens(*, items: Sequence[str], tier: int, than: Sequence[str], its_tier: int) -> bool:
    """Return whether more would be shared than before."""
    return tier > its_tier or not set(items) <= set(than)


def to_remind(last_day: date, spans: Sequence[int], on: date) -> int | None:
    """Return the shortest span before a last day that has begun, in days; None where none has, or the day has passed."""
    left = (last_day - on).days
    return min((days for days in spans if left <= days), default=None) if left >= 0 else None


# Who deals with which category of behaviour, beside the council of the place.
KINDS_FOR: Mapping[str, tuple[AgencyKind, ...]] = {
    Category.PERSONAL: (AgencyKind.HOUSING, AgencyKind.VOLUNTARY),
    Category.NUISANCE: (AgencyKind.HOUSING,),
    Category.ENVIRONMENTAL: (AgencyKind.FIRE,),
}
FIRST = (Item.SUMMARY, Item.CONTACT)
NEEDS: Mapping[str, tuple[Item, ...]] = {
    AgencyKind.HOUSING: (*FIRST, Item.PEOPLE, Item.PREMISES, Item.ACTIONS, Item.INCIDENTS),
    AgencyKind.COUNCIL: (*FIRST, Item.PREMISES, Item.ACTIONS, Item.INCIDENTS),
    AgencyKind.FIRE: (*FIRST, Item.PREMISES),
    AgencyKind.HEALTH: (*FIRST, Item.PEOPLE, Item.RISK, Item.HEALTH),
    AgencyKind.PROBATION: (*FIRST, Item.PEOPLE, Item.INCIDENTS, Item.MEASURES),
    AgencyKind.EDUCATION: (*FIRST, Item.PEOPLE),
    AgencyKind.VOLUNTARY: (*FIRST, Item.PEOPLE, Item.REACHING),
}
PURPOSES: Mapping[str, Purpose] = {
    AgencyKind.HOUSING: Purpose.TENANCY,
    AgencyKind.HEALTH: Purpose.SAFEGUARD,
    AgencyKind.VOLUNTARY: Purpose.SUPPORT,
}


def needed_by(kind: str) -> tuple[Item, ...]:
    """Return which parts of a case an agency of a kind mostly needs: a beginning, and no rule."""
    return NEEDS.get(kind, FIRST)


def purpose_of(kind: str) -> Purpose:
    """Return for what an agency of a kind is mostly given a case."""
    return PURPOSES.get(kind, Purpose.PREVENT)


def least_tier(items: Sequence[str]) -> Tier:
    """Return the lowest tier that lets somebody see all of these parts."""
    return max((TIER_OF[Item(item)] for item in items), default=Tier.SUMMARY)


_OPEN_TO_ANSWER = (ReferralStage.SENT, ReferralStage.ACKNOWLEDGED)
# From which stages a referral comes to each; a draft is sent, what was accepted is answered, and everything is closed.
COMES_FROM: Mapping[ReferralStage, tuple[ReferralStage, ...]] = {
    ReferralStage.SENT: (ReferralStage.DRAFTED,),
    ReferralStage.ACKNOWLEDGED: (ReferralStage.SENT,),
    ReferralStage.ACCEPTED: _OPEN_TO_ANSWER,
    ReferralStage.DECLINED: _OPEN_TO_ANSWER,
    ReferralStage.RETURNED: (ReferralStage.ACCEPTED,),
    ReferralStage.CLOSED: tuple(stage for stage in ReferralStage if stage != ReferralStage.CLOSED),
}


def may_follow(stage: str, steps: Iterable[ReferralStage]) -> list[ReferralStage]:
    """Return those of these steps to which a referral may come from a stage."""
    return [step for step in steps if not objection_to_step(stage, step)]


def objection_to_step(stage: str, to: ReferralStage) -> str:
    """Return why a referral cannot come from one stage to another, or nothing (the police keep the clock until it is accepted)."""
    if stage in COMES_FROM[to]:
        return ""
    if stage == ReferralStage.DRAFTED:
        return "This referral was not sent yet: send it first."
    if to == ReferralStage.RETURNED and stage in _OPEN_TO_ANSWER:
        return "Accept the referral first: what came of it is returned by whoever took it on."
    return f"This referral is {ReferralStage(stage).label.lower()} already: load the page again."
