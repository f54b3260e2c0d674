"""What the description of the API says of each part of a body and of an address, and values that it does not take there."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tests.access.doors import Door

Schema = Mapping[str, Any]
DAYS = {"date", "date-time"}
# Each with the type that it has; a fraction is a number that an integer is not, and no column holds the last two.
WRONG: dict[str, tuple[Any, str]] = {
    "a list": (["seven"], "array"),
    "an object": ({"seven": 7}, "object"),
    "a number": (7, "integer"),
    "a fraction": (7.5, "number"),
    "an unknown word": ("seven", "string"),
    "true": (True, "boolean"),
    "null": (None, "null"),
    "past every number": (float("inf"), "none"),
    "forty nines": (int("9" * 40), "none"),
}


def body_of(door: Door) -> Schema:
    """Return what is said of the body of an operation; nothing where it takes none."""
    content = door.operation.definition.raw.get("requestBody", {}).get("content", {})
    return plain(door, next(iter(content.values()))["schema"]) if content else {}


def parameters_of(door: Door) -> dict[str, Schema]:
    """Return what is said of each parameter of an address."""
    stated = door.operation.definition.raw.get("parameters", [])
    return {one["name"]: plain(door, one["schema"]) for one in stated if one["in"] == "query"}


def plain(door: Door, schema: Schema) -> Schema:
    """Return what is said in one piece: what is referred to, and of several forms what any of them takes."""
    named = door.operation.schema.raw_schema["components"]["schemas"]
    while "$ref" in schema:
        schema = named[schema["$ref"].rpartition("/")[2]]
    forms = [plain(door, one) for way in ("allOf", "oneOf", "anyOf") for one in schema.get(way, ())]
    if not forms:
        return schema
    return {**forms[0], "type": sorted(set().union(*map(types_of, forms)))}


def types_of(schema: Schema) -> set[str]:
    """Return which types are taken; none is named where any is."""
    said = schema.get("type", "null" if schema.get("enum") == [None] else "string")
    # An amount is a text, and what is written as a number is read as one.
    more = {"number"} if schema.get("format") == "decimal" else set()
    return {*said, *more} if isinstance(said, list) else {said, *more}


def parts_of(door: Door, schema: Schema) -> dict[str, Schema]:
    """Return what is said of each part of an object that is sent."""
    return {name: plain(door, said) for name, said in schema.get("properties", {}).items()}


def refuses(schema: Schema, kind: str) -> bool:
    """Return whether a value of this kind is none of those that are described."""
    taken, own = types_of(schema), WRONG[kind][1]
    if own == "string" and own in taken:
        return "enum" in schema or schema.get("format") in DAYS
    return bool(schema) and own not in taken and not (own == "integer" and "number" in taken)


def wrong_of(door: Door, schema: Schema, kind: str) -> dict[str, Any]:
    """Return a wrong value of one kind for each part of an object that does not take it."""
    return {name: WRONG[kind][0] for name, said in parts_of(door, schema).items() if refuses(said, kind)}


def wrong_inside(door: Door, schema: Schema, kind: str) -> dict[str, Any]:
    """Return each part that is a list or an object itself with wrong values of one kind in it."""
    insides = {name: _wrong_in(door, said, kind) for name, said in parts_of(door, schema).items()}
    return {name: inside for name, inside in insides.items() if inside}


def _wrong_in(door: Door, schema: Schema, kind: str) -> Any:
    if "items" in schema:
        inner = plain(door, schema["items"])
        held = WRONG[kind][0] if refuses(inner, kind) else wrong_of(door, inner, kind)
        return [held] if held != {} else []
    values = plain(door, schema.get("additionalProperties") or {})
    return {"seven": WRONG[kind][0]} if values and refuses(values, kind) else wrong_of(door, schema, kind)


def too_long(door: Door, schema: Schema) -> dict[str, Any]:
    """Return a text longer by one character than each part says that it may be."""
    parts = parts_of(door, schema).items()
    return {name: "x" * (said["maxLength"] + 1) for name, said in parts if "maxLength" in said}


def never_were(door: Door, schema: Schema) -> dict[str, Any]:
    """Return a day and an hour that never were for each part that is one."""
    parts = parts_of(door, schema).items()
    return {name: "2026-02-30T25:61:00Z" for name, said in parts if said.get("format") in DAYS}


def written(body: Mapping[str, Any]) -> bytes:
    """Return a body as it is sent; what is past every number is written in digits."""
    return json.dumps(body, default=str).replace("Infinity", "1e400").encode()


def places(body: Any, path: str = "#") -> Iterator[str]:
    """Yield where each value stands that a body holds, lists and objects of wrong values by their own place."""
    wrong = [value for value, _ in WRONG.values()]
    inner = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    if not inner or (path != "#" and body in wrong):
        yield path
        return
    for name, value in inner:
        yield from places(value, f"{path}/{name}")
