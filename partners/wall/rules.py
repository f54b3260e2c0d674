"""What a partner may read, in a table of its own, and how an answer is held against it: neither lock is asked here."""

import html
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, quote_plus

FIELDS = Path(__file__).with_name("fields.toml")
# Nobody is told anything by fewer letters; and by more of them a text is known, also where the rest was cut off.
LEAST, MOST = 6, 40
KEY = LEAST


class Opening(NamedTuple):
    """Columns of a table that a partner reads, of the rows for which a condition holds."""

    table: str
    columns: tuple[str, ...]
    where: str


def _party(item: str) -> str:
    return f"id IN (SELECT person_id FROM cases_caseparty WHERE case_id = ANY (%({item})s))"  # noqa: S608  of ours


def _of(item: str) -> str:
    return f"case_id = ANY (%({item})s)"


# Who was recognised as a caller that asked not to be named.
NAMED = """id NOT IN (SELECT k.person_id FROM cases_recognition k JOIN cases_report r ON r.id = k.report_id
    WHERE r.caller_anonymous)"""
SUBJECT = "id IN (SELECT subject_id FROM enforcement_measure WHERE case_id = ANY (%(people)s))"
ASKED = """agency_id = %(agency)s AND sent_at IS NOT NULL AND (named_id IS NULL OR named_id = %(user)s)
    AND NOT case_id = ANY (%(hidden)s)"""
SAID = """agency_id = %(agency)s AND (named_id IS NULL OR named_id = %(user)s) AND NOT case_id = ANY (%(hidden)s)"""
QUESTION = f"question_id IN (SELECT id FROM partners_question WHERE {ASKED})"  # noqa: S608  of ours
SIGNED = "agreement_id IN (SELECT agreement_id FROM partners_agreementparty WHERE agency_id = %(agency)s)"
PLANS = """(SELECT s.plan_id FROM partners_planshare s JOIN cases_accessgrant g ON g.id = s.grant_id
    WHERE g.revoked_at IS NULL AND g.starts_at <= now() AND (g.ends_at IS NULL OR g.ends_at > now())
      AND (g.user_id = %(user)s OR g.agency_id = %(agency)s))"""
# What a share gives by its items (docs/partners.md), and what is one's own.
OPENINGS = (
    Opening("cases_case", ("reference",), "id = ANY (%(known)s)"),
    Opening("cases_case", ("summary",), "id = ANY (%(summary)s)"),
    Opening("cases_person", ("name",), f"({_party('people')} OR {SUBJECT}) AND {NAMED}"),
    Opening("cases_person", ("language", "adjustments"), _party("safety")),
    Opening(
        "cases_premises",
        ("address", "postcode"),
        "id IN (SELECT premises_id FROM cases_casepremises WHERE case_id = ANY (%(premises)s))",
    ),
    Opening("cases_caseaction", ("words", "doer"), _of("actions")),
    Opening("cases_contactplan", ("times", "words"), _of("reaching")),
    Opening(
        "cases_safecontact",
        ("email", "phone", "note"),
        """report_id IN (SELECT g.report_id FROM cases_recognition g JOIN cases_caseparty q ON q.person_id = g.person_id
            WHERE q.case_id = ANY (%(reaching)s))""",
    ),
    Opening(
        "cases_incident",
        ("reference", "summary", "place_text"),
        "id IN (SELECT incident_id FROM cases_caseincident WHERE case_id = ANY (%(incidents)s))",
    ),
    Opening("enforcement_measure", ("reference",), _of("measures")),
    Opening("enforcement_measureterm", ("words", "place"), _of("measures")),
    Opening("risk_assessment", ("raise_reason",), _of("risk")),
    Opening("cases_victimplan", ("words",), f"kind = 'safety' AND {_of('safety')}"),
    Opening("cases_needsassessment", ("words",), _of("health")),
    Opening(
        "cases_report",
        (
            *("reference", "narrative", "caller_name", "caller_phone", "caller_email", "caller_contact"),
            *("caller_address", "on_behalf_of", "language", "adjustments", "place_text", "public_reference"),
        ),
        "agency_id = %(agency)s",
    ),
    Opening("partners_referral", ("reference", "asks", "closing_words", "declined_why", "outcome"), ASKED),
    Opening("partners_question", ("reference", "asks", "closing_words"), ASKED),
    Opening("partners_questionpart", ("words",), QUESTION),
    Opening("partners_questionanswer", ("words", "said_by"), f"part_id IN (SELECT id FROM partners_questionpart WHERE {QUESTION})"),  # noqa: S608
    Opening(
        "partners_sharerequest",
        ("reference", "why", "words"),
        """agency_id = %(agency)s AND (named_id IS NULL OR named_id = %(user)s)
            AND (case_id = ANY (%(hidden)s)) IS NOT TRUE""",
    ),
    Opening("partners_telephonedstep", ("said_by",), SAID),
    Opening("partners_partnernote", ("words",), f"{SAID} AND {_of('shared')}"),
    Opening("cases_problemplan", ("reference", "title"), f"id IN {PLANS}"),
    Opening("sara_objective", ("statement",), f"plan_id IN {PLANS}"),
    Opening("sara_planresponse", ("action",), f"agency_id = %(agency)s AND plan_id IN {PLANS}"),
    Opening("partners_planprogress", ("words",), f"agency_id = %(agency)s AND plan_id IN {PLANS}"),
    Opening("notify_message", ("context",), "recipient_id = %(user)s"),
    Opening("notify_task", ("words", "note"), "owner_id = %(user)s"),
    Opening("cases_casereview", ("reference", "public_reference"), "id = ANY (%(reviews)s)"),
    Opening(
        "cases_casereview",
        ("reference",),
        "id IN (SELECT review_id FROM notify_message WHERE recipient_id = %(user)s)",
    ),
)  # fmt: skip
# Tables that are read whole where a condition holds.
WHOLE = (
    Opening("partners_agreement", (), SIGNED.replace("agreement_id IN", "id IN", 1)),
    Opening("partners_agreementparty", (), SIGNED),
    Opening("web_draft", (), "user_id = %(user)s"),
    Opening("audit_access", (), "user_id = %(user)s"),
)
ITEMS = (
    *("summary", "contact", "people", "premises", "actions"),
    *("reaching", "incidents", "measures", "risk", "safety", "health"),
)


@dataclass(frozen=True)
class Places:
    """Where each text of the database has its place."""

    open: frozenset[str]
    code: Mapping[str, Sequence[str]]
    told: Mapping[str, Sequence[str]]

    def knows(self, table: str, column: str) -> bool:
        """Return whether a text has its place: in a table that is open, or as a code, or as what tells of somebody."""
        return table in self.open or column in (*self.code.get(table, ()), *self.told.get(table, ()))


def places() -> Places:
    """Return the table of the texts."""
    read = tomllib.loads(FIELDS.read_text())
    return Places(frozenset(read["open"]), read["code"], read["told"])


def openings_of(table: str, column: str, whole: Iterable[Opening] = ()) -> list[str]:
    """Return the conditions for which a partner reads a column of a table; any of them does."""
    named = [each.where for each in OPENINGS if each.table == table and column in each.columns]
    return named + [each.where for each in (*WHOLE, *whole) if each.table == table]


def plain(text: str) -> str:
    """Return a text as it is compared: small letters, one blank between words, no marks of a page."""
    return " ".join(html.unescape(text).casefold().split())


WORD = re.compile(r"\w+")


@dataclass
class Index:
    """Texts by their first letters, each with where it stands, to find which of them an answer holds."""

    texts: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, text: str, where: str) -> None:
        """Keep a text; one of a few letters is none."""
        known = plain(text)[:MOST].strip()
        if len(known) >= LEAST:
            self.texts.setdefault(known[:KEY], {}).setdefault(known, where)

    def found_in(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield each text that begins at a word of another, with where it stands."""
        for word in WORD.finditer(text):
            at = word.start()
            for known, where in self.texts.get(text[at : at + KEY], {}).items():
                if text.startswith(known, at):
                    yield known, where

    def without(self, others: str) -> "Index":
        """Return the texts that do not stand in another one."""
        kept = Index()
        begun = {others[word.start() : word.start() + KEY] for word in WORD.finditer(others)}
        for key, texts in self.texts.items():
            # What begins with no letter of a word is looked for in any case.
            near = key in begun or not WORD.match(key)
            if left := {known: where for known, where in texts.items() if not (near and known in others)}:
                kept.texts[key] = left
        return kept

    def all(self) -> list[str]:
        """Return the texts in an order that is the same each time."""
        return sorted(known for texts in self.texts.values() for known in texts)


class Answer(NamedTuple):
    """What came back: status, body without what is new in each, the statements and the shapes of their plans."""

    status: int
    body: str
    statements: tuple[str, ...]
    plans: tuple[str, ...] = ()


NEW_EACH_TIME = re.compile(
    r'csrfmiddlewaretoken"\s+value="[^"]*"|name="(?:key|draft_about|idempotency_key)"\s+value="[^"]*"|nonce="[^"]*"|"urn:uuid:[^"]*"'
)


def without_what_is_new(body: str) -> str:
    """Return a page without the tokens that are made for each answer."""
    return NEW_EACH_TIME.sub("", body)


def without(text: str, asked: Iterable[str]) -> str:
    """Return a text with each word of the question replaced, however it is written."""
    for word in sorted(asked, key=len, reverse=True):
        for way in (word, html.escape(word), quote(word), quote_plus(word)):
            text = text.replace(way, "?") if way else text
    return text


def difference(one: Answer, other: Answer) -> str:
    """Return by what two answers can be told apart, or nothing: status, body, statements, plans, in this order."""
    if one.status != other.status:
        return f"status {one.status} instead of {other.status}"
    if one.body != other.body:
        return "another body"
    if len(one.statements) != len(other.statements):
        return f"{len(one.statements)} statements instead of {len(other.statements)}"
    if one.statements != other.statements:
        return "other statements"
    return "another plan" if one.plans != other.plans else ""


def absent_like(reference: str) -> str:
    """Return a reference of the same shape that was given to nobody: its last digits are nines."""
    return re.sub(r"\d+$", lambda digits: "9" * len(digits[0]), reference)


def scrambled(term: str) -> str:
    """Return a term of the same shape with other letters and digits, which stands nowhere."""
    return "".join(map(_other, term))


def _other(letter: str) -> str:
    if letter.isdigit():
        return str(9 - int(letter)) if letter.isascii() else letter
    if "a" <= letter <= "z":
        return chr(ord("a") + (ord(letter) - ord("a") + 13) % 26)
    return letter


def pieces(secret: str, *, stands_in: Callable[[str], bool]) -> list[str]:
    """Return terms by which a secret would be found: whole, its longest word, and the middle of that; none that is known."""
    longest = max(WORD.findall(secret), key=len, default="")
    terms = (secret, longest, longest[: len(longest) // 2], longest[2:-1], f"%{longest[1:5]}%")
    long_enough = (term for term in dict.fromkeys(terms) if len(term.strip("%")) > 2)
    return [term for term in long_enough if not stands_in(term.strip("%")) and not stands_in(scrambled(term))]


# What means something to a search, and to nobody who searches.
WILD = ("%", "_", "*", "'", "\\", "%%%", "' OR 1=1 --", "\u202e", "0", "-1", "")


def spread(rows: Sequence[Any], most: int) -> list[Any]:
    """Return so many of some rows at most, evenly from the first to the last."""
    if len(rows) <= most:
        return list(rows)
    return [rows[place * len(rows) // most] for place in range(most)]
