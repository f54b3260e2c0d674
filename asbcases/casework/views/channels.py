"""Reports by channel: a chart of the last days, the same numbers as a table, and as CSV."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.cases.choices import Channel
from asbcases.casework.forms.filters import Filter
from asbcases.casework.queries.desk import DAYS, Day, by_channel
from asbcases.casework.views.shared import look_at_list
from asbcases.law.periods import london_day
from asbcases.law.words import MONTHS, day_words
from asbcases.web.charts import Series, stacked_bars
from asbcases.web.csv_answer import csv_answer
from asbcases.web.scoped import require
from partners import access
from partners.choices import Action

# Ten channels would not be told apart in one bar.
GROUPS: Mapping[str, tuple[Channel, ...]] = {
    "Telephone": (Channel.CALL_999, Channel.CALL_101),
    "Online, chat, e-mail": (Channel.ONLINE, Channel.CHAT, Channel.EMAIL),
    "In person, partner, letter": (
        Channel.COUNTER,
        Channel.PATROL,
        Channel.PARTNER,
        Channel.LETTER,
        Channel.COUNCILLOR,
    ),
}
HEAD = ("Day", *(channel.label for channel in Channel), "All")


@require_safe
def desk_channels(request: HttpRequest) -> HttpResponse:
    """Show how many reports were received on each of the last days, by channel."""
    user, now = require(request, Action.WATCH_DESK), timezone.now()
    chosen = Filter(request.GET, user=user)
    if not chosen.is_valid():
        return render(request, "casework/desk_channels.html", {"form": chosen}, status=400)
    look_at_list(user, "reports by channel", chosen, now=now)
    days = _days(user, chosen, now)
    context = {
        "form": chosen,
        "channels": [channel.label for channel in Channel],
        "lines": [(day.day, _counts(day), day.total) for day in reversed(days)],
        "totals": [sum(numbers) for numbers in zip(*(_counts(day) for day in days), strict=True)],
        "total": sum(day.total for day in days),
        "finding": finding(days),
        "chart": _chart(days),
        "now": now,
        "query": request.GET.urlencode(),
    }
    return render(request, "casework/desk_channels.html", context)


@require_safe
def desk_channels_csv(request: HttpRequest) -> HttpResponse:
    """Return the same numbers for a spreadsheet."""
    user, now = require(request, Action.WATCH_DESK), timezone.now()
    chosen = Filter(request.GET, user=user)
    if not chosen.is_valid():
        return render(request, "casework/desk_channels.html", {"form": chosen}, status=400)
    record_access(Look.EXPORT, by=user, now=now, about="reports by channel, CSV")
    lines = [(day.day.isoformat(), *_counts(day), day.total) for day in _days(user, chosen, now)]
    return csv_answer(f"reports-by-channel-{london_day(now)}", HEAD, lines)


def _days(user: User, chosen: Filter, now: datetime) -> list[Day]:
    reports = access.reports_visible_to(user, now=now)
    return by_channel(reports, now=now, district=chosen.chosen("district"))


def _counts(day: Day) -> list[int]:
    return [day.counts.get(channel, 0) for channel in Channel]


def finding(days: Sequence[Day]) -> str:
    """Return what the numbers say, in one sentence."""
    total = sum(day.total for day in days)
    if not total:
        return f"No report was received in the last {DAYS} days"
    sums = {channel: sum(day.counts.get(channel, 0) for day in days) for channel in Channel}
    first = max(Channel, key=lambda channel: sums[channel])
    word = "report" if total == 1 else "reports"
    return f"{total:,} {word} in {DAYS} days; most by {first.label}: {sums[first]:,}"


def _chart(days: Sequence[Day]) -> str:
    labels = [
        f"{day.day.day} {MONTHS[day.day.month - 1][:3]}" if day.day.weekday() == 0 else "" for day in days
    ]
    return stacked_bars(
        "channels",
        finding(days),
        f"Days from {day_words(days[0].day)} to today; Mondays are named. The table below holds the same numbers.",
        labels,
        [
            Series(words, [sum(day.counts.get(channel, 0) for channel in group) for day in days])
            for words, group in GROUPS.items()
        ],
    )
