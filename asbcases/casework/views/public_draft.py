"""What somebody without an account has answered so far: in their session alone, and no longer than it takes."""

import secrets
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from asbcases.cases.files import Kept
from asbcases.casework.forms.public import PAGES, QUESTIONS, Question, WhenForm

SESSION, SENT = "public_report", "public_report_sent"
SALT = "asbcases.public_report"
# Whoever leaves the computer leaves no answers on it.
KEPT_FOR = timedelta(minutes=60)
LONGEST = 12 * 3600
# No vowels, so that no word comes of it, and nothing that looks like something else.
LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"
Typed = Mapping[str, list[str]]


class Draft:
    """The answers of one session."""

    def __init__(self, request: HttpRequest, held: dict[str, Any], now: datetime) -> None:
        self.request, self.held, self.now = request, held, now

    @classmethod
    def of(cls, request: HttpRequest, now: datetime) -> "Draft | None":
        """Return what was answered so far; None where nothing was begun, or nobody went on for too long."""
        held = request.session.get(SESSION)
        if held is None:
            return None
        if now - datetime.fromisoformat(held["touched"]) > KEPT_FOR:
            forget(request)
            return None
        return cls(request, held, now)

    @classmethod
    def begin(cls, request: HttpRequest, now: datetime) -> "Draft":
        """Begin anew, with the reference that the report will have: what is sent twice has it twice."""
        reference = new_reference()
        token = signing.dumps([reference, now.timestamp()], salt=SALT)
        held = {"reference": reference, "token": token, "answers": {}, "files": [], "done": []}
        draft = cls(request, held, now)
        request.session.pop(SENT, None)
        draft.save()
        return draft

    def save(self) -> None:
        """Keep the answers in the session."""
        self.held["touched"] = self.now.isoformat()
        self.request.session[SESSION] = self.held

    @property
    def reference(self) -> str:
        """Return the reference that the report will have."""
        return str(self.held["reference"])

    @property
    def token(self) -> str:
        """Return what proves when the questions were begun."""
        return str(self.held["token"])

    @property
    def files(self) -> list[tuple[date, Kept]]:
        """Return the files that were put aside, each with its day."""
        return [(date.fromisoformat(day), Kept.of(told)) for day, told in self.held["files"]]

    def add_file(self, kept: Kept, on: date) -> None:
        """Keep that a file was put aside; the same one twice counts once."""
        if kept.sha256 not in {other.sha256 for _, other in self.files}:
            self.held["files"].append([on.isoformat(), kept._asdict()])

    def remove_file(self, place: int) -> None:
        """Leave a file out."""
        del self.held["files"][place : place + 1]

    def answer(self, page: str, typed: QueryDict) -> None:
        """Keep what was typed on a page."""
        names = [*QUESTIONS[page](now=self.now).fields] if page in QUESTIONS else []
        kept = (
            {name: values for name, values in typed.lists() if name.startswith(tuple(names))} if names else {}
        )
        self.held["answers"][page] = kept
        self.done(page)

    def done(self, page: str) -> None:
        """Keep that a page was answered."""
        if page not in self.held["done"]:
            self.held["done"].append(page)

    def form(self, page: str) -> Question | WhenForm:
        """Return the form of a page with what was answered, or empty."""
        typed = self.held["answers"].get(page)
        return QUESTIONS[page](MultiValueDict(typed) if typed is not None else None, now=self.now)

    def next_after(self, page: str) -> str | None:
        """Return the page to go on with: the next one, or once all were seen, none."""
        later = PAGES[PAGES.index(page) + 1 :]
        if not self.missing():
            return None
        return next(iter(later), self.missing()[0])

    def missing(self) -> list[str]:
        """Return the pages that are not answered, or whose answers do not hold."""
        return [page for page in PAGES if page not in self.held["done"] or not self._holds(page)]

    def _holds(self, page: str) -> bool:
        return page not in QUESTIONS or self.form(page).is_valid()

    def forms(self) -> Iterator[tuple[str, Question | WhenForm]]:
        """Yield each page of questions with its valid form."""
        for page in QUESTIONS:
            form = self.form(page)
            form.is_valid()
            yield page, form


def new_reference() -> str:
    """Return a reference that nobody can guess: three times four letters and digits."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(12))
    return "-".join(drawn[place : place + 4] for place in (0, 4, 8))


def forget(request: HttpRequest) -> None:
    """Forget all that was answered in this session."""
    request.session.pop(SESSION, None)


def seconds_since_begun(token: str, reference: str, now: datetime) -> float | None:
    """Return how long ago the questions of this report were begun; None where the token is not ours or too old."""
    try:
        named, begun = signing.loads(token, salt=SALT, max_age=LONGEST)
    except (signing.BadSignature, ValueError):
        return None
    return now.timestamp() - begun if named == reference else None
