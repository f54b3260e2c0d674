"""Live orders: which power may be used, the board and the kerbside check, against the raw SQL of the same pages."""

from collections.abc import Iterator
from functools import partial
from statistics import quantiles

from django.db import connection, transaction
from django.db.models import Max, QuerySet
from django.urls import reverse

from asbcases.accounts.models import User
from asbcases.cases.models import Case
from asbcases.db.actor import acting
from asbcases.enforcement.models import Measure
from tests.bench import pages
from tests.bench.browsing import Browser, Page
from tests.bench.growing import Figures, growth
from tests.bench.timing import seconds
from tests.make import NOW
from tests.tools.report import Line, Section

FEW, FULL, CHECKS, KERB_AIM = 2_000, 20_000, 60, 300
# One order after another on the cases of the county, about the first of the people of each; every third of another body.
MEASURES = """
INSERT INTO enforcement_measure (reference, kind, state, case_id, subject_id, ours, other_body, conduct, issued_at,
    issued_on, ends_on, review_on, recorded_at, recorded_by_id, issued_by_id, version, capacity, capacity_reason,
    proper_address, age_basis, effect, says_notice_follows, contact, skipped_why, equality, rights, poverty, ability, answer,
    answer_words, ended_why, recorded_in_error_why, duties)
SELECT upper(k.kind) || '-2020-' || lpad(n::text, 6, '0'), k.kind, 'issued', c.id, c.person_id, k.kind <> 'cpn',
    CASE k.kind WHEN 'cpn' THEN 'The council' ELSE '' END, 'Loud music at night.', %(now)s,
    %(now)s::date - n %% 300, CASE n %% 10 WHEN 0 THEN NULL ELSE %(now)s::date + 1 + n %% 360 END, NULL, %(now)s,
    %(by)s, %(by)s, 1, '', '', '', '', '', true, '', '', '', '', '', '', '', '', '', '', '[]'
FROM generate_series(%(already)s + 1, %(many)s) AS n
JOIN (VALUES (0, 'cpw'), (1, 'cpn'), (2, 'cbo')) AS k (place, kind) ON k.place = n %% 3
JOIN (SELECT p.case_id AS id, p.person_id, row_number() OVER (ORDER BY p.case_id) - 1 AS place, count(*) OVER () AS many
      FROM (SELECT DISTINCT ON (case_id) case_id, person_id FROM cases_caseparty ORDER BY case_id, number) p) c
    ON c.place = n %% c.many
"""
TERMS = """
INSERT INTO enforcement_measureterm (case_id, measure_id, number, kind, words, purpose, place, hours, supervisor, clause,
    recorded_at, recorded_by_id)
SELECT m.case_id, m.id, t.number, t.kind, 'You must not play music that can be heard outside.', '', t.place, t.hours, '', '',
    m.recorded_at, m.recorded_by_id
FROM enforcement_measure m
CROSS JOIN (VALUES (1, 'stop', '', '[["Mon-Sun", "23:00", "07:00"]]'::jsonb), (2, 'stop', 'High Street, Colchester', '[]'))
    AS t (number, kind, place, hours)
WHERE m.reference LIKE '%%-2020-%%' AND m.id > %(last)s
"""
CLOCKS = """
INSERT INTO deadlines_deadline (case_id, district_id, kind, nature, origin, subject, rank, owner_id, anchored_at, due_at,
    next_step_at, because, rule, qualifier, promised_for, pauses, extension, skipped, basis, rings, round, steps, taken, told,
    set_at, cancel_reason, waived, version)
SELECT m.case_id, c.district_id, 'measure_review', 'obligation', 'measure:' || m.id, m.reference, '', %(by)s, m.issued_at,
    %(now)s + (m.id %% 300) * interval '1 day', NULL, 'it is reviewed', '', '', %(now)s + (m.id %% 300) * interval '1 day',
    '[]', '{}', '[]', 'It is reviewed', false, 1, '{}', '{}', '{}', m.issued_at, '', false, 1
FROM enforcement_measure m JOIN cases_case c ON c.id = m.case_id
WHERE m.reference LIKE '%%-2020-%%' AND m.id > %(last)s
"""


def measure(scale: float) -> Iterator[Section]:
    """Measure the pages that show live orders in a county of 2,000 and of 20,000, and set them beside each other."""
    pages.at_least(round(pages.SMALL * scale))
    few, many = round(FEW * scale), round(FULL * scale)
    small, large = (figures(number) for number in (few, many))
    yield pages.section(small, f"Orders, with {few:,} of them live")
    yield pages.section(large, f"Orders, with {many:,} of them live")
    yield growth({few: small, many: large}, "As the orders grow")
    yield at_the_kerb(many)


def figures(many: int) -> dict[str, Figures]:
    """Have so many live orders, and return what the pages that show them take."""
    fill(many, User.objects.get(username="asb"))
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return pages.figures(visits())


def fill(many: int, officer: User) -> None:
    """Have so many live orders, with those that are there, each with two terms and the clock of its review."""
    with acting(str(officer.pk)), transaction.atomic(), connection.cursor() as cursor:
        there = Measure.objects.filter(reference__contains="-2020-")
        last = Measure.objects.aggregate(last=Max("pk"))["last"] or 0
        values = {"many": many, "already": there.count(), "last": last, "by": officer.pk, "now": NOW}
        for statement in (MEASURES, TERMS, CLOCKS):
            cursor.execute(statement, values)


def visits() -> list[pages.Visit]:
    """Return the pages that are measured."""
    board = reverse("order_board")
    return [
        pages.Visit("orders, what ends first", "asb", [Page(board)] * pages.BOARDS),
        pages.Visit("orders, next reply or review", "asb", [Page(f"{board}?show=next")] * pages.BOARDS),
        pages.Visit("orders of a district", "cpt", [Page(board)] * pages.BOARDS),
        pages.Visit("replies and reviews of a district", "cpt", [Page(f"{board}?show=next")] * pages.BOARDS),
        pages.Visit("May I?", "asb", [_may_i(one) for one in _spread()]),
        pages.Visit("kerbside check", "asb", [_at_kerb(one) for one in _spread()]),
    ]


def at_the_kerb(many: int) -> Section:
    """Return how long nearly every kerbside check takes at most."""
    browser = Browser(User.objects.get(username="asb"))
    asked = [_at_kerb(one) for one in _spread()]
    taken = [seconds(partial(browser.get, asked[n % len(asked)])) * 1000 for n in range(CHECKS)]
    *_, p95 = quantiles(taken, n=20)
    met = "met" if p95 < KERB_AIM else "NOT MET"
    words = f"{CHECKS} checks by name, place and time now, among {many:,} live orders; milliseconds."
    cells = (f"{quantiles(taken, n=2)[0]:.0f}", f"{p95:.0f}", f"under {KERB_AIM}: {met}")
    return Section(
        "Kerbside check", words, [Line("kerbside check", cells)], ("", "median", "95th percentile", "aim")
    )


def _spread() -> list[Measure]:
    """Return orders of the district, from the first to the last of them."""
    district = Case.objects.filter(district__code=pages.DISTRICT).values("pk")
    rows: QuerySet[Measure] = Measure.objects.filter(case__in=district, reference__contains="-2020-")
    return pages.spread(rows.select_related("case", "subject").order_by("pk"))


def _may_i(measure: Measure) -> Page:
    address = reverse("case_powers", args=[measure.case.reference])
    return Page(f"{address}?subject={measure.subject.reference}")


def _at_kerb(measure: Measure) -> Page:
    return Page(reverse("kerbside"), {"who": measure.subject.reference, "where": "High Street, Colchester"})
