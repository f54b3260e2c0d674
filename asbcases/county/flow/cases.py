"""Cases: opened on a matter, shared, joined by what happens again, and ended."""

from datetime import datetime, timedelta
from functools import partial

from asbcases.accounts.models import User
from asbcases.cases.case_choices import EntryKind, Way
from asbcases.cases.choices import Channel, Outcome, PartyRole, RiskLevel, Tier
from asbcases.cases.choices import Stage as CaseStage
from asbcases.cases.models import Case, CaseParty
from asbcases.casework.transitions import (
    agree_contact,
    close_case,
    join_case,
    monitor_case,
    name_spoc,
    open_case,
    plan_action,
    write_entry,
)
from asbcases.county.clock import DAY, HOUR, Stage
from asbcases.county.flow.answers import answers_for
from asbcases.county.flow.desk import Desk
from asbcases.county.flow.diary import Diary, Owed
from asbcases.county.flow.explaining import explain_before_closing
from asbcases.county.flow.matters import CHANNELS, Matter
from asbcases.county.flow.plans import ACTIONS, ENDED, TAKEN_ON, WATCHING
from asbcases.county.world import World
from asbcases.db.actor import act_as
from asbcases.law.periods import london_day
from partners.choices import Gateway, Item, Purpose
from partners.transitions.sharing import share_case
from risk.transitions import complete_assessment

MINUTE = timedelta(minutes=1)
# So long it takes to end a case: to ask its victims again, and to close it.
ENDING = 3 * HOUR
SHARED = (Item.SUMMARY, Item.CONTACT, Item.PREMISES)
NOT_AGAIN = (Channel.PATROL, Channel.PARTNER, Channel.COUNCILLOR)


class Cases:
    """Opens cases and ends them; what is owed on them meanwhile, the diary has done."""

    def __init__(self, world: World, stage: Stage, desk: Desk, diary: Diary) -> None:
        self.world, self.stage, self.desk, self.diary = world, stage, desk, diary
        self.matters: dict[int, Matter] = {}
        self._parties: dict[tuple[int, int], CaseParty] = {}
        desk.taken.append(self._expect)

    def _expect(self, matter: Matter, now: datetime) -> None:
        """Have a case opened on a matter that is to have one, or have it join the case that it belongs to."""
        if matter.plan is not None:
            hours = matter.plan.opens_after or self.world.chance.uniform(1, 9)
            self.stage.at(now + hours * HOUR, lambda at: self._begin(matter, at))

    def _begin(self, matter: Matter, now: datetime) -> None:
        by: User = matter.plan.lead
        act_as(str(by.pk))
        if matter.case is None:
            self._open(matter, by, now)
        elif self.case_of(matter).stage != CaseStage.CLOSED:
            join_case(matter.own_incident, matter.case, by=by, now=now)

    def _open(self, matter: Matter, by: User, now: datetime) -> None:
        plan, street = matter.plan, matter.spot.address.partition(",")[0].lstrip("0123456789 ")
        case = open_case(
            [matter.own_incident],
            summary=plan.problem or matter.sort["problem"],
            victim_name="" if matter.person else f"The residents of {street}",
            lead=by,
            by=by,
            now=now,
        )
        matter.case = case
        self.matters[case.pk] = matter
        self.write(matter, EntryKind.DECISION, TAKEN_ON, by, now)
        if plan.level is not RiskLevel.STANDARD:
            name_spoc(case, spoc=by, by=by, now=now)
        self._look_ahead(matter, now)

    def _look_ahead(self, matter: Matter, now: datetime) -> None:
        """Have done what this case has of its own: actions, an agreed rhythm, a share, more of it, and its end."""
        plan, chance = matter.plan, self.world.chance
        if plan.assessed_after:
            self.stage.at(now + plan.assessed_after * HOUR, lambda at: self._assess_first(matter, at))
        if plan.shared:
            self.stage.at(self._in_office(now, 2, 4), lambda at: self._share(matter, at))
        if plan.plain:
            return
        if chance.random() < 0.4:
            self.stage.at(self._in_office(now, 1, 4), lambda at: self._undertake(matter, at))
        if chance.random() < 0.25:
            self.stage.at(self._in_office(now, 1, 3), lambda at: self._agree(matter, at))
        for number in range(plan.again):
            days = chance.uniform(3, 8) * (number + 1)
            self.stage.at(
                self.world.moment(now + days * DAY, 9, 22), lambda at: self.happens_again(matter, at)
            )
        if plan.ends is not CaseStage.OPEN:
            self.stage.at(self.world.moment(now + plan.lasts * DAY, 10, 16), lambda at: self.end(matter, at))

    def _in_office(self, now: datetime, first: int, last: int) -> datetime:
        return self.world.moment(now + self.world.chance.randint(first, last) * DAY, 9, 17)

    def case_of(self, matter: Matter) -> Case:
        """Return the case as it stands now."""
        return Case.objects.get(pk=matter.own_case.pk)

    def party_of(self, owed: Owed) -> CaseParty:
        """Return whom something is owed to, as they were when they were first asked for."""
        key = owed.case_id, int(owed.subject)
        if key not in self._parties:
            parties = CaseParty.objects.select_related("case", "person")
            self._parties[key] = parties.get(case=key[0], number=key[1])
        return self._parties[key]

    def victims(self, matter: Matter) -> list[CaseParty]:
        """Return the victims of a case."""
        found = CaseParty.objects.filter(case=matter.case, role=PartyRole.VICTIM, recorded_in_error_at=None)
        return list(found.select_related("person", "case").order_by("number"))

    def write(self, matter: Matter, kind: EntryKind, words: str, by: User, now: datetime) -> None:
        """Write into the journal what an officer says."""
        write_entry(matter.own_case, kind=kind, happened_at=now, said_by=by.name, words=words, by=by, now=now)

    def _assess_first(self, matter: Matter, now: datetime) -> None:
        act_as(str(matter.plan.lead.pk))
        self.ask(matter, matter.plan.level, matter.plan.lead, now)

    def ask(self, matter: Matter, level: RiskLevel, by: User, now: datetime) -> None:
        """Assess each victim, with answers that come to a level."""
        for party in self.victims(matter):
            answers = answers_for(level, self.world.chance)
            complete_assessment(party.case, party=party, answers=answers, with_victim=True, by=by, now=now)

    def _undertake(self, matter: Matter, now: datetime) -> None:
        by, chance = matter.plan.lead, self.world.chance
        act_as(str(by.pk))
        case = self.case_of(matter)
        if case.stage != CaseStage.CLOSED:
            due_on = london_day(now + chance.randint(4, 14) * DAY)
            plan_action(case, words=chance.choice(ACTIONS), owner=by, due_on=due_on, by=by, now=now)

    def _agree(self, matter: Matter, now: datetime) -> None:
        """Agree with the victim how often they hear from us; more often than policy asks, for some."""
        by, chance = matter.plan.lead, self.world.chance
        act_as(str(by.pk))
        case = self.case_of(matter)
        if case.stage != CaseStage.CLOSED:
            agree_contact(
                case,
                party=self.victims(matter)[0],
                every_days=chance.choice((7, 10, 14)),
                way=chance.choice((Way.PHONE, Way.TEXT)),
                times="After six in the evening",
                agreed_at=now,
                by=by,
                now=now,
            )

    def _share(self, matter: Matter, now: datetime) -> None:
        by, agency = matter.plan.lead, self.world.agencies[matter.plan.shared]
        act_as(str(by.pk))
        case = self.case_of(matter)
        if case.stage != CaseStage.CLOSED:
            share_case(
                case,
                agency,
                items=SHARED,
                tier=Tier.SUMMARY,
                purpose=Purpose.PREVENT,
                gateway=Gateway.CRIME_AND_DISORDER,
                proportionality="They can act on the place and the tenancy: what it is about and where is enough.",
                ends_at=now + 180 * DAY,
                by=by,
                now=now,
            )

    def happens_again(self, matter: Matter, now: datetime) -> Matter:
        """Have the same victim, or somebody of the same place, tell of it once more."""
        [channel] = self.world.chance.choices(list(CHANNELS), list(CHANNELS.values()))
        channel = Channel.CALL_101 if channel in NOT_AGAIN else Channel(channel)
        more = matter.once_more(now, channel=channel)
        self.desk.take(more, now)
        return more

    # --- The end ---
    def end(self, matter: Matter, now: datetime) -> None:
        """Have what is late on a case done first; then it is watched only, or closed."""
        self.catch_up(matter, now)
        if matter.plan.ends is CaseStage.MONITORING:
            self.stage.at(now + HOUR, partial(self._watch, matter))
        else:
            self.stage.at(now + HOUR, partial(self._ask_again, matter))
            self.stage.at(now + 2 * HOUR, partial(self._close, matter))

    def catch_up(self, matter: Matter, now: datetime) -> None:
        """Have done what is late on a case, or will be before it can end, each at a time of its own."""
        for number, owed in enumerate(self.diary.late_on(matter.own_case.pk, now + ENDING)):
            self.stage.at(now + number * MINUTE, partial(self.diary.do, owed))

    def _watch(self, matter: Matter, now: datetime) -> None:
        by = matter.plan.lead
        act_as(str(by.pk))
        monitor_case(self.case_of(matter), reason=WATCHING, by=by, now=now)

    def _ask_again(self, matter: Matter, now: datetime) -> None:
        """Assess each victim once more: no case closes on old answers."""
        by = matter.plan.lead
        act_as(str(by.pk))
        self.ask(matter, matter.plan.ends_at, by, now)

    def _close(self, matter: Matter, now: datetime) -> None:
        alone = matter.plan.ends_at is RiskLevel.STANDARD and matter.is_personal
        by = matter.plan.lead if alone else self.world.sergeant_of(matter.spot.district)
        act_as(str(by.pk))
        explain_before_closing(self.case_of(matter), by=by, now=now)
        close_case(
            self.case_of(matter),
            outcome=self.world.chance.choice((Outcome.RESOLVED, Outcome.RESOLVED, Outcome.REDUCED)),
            reason=self.world.chance.choice(ENDED),
            identifiable_victim=True,
            somerton_reason=""
            if alone
            else "The street as a whole suffered, and nobody in it was singled out.",
            victim_told=True,
            told_words="By telephone on the day of the closing, with how to reach us again.",
            support_offered=True,
            support_words="The victim support line was offered at the first visit and again now.",
            by=by,
            now=now,
        )
