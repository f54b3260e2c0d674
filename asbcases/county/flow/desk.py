"""The desk: a call is taken, becomes an incident, is triaged, and somebody is sent."""

from collections.abc import Callable
from datetime import datetime, timedelta

from asbcases.accounts.models import User
from asbcases.cases.choices import Category, Channel, Handling, Precision
from asbcases.cases.models import Incident, Report
from asbcases.casework.transitions import (
    attach_report,
    receive_report,
    recognise,
    record_incident,
    record_person,
    send_officer,
)
from asbcases.county.clock import Stage
from asbcases.county.flow.grading import triage
from asbcases.county.flow.matters import Matter
from asbcases.county.world import Somebody, World
from asbcases.db.actor import act_as

MINUTE = timedelta(minutes=1)
HANDLERS = {
    Channel.CALL_999: "handler2",
    Channel.ONLINE: "handler3",
    Channel.EMAIL: "handler3",
    Channel.CHAT: "handler3",
}


class Desk:
    """Takes what comes in, and keeps of which matter each incident is."""

    def __init__(self, world: World, stage: Stage) -> None:
        self.world, self.stage = world, stage
        self.matters: dict[int, Matter] = {}
        self.taken: list[Callable[[Matter, datetime], None]] = []

    def expect(self, matter: Matter) -> None:
        """Have somebody tell of a matter at its time."""
        self.stage.at(matter.at, lambda now: self.take(matter, now))

    def take(self, matter: Matter, now: datetime) -> Incident:
        """Take the calls about a matter, and take it up at once."""
        by = self.taker(matter)
        act_as(str(by.pk))
        matter.reports = self._reports(matter, by, now)
        return self.take_up(matter, now)

    def take_up(self, matter: Matter, now: datetime) -> Incident:
        """Record and triage a matter whose reports are on file, and send somebody where somebody is to come."""
        by = self.taker(matter)
        act_as(str(by.pk))
        self._name(matter, by, now)
        incident = self._recorded(matter, by, now)
        triage(incident, matter, by=by, now=now)
        if matter.handled is Handling.ATTEND and not matter.waits:
            self._send(matter, by, now)
        for follow in self.taken:
            follow(matter, now)
        return incident

    def taker(self, matter: Matter) -> User:
        """Return who takes it: the desk of its channel, or the officer on patrol."""
        if matter.channel is Channel.PATROL:
            return self.world.officer_of(matter.spot.district)
        return self.world.cast[HANDLERS.get(matter.channel, "handler")]

    def _reports(self, matter: Matter, by: User, now: datetime) -> list[Report]:
        """Keep what each of them said; whoever told first is first."""
        words = matter.words or self.world.chance.choice(matter.sort["words"])
        place = matter.spot.address.partition(",")[0]
        minutes = 9 + 11 * len(matter.others)
        first = self.report(
            matter, matter.caller, words.replace("{place}", place), matter.channel, by, now - minutes * MINUTE
        )
        more = []
        for number, other in enumerate(matter.others, start=1):
            said = self.world.chance.choice(matter.sort["others"])
            channel = self.world.chance.choice(
                (Channel.CALL_101, Channel.CALL_101, Channel.ONLINE, Channel.CHAT)
            )
            at = now - (minutes - 11 * number + 2) * MINUTE
            more.append(self.report(matter, other, said.replace("{place}", place), channel, by, at))
        return [first, *more]

    def report(
        self, matter: Matter, caller: Somebody | None, words: str, channel: Channel, by: User, at: datetime
    ) -> Report:
        """Keep what one of them said."""
        mail = channel in (Channel.ONLINE, Channel.EMAIL, Channel.COUNCILLOR)
        begun = at - 60 * MINUTE
        return receive_report(
            narrative=words,
            channel=channel,
            caller_name=caller.name if caller else "",
            caller_phone=caller.phone if caller and not mail else "",
            caller_email=caller.email if caller and (mail or not caller.phone) else "",
            caller_address=caller.address if caller else "",
            caller_anonymous=caller is None,
            place_text=matter.spot.address,
            district=matter.spot.district,
            agency=matter.agency if channel is Channel.PARTNER else None,
            happened_from=begun,
            happened_until=begun if matter.exact else at - MINUTE * 10,
            happened_precision=Precision.EXACT if matter.exact else Precision.RANGE,
            received_at=at,
            by=by,
            now=at,
        )

    def _name(self, matter: Matter, by: User, now: datetime) -> None:
        """Keep who suffers by it, where they gave their name, and recognise them when they tell again."""
        if not (matter.is_personal and matter.caller):
            return
        why = ["the same telephone number"] if matter.person else ["gave name and number"]
        if matter.person is None:
            caller, source = matter.caller, f"Report {matter.reports[0].reference}"
            matter.person = record_person(
                name=caller.name, phone=caller.phone, email=caller.email, source=source, by=by, now=now
            )
        recognise(matter.reports[0], matter.person, reasons=why, by=by, now=now)

    def _recorded(self, matter: Matter, by: User, now: datetime) -> Incident:
        sort = matter.sort
        incident = record_incident(
            matter.reports[0],
            category=Category(sort["category"]),
            subtype=sort["subtype"],
            call_type=sort.get("call_type", ""),
            qualifiers=sort.get("qualifiers", ()),
            summary=sort["summary"],
            place_text=matter.spot.address,
            district=matter.spot.district,
            by=by,
            now=now,
        )
        for report in matter.reports[1:]:
            attach_report(report, incident, by=by, now=now)
        matter.incident = incident
        self.matters[incident.pk] = matter
        return incident

    def _send(self, matter: Matter, by: User, now: datetime) -> None:
        """Send an officer of the district, and keep who it is."""
        officer = matter.attended_by or self.world.goes_to(matter.spot.district)
        matter.attended_by = officer
        send_officer(matter.own_incident, officer=officer, agency=officer.agency, sent_at=now, by=by, now=now)
