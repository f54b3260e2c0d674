"""What every view set of the API is: scoped to what the person sees, with declared acts, each done once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.urls import resolve
from django.utils import timezone
from rest_framework import serializers
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import ViewSet

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.web.api.fields import Strict
from asbcases.web.api.kinds import MALFORMED, Problem
from asbcases.web.api.paging import Filter, asked, listed
from asbcases.web.models import IdempotencyKey
from asbcases.web.once import claim, fingerprint_of, keep, usable
from asbcases.web.scoped import person, require
from partners.choices import Action

Record = TypeVar("Record", bound=Model)
BAD_KEY = "The header Idempotency-Key must be 1 to 64 printable characters of ASCII, such as a UUID."


class ScopedViewSet(ViewSet):
    """Finds the record of the route (404), asks whether the person may act (403), and acts once for each key.

    `needs` names the permission of every action, None where seeing is enough. An action without it is refused
    when the routes are made, so that nothing goes on line by oversight.
    """

    needs: ClassVar[Mapping[str, Action | None]] = {}
    person: User
    now: datetime

    @classmethod
    def as_view(cls, actions: Any = None, **initkwargs: Any) -> Any:
        """Return the view; an action that does not say what it needs cannot be routed."""
        undeclared = set((actions or {}).values()) - set(cls.needs)
        if undeclared:
            raise ImproperlyConfigured(f"{cls.__name__} does not declare what {sorted(undeclared)} needs.")
        return super().as_view(actions, **initkwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Let the request through: signed in, of a size to be read, to a record that is seen, permitted."""
        if request.method not in SAFE_METHODS:
            self.receive(request._request)
        super().initial(request, *args, **kwargs)
        self.person, self.now = person(request._request), timezone.now()
        self.find(**kwargs)
        needed = self.needs.get(self.action or "")
        if needed is not None:
            require(request._request, needed)
        if request.method == "POST" and self.action in self.needs:
            setattr(self, "post", partial(self._once, getattr(self, self.action)))  # noqa: B010

    def receive(self, request: HttpRequest) -> None:
        """Read the body whole before anything parses it: only so does Django's limit on its size count."""
        _ = request.body

    def fingerprint(self, request: HttpRequest) -> str:
        """Return what tells what was sent from anything else."""
        return fingerprint_of("POST", request.get_full_path(), request.body)

    def find(self, **kwargs: Any) -> None:
        """Find the record of the route; raise Http404 when the person may not know of it."""

    def read(self, **kwargs: Any) -> Response:
        """Return the record that these parts of an address name."""
        raise Http404

    # --- Acting -----------------------------------------------------------------------------------
    def sent(self, shape: type[serializers.Serializer[Any]], **context: Any) -> dict[str, Any]:
        """Return what was sent, in this shape; otherwise 400 with a pointer to each fault."""
        read = shape(data=self.request.data, context=context)
        read.is_valid(raise_exception=True)
        return dict(read.validated_data)

    def made(self, response: Response, address: str) -> Response:
        """Return the answer for a new record: 201 with its address."""
        response.status_code = 201
        response.headers["Location"] = address
        return response

    def changed(self, response: Response, address: str) -> Response:
        """Return the answer for a changed record: the record itself, and where it stands."""
        response.headers["Content-Location"] = address
        return response

    def _once(self, act: Callable[..., Response], request: Request, *args: Any, **kwargs: Any) -> Response:
        """Act, or answer as before when this key has acted already; whatever fails leaves the key free."""
        stated = request.headers.get("Idempotency-Key")
        if stated is None:
            return act(request, *args, **kwargs)
        key = stated.strip().strip('"')
        if not usable(key):
            raise Problem(MALFORMED, BAD_KEY)
        row = claim(self.person, key, self.fingerprint(request._request), now=self.now)
        if row.status is not None:
            return self._again(row)
        response = act(request, *args, **kwargs)
        location = response.headers.get("Location") or response.headers["Content-Location"]
        keep(row, status=response.status_code, location=location)
        return response

    def _again(self, row: IdempotencyKey) -> Response:
        """Answer as the first time, with the record as it stands now, if the person may still see it."""
        response = self.read(**resolve(urlsplit(row.location).path).kwargs)
        response.status_code = row.status or 200
        response.headers["Location"] = row.location
        response.headers["Idempotent-Replayed"] = "true"
        return response

    # --- Listing ----------------------------------------------------------------------------------
    def asked(self, shape: type[Strict] = Filter, **context: Any) -> dict[str, Any]:
        """Return what the address of a list asks for."""
        return asked(self.request, shape, **context)

    def listed(
        self,
        rows: QuerySet[Any] | Sequence[QuerySet[Any]],
        order: Sequence[str],
        shape: serializers.BaseSerializer[Any],
        *,
        wanted: Mapping[str, Any],
        about: str = "",
        of_rows: Callable[[list[Any]], Iterable[Any]] = iter,
    ) -> Response:
        """Return one page; `about` is what the record of looks says of a list that belongs to no one record."""
        if about:
            record_access(Look.LIST, by=self.person, now=self.now, about=about)
        at = {"page": wanted.get("page", ""), "limit": wanted["limit"]}
        return Response(listed(self.request, rows, order, shape, **at, of_rows=of_rows))


class RecordViewSet(ScopedViewSet, Generic[Record]):
    """A view set over records that are known by a reference."""

    record: Record
    door: ClassVar[Callable[..., Any]]

    def find(self, **kwargs: Any) -> None:
        """Find the record of the route, and record the look at it."""
        if "reference" in kwargs:
            self.record = self.door(self.request._request, kwargs["reference"], look=Look.API)

    def read(self, **kwargs: Any) -> Response:
        """Return the record that these parts of an address name."""
        self.find(**kwargs)
        return self.shown(self.record)

    def shown(self, record: Record) -> Response:
        """Return the answer that shows a record; a view set of lists alone shows none."""
        raise Http404


class Nowhere(APIView):
    """Answers every address that does not exist like a record that is not there."""

    schema = None

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        """Return 404, whatever the method."""
        raise Http404
