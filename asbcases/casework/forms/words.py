"""Fields that several forms of casework share: words as they were said, and the district."""

from typing import Any

from django import forms

from asbcases.accounts.models import District, User
from asbcases.accounts.queries import districts_of
from partners import access

LONG, LINE = 20_000, 500


class WordsField(forms.CharField):
    """Text as it was said; only the line ends are those of the web and not of the speaker."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"strip": False, **kwargs})

    def to_python(self, value: Any) -> str:
        """Return the words with plain line ends; blanks alone are no words."""
        words = str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")
        return words if words.strip() else ""


class DistrictField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A police district in which the person may record something."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"queryset": District.objects.none(), "label": "Police district", **kwargs})

    def offer_to(self, user: User) -> None:
        """Offer the whole county to those who see its reports, to others the districts they work in."""
        offered = District.objects.order_by("name")
        if not access.sees_county_reports(user):
            # What somebody records must be theirs to see: the second lock would refuse it.
            offered = offered.filter(pk__in=districts_of(user))
            self.required, self.empty_label = True, None
        self.queryset = offered


class ForUser(forms.Form):
    """A form whose districts are those in which the person may record something."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        district = self.fields["district"]
        assert isinstance(district, DistrictField)  # noqa: S101 - declared by the form
        district.offer_to(user)
