"""The three runs and their tables: a shift in which nothing breaks, one in which parts do, and how many are too many."""

from collections.abc import Callable, Iterator, Sequence

from asbcases.local import places
from tests.bench.pages import at_least
from tests.load import judging, people
from tests.load.breaking import POSTGRES, VALKEY, WORKER, Breaker, away
from tests.load.ledger import FULL_AT, Window, is_full, requests, steps, within
from tests.load.one_run import THINK, Run, Size, work, worked
from tests.load.system import running
from tests.tools.report import Line, Section

# Users in each step on the way to where the system is full, as parts of those whom it is to hold; and its length.
STEPS, STEP_PART = (0.5, 1, 2, 3, 4, 5, 6), 0.1
# How soon, in seconds, worker and beat find a broker that is back: they look for it more and more seldom.
COMES_BACK = 90.0
TIMES = ("", "requests", "p50, ms", "p95, ms", "p99, ms", "errors", "a second")
WHO = {
    "handler": "contact handlers (reports with their triage, desk, lists, search)",
    "response": "response officers (what they are sent to, incidents, search)",
    "cpt": "officers of a district (shift, cases, journal, assessments, search)",
    "asb": "ASB officers (orders, cases, journal)",
    "supervisor": "sergeants (boards, approvals, cases)",
    "partner": "partners (what is shared with them, their own reports)",
    "program": "program (lists and cases by the API)",
}


def run_all(size: Size, names: Sequence[str]) -> Iterator[Section]:
    """Have the county, the accounts and the programs, and yield the tables of each run."""
    at_least(size.cases)
    many = max(STEPS) if "steps" in names else 1
    enrolled = people.enrol(round(size.users * many))
    people.share()
    with running() as system:
        for name in names:
            yield from RUNS[name](Run(size, name, places.var_folder(), system, enrolled))


def calm(run: Run) -> Iterator[Section]:
    """Have everybody work for the whole time, and nothing break."""
    found, size = worked(run), run.size
    words = (
        f"{size.users} people, signed in by the pages before the clock starts, think {THINK[0] * size.think:g} to "
        f"{THINK[1] * size.think:g} seconds over each page, for {size.seconds:g} seconds, in a county of {size.cases:,} cases. "
        f"{_mix()} Gunicorn with two workers of four threads, PostgreSQL, which waits for the disk, Valkey, the worker, beat and "
        "the users themselves share this machine."
    )
    yield Section("Under load: the pages", words, judging.by_page(found.asked, found.step), TIMES)
    checked = [*judging.errors(found.asked, []), *found.kept_lines(), *found.diary_lines()]
    words = (
        "Of the run above. Call-backs were promised that fell due in it, one in five seconds, and nobody rang: each is "
        "noticed and told. What was sent has its own words, by which it is looked for in the database afterwards."
    )
    yield Section("Under load: what must hold", words, checked, ("", "found"))


def broken(run: Run) -> Iterator[Section]:
    """Have everybody work while one part after another breaks."""
    breaker = Breaker(run.system, run.size.seconds)
    found = worked(run, breaker)
    words = (
        "The same people, while the worker is killed each minute, PostgreSQL is killed at a quarter of the time and started "
        "again, and Valkey is killed at half of it and comes back empty at seven tenths. Whoever gets no answer sends the same "
        "form again, as a person does; what was answered as kept must be there, once."
    )
    checked = [
        *_breaks(breaker.windows),
        Line("requests", f"{len(found.asked):,}"),
        *judging.errors(found.asked, breaker.windows),
        *found.kept_lines(),
        *found.diary_lines(away=sum(away(breaker.windows, what) for what in (POSTGRES, VALKEY)) + COMES_BACK),
    ]
    yield Section("Under load, while parts break", words, checked, ("", "found"))


def steps_until_full(run: Run) -> Iterator[Section]:
    """Have more and more people work until the pages are slow or fail."""
    lasts = run.size.seconds * STEP_PART
    work(run, [(round(part * run.size.users), lasts) for part in STEPS], until_full=True)
    told = run.told
    asked, found = requests(told), list[Line]()
    for step in steps(told):
        [every] = judging.by_page(within(asked, step), step)[-1:]
        full = "full" if is_full(within(asked, step)) else ""
        found.append(Line(f"{step.users:,} people", (*every.cells[1:], full)))
    words = (
        f"More people come, {lasts:g} seconds in each step, until one page in twenty takes longer than {FULL_AT:g} seconds or one "
        "fails. They work as above; those who come sign in before their step begins."
    )
    yield Section("Under load: where it is full", words, found, (*TIMES, ""))


RUNS: dict[str, Callable[[Run], Iterator[Section]]] = {
    "calm": calm,
    "steps": steps_until_full,
    "broken": broken,
}


def _breaks(windows: Sequence[Window]) -> Iterator[Line]:
    for what in (WORKER, POSTGRES, VALKEY):
        times = [window.until - window.at for window in windows if window.what == what]
        often = "once" if len(times) == 1 else f"{len(times)} times"
        found = f"{often}, {max(times, default=0):.1f} s at the longest"
        yield Line(f"{what} killed, and started again", found, bool(times))


def _mix() -> str:
    total = sum(share for *_, share in people.SHARES.values())
    parts = [f"{share} {WHO[kind]}" for kind, (*_, share) in people.SHARES.items()]
    return f"Of each {total} there are {', '.join(parts)}."
