"""A long diary: its sweep and a re-plan against one UPDATE of the same rows, and its boards."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from django.db import connection, transaction
from django.urls import reverse

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN
from asbcases.deadlines.sweep import SweepResult, sweep
from asbcases.deadlines.transitions import replan, request_replan, set_deadline
from asbcases.policies.models import ExtraHoliday, PolicyRow
from tests.bench import pages
from tests.bench.browsing import Page
from tests.bench.timing import against, seconds
from tests.make import NOW
from tests.tools.report import Line, Section

FULL, ROUNDS = 200_000, 3
SWEEP_AIM, REPLAN_AIM = 10.0, 60
RULE = "bench.answer"
# The clocks started on ten working days, from a Monday on, and run for ten: all of them over the day that is added.
STARTED = NOW - timedelta(days=14)
ADDED = date(2026, 11, 23)
# At the third midnight a tenth becomes late, and no other has a step.
THIRD = "SELECT DISTINCT due_at FROM deadlines_deadline WHERE rule = %s ORDER BY due_at LIMIT 1 OFFSET 2"
CASES = """
INSERT INTO cases_case (reference, summary, district_id, lead_id, stage, opened_at, outcome, closing_reason, version,
                        recorded_at, recorded_in_error_why)
SELECT 'ASB-2020-' || lpad(n::text, 6, '0'), summary, d.id, lead_id, 'open', opened_at, '', '', version,
       recorded_at, recorded_in_error_why
FROM cases_case, generate_series(1, %(many)s) AS n
JOIN (SELECT id, row_number() OVER (ORDER BY code) - 1 AS place, count(*) OVER () AS many FROM accounts_district) d
    ON d.place = n %% d.many
WHERE cases_case.id = %(case)s
"""
# The first of each working day were set by the transition; the others are like it.
DEADLINES = """
INSERT INTO deadlines_deadline (case_id, district_id, kind, nature, origin, subject, rank, owner_id, anchored_at, due_at,
    next_step_at, because, rule, qualifier, policy_id, pauses, extension, skipped, basis, rings, round, steps, taken,
    told, set_at, cancel_reason, waived, version)
SELECT c.id, c.district_id, d.kind, d.nature, d.origin, d.subject, d.rank, d.owner_id, d.anchored_at, d.due_at,
    d.next_step_at, d.because, d.rule, d.qualifier, d.policy_id, d.pauses, d.extension, d.skipped, d.basis, d.rings,
    d.round, d.steps, d.taken, d.told, d.set_at, '', false, 1
FROM (SELECT *, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS many
      FROM deadlines_deadline WHERE rule = %(rule)s) d
JOIN (SELECT id, district_id, row_number() OVER (ORDER BY id) AS place FROM cases_case WHERE reference LIKE 'ASB-2020-%%') c
    ON c.place %% d.many = d.place
"""
SWEPT = """
UPDATE deadlines_deadline SET taken = taken || '{"miss": "2026-12-01T00:00:00+00:00"}',
    told = told || '{"miss": 1}', next_step_at = next_step_at + interval '1 hour', version = version + 1
WHERE next_step_at <= %(now)s
"""
PLANNED = """
UPDATE deadlines_deadline SET due_at = due_at + interval '1 day', basis = basis || ' and one', steps = steps || '{}',
    next_step_at = next_step_at + interval '1 day', version = version + 1
WHERE rule = %(rule)s
"""


def measure(scale: float) -> Iterator[Section]:
    """Fill a diary and measure its sweep, a re-plan of all of it, and its boards."""
    many = round(FULL * scale)
    pages.build(20, seed=3)
    fill(many)
    yield measure_sweep(many)
    yield measure_replan(many)
    yield measure_boards(many)


def fill(many: int) -> None:
    """Have so many open deadlines in working days, each on a case of its own, whose clocks started on ten days."""
    with connection.as_owner(), transaction.atomic():
        PolicyRow.objects.create(
            rule=RULE,
            value=Decimal(10),
            unit="working_days",
            in_force_from=date(2014, 1, 1),
            source="Policy of the benchmark v1",
            confidence="U",
        )
    officer = User.objects.get(username="asb")
    with acting(str(officer.pk)), transaction.atomic():
        case = Case.objects.earliest("pk")
        for day in range(10):
            _set(case, day, officer)
        values = {"many": many, "case": case.pk, "rule": RULE}
        with connection.cursor() as cursor:
            cursor.execute(CASES, values)
            cursor.execute(DEADLINES, values)
    _tidy()


def _set(case: Case, day: int, officer: User) -> None:
    """Set one deadline whose clock started on the nth working day."""
    anchored_at = STARTED + timedelta(days=day + day // 5 * 2)
    set_deadline(
        Kind.RISK_REVIEW,
        case=case,
        origin="bench:1",
        because="the benchmark began",
        rule=RULE,
        subject=f"bench {day}",
        rank="sergeant",
        owner=User.objects.get(username="sergeant"),
        district=case.district,
        anchored_at=anchored_at,
        by=officer,
        now=NOW,
    )


def _tidy() -> None:
    """Have the tables as a deployment keeps them."""
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def undone(service: str, do: Callable[[], object]) -> float:
    """Return how long it takes as a service, in one transaction that is then undone."""
    with acting(f"system:{service}"), transaction.atomic():
        taken = seconds(do)
        transaction.set_rollback(True)
    return taken


def measure_sweep(many: int) -> Section:
    """Sweep at a midnight at which a tenth becomes late, beside one UPDATE of the same rows."""
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute(THIRD, [RULE])
        [now] = cursor.fetchone()
    # What fell due earlier, in the rest of the county too, was told in its time.
    sweep(now - timedelta(seconds=1))
    _tidy()
    results: list[SweepResult] = []
    ours, raw = [], []
    for _ in range(ROUNDS):
        raw.append(undone("sweep", lambda: _run(SWEPT, {"now": now})))
        ours.append(undone("sweep", lambda: results.append(sweep(now))))
        _tidy()
    floor, took, result = median(raw), median(ours), results[-1]
    words = (
        f"Among {many:,} open deadlines, each on a case of its own, a tenth becomes late at a midnight, "
        "which is told to two people. The floor is one UPDATE that stamps the same rows, with the same row security, history and indexes, by "
        "the same service; the sweep also decides whom to tell, writes an event and a message for each step, and claims "
        f"its rows in batches of 500. Medians of {ROUNDS} rounds in turn, each undone afterwards."
    )
    rows, steps = result.examined, result.messages
    lines = [
        Line("UPDATE, the floor", (f"{floor:.2f}", f"{rows / floor:,.0f}", "", *against(1.0))),
        Line(
            f"sweep of {rows:,} deadlines, {steps:,} steps",
            (f"{took:.2f}", f"{rows / took:,.0f}", f"{steps / took:,.0f}", *against(took / floor, SWEEP_AIM)),
        ),
    ]
    head = ("", "seconds", "deadlines a second", "steps a second", "times the floor", "aim")
    return Section("Sweep of a long diary", words, lines, head)


def measure_replan(many: int) -> Section:
    """Add a bank holiday and have all of the diary reckoned anew, beside one UPDATE of the same rows."""
    with connection.as_owner(), transaction.atomic():
        by = User.objects.get(username="inspector")
        ExtraHoliday.objects.create(
            day=ADDED, name="A day", source="The benchmark", added_at=NOW, added_by=by
        )
    with acting("system:replan"), transaction.atomic():
        request = request_replan(why="A day was added", by=None, now=NOW)
    done = []
    ours, raw = [], []
    for _ in range(ROUNDS):
        raw.append(undone("replan", lambda: _run(PLANNED, {"rule": RULE})))
        ours.append(undone("replan", lambda: done.append(replan(request, now=NOW))))
        _tidy()
    floor, took, result = median(raw), median(ours), done[-1]
    met = "met" if took <= REPLAN_AIM else "NOT MET"
    words = (
        f"A day is added to the bank holidays, and {result.moved:,} of {result.examined:,} open deadlines in working days "
        "move. The floor is one UPDATE of the same rows as above; the re-plan reckons each date with the days skipped, and "
        f"writes its basis, a ruling and an event. Medians of {ROUNDS} rounds in turn, each undone afterwards."
    )
    lines = [
        Line("UPDATE, the floor", (f"{floor:.2f}", f"{many / floor:,.0f}", *against(1.0))),
        Line(
            "re-plan",
            (
                f"{took:.2f}",
                f"{many / took:,.0f}",
                f"{took / floor:.1f}",
                f"at most {REPLAN_AIM} seconds: {met}",
            ),
        ),
    ]
    head = ("", "seconds", "deadlines a second", "times the floor", "aim")
    return Section("Re-plan after a new bank holiday", words, lines, head)


def _run(statement: str, values: dict[str, object]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def measure_boards(many: int) -> Section:
    """Measure the boards over the long diary as other pages are measured."""
    board = [Page(reverse("deadline_board"))] * pages.BOARDS
    visits = [
        pages.Visit("board of the county", "inspector", board),
        pages.Visit("board of a district", "sergeant", board),
    ]
    with acting(str(User.objects.get(username="asb").pk)), transaction.atomic():
        late = Deadline.objects.filter(OPEN).count()
    found = pages.figures(visits)
    return pages.section(found, f"Boards with {late:,} open deadlines")
