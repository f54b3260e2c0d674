"""What sharing costs partners as shares grow: their list and the page of a shared case, against the raw SQL of the same."""

from collections.abc import Iterator
from dataclasses import replace

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from asbcases.accounts.choices import AgencyKind, Role
from asbcases.cases.models import AccessGrant, Case
from tests.bench import pages
from tests.bench.browsing import Page
from tests.bench.growing import Figures, growth
from tests.bench.policies import finding, work_lists
from tests.make import make_agency, make_user
from tests.tools.report import Section

FEW, MANY, OURS = 100, 100_000, 40
READER, LEAD, LANDLORD, OTHERS = "bench-partner", f"bench-{pages.DISTRICT}", "Landlord of the bench", 50
WORDS = (
    "A landlord has {ours} cases shared with it in both; of every five further shares one was its own and ended, and half of "
    "those of {others} other agencies did. Each stands on a case of its own. "
)
# What is shared with us stands on cases with people and incidents, as far as there are any; the rest on bare cases.
CASES = """
INSERT INTO cases_case (reference, summary, district_id, lead_id, stage, opened_at, outcome, closing_reason, recorded_at,
    recorded_in_error_why, version)
SELECT 'ASB-1999-' || lpad(n::text, 6, '0'), 'Music at night', u.district_id, u.id, 'open', %(now)s, '', '', %(now)s, '', 1
FROM generate_series(%(already)s + 1, %(many)s) AS n JOIN accounts_user u ON u.username = %(lead)s
"""
GRANTS = """
WITH rich AS (
    SELECT c.id, row_number() OVER (ORDER BY c.id) AS n FROM cases_case c JOIN accounts_user u ON u.district_id = c.district_id
    WHERE u.username = %(lead)s AND c.reference NOT LIKE 'ASB-1999-%%' ORDER BY c.id LIMIT %(ours)s
), planned AS (
    SELECT n, n <= %(ours)s AS ours, n %% 5 = 0 AS was_ours, n %% 2 = 0 AS ended,
        (%(others)s::bigint[])[1 + n %% cardinality(%(others)s::bigint[])] AS other
    FROM generate_series(%(already)s + 1, %(many)s) AS n
)
INSERT INTO cases_accessgrant (case_id, agency_id, source, tier, starts_at, ends_at, granted_at, granted_by_id)
SELECT coalesce(rich.id, bare.id), CASE WHEN ours OR was_ours THEN %(agency)s ELSE other END, 'share', 3,
    %(now)s - interval '400 days' + n %% 300 * interval '1 day',
    CASE WHEN NOT ours AND (was_ours OR ended) THEN %(now)s - n %% 90 * interval '1 day' - interval '1 hour' END, %(now)s, u.id
FROM planned JOIN accounts_user u ON u.username = %(lead)s
LEFT JOIN rich USING (n) LEFT JOIN cases_case bare ON bare.reference = 'ASB-1999-' || lpad(n::text, 6, '0')
"""
SHARES = """
INSERT INTO partners_share (case_id, number, grant_id, purpose, gateway, items, proportionality, urgent_why, decided_by_id,
    verdict, review_words, recalled_why, version, recorded_at, recorded_by_id)
SELECT g.case_id, 1, g.id, 'prevent', 'COMMON', '{summary,contact,people,incidents,risk}', 'No more', 'Now',
    g.granted_by_id, '', '', '', 1, g.granted_at, g.granted_by_id
FROM cases_accessgrant g WHERE g.source = 'share' AND NOT EXISTS (SELECT 1 FROM partners_share s WHERE s.grant_id = g.id)
"""


def measure(scale: float) -> Iterator[Section]:
    """Measure the pages of partners, then what row security costs the police, on their lists and where they look for people."""
    pages.at_least(round(pages.SMALL * scale))
    few, many = round(FEW * scale), round(MANY * scale)
    _landlords()
    small, large = (figures(number) for number in (few, many))
    for found, shares in ((small, few), (large, many)):
        section = pages.section(found, f"Partners, with {shares:,} shares")
        yield replace(section, words=WORDS.format(ours=OURS, others=OTHERS) + section.words)
    yield growth({few: small, many: large}, "As shares grow")
    yield work_lists()
    yield finding(scale)


def figures(many: int) -> dict[str, Figures]:
    """Have so many shares, and return what the pages of partners take."""
    fill(many)
    return pages.figures(visits())


def _landlords() -> None:
    with connection.as_owner():
        agency = make_agency(LANDLORD, AgencyKind.HOUSING)
        make_user(READER, Role.PARTNER, agency=agency)
        for number in range(OTHERS):
            make_agency(f"Other landlord {number}", AgencyKind.HOUSING)


def fill(many: int) -> None:
    """Have so many shares, with those that are there, by the owner of the tables."""
    with connection.as_owner(), connection.cursor() as cursor:
        others = [make_agency(f"Other landlord {number}").pk for number in range(OTHERS)]
        values = {
            "many": many,
            "already": AccessGrant.objects.filter(source="share").count(),
            "now": timezone.now(),
            "lead": LEAD,
            "ours": OURS,
            "agency": make_agency(LANDLORD).pk,
            "others": others,
        }
        for statement in (CASES, GRANTS, SHARES):
            cursor.execute(statement, values)
        cursor.execute("VACUUM ANALYZE")


def visits() -> list[pages.Visit]:
    """Return the pages that are measured."""
    with connection.as_owner():
        shared = Case.objects.filter(grants__agency__name=LANDLORD, grants__ends_at=None).order_by("-pk")
        cases = [Page(reverse("shared_page", args=[case.reference])) for case in shared[: pages.CASES]]
    return [
        pages.Visit("cases shared with us", READER, [Page(reverse("shared_list"))] * pages.BOARDS),
        pages.Visit("a shared case", READER, cases),
    ]
