"""Making packs for panels: at a level, for somebody; what was made is kept as bytes, for ever."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.cases.queries import next_number
from asbcases.enforcement.papers.compiler import CannotBePrintedError, printed, template_version
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from partners.access import reviews_worked_by
from triggers.choices import PackLevel
from triggers.models import Panel, ReviewPack
from triggers.queries.packs import file_of
from triggers.rules.pack_words import pack_words
from triggers.transitions.holding import panel_to_come
from triggers.transitions.shared import record_on, said


@transaction.atomic
def make_pack(
    panel: Panel, *, level: PackLevel, for_whom: str, large: bool = False, by: User, now: datetime
) -> ReviewPack:
    """Make a pack for a panel as the review stands, and return it; one that was made before stays, and this has a new number."""
    panel = panel_to_come(panel)
    for_whom = said(for_whom, "Say for whom the pack is made: it is kept with it.")
    if not reviews_worked_by(by, now=now).filter(pk=panel.review_id).exists():
        raise Refused("Whoever was let in to this review makes no pack of it: ask its co-ordinator.")
    pack = _kept(panel, level, for_whom, large, by, now)
    told: dict[str, Any] = {"id": pack.pk, "number": pack.number, "panel": panel.number}
    told |= {"level": level.label.lower(), "for_whom": for_whom}
    record_on(Verb.REVIEW_PACK_MADE, panel.review, by=by, now=now, **told)
    return pack


def _kept(panel: Panel, level: PackLevel, for_whom: str, large: bool, by: User, now: datetime) -> ReviewPack:
    file = file_of(panel, by=by, now=now)
    words = pack_words(level, file, organisation=by.agency.name, made_on=london_day(now), large=large)
    pdf = _printed(words, now)
    return ReviewPack.objects.create(
        review=panel.review,
        panel=panel,
        number=next_number(ReviewPack.objects.filter(review=panel.review)),
        level=level,
        for_whom=for_whom,
        large=large,
        template_version=template_version(),
        data=words,
        pdf=pdf,
        sha256=sha256(pdf).hexdigest(),
        made_at=now,
        recorded_at=now,
        recorded_by=by,
    )


def _printed(words: dict[str, Any], now: datetime) -> bytes:
    try:
        return printed(words, made_at=now)
    except CannotBePrintedError as error:
        raise Refused(
            f"There is no letter for “{error}” in the fonts of packs: write it in Latin letters, or choose a level that does "
            "not hold it."
        ) from error
