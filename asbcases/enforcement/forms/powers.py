"""About whom or what "May I?" is asked."""

from collections.abc import Sequence

from django import forms

from asbcases.cases.models import CaseParty, Person, Premises


class PowersForm(forms.Form):
    """One of the people and one of the premises of the case, by reference."""

    subject = forms.ChoiceField(label="About", required=False)
    premises = forms.ChoiceField(label="Premises", required=False)

    def __init__(self, data: object, *, parties: Sequence[CaseParty], premises: Sequence[Premises]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.people: dict[str, Person] = {}
        words: dict[str, str] = {}
        for party in parties:
            self.people.setdefault(party.person.reference, party.person)
            words.setdefault(
                party.person.reference, f"{party.person.name}, {party.get_role_display().lower()}"
            )
        self.places = {place.reference: place for place in premises}
        self.fields["subject"].choices = [("", "Nobody yet"), *words.items()]  # type: ignore[attr-defined]
        addresses = [(place.reference, place.address) for place in premises]
        self.fields["premises"].choices = [("", "No premises"), *addresses]  # type: ignore[attr-defined]

    @property
    def whom(self) -> Person | None:
        """Return whom it is about."""
        return self.people.get(str(self._said("subject")))

    @property
    def where(self) -> Premises | None:
        """Return which premises it is about."""
        return self.places.get(str(self._said("premises")))

    def _said(self, name: str) -> object:
        self.is_valid()
        return getattr(self, "cleaned_data", {}).get(name, "")
