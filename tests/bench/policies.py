"""What row security costs the police: their lists, and the search for people and reports, against the same without it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection, transaction
from django.urls import reverse
from psycopg import Cursor

from asbcases.accounts.models import User
from asbcases.db.actor import TELL, acting
from tests.bench import pages
from tests.bench.browsing import Browser, Page
from tests.bench.timing import against, in_turn
from tests.tools.report import Line, Section

AIM, ROUNDS, EACH, FOUND = 1.15, 5, 3, 200_000
LISTS = (
    ("board of the county", "inspector", "deadline_board"),
    ("board of a district", "sergeant", "deadline_board"),
    ("my shift, lead of cases", f"bench-{pages.DISTRICT}", "deadlines_shift"),
    ("my shift, sergeant", f"bench-sergeant-{pages.DISTRICT}", "deadlines_shift"),
    ("cases of the county", "asb", "case_list"),
    ("cases of a district", "cpt", "case_list"),
    ("desk of triage", "handler", "desk"),
)
LIST_WORDS = (
    "The statements that read for each page, as they were captured with their values, sent through a plain cursor as the "
    "person under row security, and as the owner of the tables, for whom there is none; the first lock stands in both. The "
    "page without it is the page, less what row security adds to its statements. Medians of {rounds} rounds over {each} "
    "sendings in which each took its turn; milliseconds."
)
LIST_HEAD = ("", "statements", "of it planning", "without row security", "times", "page", "page times", "aim")
# Names that are made of two parts each, as various as those of a county: no two hundred people share one.
PEOPLE = """
INSERT INTO cases_person (reference, kind, name, name_key, contact, language, adjustments, recorded_in_error_why, recorded_at,
    recorded_by_id, version)
SELECT 'PER-1999-' || lpad(n::text, 6, '0'), 'person', initcap(said), said, '', '', '', '', now(), u.id, 1
FROM accounts_user u, generate_series(1, %(many)s) AS n,
    LATERAL (SELECT (%(first)s::text[])[1 + n %% 40] || ' ' || (%(start)s::text[])[1 + n / 40 %% 30] || (%(end)s::text[])[1 + n / 1200 %% 24] AS said)
WHERE u.username = 'asb'
"""
CONTACTS = """
INSERT INTO cases_personcontact (person_id, kind, value, key, source, recorded_in_error_why, recorded_at)
SELECT id, 'phone', 'x', '+4477' || lpad(right(reference, 6), 8, '0'), 'x', '', now() FROM cases_person WHERE reference LIKE 'PER-1999-%%'
"""
REPORTS = """
INSERT INTO cases_report (reference, channel, narrative, caller_name, name_key, caller_phone, phone_key, caller_address, address_key,
    caller_contact, place_text, place_key, district_id, happened_from, happened_until, happened_precision, received_at, recorded_at,
    recorded_by_id)
SELECT 'RPT-1999-' || right(p.reference, 6), '101', 'It was loud.', p.name, p.name_key, 'x', '+4477' || lpad(right(p.reference, 6), 8, '0'), '', '',
    '', 'x', n || ' mill lane', d.ids[1 + n %% cardinality(d.ids)], t, t, 'exact', t, t, u.id
FROM cases_person p, LATERAL (SELECT right(p.reference, 6)::int AS n, now() - right(p.reference, 6)::int * interval '2 minutes' AS t) made,
    accounts_user u, (SELECT array_agg(id ORDER BY code) AS ids FROM accounts_district) d
WHERE u.username = 'asb' AND p.reference LIKE 'PER-1999-%%'
"""
PARTS = {
    "first": "ada amit ana ben carl chloe dean dora ella eric fay femi gail glen hana hugh ivy jack jean joan kofi lena liam lucy mark mia "
    "nina noor omar owen pam paul rosa ruth sam sean tess tom uma zoe",
    "start": "ash bar beck brad bur car cole crow den earl fair gar hal har hol kirk lang lin mar mil nor oak pem ray red shel stan thorn "
    "wal wood",
    "end": "bourne bridge bury by combe cott dale den field ford gate ham hurst ley low man mere more ridge stead ton well wick worth",
}
# The likest names first, and whoever bears them until there is room for no more.
LIKE_NAMES = (
    "SELECT b.id FROM (SELECT name FROM cases_knownname WHERE name %% {{name}} GROUP BY name "
    "ORDER BY similarity(name, {{name}}) DESC) k, "
    "LATERAL (SELECT id FROM {table} WHERE name_key = k.name AND name_key <> '' ORDER BY {order} LIMIT {most}) b LIMIT {most}"
)
SEARCHES = {
    "people by a name": (
        "SELECT person_id FROM asb_find_people('', '', '', {name}, 25)",
        LIKE_NAMES.format(table="cases_person", order="id", most=25),
    ),
    "people by a number": (
        "SELECT person_id FROM asb_find_people({phone}, '', '', '', 25)",
        "SELECT person_id FROM cases_personcontact WHERE key = {phone} ORDER BY person_id LIMIT 25",
    ),
    "reports by a name": (
        "SELECT report_id FROM asb_find_reports('', '', '', '', {name}, '1990-01-01', 50)",
        LIKE_NAMES.format(table="cases_report", order="id DESC", most=50),
    ),
    "reports by a place": (
        "SELECT report_id FROM asb_find_reports('', '', '', {place}, '', '1990-01-01', 50)",
        "SELECT id FROM cases_report WHERE place_key ~>=~ {place} AND place_key ~<~ ({place} || chr(127)) AND place_key <> '' "
        "ORDER BY received_at DESC, id DESC LIMIT 50",
    ),
}
FIND_WORDS = (
    "{found:,} people with a telephone number and {found:,} reports beside those of the county. A search by likeness or by a "
    "beginning cannot use its index under a policy: it goes through a function that has the rights of the owner and says "
    "itself who may see what it finds. The floor is the bare search of the owner in the same table, without any question of "
    "who asks. Medians over {each} different searches, {rounds} rounds; milliseconds."
)
FIND_HEAD = ("", "county-wide officer", "officer of a district", "bare search", "times", "times, district")


class Owner:
    """A second connection, as the owner of the tables, to whom no policy applies."""

    def __init__(self) -> None:
        params = connection.get_connection_params() | {"prepare_threshold": None, "autocommit": True}
        owner = connection.settings_dict["OWNER"]
        params |= {"user": owner["USER"], "password": owner["PASSWORD"]}
        self._raw = psycopg.connect(
            **{name: value for name, value in params.items() if name != "cursor_factory"}
        )

    def ask(self, who: User, statements: Sequence[str]) -> None:
        """Send statements in one transaction, said to be this person's, and read every answer."""
        with self._raw.transaction(), self._raw.cursor() as cursor:
            cursor.execute(TELL, [str(who.pk)])
            read(cursor, statements)


def read(cursor: Cursor[Any], statements: Sequence[str]) -> None:
    """Send statements and read every answer."""
    for statement in statements:
        cursor.execute(statement)
        cursor.fetchall()


@dataclass(frozen=True, eq=False)
class Looking:
    """One list in somebody's browser, with the statements of its own that read."""

    browser: Browser
    page: Page
    reads: list[str]

    @classmethod
    def of(cls, who: str, route: str) -> "Looking":
        """Return the list of a route as this person opens it."""
        browser, page = Browser(User.objects.get(username=who)), Page(reverse(route))
        browser.get(pages.EMPTY)
        own = browser.own_of(page, pages.EMPTY)
        return cls(
            browser, page, [sql for sql in own if sql.startswith("SELECT ") and "set_config" not in sql]
        )

    def turns(self, owner: Owner) -> dict[str, Callable[[], object]]:
        """Return what is measured of it."""
        return {
            "with": lambda: self.browser.ask(self.reads),
            "without": lambda: owner.ask(self.browser.user, self.reads),
            "page": lambda: self.browser.get(self.page),
        }


def work_lists() -> Section:
    """Return what row security adds to the lists of the police."""
    owner = Owner()
    lists = {what: Looking.of(who, route) for what, who, route in LISTS}
    turns = {(what, kind): do for what, one in lists.items() for kind, do in one.turns(owner).items()}
    taken = in_turn(ROUNDS * EACH, turns)
    lines = [
        _line(what, one, {kind: taken[what, kind] for kind in one.turns(owner)})
        for what, one in lists.items()
    ]
    words = LIST_WORDS.format(rounds=ROUNDS, each=EACH)
    return Section("Row security on the lists of the police", words, lines, LIST_HEAD)


def _line(what: str, one: Looking, taken: dict[str, float]) -> Line:
    seen, bare, page = (taken[kind] * 1000 for kind in ("with", "without", "page"))
    planning, _ = one.browser.explained(one.reads)
    times = [f"{time:.1f}" for time in (seen, planning, bare)]
    ratio = page / (page - seen + bare)
    verdict = f"at most {AIM:g}: {'met' if ratio <= AIM else 'NOT MET'}"
    return Line(what, (*times, f"{seen / bare:.2f}", f"{page:.1f}", f"{ratio:.2f}", verdict))


def finding(scale: float) -> Section:
    """Return what the search for people and reports takes among 200,000 of each."""
    found = round(FOUND * scale)
    with connection.as_owner(), connection.cursor() as cursor:
        values = {"many": found, **{name: words.split() for name, words in PARTS.items()}}
        for statement in (PEOPLE, CONTACTS, REPORTS):
            cursor.execute(statement, values)
        cursor.execute("VACUUM ANALYZE")
    owner, lines = Owner(), []
    for what, (asked, bare) in SEARCHES.items():
        lines.append(
            _search(what, owner, list(_each(asked, found)), list(_each(bare.replace("%%", "%"), found)))
        )
    return Section(
        "Finding people and reports",
        FIND_WORDS.format(found=found, each=EACH, rounds=ROUNDS),
        lines,
        FIND_HEAD,
    )


def _each(statement: str, found: int) -> Iterator[str]:
    """Yield a search for people who are spread over all that are on file."""
    first, start, end = (words.split() for words in PARTS.values())
    for n in range(1, found, found // EACH):
        name = f"{first[n % 40]} {start[n // 40 % 30]}{end[n // 1200 % 24]}"
        yield statement.format(name=f"'{name}'", phone=f"'+4477{n:08}'", place=f"'{n} mill'")


def _search(what: str, owner: Owner, asked: list[str], bare: list[str]) -> Line:
    county, district = (User.objects.get(username=who) for who in ("asb", "cpt"))
    turns: dict[str, Callable[[], object]] = {
        "county": lambda: _ask(county, asked),
        "district": lambda: _ask(district, asked),
        "bare": lambda: owner.ask(county, bare),
    }
    taken = {kind: time * 1000 / len(asked) for kind, time in in_turn(ROUNDS, turns).items()}
    times = [f"{taken[kind]:.2f}" for kind in turns]
    return Line(what, (*times, *(against(taken[kind] / taken["bare"])[0] for kind in ("county", "district"))))


def _ask(who: User, statements: Sequence[str]) -> None:
    with acting(str(who.pk)), transaction.atomic(), connection.connection.cursor() as cursor:
        read(cursor, statements)
