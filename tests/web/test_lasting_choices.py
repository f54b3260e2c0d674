"""Radios and checkboxes whose words are lasting are printed as Django's own, whatever was answered before."""

import pytest
from django import forms

from asbcases.web.forms import LastingRadios, LastingTicks

WORDS = [("a", "Tea & <b>milk</b>"), ("b", "None"), ("-", "- neither {x} nor y")]


class Plain(forms.Form):
    one = forms.ChoiceField(label="One?", choices=WORDS, widget=forms.RadioSelect, required=False)
    many = forms.MultipleChoiceField(label="Many?", choices=WORDS, widget=forms.CheckboxSelectMultiple)


class Lasting(Plain):
    one = forms.ChoiceField(label="One?", choices=WORDS, widget=LastingRadios, required=False)
    many = forms.MultipleChoiceField(label="Many?", choices=WORDS, widget=LastingTicks)


def shown(form: forms.Form) -> str:
    return "\n".join(field.as_field_group() for field in form)


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize(
    "said",
    [
        {},
        {"initial": {"one": "a", "many": ["b", "-"]}},
        {"data": {"one": "b", "many": ["a", "b"]}},
        {"data": {"one": "nothing of these"}, "prefix": "second"},
        {"auto_id": "other_%s", "initial": {"one": "-"}},
    ],
)
def test_they_are_printed_as_others_are(said: dict[str, object], *, again: bool) -> None:
    plain, lasting = Plain(**said), Lasting(**said)  # type: ignore[arg-type]
    for form in (plain, lasting):
        form.fields["one"].disabled = again

    assert shown(lasting) == shown(plain)
    assert shown(lasting).count("<input") == 6
