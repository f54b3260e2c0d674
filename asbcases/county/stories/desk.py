"""The desk of this morning: who would not be named, who was promised a call, and what waits."""

from datetime import datetime, timedelta
from functools import partial

from asbcases.cases.choices import Channel, Handling, RiskLevel
from asbcases.casework.transitions import promise_call_back
from asbcases.county.county import County
from asbcases.county.flow.matters import Matter
from asbcases.county.world import Somebody
from asbcases.db.actor import act_as
from asbcases.deadlines.choices import Kind

PROMISED = Somebody("Mostyn Peake", "07700 900915", "", "8 Drovers Bell Lane, Colchester")
KEPT = Somebody("Wendy Tolliver", "07700 900916", "", "")
TO_COME = Somebody("Ezra Lightfoot", "07700 900917", "", "")
UNGRADED = (
    (
        11.0,
        Channel.EMAIL,
        "The takeaway's riders ride along our pavement all evening. On Friday one knocked my shopping out of my hand.",
    ),
    (3.5, Channel.ONLINE, "Somebody has sprayed the whole bus shelter again, the paint is still wet."),
    (
        2.2,
        Channel.ONLINE,
        "The boy upstairs bangs on my door and shouts through the letter box. I am on oxygen and cannot get up.",
    ),
    (
        1.2,
        Channel.EMAIL,
        "I wrote in October about the dogs. Nobody has been. There are four of them in that yard now.",
    ),
    (0.6, Channel.CALL_101, "They are on the roof of the garages again throwing tiles down."),
    (0.3, Channel.CHAT, "Is there somebody who can tell me what happens with the report I made last week?"),
    (0.1, Channel.CALL_999, "He is at the door now, he has something in his hand, please hurry."),
)


def anonymous_caller(county: County) -> None:
    """Somebody who would not be named tells of a neighbour: a victim without a name, and nobody to ask."""
    county.desk.expect(
        county.matter(
            county.sort(
                "older_resident",
                summary="Caller who would not be named hears an old man being shouted at and pushed",
                found="An elderly man opened, said that all was well and shut the door. A bruise on his arm.",
                thrive={"to": ["named_person"], "factors": ["older"]},
            ),
            county.spot("colchester", "19 Tallowchandler Row, Colchester"),
            county.ago(1.3),
            None,
            words="I am not giving you my name, I have to live here. Every evening somebody shouts at the old man at "
            "nineteen and I think he pushes him.",
            level=RiskLevel.HIGH,
            closes=False,
        )
    )


def missed_call_back(county: County) -> None:
    """One promise to ring back was missed an hour ago; another was kept in the night, and one is still to come."""
    missed = _call(
        county,
        PROMISED,
        16,
        1,
        "The lads from the car park kicked my bins over again. I start work at nine, can somebody tell me before that whether an officer comes?",
    )
    _call(
        county,
        KEPT,
        19,
        14,
        "A car outside with the bass up so far that my windows shake. Will somebody ring me back tonight?",
    )
    _call(
        county,
        TO_COME,
        2,
        -3,
        "I saw who did the fence. I would rather tell somebody on the telephone than write it here.",
    )
    county.stage.at(
        missed.at + timedelta(minutes=2), lambda now: county.diary.leave(missed.reports[0].pk, Kind.CALL_BACK)
    )


def _call(county: County, caller: Somebody, told: float, by: float, words: str) -> Matter:
    """Have somebody call so many hours ago who is promised to hear from us."""
    spot = county.world.spot(county.world.districts["colchester"])
    sort = county.sort("street_drinking")
    matter = county.matter(sort, spot, county.ago(hours=told), caller, words=words)
    county.desk.expect(matter)
    call_by = county.ago(hours=by)
    county.stage.at(matter.at + timedelta(minutes=1), lambda now: _promise(county, matter, call_by, now))
    return matter


def _promise(county: County, matter: Matter, call_by: datetime, now: datetime) -> None:
    handler = county.world.cast["handler"]
    act_as(str(handler.pk))
    promise_call_back(matter.reports[0], call_by=call_by, by=handler, now=now)


def waiting(county: County) -> None:
    """What stands in the queues of this morning: not graded, nobody sent, held for a partner, on the way."""
    world = county.world
    for hours, channel, words in UNGRADED:
        matter = county.matter(
            county.sort("youths_shops"),
            world.spot(world.districts["colchester"]),
            county.ago(hours=hours),
            world.somebody(),
            words=words,
            channel=channel,
        )
        county.stage.at(matter.at, partial(_keep_only, county, matter))
    for hours, code, fields in (
        (0.4, "threats_in_dispute", {"waits": True}),
        (3.0, "noise_next_door", {"waits": True}),
        (
            9.0,
            "fly_tipping",
            {"handling": Handling.PARTNER, "partner": world.agencies["Colchester City Council"]},
        ),
        (0.7, "older_resident", {"attended_by": world.cast["response"]}),
        (5.0, "messages", {"attended_by": world.cast["response"]}),
        (7.0, "bins_on_fire", {"attended_by": world.cast["response"]}),
    ):
        spot = world.spot(world.districts["colchester"])
        matter = county.matter(
            county.sort(code),
            spot,
            county.ago(hours=hours),
            world.somebody(spot.address),
            closes=False,
            **fields,
        )
        county.desk.expect(matter)
        # Until somebody at the desk or the officer does it in the browser.
        county.stage.at(matter.at, partial(_leave_to_do, county, matter))


def _leave_to_do(county: County, matter: Matter, now: datetime) -> None:
    county.diary.leave(matter.own_incident.pk, Kind.RESPONSE, Kind.RE_TRIAGE)


def _keep_only(county: County, matter: Matter, now: datetime) -> None:
    by = county.desk.taker(matter)
    act_as(str(by.pk))
    county.desk.report(matter, matter.caller, matter.words, matter.channel, by, now)
