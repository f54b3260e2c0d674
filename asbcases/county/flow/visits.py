"""Officers at an incident: they come, ask the victim, decide on the crime, hand over what is hate, and close it."""

from datetime import datetime

from asbcases.accounts.models import User
from asbcases.cases.choices import Category, Channel, Handling, PartyRole, Trigger
from asbcases.cases.models import Attendance, CallBack, IncidentParty, Report
from asbcases.casework.transitions import (
    accept_hate,
    close_incident,
    consider_crime,
    make_call_back,
    record_attendance,
    send_reply,
)
from asbcases.county.clock import DAY, HOUR, Stage
from asbcases.county.flow.answers import answers_for
from asbcases.county.flow.desk import Desk
from asbcases.county.flow.diary import Diary, Doer, Owed
from asbcases.county.flow.explaining import explain_before_closing
from asbcases.county.flow.grading import triage
from asbcases.county.flow.matters import Matter
from asbcases.county.world import World
from asbcases.db.actor import act_as
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from risk.transitions import complete_incident_assessment

AGAINST = "The reports before it were of other people and other days: nobody was singled out here."
NO_CRIME = "Nothing that was said or found amounts to a crime."
OFFENCE = "Public Order Act 1986, section 5"


class Visits:
    """Does what is owed of reports and incidents."""

    def __init__(self, world: World, stage: Stage, desk: Desk, diary: Diary) -> None:
        self.world, self.stage, self.desk = world, stage, desk
        self._crimes = 0
        desk.taken.append(self._expect_end)
        diary.does(
            {
                Kind.RESPONSE: Doer(self._visitor, self._come),
                Kind.CRIME_DECISION: Doer(self._officer, self._decide),
                Kind.HATE_HANDOVER: Doer(lambda owed: world.cast["hate"], self._hand_over),
                Kind.RE_TRIAGE: Doer(lambda owed: world.cast["handler"], self._triage_again),
                Kind.REPLY: Doer(lambda owed: owed.owner, self._reply),
                Kind.CALL_BACK: Doer(lambda owed: world.cast["handler"], self._ring),
            }
        )

    def _matter(self, owed: Owed) -> Matter:
        return self.desk.matters[owed.incident_id]

    def _visitor(self, owed: Owed) -> User:
        """Return who was sent."""
        matter = self._matter(owed)
        return matter.attended_by or self.world.officer_of(matter.spot.district)

    def _officer(self, owed: Owed) -> User:
        return self._matter(owed).officer or self._visitor(owed)

    def _come(self, owed: Owed, by: User, now: datetime) -> None:
        matter = self._matter(owed)
        sent = Attendance.objects.filter(incident=matter.incident, officer=by, arrived_at=None).first()
        record_attendance(
            matter.own_incident,
            attendance=sent,
            officer=by,
            agency=by.agency,
            arrived_at=now,
            result=matter.sort["found"],
            by=by,
            now=now,
        )
        if matter.is_personal and matter.plan is None:
            self.ask(matter, by, now)

    def ask(self, matter: Matter, officer: User, now: datetime) -> None:
        """Assess with the victim there and then, where no case is opened that does."""
        victims = IncidentParty.objects.filter(incident=matter.incident, role=PartyRole.VICTIM)
        for party in victims.select_related("person"):
            answers = answers_for(matter.level, self.world.chance)
            complete_incident_assessment(
                matter.own_incident, party=party, answers=answers, with_victim=True, by=officer, now=now
            )

    def _decide(self, owed: Owed, by: User, now: datetime) -> None:
        matter = self._matter(owed)
        self._crimes += 1
        consider_crime(
            matter.own_incident,
            crime=True,
            crime_reference=f"42/{101870 + 37 * self._crimes}/{now:%y}",
            offences=matter.sort.get("offences", OFFENCE),
            by=by,
            now=now,
        )
        matter.crime_decided = True

    def _hand_over(self, owed: Owed, by: User, now: datetime) -> None:
        note = "Spoke to the family: we meet this week."
        accept_hate(self._matter(owed).own_incident, note=note, by=by, now=now)

    def _triage_again(self, owed: Owed, by: User, now: datetime) -> None:
        matter = self._matter(owed)
        trigger = Trigger.PARTNER if owed.subject == "partner" else Trigger.LINKED
        triage(matter.own_incident, matter, trigger=trigger, by=by, now=now)

    def _reply(self, owed: Owed, by: User, now: datetime) -> None:
        words = "Wrote that the matter is known, what is done about it, and who may be asked."
        report = Report.objects.get(pk=owed.report_id)
        send_reply(report, sent_at=now, words=words, by=by, now=now)

    def _ring(self, owed: Owed, by: User, now: datetime) -> None:
        promise = CallBack.objects.get(report=owed.report_id, number=int(owed.subject))
        note = "Rang, and told what happens next. Will ring again if it goes on."
        make_call_back(promise, note=note, by=by, now=now)

    # --- The end ---
    def _expect_end(self, matter: Matter, now: datetime) -> None:
        if matter.closes:
            chance = self.world.chance
            days = chance.uniform(1.2, 7) if matter.handled is Handling.ATTEND else chance.uniform(0.05, 1.5)
            days = 3 if matter.channel is Channel.COUNCILLOR else days
            self.stage.at(
                self.world.moment(now + days * DAY, 9, 18) + HOUR, lambda at: self.close(matter, at)
            )

    def close(self, matter: Matter, now: datetime) -> None:
        """Close an incident of which everything was done; what is still owed first is waited for."""
        against = matter.again and not matter.is_personal
        by = matter.officer or self.world.officer_of(matter.spot.district)
        by = self.world.sergeant_of(matter.spot.district) if against else by
        act_as(str(by.pk))
        if self._waits(matter):
            self.stage.at(now + 20 * HOUR, lambda at: self.close(matter, at))
            return
        explain_before_closing(matter.own_incident, by=by, now=now)
        undecided = {} if matter.crime_decided else {"crime": False, "not_crime_reason": NO_CRIME}
        close_incident(
            matter.own_incident,
            identifiable_victim=matter.is_personal and matter.person is not None,
            category=Category(matter.sort["category"]),
            subtype=matter.sort["subtype"],
            qualifiers=matter.sort.get("qualifiers", ()),
            result=matter.sort["result"],
            supervisor_reason=AGAINST if against else "",
            by=by,
            now=now,
            **undecided,  # type: ignore[arg-type]
        )

    def _waits(self, matter: Matter) -> bool:
        """Return whether the victim is still to be asked, somebody is to come, or the crime is to be decided."""
        if matter.plan is not None and matter.case is None:
            return True
        owed = Deadline.objects.filter(met_at=None, cancelled_at=None)
        if matter.case and owed.filter(case=matter.case, kind=Kind.FIRST_ASSESSMENT).exists():
            return True
        first = (Kind.FIRST_ASSESSMENT, Kind.RESPONSE, Kind.CRIME_DECISION)
        return owed.filter(incident=matter.incident, kind__in=first).exists()
