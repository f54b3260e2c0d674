"""Two shares that a new user meets: one that could not wait for an agreement and was reviewed, and one that was recalled."""

from datetime import datetime
from functools import partial

from asbcases.cases.choices import Tier
from asbcases.cases.models import Case
from asbcases.county.cast import LANDLORD
from asbcases.county.clock import DAY, HOUR
from asbcases.county.county import County
from asbcases.county.stories.risks import HATED, LATE
from asbcases.county.world import Somebody
from asbcases.db.actor import act_as
from partners.choices import Gateway, Item, Purpose, ShareVerdict
from partners.models import Share
from partners.transitions.changing import recall_share, review_share
from partners.transitions.sharing import share_case

HEALTH = "North Essex Mental Health Team"
URGENT = (
    "She said on the telephone that she would rather not wake up. Their crisis team calls on her tonight."
)
FOUND = (
    "Right: her life was at risk, they had her in their care already, and no more was given than they needed."
)
WHY_RECALLED = "The landlord named was the wrong one: her home is let by another."


def urgent_disclosure(county: County) -> None:
    """Health is told tonight what no agreement covers: a sergeant decides it, and the inspector reviews it the next morning."""
    county.stage.at(county.ago(12, hours=13), partial(_tell_health, county))


def recalled_share(county: County) -> None:
    """A case was shared with a landlord, and recalled a day later, because the home is another's."""
    county.stage.at(county.ago(3), partial(_share_by_mistake, county))


def _case_of(county: County, victim: Somebody) -> Case:
    [found] = [matter for matter in county.cases.matters.values() if matter.caller is victim]
    return county.cases.case_of(found)


def _tell_health(county: County, now: datetime) -> None:
    cast = county.world.cast
    act_as(str(cast["cpt"].pk))
    share = share_case(
        _case_of(county, LATE),
        county.world.agencies[HEALTH],
        items=(Item.SUMMARY, Item.CONTACT, Item.PEOPLE, Item.RISK),
        tier=Tier.RISK,
        purpose=Purpose.SAFEGUARD,
        gateway=Gateway.SAFEGUARDING,
        proportionality="Who she is, why we fear for her and whom to ring: nothing of those who besiege her.",
        ends_at=now + 60 * DAY,
        urgent_why=URGENT,
        decided_by=cast["sergeant"],
        by=cast["cpt"],
        now=now,
    )
    county.stage.at(now + 12 * HOUR, partial(_review, county, share))


def _review(county: County, share: Share, now: datetime) -> None:
    by = county.world.cast["inspector"]
    act_as(str(by.pk))
    review_share(share, verdict=ShareVerdict.RIGHT, words=FOUND, by=by, now=now)


def _share_by_mistake(county: County, now: datetime) -> None:
    by = county.world.cast["cpt"]
    act_as(str(by.pk))
    share = share_case(
        _case_of(county, HATED),
        county.world.agencies[LANDLORD],
        items=(Item.SUMMARY, Item.CONTACT),
        tier=Tier.SUMMARY,
        purpose=Purpose.SUPPORT,
        gateway=Gateway.CRIME_AND_DISORDER,
        proportionality="They let her home, and may move her or fit a camera: whom to ask is enough for now.",
        ends_at=now + 180 * DAY,
        by=by,
        now=now,
    )
    county.stage.at(now + DAY, partial(_recall, county, share))


def _recall(county: County, share: Share, now: datetime) -> None:
    by = county.world.cast["cpt"]
    act_as(str(by.pk))
    recall_share(share, reason=WHY_RECALLED, by=by, now=now)
