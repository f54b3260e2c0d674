"""The walk: every route, as somebody, for what is hidden and what is not, with every word that might find something."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import islice
from typing import NamedTuple
from urllib.parse import parse_qsl
from zlib import crc32

from partners.wall.asking import Asker
from partners.wall.forms import forms_of
from partners.wall.ground import Ground
from partners.wall.routes import REFERENCE, Address, pairs_of, routes, seen_of
from partners.wall.rules import WILD, Answer, difference, pieces, plain, scrambled, spread

# What lists of other systems are asked by, beside what the pages and the description of the API name themselves.
ASKED_EVERYWHERE = (
    "q",
    "page",
    "sort",
    "order",
    "search",
    "filter",
    "from",
    "to",
    "format",
    "person",
    "reference",
)
# Not asked again and again: each is made with much work, of nothing but the program.
ONCE = ("api_schema", "api_docs")
# What these show is of the accounts that somebody keeps.
OF_ACCOUNTS = re.compile(r"colleague|token_\w+_of")
FORM = re.compile(r"<form(?![^>]*method=\"post\")[^>]*>(.*?)</form>", re.S | re.I)
NAME = re.compile(r"<(?:input|select|textarea)[^>]*\bname=\"([\w.-]+)\"")
LINK = re.compile(r"href=\"([^\"?#]*)\?([^\"#]+)\"")
RECORD = re.compile(rf"{REFERENCE.pattern}|(?<=/)\d+(?=/)")
FOLLOWED = 30
FURTHER = 40
SECRETS = 12


@dataclass
class Walk:
    """What was asked, what leaked, and which routes showed something that was meant for the reader."""

    probes: int = 0
    leaks: list[dict[str, str]] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)
    answered: dict[str, set[int]] = field(default_factory=dict)

    def tell(self, route: str, what: str) -> None:
        """Keep a leak; the same of the same route is told once."""
        if (leak := {"route": route, "what": what}) not in self.leaks:
            self.leaks.append(leak)


class Question(NamedTuple):
    """What a page is asked by a name: with a word that might find something hidden, and with one that finds nothing."""

    address: Address
    name: str
    hidden: dict[str, str]
    absent: dict[str, str]
    by_post: bool = False

    @property
    def send(self) -> str:
        """Return the field of a form that is sent; nothing where only an address is asked."""
        return self.name if self.by_post else ""


# What is sent where there is no form: whatever is sent first, it is nothing.
NOTHING: dict[str, str] = {}


class Prober:
    """Asks as one person, and holds each answer against what is secret for them."""

    def __init__(self, asker: Asker, ground: Ground, *, names: tuple[str, ...], most: int) -> None:
        self.asker, self.ground, self.names, self.most = asker, ground, names, most
        self.names_of_routes = _begun_at(str(asker.user.pk), [str(route.name) for route in routes()])
        self.walk = Walk()
        self.looked_at: set[int] = set()
        self.planned: set[tuple[str, ...]] = set()
        self.lists: list[tuple[Address, str]] = []

    def run(self) -> Walk:
        """Ask every route for what is seen and what is hidden, and then on, by words and for other records, as often as is wanted."""
        for look in (self._open, self._look_further):
            self.lists += [found for route in self.names_of_routes for found in look(route)]
        questions = in_turn([ask(*found) for found in self.lists for ask in (self.questions, self._forms)])
        turn = 0
        while True:
            before = self.walk.probes
            for route in self.names_of_routes:
                if self.walk.probes < self.most:
                    self._knock(route, turn)
            for question in islice(questions, 1 + self.walk.probes - before):
                if self.walk.probes < self.most:
                    self._search(question)
            if self.walk.probes >= self.most or self.walk.probes == before:
                return self.walk
            turn += 1

    def _open(self, route: str) -> Iterator[tuple[Address, str]]:
        """Ask a route for what is seen, and yield each answer with 200, to be asked on."""
        for address in seen_of(route, self.ground):
            if (text := self._ask(address, {})[1]) and route not in ONCE:
                yield address, text

    def _look_further(self, route: str) -> Iterator[tuple[Address, str]]:
        """Look for what not every record has, as a panel, among more of those that other routes showed, until one has it."""
        shown = {_before_the_record(address) for address, _ in self.lists if RECORD.search(address.path)}
        if self.walk.answered.get(route) == {404}:
            further = (
                each for each in seen_of(route, self.ground, FURTHER) if _before_the_record(each) in shown
            )
            answers = ((each, self._ask(each, {})[1]) for each in further)
            yield from islice((answer for answer in answers if answer[1]), 1)

    def _knock(self, route: str, turn: int) -> None:
        for pair in pairs_of(route, self.ground, turn):
            for send in (False, True):
                self._compare(
                    Question(pair.hidden, "a form" if send else "", NOTHING, NOTHING, send), pair.absent
                )

    def _ask(
        self, address: Address, query: dict[str, str], *, plans: bool = False, send: str = ""
    ) -> tuple[Answer, str]:
        answer, text = self.asker.ask(address, query, plans=plans, send=send)
        self.walk.probes += 1
        self.walk.answered.setdefault(address.route, set()).add(answer.status)
        self._look_at(address, query, text)
        return answer, text if answer.status == 200 else ""

    def _look_at(self, address: Address, query: dict[str, str], text: str) -> None:
        """Look for secrets in an answer that was not looked at yet; what was asked by may stand in it."""
        read = plain(text)
        if hash(read) in self.looked_at:
            return
        self.looked_at.add(hash(read))
        asked = plain(" ".join([address.path, *query.values()]))
        for secret, where in self.ground.secrets.found_in(read):
            if secret not in asked:
                self.walk.tell(address.route, f"shows a text of {where}")
        given = self.ground.accounts if OF_ACCOUNTS.search(address.route) else self.ground.given
        if address.route not in self.walk.shown and next(given.found_in(read), None):
            self.walk.shown.add(address.route)

    def _compare(self, asked: Question, absent: Address) -> None:
        """Ask for what is hidden and for what is not there, and keep by what the answers can be told apart.

        What differs is asked once more, without the plans that are remembered: statistics are gathered anew meanwhile, and
        minutes pass; what is hidden differs each time.
        """
        kind = (asked.address.path if asked.name else "", asked.name, asked.send)
        # Of a record each time; of a word once for each page and name.
        plans = not asked.name or kind not in self.planned
        self.planned.add(kind)
        if self._differs(asked, absent, plans=plans):
            self.asker.plans.clear()
            if told := self._differs(asked, absent, plans=plans):
                by = f" by {asked.name}{' sent' if asked.by_post else ''}" if asked.name else ""
                self.walk.tell(asked.address.route, f"hidden and absent differ{by}: {told}")

    def _differs(self, asked: Question, absent: Address, *, plans: bool) -> str:
        one = self._ask(asked.address, asked.hidden, plans=plans, send=asked.send)[0]
        other = self._ask(absent, asked.absent, plans=plans, send=asked.send)[0]
        return difference(one, other)

    def _search(self, asked: Question) -> None:
        if asked.hidden == asked.absent:
            self._ask(asked.address, asked.hidden, send=asked.send)
        else:
            self._compare(asked, asked.address)

    def questions(self, address: Address, text: str) -> Iterator[Question]:
        """Yield what a list is asked: its own links, and by every name each word that might find something hidden."""
        for _, query in islice(LINK.findall(text), FOLLOWED):
            for name, value in parse_qsl(unescape(query)):
                yield Question(address, name, {name: value}, {name: value})
        own = [name for form in FORM.findall(text) for name in NAME.findall(form)]
        for hidden, absent in self._terms():
            for name in dict.fromkeys([*own, *self.names, *ASKED_EVERYWHERE]):
                yield Question(address, name, {name: hidden}, {name: absent})

    def _forms(self, address: Address, text: str) -> Iterator[Question]:
        """Yield what the forms of a page are sent, each word in each field into which somebody writes."""
        forms = [(form, address._replace(path=form.action or address.path)) for form in forms_of(text)]
        for hidden, absent in self._terms():
            for form, sent_to in forms:
                for name in form.written:
                    yield Question(
                        sent_to, name, form.filled(name, hidden), form.filled(name, absent), by_post=True
                    )

    def _terms(self) -> Iterator[tuple[str, str]]:
        for wild in WILD:
            yield wild, wild
        references = [
            each
            for place, rows in self.ground.hidden.items()
            if place.endswith(".reference")
            for each in rows
        ]
        secrets = [*spread(references, SECRETS), *spread(self.ground.secrets.all(), SECRETS)]
        for secret in secrets:
            for term in pieces(plain(secret), stands_in=self.ground.stands_in):
                yield term, scrambled(term)


def _before_the_record(address: Address) -> str:
    """Return the beginning of an address, up to the record that it names."""
    return RECORD.split(address.path)[0]


def in_turn(lists: list[Iterator[Question]]) -> Iterator[Question]:
    """Yield from each of several lists one after another, until all are at their end."""
    while lists:
        left = []
        for each in lists:
            if (found := next(each, None)) is not None:
                yield found
                left.append(each)
        lists = left


def _begun_at(mark: str, names: list[str]) -> list[str]:
    """Return the names of all routes, from another on for each reader: so a short walk of many comes by all of them."""
    own = list(dict.fromkeys(names))
    start = crc32(mark.encode()) % len(own)
    return own[start:] + own[:start]
