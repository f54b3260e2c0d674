"""Fields and serializers that take one shape only, and say what to mend in plain words."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.dateparse import parse_datetime
from rest_framework import serializers

# Of what a column of whole numbers holds.
LARGEST = 2**31 - 1
MISSING = {
    "required": "This is missing.",
    "null": "This must not be null.",
    "blank": "This must not be empty.",
}


class Text(serializers.CharField):
    """A text; numbers are not taken for one."""

    default_error_messages = {**MISSING, "invalid": "This must be a text, in quotes."}

    def to_internal_value(self, data: Any) -> str:
        """Return the text as it was sent, without blanks around it unless it is kept word for word."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """Refuse a text of blanks where a text is needed, also where blanks are kept."""
        if isinstance(data, str) and not data.strip() and not self.allow_blank:
            self.fail("blank")
        return super().run_validation(data)


class Choice(serializers.ChoiceField):
    """One of the words that we record."""

    default_error_messages = {**MISSING, "invalid_choice": "This must be one of: {known}."}

    def to_internal_value(self, data: Any) -> Any:
        """Return the word."""
        if not isinstance(data, str) or data not in self.choices:
            self.fail("invalid_choice", known=", ".join(str(word) for word in self.choices))
        return data


class Flag(serializers.BooleanField):
    """True or false, and nothing that might mean them."""

    default_error_messages = {**MISSING, "invalid": "This must be true or false."}

    def to_internal_value(self, data: Any) -> bool:
        """Return the value."""
        if not isinstance(data, bool):
            self.fail("invalid")
        return bool(data)


class Number(serializers.IntegerField):
    """A whole number that a column can hold."""

    default_error_messages = {
        **MISSING,
        "invalid": "This must be a whole number.",
        "overflow": "This number is out of range.",
    }

    def to_internal_value(self, data: Any) -> int:
        """Return the number."""
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        if abs(data) > LARGEST:
            self.fail("overflow")
        return super().to_internal_value(data)


class Moment(serializers.DateTimeField):
    """An instant in ISO 8601 with its offset from UTC: without one, nobody knows which hour is meant."""

    default_error_messages = {
        **MISSING,
        "invalid": "This must be an instant with its offset, such as 2026-11-23T18:42:00+00:00.",
        "overflow": "This instant is out of range.",
    }

    def to_internal_value(self, value: Any) -> datetime:
        """Return the instant."""
        try:
            read = parse_datetime(value) if isinstance(value, str) else None
        except ValueError:
            read = None
        if read is None or read.tzinfo is None:
            self.fail("invalid")
        instant = self.enforce_timezone(read)
        if not 1900 <= instant.year < 2200:
            self.fail("overflow")
        return instant


class Day(serializers.DateField):
    """A day in ISO 8601."""

    default_error_messages = {
        **MISSING,
        "invalid": "This must be a day, such as 2026-11-23.",
        "overflow": "Out of range.",
    }

    def to_internal_value(self, value: Any) -> date:
        """Return the day."""
        day = super().to_internal_value(value)
        if not 1900 <= day.year < 2200:
            self.fail("overflow")
        return day


class Named(serializers.SlugRelatedField[Any]):
    """A record named by its reference, code or sign-in name; who may not see it learns nothing about it."""

    default_error_messages = {
        **MISSING,
        "does_not_exist": "There is no such record, or it is not for you.",
        "invalid": "This must be a text, in quotes.",
    }

    def to_internal_value(self, data: Any) -> Any:
        """Return the record."""
        if not isinstance(data, str):
            self.fail("invalid")
        if "\0" in data:
            self.fail("does_not_exist")
        return super().to_internal_value(data)

    def get_queryset(self) -> QuerySet[Any]:
        """Return the records that may be named: the view narrows them to what the person sees."""
        among: Mapping[str, QuerySet[Any]] = self.context.get("among", {})
        declared: QuerySet[Any] = super().get_queryset()  # type: ignore[assignment]
        return among.get(str(self.field_name), declared)


class Strict(serializers.Serializer[Any]):
    """Refuses fields that it does not know: a mistyped name is not silently dropped."""

    default_error_messages = {**MISSING, "invalid": "This must be an object, in braces."}

    def to_internal_value(self, data: Any) -> Any:
        """Return what was sent, validated."""
        unknown = dict(self._unknown(data)) if isinstance(data, Mapping) else {}
        try:
            valid = super().to_internal_value(data)
        except serializers.ValidationError as error:
            if isinstance(error.detail, dict):
                raise serializers.ValidationError({**error.detail, **unknown}) from error
            raise
        if unknown:
            raise serializers.ValidationError(unknown)
        return valid

    def _unknown(self, data: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
        known = [name for name, field in self.fields.items() if not field.read_only]
        for name in data:
            if name not in known:
                yield name, [f"There is no such field. Known: {', '.join(known)}."]
