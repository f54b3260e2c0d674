"""What is beyond a person's reach: other people, nature and the body, others' property, and more than the time allows."""

from collections.abc import Callable

from asbcases.enforcement.rules.conditions.already import already
from asbcases.enforcement.rules.conditions.answerable import answerable
from asbcases.enforcement.rules.conditions.arms_length import arms_length
from asbcases.enforcement.rules.conditions.at_mercy import at_mercy
from asbcases.enforcement.rules.conditions.beings import beings, shut, unlawful
from asbcases.enforcement.rules.conditions.both_ways import both_ways
from asbcases.enforcement.rules.conditions.bounded import bounded
from asbcases.enforcement.rules.conditions.caused import caused
from asbcases.enforcement.rules.conditions.commanded import commanded
from asbcases.enforcement.rules.conditions.elapsed import elapsed
from asbcases.enforcement.rules.conditions.fated import fated
from asbcases.enforcement.rules.conditions.form_hours import form_hours
from asbcases.enforcement.rules.conditions.hasty import hasty
from asbcases.enforcement.rules.conditions.inward import inward
from asbcases.enforcement.rules.conditions.journeys import journeys
from asbcases.enforcement.rules.conditions.lawless import lawless
from asbcases.enforcement.rules.conditions.lengths import too_long
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.moods import moods
from asbcases.enforcement.rules.conditions.nature import nature
from asbcases.enforcement.rules.conditions.neither import neither
from asbcases.enforcement.rules.conditions.others import others
from asbcases.enforcement.rules.conditions.owned import owned_by_others
from asbcases.enforcement.rules.conditions.paid_off import paid_off
from asbcases.enforcement.rules.conditions.piece_by_piece import piece_by_piece
from asbcases.enforcement.rules.conditions.powers import powers
from asbcases.enforcement.rules.conditions.property import property_of_others
from asbcases.enforcement.rules.conditions.reach import Found
from asbcases.enforcement.rules.conditions.reckoned import reckoned
from asbcases.enforcement.rules.conditions.sums import sums
from asbcases.enforcement.rules.conditions.tasks import more_than_the_time_allows, past
from asbcases.enforcement.rules.conditions.together import together
from asbcases.enforcement.rules.conditions.turned_clocks import turned_clocks
from asbcases.enforcement.rules.conditions.unknown import unknown
from asbcases.enforcement.rules.conditions.unreachable import unreachable
from asbcases.enforcement.rules.conditions.voices import voices

BEYOND: tuple[Callable[[Condition], Found], ...] = (
    nature,
    others,
    property_of_others,
    past,
    beings,
    unlawful,
    shut,
    more_than_the_time_allows,
    fated,
    caused,
    owned_by_others,
    too_long,
    together,
    unknown,
    inward,
    reckoned,
    sums,
    powers,
    neither,
    voices,
    elapsed,
    lawless,
    arms_length,
    journeys,
    paid_off,
    moods,
    at_mercy,
    bounded,
    turned_clocks,
    unreachable,
    answerable,
    hasty,
    already,
    both_ways,
    commanded,
    form_hours,
    piece_by_piece,
)
