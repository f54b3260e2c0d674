"""Forms of a restriction: who may know of a case, and why nobody else may."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from asbcases.accounts.models import User
from asbcases.casework.forms.words import LINE, WordsField


class PeopleField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Colleagues, each with rank and role."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"queryset": User.objects.none(), **kwargs})

    def label_from_instance(self, obj: Any) -> str:
        """Return name, and rank or role."""
        return f"{obj.name}, {obj.get_rank_display() if obj.rank else obj.get_role_display()}"


class RestrictForm(forms.Form):
    """Who may know of a case from now on, and why nobody else may."""

    named = PeopleField(
        label="Who else may know of this case?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="The lead and you yourself stay named",
    )
    usernames = forms.CharField(
        label="Sign-in names of others",
        required=False,
        max_length=LINE,
        help_text="Of another district or the control room, with commas between them",
    )
    reason = WordsField(
        label="Why the case is restricted",
        max_length=4_000,
        widget=forms.Textarea({"rows": 4}),
        help_text="Those who are named on it read this",
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = self.fields["named"]
        assert isinstance(named, PeopleField)  # noqa: S101 - declared above
        named.queryset = people

    def clean_usernames(self) -> list[User]:
        """Return the people with these sign-in names; one that there is not is a fault."""
        typed = [name.strip().lower() for name in self.cleaned_data["usernames"].split(",") if name.strip()]
        found = {user.username: user for user in User.objects.filter(username__in=typed, is_active=True)}
        if missing := [name for name in typed if name not in found]:
            raise forms.ValidationError(f"Nobody signs in as {missing[0]}: check the name")
        return list(found.values())

    @property
    def everybody(self) -> list[User]:
        """Return all who were ticked or typed."""
        return [*self.cleaned_data["named"], *self.cleaned_data["usernames"]]


class LiftForm(forms.Form):
    """Why a case is restricted no more."""

    reason = WordsField(
        label="Why the restriction is lifted", max_length=4_000, widget=forms.Textarea({"rows": 4})
    )
