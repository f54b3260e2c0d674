"""What is sent to the API about plans."""

from typing import Any

from rest_framework import serializers

from asbcases.accounts.choices import CASE_WORK
from asbcases.accounts.models import Agency, District, User
from asbcases.cases.choices import Category
from asbcases.cases.models import Case, Incident, Person, Premises, ProblemPlan
from asbcases.cases.plan_choices import PlanSource, PlanStage, PlanType
from asbcases.casework.api.incident_sent import words as optional
from asbcases.sara import choices
from asbcases.sara.forms.assessing import MOST_DAYS
from asbcases.web.api.fields import Choice, Day, Flag, Moment, Named, Number, Strict, Text
from asbcases.web.api.paging import Filter

LINE, LONG, MOST, LARGEST = 500, 4_000, 50, 2_000_000_000
# What belongs to counts that were made elsewhere.
ENTERED = ("before_from", "before_to", "after_from", "after_to", "before", "after", "counted_from")
TOGETHER = "This is missing: counts from elsewhere come with their days and their source."
OFFICERS = User.objects.filter(is_active=True, role__in=CASE_WORK)


def officer(help_text: str = "", **kwargs: Any) -> Named:
    """Return somebody who works on cases, by the name under which they sign in."""
    return Named(slug_field="username", queryset=OFFICERS, help_text=help_text, **kwargs)


def count(help_text: str, **kwargs: Any) -> Number:
    """Return a count; one below nought is refused with the reason."""
    return Number(min_value=-LARGEST, max_value=LARGEST, help_text=help_text, **kwargs)


def names(help_text: str) -> serializers.ListField:
    """Return a list of names that may be left out."""
    child = Text(max_length=LINE)
    return serializers.ListField(
        child=child, required=False, default=list, max_length=MOST, help_text=help_text
    )


class PlanFilter(Filter):
    """Which plans: those that go on by the next review, the stuck ones, or the closed ones with the newest first."""

    OPEN, STUCK, CLOSED = "open", "stuck", "closed"

    show = Choice(
        choices=[(OPEN, "Next review first"), (STUCK, "Stuck plans"), (CLOSED, "Closed, newest first")],
        required=False,
        default=OPEN,
        help_text="`open` if not said, by the next review",
    )
    stage = Choice(choices=PlanStage.choices, required=False)
    district = Named(slug_field="code", queryset=District.objects.all(), required=False)
    owner = officer("Name under which they sign in", required=False)
    supervisor = officer("Name under which they sign in", required=False)


class NewPlan(Strict):
    """One problem to be solved."""

    title = Text(max_length=LINE, help_text="The problem in a few words")
    type = Choice(choices=PlanType.choices)
    district = Named(slug_field="code", queryset=District.objects.all())
    area = optional(LINE, "The beat or ward")
    raised_at = Moment()
    source_words = optional(LINE, "Who raised it, in words")
    owner = officer("Yourself, if left out", required=False)
    supervisor = officer("Who is on duty, if left out", required=False)
    spoc = officer("Whom those who are harmed turn to", required=False)

    def get_fields(self) -> dict[str, Any]:
        """Return the fields with one whose name serializers keep for themselves."""
        return {**super().get_fields(), "source": Choice(choices=PlanSource.choices)}


class MeasureSaid(Strict):
    """What is to be achieved, and how it is counted."""

    statement = Text(max_length=LONG)
    impact = Choice(choices=choices.ImpactType.choices)
    categories = serializers.ListField(
        child=Choice(choices=Category.choices), required=False, default=list, max_length=len(Category)
    )
    places = names("The places that count")
    comparisons = names("Places or seasons with which it is compared")
    baseline = count("What was counted in the baseline")
    baseline_from = Day()
    baseline_to = Day()
    target = count("Reached at this count or under it")
    target_on = Day()
    why = optional(LONG, "Why the measure changes; of the first version nothing")


class ScanSaid(Strict):
    """The problem, by the five questions of CHEERS."""

    description = Text(max_length=LONG)
    community = Text(max_length=LONG, help_text="Which community is affected")
    harm = Text(max_length=LONG)
    expectation = Text(max_length=LONG, help_text="What the community expects of the police")
    events = Text(max_length=LONG, help_text="Which separate events recur")
    similarity = Text(max_length=LONG, help_text="What they have in common")
    harmed = Text(max_length=LONG, help_text="Who is harmed")
    why_now = Text(max_length=LONG)
    cost = optional(LONG)


class Screened(Strict):
    """Whether the plan is taken on."""

    decision = Choice(choices=choices.Decision.choices)
    reason = Text(max_length=LONG)


class LinkTo(Strict):
    """What a plan works on: exactly one of them."""

    case = Named(slug_field="reference", queryset=Case.objects.none(), required=False)
    incident = Named(slug_field="reference", queryset=Incident.objects.none(), required=False)
    person = Named(slug_field="reference", queryset=Person.objects.none(), required=False)
    premises = Named(slug_field="reference", queryset=Premises.objects.none(), required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse none and more than one."""
        if len(attrs) != 1:
            raise serializers.ValidationError("Name one thing: a case, an incident, a person or premises.")
        return attrs


class PlanReason(Strict):
    """The reason."""

    reason = Text(max_length=LONG)


class Given(PlanReason):
    """To whom a plan is given, and why."""

    to = officer()


class PeopleNamed(PlanReason):
    """Who supervises a plan, whom those who are harmed turn to, and why it changes; what is left out stays as it is."""

    supervisor = officer("Who supervises it", required=False)
    spoc = officer("Whom those who are harmed turn to; null: nobody", required=False, allow_null=True)


class EntrySaid(Strict):
    """One entry of the analysis."""

    kind = Choice(choices=choices.EntryKind.choices)
    words = Text(max_length=LONG)
    result = optional(LONG, "What came of what was tried before, or what a source lacks")
    side = Choice(choices=choices.PatSide.choices, required=False, help_text="Of the triangle")
    controller = optional(LONG, "Who can control this side")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse a panel without its side, and a side of anything else."""
        if (attrs["kind"] == choices.EntryKind.PANEL) != ("side" in attrs):
            raise serializers.ValidationError(
                {"side": "A side belongs to a panel of the triangle, which has one."}
            )
        return attrs


class NewResponse(Strict):
    """Who does what by when."""

    action = Text(max_length=LONG)
    four_p = Choice(choices=choices.FourP.choices)
    side = Choice(choices=choices.PatSide.choices, required=False, allow_blank=True, default="")
    owner = officer("Yourself, if left out", required=False)
    agency = Named(slug_field="name", queryset=Agency.objects.filter(active=True), required=False)
    starts_on = Day()
    due_on = Day()
    immediate = Flag(required=False, default=False, help_text="A quick fix before the analysis")
    basis = optional(LONG, "The evidence that it works")
    cost = optional(LINE)


class Finished(Strict):
    """What came of a response."""

    result = Text(max_length=LONG)
    cost = optional(LINE)


class Reviewed(Strict):
    """What a supervisor decided."""

    decision = Choice(choices=choices.ReviewDecision.choices)
    words = Text(max_length=LONG)


class Contacted(Strict):
    """A victim who was told and asked."""

    person = Named(slug_field="reference", queryset=Person.objects.none())
    words = Text(max_length=LONG)
    contacted_at = Moment()


class YouthSaid(Strict):
    """A child whose behaviour the plan is about, and which support was considered or why none was."""

    person = Named(slug_field="reference", queryset=Person.objects.none())
    considered = Flag()
    words = Text(max_length=LONG)
    considered_at = Moment()


class Assessed(Strict):
    """The verdict of a person on the incidents on file, or on two counts that somebody made elsewhere."""

    after_days = Number(
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        help_text="Of the records, how many days after the response; as many as policy asks, if left out",
    )
    before_from = Day(required=False)
    before_to = Day(required=False)
    after_from = Day(required=False)
    after_to = Day(required=False)
    before = count("What was counted before", required=False)
    after = count("What was counted after", required=False)
    counted_from = Text(
        required=False,
        max_length=LONG,
        help_text="From where the counts come; without it and them the records are counted",
    )
    short_reason = optional(LONG, "Why nobody waits for eight weeks")
    verdict = Choice(choices=choices.Verdict.choices)
    words = Text(max_length=LONG)
    effect = optional(LONG)
    mechanism = optional(LONG)
    moderators = optional(LONG)
    implementation = optional(LONG)
    economy = optional(LONG)
    victims_view = optional(LONG)
    learning = optional(LONG)
    shareable = Flag(required=False, default=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuse counts of which days, number or source are not told, and days of the records beside them."""
        told = [name for name in ENTERED if name in attrs]
        if told and "after_days" in attrs:
            raise serializers.ValidationError({"after_days": "This is of the records: leave the counts out."})
        if told and (lacks := {name: TOGETHER for name in ENTERED if name not in attrs}):
            raise serializers.ValidationError(lacks)
        return attrs


class Closed(Strict):
    """Why a plan is closed."""

    reason = Choice(choices=choices.ClosingReason.choices)
    words = Text(max_length=LONG)
    residual_risk = Text(max_length=LONG)
    short_reason = optional(LONG)
    transferred_to = optional(LINE)
    transfer_accepted = Flag(required=False, default=False)
    merged_into = Named(slug_field="reference", queryset=ProblemPlan.objects.none(), required=False)


class LookedAgain(Strict):
    """Whether what a plan achieved holds."""

    holds = Flag()
    words = Text(max_length=LONG)
