"""Which deadlines enforcement sets going, told from the facts on file alone, one file a matter."""

from asbcases.enforcement.diary.breaches import (
    penalty_payments,
    prosecution_limits,
    seized_items,
    times_to_appeal,
    warrant_entries,
    works_appeals,
)
from asbcases.enforcement.diary.early import early_reviews
from asbcases.enforcement.diary.hearsay import hearsay_notices
from asbcases.enforcement.diary.measures import (
    birthdays,
    change_replies,
    measure_ends,
    measure_reviews,
    times_to_comply,
)
from asbcases.enforcement.diary.order_notices import order_notices
from asbcases.enforcement.diary.orders import (
    hearings,
    order_birthdays,
    order_ends,
    order_reviews,
)
from asbcases.enforcement.diary.terms import terms_due

__all__ = [
    "birthdays",
    "change_replies",
    "early_reviews",
    "hearings",
    "hearsay_notices",
    "measure_ends",
    "measure_reviews",
    "order_birthdays",
    "order_ends",
    "order_notices",
    "order_reviews",
    "penalty_payments",
    "prosecution_limits",
    "seized_items",
    "terms_due",
    "times_to_appeal",
    "times_to_comply",
    "warrant_entries",
    "works_appeals",
]
