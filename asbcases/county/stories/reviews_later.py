"""ASB case reviews whose threshold was met: to come, told, closed with an appeal, overdue; and the figures of an area."""

from datetime import datetime, timedelta
from functools import partial

from asbcases.accounts.models import User
from asbcases.county.clock import DAY
from asbcases.county.county import County
from asbcases.county.flow.reviewing import (
    Reviewed,
    accepted,
    acknowledged,
    agreed,
    applicant,
    complained,
    decided,
    outcome_told,
    panel_met,
    panel_set,
    planned,
    recommended,
    replied,
    rest_replied,
)
from asbcases.county.stories.reviews import BASILDON, CASTLE_POINT, COLCHESTER
from asbcases.county.world import Somebody
from asbcases.db.actor import act_as
from asbcases.law.periods import london_day, months_before
from triggers.choices import AppealAgainst, BodyAnswer, BodyKind, Channel, Ending, StepAgreed
from triggers.transitions.appeals import lodge_appeal
from triggers.transitions.closing import close_review
from triggers.transitions.publishing import publish_figures

SOUTHEND = "E06000033"
SITS = Somebody("Desmond Ruddock", "07700 900932", "", "Flat 2, 31 Hazelbank, Canvey Island")
TOLD = Somebody("Edwin Marchbanks", "07700 900935", "", "3 Larkspur Rise, Colchester")
APPEALS = Somebody("Rosalind Thwaite", "07700 900936", "", "22 Marlpit Crescent, Basildon")
LATE = Somebody("Walter Jessop", "07700 900937", "", "8 Oystershell Road, Southend-on-Sea")
PLACE = "Council offices"
THREE_OF_NOISE = (
    complained(BodyKind.COUNCIL, 60, "Drumming at night"),
    complained(BodyKind.POLICE, 35, "Shouting and banging after she asked for quiet"),
    complained(BodyKind.COUNCIL, 12, "Drumming at night, again"),
)
THREE_OF_STONES = (
    complained(BodyKind.POLICE, 50, "Stones at the windows"),
    complained(BodyKind.LANDLORD, 30, "Stones at the windows, and the fence pulled down"),
    complained(BodyKind.POLICE, 9, "Followed home and threatened"),
)


def panel_to_come(county: County) -> None:
    """The threshold is met and a panel meets on Canvey Island in three days; the landlord's officer sits on it."""
    Reviewed(county, "coordinator3").begins(
        20.2,
        CASTLE_POINT,
        **applicant(SITS),
        happened="Drumming above me at three in the morning. I am on nights.",
    ).then(20.0, acknowledged, agreed(StepAgreed.AGENCY_REPLY, 7)).then(
        14.0,
        replied(BodyKind.COUNCIL, BodyAnswer.HOLDS, "Two complaints of noise"),
        replied(BodyKind.POLICE, BodyAnswer.HOLDS, "One report, closed as a domestic matter"),
        rest_replied,
        *THREE_OF_NOISE,
    ).then(9.0, decided(met=True)).then(5.0, panel_set(8.0, "Imogen Farrant", PLACE, attends="partner"))


def outcome_is_told(county: County) -> None:
    """A panel decided and the outcome is told: one body accepts what was recommended, another has some days left."""
    Reviewed(county, "coordinator").begins(
        48.2,
        COLCHESTER,
        **applicant(TOLD),
        happened="Stones at our windows, and nobody tells us what happens.",
    ).then(
        48.0,
        acknowledged,
        agreed(StepAgreed.AGENCY_REPLY, 7),
        agreed(StepAgreed.THRESHOLD, 14),
        *THREE_OF_STONES,
    ).then(
        42.0,
        replied(BodyKind.POLICE, BodyAnswer.HOLDS, "Two reports"),
        rest_replied,
    ).then(38.0, decided(met=True), agreed(StepAgreed.PANEL, 20)).then(
        30.0, panel_set(10.0, "Ruth Blake", PLACE, attends="partner")
    ).then(
        19.9,
        panel_met(
            "One officer answers for it, and the fence is mended.", "Three bodies each thought another did."
        ),
        recommended("Riverside Homes", "Mend the fence and light the path.", "Dev Patel", 10),
        recommended("Essex Police", "Name one officer to whom the family speaks.", "Ben Lane", 26),
        agreed(StepAgreed.OUTCOME, 12),
    ).then(
        12.0,
        planned("PC Osei rings you each Monday. The fence is mended by Friday.", "They are content with it."),
        outcome_told,
        accepted(1, "The fence is mended; the light is ordered."),
    )


def closed_with_an_appeal(county: County) -> None:
    """A review that is complete and closed; the applicant is dissatisfied with the outcome, and it is heard next week."""
    Reviewed(county, "coordinator2").begins(
        60.2,
        BASILDON,
        **applicant(APPEALS),
        happened="The lot from the garages, every night. I have a diary of it.",
    ).then(
        60.0,
        acknowledged,
        agreed(StepAgreed.AGENCY_REPLY, 7),
        agreed(StepAgreed.THRESHOLD, 14),
        *THREE_OF_STONES,
    ).then(54.0, replied(BodyKind.POLICE, BodyAnswer.HOLDS, "Two reports"), rest_replied).then(
        50.0, decided(met=True), agreed(StepAgreed.PANEL, 14)
    ).then(46.0, panel_set(8.0, "Kathleen Moyo", PLACE)).then(
        37.9,
        panel_met("No more than was done can be done.", "The garages are to be pulled down in spring."),
        agreed(StepAgreed.OUTCOME, 7),
    ).then(33.0, outcome_told).then(26.0, _closed).then(3.0, _appealed)


def _closed(one: Reviewed, by: User, now: datetime) -> object:
    reason = "The panel decided, and nothing is owed."
    return close_review(
        one.own, ending=Ending.COMPLETED, reason=reason, told_how="By telephone and by post", by=by, now=now
    )


def _appealed(one: Reviewed, by: User, now: datetime) -> object:
    return lodge_appeal(
        one.own,
        against=AppealAgainst.OUTCOME,
        words="Spring is six months away. Nobody asked what happens until then.",
        asked_at=now,
        body="the chair of the community safety partnership",
        hears_on=london_day(now + timedelta(days=9)),
        by=by,
        now=now,
    )


def overdue_outcome(county: County) -> None:
    """The panel met and the applicant was not told: ten working days have passed, and it stands first on the board."""
    Reviewed(county, "sergeant-southend").begins(
        44.2,
        SOUTHEND,
        **applicant(LATE),
        channel=Channel.COUNTER,
        happened="They sit on the wall of my shop and nobody comes in any more.",
    ).then(
        44.0,
        acknowledged,
        agreed(StepAgreed.AGENCY_REPLY, 7),
        agreed(StepAgreed.THRESHOLD, 14),
        *THREE_OF_STONES,
    ).then(
        38.0,
        replied(BodyKind.POLICE, BodyAnswer.HOLDS, "Two reports"),
        rest_replied,
        decided(met=True),
        agreed(StepAgreed.PANEL, 20),
    ).then(32.0, panel_set(12.0, "Sylvie Arden", PLACE)).then(
        19.9, panel_met("A warden passes at four each day.", "It has worked two streets away.")
    )


def figures(county: County) -> None:
    """Colchester has published the figures of the last three whole months."""
    county.stage.at(county.ago(2.0), partial(_publish, county))


def _publish(county: County, now: datetime) -> None:
    by, month = county.world.cast["coordinator"], london_day(now).replace(day=1)
    act_as(str(by.pk))
    last = month - DAY
    publish_figures(area=COLCHESTER, first=months_before(month, 3), last=last, by=by, now=now)
