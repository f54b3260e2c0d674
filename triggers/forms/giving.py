"""To whom a review is given."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from asbcases.accounts.models import User
from asbcases.enforcement.forms.measures import text
from triggers.forms.shared import SHORT


class TakerField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Somebody who may take a review."""

    def label_from_instance(self, obj: Any) -> str:
        """Return name and agency, and whether they work on all areas."""
        return f"{obj.name}, {obj.get_role_display()}, {obj.agency.name}"


class GiveForm(forms.Form):
    """Who takes a review, and why."""

    to = TakerField(
        queryset=User.objects.none(),
        label="Give it to",
        empty_label="Choose",
        help_text="The co-ordinators of the area, and the ASB officers of the force",
        error_messages={"required": "Choose who takes it"},
    )
    why = text(
        "Why?",
        most=SHORT,
        required=True,
        error_messages={"required": "Say why it is given to somebody else"},
    )

    def __init__(self, *args: Any, takers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, TakerField)  # noqa: S101 - declared above
        to.queryset = takers
