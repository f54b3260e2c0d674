"""The reasons for which warnings of the law are passed over, asked alike on every form of a measure."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from asbcases.enforcement.forms.measures import text
from asbcases.enforcement.transitions.weighing import Weighed

MOST = 2_000


class OverForm(forms.Form):
    """A form that asks a reason for each warning of the law that may be passed over by it."""

    def __init__(self, *args: Any, warned: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.warned = warned or {}
        for rule, words in self.warned.items():
            self.fields[f"over_{rule}"] = text(f"Your reason to pass over {rule}", words, rows=2, most=MOST)

    @property
    def over(self) -> dict[str, str]:
        """Return the reasons, by rule."""
        return {rule: self.cleaned_data[f"over_{rule}"] for rule in self.warned}

    @property
    def said(self) -> dict[str, Any]:
        """Return what was said but for the reasons."""
        return {name: one for name, one in self.cleaned_data.items() if not name.startswith("over_")}


def by_rule(warnings: Iterable[Weighed]) -> dict[str, str]:
    """Return the words of warnings by rule, those of one rule together."""
    words: dict[str, list[str]] = {}
    for one in warnings:
        words.setdefault(one.rule, []).append(one.words)
    return {rule: " ".join(said) for rule, said in words.items()}
