"""Asking as one of the cast: each request in a savepoint, so that nothing that it did stays."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.population import County
from tests.access.sent import BODIES, FORMS, HEADERS, QUERIES


def routes(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    """Yield every route of the site."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry)
        else:
            yield entry


def route_called(name: str) -> URLPattern:
    """Return the route with this name."""
    return next(route for route in routes() if route.name == name)


def gaps_of(name: str) -> dict[str, object]:
    """Return the gaps in an address, also those that stand in the prefix by which a route was included."""
    _, _, _, converters = get_resolver().reverse_dict[name]
    return dict(converters)


def address_of(name: str, county: County, **instead: Any) -> str:
    """Return the address of a route for the records of the county."""
    sample = county.sample_of(route_called(name), gaps_of(name))
    return reverse(name, kwargs={**sample, **{key: value for key, value in instead.items() if key in sample}})


@contextmanager
def undone() -> Iterator[None]:
    """Undo whatever is written meanwhile."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def prepared(county: County, name: str, method: str, who: str, **instead: Any) -> Callable[[], Any]:
    """Return how one of the cast asks, with all that is sent made before; it is right in every part."""
    client, address = county.clients[who], address_of(name, county, **instead)
    # What an earlier answer said of its act would be shown by the next page.
    client.cookies.pop("messages", None)
    if method == "GET":
        return partial(client.get, address, QUERIES[name](county) if name in QUERIES else {})
    if name in BODIES:
        headers = HEADERS[name](county) if name in HEADERS else {}
        body = BODIES[name](county)
        return partial(client.post, address, body, content_type="application/json", headers=headers)
    return partial(client.post, address, FORMS[name](county))


def ask(county: County, name: str, method: str, who: str, **instead: Any) -> Any:
    """Return the answer to one of the cast; what is sent is right in every part."""
    return prepared(county, name, method, who, **instead)()
