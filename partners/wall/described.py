"""What the description of the API says of its operations."""

from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator


@cache
def names_in_the_description() -> tuple[str, ...]:
    """Return by which names the operations of the API can be asked for less, or in another order."""
    described: Any = SchemaGenerator
    paths = described().get_schema(request=None, public=True)["paths"]
    return tuple(
        dict.fromkeys(
            parameter["name"]
            for operations in paths.values()
            for operation in operations.values()
            for parameter in operation.get("parameters", ())
            if parameter["in"] == "query"
        )
    )
