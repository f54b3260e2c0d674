"""What somebody without an account has answered so far: in their session alone, and no longer than it takes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar, Protocol, Self

from django import forms
from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from asbcases.cases.drawn import drawn_reference

# Whoever leaves the computer leaves no answers on it.
KEPT_FOR = timedelta(minutes=60)
LONGEST = 12 * 3600
Answered = Iterator[tuple[str, str]]


class Asked(Protocol):
    """A page of questions, which knows how to say what was answered."""

    title: str
    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]

    def is_valid(self) -> bool:
        """Return whether the answers hold."""

    def answered(self) -> Answered:
        """Yield each question with its answer in words, of those that were asked and answered."""


class Draft:
    """The answers of one session to one form; each form says in a class of its own what it is called and asks."""

    # What its routes, its limits and its part of the session are called, where its pages stand, and its seal.
    routes: ClassVar[str]
    session: ClassVar[str]
    templates: ClassVar[str]
    salt: ClassVar[str]
    # The pages in their order, and the questions of those that are answered by a form.
    pages: ClassVar[Sequence[str]]
    questions: ClassVar[Mapping[str, Callable[..., Any]]]

    def __init__(self, request: HttpRequest, held: dict[str, Any], now: datetime) -> None:
        self.request, self.held, self.now = request, held, now

    @classmethod
    def of(cls, request: HttpRequest, now: datetime) -> Self | None:
        """Return what was answered so far; None where nothing was begun, or nobody went on for too long."""
        held = request.session.get(cls.session)
        if held is None:
            return None
        if now - datetime.fromisoformat(held["touched"]) > KEPT_FOR:
            cls.forget(request)
            return None
        return cls(request, held, now)

    @classmethod
    def begin(cls, request: HttpRequest, now: datetime) -> Self:
        """Begin anew, with the reference that it will have: what is sent twice has it twice."""
        reference = drawn_reference()
        token = signing.dumps([reference, now.timestamp()], salt=cls.salt)
        draft = cls(request, {"reference": reference, "token": token, **cls.empty()}, now)
        request.session.pop(cls.sent_key(), None)
        draft.save()
        return draft

    @classmethod
    def empty(cls) -> dict[str, Any]:
        """Return what is held of answers before there are any."""
        return {"answers": {}, "done": []}

    @classmethod
    def forget(cls, request: HttpRequest) -> None:
        """Forget all that was answered in this session."""
        request.session.pop(cls.session, None)

    @classmethod
    def sent_key(cls) -> str:
        """Return under which name the session holds what was sent."""
        return f"{cls.session}_sent"

    def save(self) -> None:
        """Keep the answers in the session."""
        self.held["touched"] = self.now.isoformat()
        self.request.session[self.session] = self.held

    def sent(self, told: Any) -> None:
        """Forget the answers, which are sent; keep what the last page tells of it."""
        self.forget(self.request)
        self.request.session[self.sent_key()] = told

    @property
    def reference(self) -> str:
        """Return the reference that it will have."""
        return str(self.held["reference"])

    @property
    def token(self) -> str:
        """Return what proves when the questions were begun."""
        return str(self.held["token"])

    def route(self) -> Sequence[str]:
        """Return the pages that are asked, in their order."""
        return self.pages

    def answer(self, page: str, typed: QueryDict) -> None:
        """Keep what was typed on a page."""
        names = tuple(self.questions[page](now=self.now).fields)
        self.held["answers"][page] = {
            name: values for name, values in typed.lists() if name.startswith(names)
        }
        self.done(page)

    def done(self, page: str) -> None:
        """Keep that a page was answered."""
        if page not in self.held["done"]:
            self.held["done"].append(page)

    def typed(self, page: str) -> dict[str, Any]:
        """Return what was typed on a page, as it is shown again."""
        typed: dict[str, list[str]] = self.held["answers"].get(page, {})
        return {name: values[0] for name, values in typed.items()}

    def form(self, page: str) -> Asked:
        """Return the form of a page with what was answered, or empty."""
        typed = self.held["answers"].get(page)
        sent = MultiValueDict(typed) if typed is not None else None
        form: Asked = self.questions[page](sent, now=self.now)
        return form

    def next_after(self, page: str) -> str | None:
        """Return the page to go on with: the next one, or once all were seen, none."""
        route = self.route()
        later = route[route.index(page) + 1 :]
        if not (missing := self.missing()):
            return None
        return next(iter(later), missing[0])

    def missing(self) -> list[str]:
        """Return the pages that are not answered, or whose answers do not hold."""
        return [page for page in self.route() if page not in self.held["done"] or not self._holds(page)]

    def _holds(self, page: str) -> bool:
        return page not in self.questions or self.form(page).is_valid()

    def forms(self) -> Iterator[tuple[str, Asked]]:
        """Yield each page of questions that is asked with its valid form."""
        for page in self.route():
            if page in self.questions:
                form = self.form(page)
                form.is_valid()
                yield page, form

    def seconds_since_begun(self, token: str) -> float | None:
        """Return how long ago these questions were begun; None where the token is not ours or too old."""
        try:
            named, begun = signing.loads(token, salt=self.salt, max_age=LONGEST)
        except (signing.BadSignature, ValueError):
            return None
        return self.now.timestamp() - begun if named == self.reference else None
