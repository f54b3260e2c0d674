"""How the parts of a plan stand in the description of the API."""

from collections.abc import Callable
from typing import Any, TypeVar

from drf_spectacular.utils import extend_schema, extend_schema_view

from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import LOCATION

View = TypeVar("View", bound=type[Any])


def described(one: str, many: str, shape: Any) -> Callable[[View], View]:
    """Return how a view set over one kind of part is described: what it lists, and what it reads."""
    return extend_schema_view(
        list=extend_schema(
            summary=f"List the {many} of a plan", parameters=[Filter], responses=page_of(shape)
        ),
        retrieve=extend_schema(summary=f"Read one {one}", responses=shape),
    )


def of_part(request: Any, shape: Any) -> dict[str, Any]:
    """Return how the act that adds a part is described."""
    return {"request": request, "responses": {201: shape}, "parameters": [LOCATION]}
