"""What is known of the caller on the line, as the radar sees it, of the earlier reports that the panel of intake shows."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery

from asbcases.accounts.choices import AgencyKind
from asbcases.accounts.models import Council
from asbcases.casework.queries.history import Earlier, Said, recognised_in
from asbcases.law.periods import london_day
from triggers.models import LocalProcedure, ReviewExplanation
from triggers.queries.radar import AGENCIES, AN_INSTANT
from triggers.rules import victims
from triggers.rules.radar import Signal
from triggers.rules.reading import read
from triggers.rules.scripts import own_among, script
from triggers.rules.seconds import Told
from triggers.rules.shapes import Procedure

IN_HAND = "in hand"


def script_for(
    said: Said, earlier: Sequence[Earlier], *, hateful: Collection[int], district: int | None, now: datetime
) -> tuple[str, ...]:
    """Return what a call handler can say of the case review, of what they may read; nothing where nothing was reported before."""
    if not earlier:
        return ()
    in_hand, today = _in_hand(said, now), london_day(now)
    signals = [_signal(one, hateful) for one in earlier]
    own = own_among(in_hand, signals)
    of_others = [one for one in signals if one not in own and one.place and one.place == in_hand.place]
    if not own and not of_others:
        return ()
    ids = [int(one.report.id) for one in own]
    told = ReviewExplanation.objects.filter(report__in=ids, told_at__isnull=False)
    explained = [Told(str(report), at) for report, at in told.values_list("report", "told_at") if at]
    return script(in_hand, own, today, _procedure(district, now), explained, of_others=of_others)


def _in_hand(said: Said, now: datetime) -> Signal:
    person, keys = said.person, said.keys
    today = london_day(now)
    report = victims.Report(
        id=IN_HAND,
        at=now,
        agency=AGENCIES[AgencyKind.POLICE],
        person=str(person.pk) if person else "",
        same_as=str(person.same_as_id or "") if person else "",
        phone=keys.phone,
        email=keys.email,
        address=keys.address,
        name=keys.name,
    )
    return Signal(report, behaviour_on=today, behaviour_until=today, place=keys.place)


def _signal(one: Earlier, hateful: Collection[int]) -> Signal:
    report = one.report
    person = recognised_in(report)
    kind = AgencyKind(report.agency.kind) if report.agency else AgencyKind.POLICE
    return Signal(
        report=victims.Report(
            id=str(report.pk),
            at=report.received_at,
            agency=AGENCIES.get(kind, "other"),
            person=str(person.pk) if person else "",
            same_as=str(person.same_as_id or "") if person else "",
            phone=report.phone_key,
            email=report.email_key,
            address=report.address_key,
            name=report.name_key,
        ),
        behaviour_on=london_day(report.happened_from),
        behaviour_until=london_day(max(report.happened_from, report.happened_until - AN_INSTANT)),
        place=report.place_key,
        hate=report.pk in hateful,
        incident=str(one.incident.pk) if one.incident else "",
    )


def _procedure(district: int | None, now: datetime) -> Procedure | None:
    """Return the procedure of the only area of a district; None where it is not known which, or it has none."""
    today = london_day(now)
    still = Q(in_force_to__isnull=True) | Q(in_force_to__gte=today)
    held = LocalProcedure.objects.filter(still, area=OuterRef("code"), in_force_from__lte=today)
    areas = (
        Council.objects.filter(district=district, valid_to__isnull=True)
        if district
        else Council.objects.none()
    )
    stated = list(
        areas.values_list(Subquery(held.order_by("-in_force_from").values("content")[:1]), flat=True)[:2]
    )
    return read(stated[0]) if len(stated) == 1 and stated[0] else None
