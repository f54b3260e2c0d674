"""Reading JSON that may be hostile: what PostgreSQL or we could not keep is refused while it is read."""

import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from asbcases.web.api.kinds import MEDIA_TYPE, Problem

DEEPEST = 8
PACKED = "The request is packed: send it as it is, without the header Content-Encoding."
TOO_DEEP = "The JSON is nested too deeply: nothing here needs more than three levels."


class StrictJSONParser(JSONParser):
    """Refuses what JSON readers disagree on or a database cannot keep, with a sentence for each."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Return the JSON object that was sent."""
        refuse_packed(parser_context or {})
        try:
            sent = json.loads(
                stream.read().decode("utf-8"), object_pairs_hook=_object, parse_constant=_no_number
            )
            return _checked(sent)
        except RecursionError as error:
            raise ParseError(TOO_DEEP) from error
        except UnicodeError as error:
            raise ParseError("The request is not text in UTF-8: send whole characters, in UTF-8.") from error
        except json.JSONDecodeError as error:
            raise ParseError(f"The request is not valid JSON: {error}.") from error
        except ValueError as error:
            raise ParseError("A number in the request is too long to be one.") from error


def refuse_packed(context: Mapping[str, Any]) -> None:
    """Unpack nothing: of a small request may come a large one (RFC 9110, section 12.5.3)."""
    coding = context["request"].headers.get("Content-Encoding", "") if "request" in context else ""
    if coding.strip().lower() not in {"", "identity"}:
        raise Problem(MEDIA_TYPE, PACKED, **{"Accept-Encoding": "identity"})


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the pairs as an object; readers disagree on which of two equal names counts, so none does."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ParseError("A name appears twice in one JSON object: send each name once.")
    return found


def _no_number(word: str) -> None:
    raise ParseError(f"{word} is no number in JSON: leave the value out, or send a number.")


def _checked(sent: Any) -> dict[str, Any]:
    if not isinstance(sent, dict):
        raise ParseError("The request must be one JSON object, in braces.")
    for text in _texts(sent):
        if "\0" in text:
            raise ParseError("A text contains the character NUL, which cannot be kept: leave it out.")
        text.encode("utf-8")
    return sent


def _texts(value: Any, depth: int = 0) -> Iterator[str]:
    """Yield every text in what was sent, names included."""
    if depth > DEEPEST:
        raise ParseError(TOO_DEEP)
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from _texts(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, depth + 1)
