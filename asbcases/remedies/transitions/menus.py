"""A new version of the community remedies of an area: it holds for behaviour from its first day on (2014 Act s.101)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from asbcases.accounts.models import User
from asbcases.audit.plan_choices import RemedyVerb
from asbcases.audit.transitions import record
from asbcases.errors import Refused
from asbcases.law.periods import london_day
from asbcases.law.words import day_words
from asbcases.policies.models import Confidence
from asbcases.remedies.choices import Effect
from asbcases.remedies.models import Menu, MenuAction
from asbcases.remedies.queries import hold_menus
from asbcases.remedies.transitions.shared import said

# An action in the words of the public, and what it does.
Action = tuple[str, Sequence[Effect]]


@transaction.atomic
def publish_menu(
    area: str,
    *,
    name: str,
    in_force_from: date,
    source: str,
    actions: Sequence[Action],
    seen: int,
    by: User,
    now: datetime,
) -> Menu:
    """Publish the next version of an area, end the one before it on the day before, and return it.

    `seen` is the version that whoever publishes looked at, nought where there was none.
    """
    hold_menus(area)
    there = Menu.objects.filter(area=area)
    newest = there.aggregate(highest=Max("version"), latest=Max("in_force_from"))
    if (newest["highest"] or 0) != seen:
        raise Refused(
            "Somebody published a newer version while you had the page open: look at it, and begin anew."
        )
    if in_force_from < london_day(now):
        raise Refused("What was done before today keeps its menu: let the new one begin today or later.")
    if newest["latest"] and in_force_from <= newest["latest"]:
        latest = day_words(newest["latest"])
        raise Refused(f"A version begins on {latest}: let the new one begin after that day.")
    menu = keep_menu(
        area=area,
        name=said(name, "Name the police area."),
        version=seen + 1,
        in_force_from=in_force_from,
        source=said(source, "Say who agreed it, who was consulted, and where it is published."),
        confidence=Confidence.STATED,
        actions=actions,
        by=by,
        now=now,
    )
    told: dict[str, object] = {"area": menu.name, "version": menu.version, "menu": menu.pk}
    record(RemedyVerb.REMEDY_MENU_PUBLISHED, by=by, now=now, data=told)
    return menu


def keep_menu(
    *,
    area: str,
    name: str,
    version: int,
    in_force_from: date,
    source: str,
    confidence: Confidence,
    actions: Sequence[Action],
    by: User | None,
    now: datetime,
) -> Menu:
    """Write a version with its actions, end the open one before it, and return it; who calls holds the area."""
    _refuse_actions(actions)
    open_ones = Menu.objects.filter(area=area, in_force_to__isnull=True, in_force_from__lt=in_force_from)
    open_ones.update(in_force_to=in_force_from - timedelta(days=1))
    menu = Menu.objects.create(
        area=area,
        name=name,
        version=version,
        in_force_from=in_force_from,
        source=source,
        confidence=confidence,
        published_at=now,
        published_by=by,
    )
    MenuAction.objects.bulk_create(
        MenuAction(menu=menu, number=number, words=words.strip(), effects=[Effect(one) for one in effects])
        for number, (words, effects) in enumerate(actions, 1)
    )
    return menu


def _refuse_actions(actions: Sequence[Action]) -> None:
    if not actions:
        raise Refused("Name at least one action.")
    for number, (words, effects) in enumerate(actions, 1):
        if not words.strip() or not effects:
            raise Refused(
                f"Say of action {number} what it is, and whether it rehabilitates, repairs or punishes (s.101(3))."
            )
