"""What the diary asks of a case: assessments, sign-offs, reviews, contact, actions."""

from datetime import datetime
from typing import cast

from asbcases.accounts.models import User
from asbcases.cases.case_choices import EntryKind, Reached, Way
from asbcases.cases.models import CaseAction
from asbcases.casework.transitions import do_action, write_entry
from asbcases.county.flow.answers import answers_for
from asbcases.county.flow.cases import Cases
from asbcases.county.flow.diary import Diary, Doer, Owed
from asbcases.county.flow.matters import Matter
from asbcases.county.flow.plans import DONE, RETURNED, REVIEWED, SAID, SIGNED
from asbcases.county.flow.visits import Visits
from asbcases.county.world import World
from asbcases.deadlines.choices import Kind
from risk.models import Assessment
from risk.queries import assessed_of
from risk.transitions import complete_assessment, review_risk, sign_off


class Work:
    """Does what is owed on cases."""

    def __init__(self, world: World, diary: Diary, visits: Visits, cases: Cases) -> None:
        self.world, self.visits, self.cases = world, visits, cases
        diary.does(
            {
                Kind.FIRST_ASSESSMENT: Doer(self._asker, self._first_assessment),
                Kind.RE_ASSESSMENT: Doer(self._lead, self._assess),
                Kind.SIGN_OFF: Doer(self._owner, self._sign_off),
                Kind.RISK_REVIEW: Doer(self._owner, self._review),
                Kind.SECOND_REVIEW: Doer(self._owner, self._review),
                Kind.VICTIM_CONTACT: Doer(self._lead, self._contact),
                Kind.CASE_ACTION: Doer(self._owner, self._act),
            }
        )

    def _matter(self, owed: Owed) -> Matter:
        return self.cases.matters[owed.case_id]

    def _owner(self, owed: Owed) -> User:
        return owed.owner

    def _lead(self, owed: Owed) -> User:
        lead: User = self._matter(owed).plan.lead
        return lead

    def _asker(self, owed: Owed) -> User:
        """Return who asks the victim: of a case its lead, of an incident alone whoever was there."""
        if owed.case_id:
            return self._lead(owed)
        matter = self.cases.desk.matters[owed.incident_id]
        return matter.attended_by or self.world.officer_of(matter.spot.district)

    def _first_assessment(self, owed: Owed, by: User, now: datetime) -> None:
        if owed.case_id:
            self._assess(owed, by, now)
        elif (matter := self.cases.desk.matters[owed.incident_id]).plan is None:
            self.visits.ask(matter, by, now)

    def _assess(self, owed: Owed, by: User, now: datetime) -> None:
        party = self.cases.party_of(owed)
        answers = answers_for(self._matter(owed).plan.level, self.world.chance)
        complete_assessment(party.case, party=party, answers=answers, with_victim=True, by=by, now=now)

    def _sign_off(self, owed: Owed, by: User, now: datetime) -> None:
        chance, assessment = self.world.chance, cast(Assessment, assessed_of(self.cases.party_of(owed)))
        agreed = chance.random() > 0.06
        note = chance.choice(SIGNED) if agreed else RETURNED
        sign_off(assessment, agreed=agreed, note=note, by=by, now=now)

    def _review(self, owed: Owed, by: User, now: datetime) -> None:
        party = self.cases.party_of(owed)
        review_risk(party.case, party=party, note=self.world.chance.choice(REVIEWED), by=by, now=now)

    def _contact(self, owed: Owed, by: User, now: datetime) -> None:
        party, chance = self.cases.party_of(owed), self.world.chance
        write_entry(
            party.case,
            kind=EntryKind.CONTACT,
            happened_at=now,
            said_by=party.person.name,
            words=chance.choice(SAID),
            party=party,
            way=chance.choice((Way.PHONE, Way.PHONE, Way.IN_PERSON, Way.TEXT)),
            reached=Reached.YES,
            by=by,
            now=now,
        )

    def _act(self, owed: Owed, by: User, now: datetime) -> None:
        action = CaseAction.objects.get(case=owed.case_id, number=int(owed.subject))
        do_action(action, result=DONE, by=by, now=now)
