"""Keeping who read what of a shared case (Data Protection Act 2018 s.62: disclosure)."""

from collections import defaultdict
from datetime import datetime

from asbcases.accounts.models import User
from asbcases.audit.context import request_id
from partners.choices import Item
from partners.models import Disclosure, Share
from partners.queries.projection import Given, people_in


def disclose(given: Given, *, by: User, now: datetime) -> None:
    """Keep, in one statement, which items of which share somebody read about whom: a row for each person shown."""
    read: dict[tuple[Share, int | None], list[Item]] = defaultdict(list)
    of_somebody: set[Item] = set()
    for person, items in people_in(given.parts).items():
        for item in items:
            read[given.allowed[item], person].append(item)
            of_somebody.add(item)
    for item in given.parts:
        # What is about nobody in particular was read too.
        if item not in of_somebody:
            read[given.allowed[item], None].append(item)
    Disclosure.objects.bulk_create(
        Disclosure(
            case=given.case,
            share=share,
            person_id=person,
            reader=by,
            agency=by.agency,
            items=items,
            at=now,
            request_id=request_id.get(),
        )
        for (share, person), items in read.items()
    )
