"""Which closed plans somebody looks for."""

from django import forms

from asbcases.accounts.models import User
from asbcases.cases.choices import Category
from asbcases.cases.plan_choices import PlanType
from asbcases.casework.forms.filters import Filter
from asbcases.sara.choices import FourP, Verdict
from asbcases.sara.queries.library import Wanted


class LibraryFilter(Filter):
    """Words, what the problem hangs on, its category, the sort of response, and what came of it."""

    words = forms.CharField(label="Words", required=False, max_length=200)
    category = forms.ChoiceField(
        label="Problem", required=False, choices=[("", "Any category"), *Category.choices]
    )
    kind = forms.ChoiceField(label="About", required=False, choices=[("", "Anything"), *PlanType.choices])
    four_p = forms.ChoiceField(label="Response", required=False, choices=[("", "Any"), *FourP.choices])
    verdict = forms.ChoiceField(
        label="What came of it", required=False, choices=[("", "Any"), *Verdict.choices]
    )

    def county_wide(self, user: User) -> bool:
        """Return that nobody is asked for a district: what may be shared is read of the whole county."""
        return False

    @property
    def wanted(self) -> Wanted:
        """Return what is looked for."""
        return Wanted(**{name: self.chosen(name) for name in self.fields})
