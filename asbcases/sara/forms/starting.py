"""Forms by which a plan begins: what the problem is and who answers for it, and the objective with its measure."""

from collections.abc import Sequence
from typing import Any

from django import forms

from asbcases.accounts.models import District, User
from asbcases.accounts.queries import districts_of, works_for_county
from asbcases.cases.choices import Category
from asbcases.cases.plan_choices import PlanSource, PlanType
from asbcases.casework.forms.words import DistrictField
from asbcases.casework.queries.leads import may_lead
from asbcases.deadlines.forms import OfficerField
from asbcases.enforcement.forms.measures import line, text
from asbcases.sara.choices import ImpactType
from asbcases.sara.models import Objective
from asbcases.sara.transitions import Measure
from asbcases.web.forms import DayField
from triggers.forms.outcomes import line_asked, words_asked
from triggers.forms.shared import WhenForm

# What is counted in the records is not more than this in any district.
MOST = 1_000_000
NARROW = {"class": "govuk-input--width-5"}


class StartForm(WhenForm):
    """What the problem is, who raised it, and who answers for the plan."""

    done = "Raised"
    title = line_asked(
        "What is the problem, in a few words?",
        "Say what the problem is, in a few words",
        "Everybody who works in the district reads this: name nobody who is harmed",
    )
    type = forms.ChoiceField(
        label="What does the problem hang on?",
        choices=PlanType.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the problem hangs on"},
    )
    district = DistrictField(empty_label="Choose", error_messages={"required": "Choose the district"})
    area = line("Beat or ward")
    source = forms.ChoiceField(
        label="What raised it?",
        choices=PlanSource.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what raised it"},
    )
    source_words = line("Who raised it, in words")
    owner = OfficerField(
        User.objects.none(),
        label="Who owns the plan?",
        empty_label="Choose",
        error_messages={"required": "Choose who owns the plan"},
    )
    supervisor = OfficerField(
        User.objects.none(),
        label="Who supervises it?",
        required=False,
        empty_label="The sergeant on duty for the district",
    )
    spoc = OfficerField(
        User.objects.none(),
        label="Who is the one contact of those who are harmed?",
        required=False,
        empty_label="Nobody yet",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        districts = District.objects.order_by("name")
        offered = districts if works_for_county(user) else districts.filter(pk__in=districts_of(user))
        self.fields["district"].queryset = offered  # type: ignore[attr-defined]
        for name in ("owner", "supervisor", "spoc"):
            self.fields[name].queryset = may_lead(user)  # type: ignore[attr-defined]
        mine = districts_of(user)
        self.initial = {"owner": user.pk, "district": mine[0] if mine else None, **self.initial}


class MeasureForm(forms.Form):
    """What is to be achieved, and how it is counted: before, the target, and with what it is compared."""

    statement = words_asked(
        "What is to be achieved?", "Say what is to be achieved", "One sentence, with a number in it", rows=2
    )
    impact = forms.ChoiceField(
        label="What sort of objective is it?",
        choices=ImpactType.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what sort of objective it is"},
    )
    categories = forms.MultipleChoiceField(
        label="Which incidents are counted?",
        choices=Category.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="None ticked: incidents of every category",
    )
    known = forms.MultipleChoiceField(
        label="Where? The premises that the plan works on",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    places = text("Where? Places as they are named", "One on each line. None: wherever the plan works")
    baseline = forms.IntegerField(
        label="How many were counted before?",
        min_value=0,
        max_value=MOST,
        widget=forms.NumberInput(NARROW),
        error_messages={"required": "Enter how many were counted, nought where there were none"},
    )
    baseline_from = DayField(
        label="Counted from", error_messages={"required": "Enter the first day of the baseline"}
    )
    baseline_to = DayField(
        label="Counted to", error_messages={"required": "Enter the last day of the baseline"}
    )
    target = forms.IntegerField(
        label="How many are few enough?",
        min_value=0,
        max_value=MOST,
        widget=forms.NumberInput(NARROW),
        help_text="The target is reached at this count or under it, over as many days",
        error_messages={"required": "Enter the target"},
    )
    target_on = DayField(
        label="By when?", error_messages={"required": "Enter the day by which the target is to be reached"}
    )
    comparisons = text(
        "With what is it compared?",
        "Places or seasons like this one where nothing new is done, one on each line. Named now, before anybody knows "
        "how it comes out",
    )

    def __init__(self, *args: Any, known: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["known"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [(address, address) for address in known]
        if not known:
            del self.fields["known"]

    def clean(self) -> dict[str, Any]:
        """Find fault with a baseline that ends before it begins."""
        said = super().clean() or {}
        begins, ends = said.get("baseline_from"), said.get("baseline_to")
        if begins and ends and ends < begins:
            self.add_error("baseline_to", "The baseline ends before it begins: look at its days again")
        return said

    @property
    def measure(self) -> Measure:
        """Return what was stated."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in {"known", "why"}}
        places = [*self.cleaned_data.get("known", []), *said["places"].splitlines()]
        lines = {"places": places, "comparisons": said["comparisons"].splitlines()}
        return Measure(**{**said, **lines, "impact": ImpactType(said["impact"])})


class ChangeForm(MeasureForm):
    """The measure as it is from now on, and why."""

    why = words_asked(
        "Why does the measure change?",
        "Say why the measure changes: the old one stays beside it",
        "Whoever reads the assessment reads this reason with it",
        rows=2,
    )


def stated(objective: Objective) -> dict[str, Any]:
    """Return a measure as its form shows it."""
    names = [name for name in MeasureForm.base_fields if name != "known"]
    lines = {name: "\n".join(getattr(objective, name)) for name in ("places", "comparisons")}
    return {**{name: getattr(objective, name) for name in names}, **lines}
