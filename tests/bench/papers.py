"""Papers a second on two processes: a notice with all that the law has it say, against a paper that says nothing."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context

from asbcases.accounts.models import Agency, User
from asbcases.cases.models import Person
from asbcases.enforcement.choices import TermKind
from asbcases.enforcement.models import Measure, MeasureTerm
from asbcases.enforcement.papers.blocks import form, part
from asbcases.enforcement.papers.common import SERVED, Making, addressed, asked, conduct, paper
from asbcases.enforcement.papers.compiler import printed
from asbcases.enforcement.papers.effects import effects
from asbcases.law.limits import shipped_limits
from tests.bench.printing import MADE_AT, Words, make, nothing, prepare
from tests.bench.timing import against, in_turn
from tests.tools.report import Line, Section

FULL, ROUNDS, PROCESSES = 200, 5, 2
WORDS = (
    "{many} papers a round on each of {processes} processes, every one with another reference, so that none is answered "
    "from what was made before: laid out, tagged, and written as PDF/UA-1 and PDF/A-2a, without the database. The notice "
    "has {kilobytes:.0f} kB. The floor is a paper of the same layout with a title and nothing else. Loading the fonts, once "
    "a process, is not counted. Medians of {rounds} rounds in which each took its turn; the slower process counts."
)


def measure(scale: float) -> Section:
    """Measure how many papers a second are made by two processes at once."""
    many = max(2, round(FULL * scale))
    notice = words()
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn"), initializer=prepare) as pool:
        list(pool.map(make, [notice] * PROCESSES, [2] * PROCESSES))
        taken = in_turn(ROUNDS, {"empty": _made(pool, nothing(), many), "notice": _made(pool, notice, many)})
    kilobytes = len(printed(notice, made_at=MADE_AT)) / 1024
    return Section(
        "Papers on two processes",
        WORDS.format(many=many, processes=PROCESSES, rounds=ROUNDS, kilobytes=kilobytes),
        [
            Line("a paper that says nothing, the floor", _cells(many, taken["empty"], taken["empty"])),
            Line("community protection notice", _cells(many, taken["notice"], taken["empty"])),
        ],
        ("", "ms each", "PDFs a second", "times the floor"),
    )


def _made(pool: ProcessPoolExecutor, said: Words, many: int) -> Callable[[], object]:
    return lambda: list(pool.map(make, [said] * PROCESSES, [many] * PROCESSES))


def _cells(many: int, seconds: float, floor: float) -> tuple[str, ...]:
    return (f"{seconds / many * 1000:.1f}", f"{PROCESSES * many / seconds:,.0f}", against(seconds / floor)[0])


# --- What is made -------------------------------------------------------------------------------
def words() -> Words:
    """Return the words of a notice, as the file would have them; nothing is read or written."""
    by = User(name="Amira Osei", rank="constable", agency=Agency(name="Essex Police"))
    measure = Measure(
        reference="CPN-2026-000001",
        subject=Person(name="Kai Marsh"),
        proper_address="22 Mersea Road, Colchester",
        conduct="Loud music from the flat after 11pm on most nights of November 2026. " * 3,
        effect="The families above and beside it cannot sleep. " * 3,
        ends_on=date(2027, 11, 1),
    )
    making = Making(measure, by, MADE_AT, shipped_limits())
    terms = [
        MeasureTerm(
            number=n, kind=TermKind.STOP, words="You must not play music that is heard outside.", hours=[]
        )
        for n in range(1, 6)
    ]
    parts = [
        part("", addressed(making)),
        conduct(making),
        part("What you must do", asked(terms)),
        *effects(making),
    ]
    record = part("Record of service", form(("Service", "Record"), SERVED), apart=True)
    return {
        **paper(making, "Community protection notice", "A notice", [*parts, record]),
        "large": False,
    }
