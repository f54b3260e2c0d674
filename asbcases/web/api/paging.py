"""Lists of the API: filters that refuse what they do not know, and pages by key with links around them."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, TypedDict, TypeVar

from django.db.models import Model, QuerySet
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request

from asbcases.web.api.fields import Strict, Text
from asbcases.web.api.kinds import InvalidQuery
from asbcases.web.keyset import SIZE, BadCursorError, address, read_merged

Row = TypeVar("Row", bound=Model)
LARGEST = 200


class Listed(TypedDict):
    """One page of a list."""

    next: str | None
    previous: str | None
    results: list[Any]


class Filter(Strict):
    """What the address of a list may ask for; each list adds its own."""

    page = Text(required=False, help_text="Taken from `next` or `previous`; never made by hand")
    limit = serializers.IntegerField(
        required=False, min_value=1, max_value=LARGEST, default=SIZE, help_text="Rows on a page"
    )


def asked(request: Request, shape: type[Strict], **context: Any) -> dict[str, Any]:
    """Return what the address asks for, validated; otherwise 400 with the parameter's name."""
    twice = [name for name, values in request.query_params.lists() if len(values) > 1]
    if twice:
        raise InvalidQuery({name: ["Name this parameter once."] for name in twice})
    filters = shape(data=request.query_params.dict(), context=context)
    if not filters.is_valid():
        raise InvalidQuery(filters.errors)
    return dict(filters.validated_data)


def listed(
    request: Request,
    rows: QuerySet[Row] | Sequence[QuerySet[Row]],
    order: Sequence[str],
    shape: serializers.BaseSerializer[Any],
    *,
    page: str = "",
    limit: int = SIZE,
    of_rows: Callable[[list[Row]], Iterable[Any]] = iter,
) -> Listed:
    """Return one page of rows in a shape, with the addresses of the pages around it; `of_rows` says what is shown of each.

    Several lists of one model are read as of one list.
    """
    lists = [rows] if isinstance(rows, QuerySet) else rows
    try:
        part = read_merged(lists, order, cursor=page, size=limit)
    except BadCursorError as error:
        raise InvalidQuery({"page": ["This does not belong to this list: take it from `next`."]}) from error

    def link(cursor: str) -> str | None:
        return request.build_absolute_uri(address(request._request, cursor)) if cursor else None

    results = [shape.to_representation(shown) for shown in of_rows(part.rows)]
    return {"next": link(part.after), "previous": link(part.before), "results": results}


@cache
def page_of(shape: type[serializers.BaseSerializer[Any]]) -> type[serializers.Serializer[Any]]:
    """Return how the description of the API shows one page of these."""
    fields = {
        "next": serializers.URLField(allow_null=True),
        "previous": serializers.URLField(allow_null=True),
        "results": shape(many=True),
    }
    made = type(f"{shape.__name__.removesuffix('Shape')}Page", (serializers.Serializer,), fields)
    return extend_schema_serializer(many=False)(made)
