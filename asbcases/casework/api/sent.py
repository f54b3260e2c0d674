"""What the API takes: shapes only; whether it may be done is decided by the transitions."""

from typing import Any

from rest_framework import serializers

from asbcases.accounts.choices import CASE_WORK
from asbcases.accounts.models import Council, District, User
from asbcases.cases.choices import Category, Channel, Grade, Precision, Stage
from asbcases.cases.models import Premises, Report
from asbcases.casework.api.incident_sent import CODE, codes, words
from asbcases.casework.forms.filters import CaseFilter as CasePages
from asbcases.casework.forms.filters import ReportFilter as Pages
from asbcases.casework.forms.words import LINE, LONG
from asbcases.web.api.fields import Choice, Day, Flag, Moment, Named, Number, Strict, Text
from asbcases.web.api.paging import Filter
from risk.choices import Level, Result, Unanswered

NAME = 200
WAITING_OR_ALL = [(Pages.ALL, "All reports"), (Pages.WAITING, "Not recorded yet")]
WHOSE = [
    (CasePages.MINE, "Led by you"),
    (CasePages.ALL, "All of your district, or of the county"),
    (CasePages.OPENED, "Opened to you by name"),
]
ORDER = "This must not be before `happened_from`."


def _district(**kwargs: Any) -> Named:
    return Named(slug_field="code", queryset=District.objects.all(), **kwargs)


def _words(most: int, help_text: str) -> Text:
    return Text(max_length=most, required=False, allow_blank=True, default="", help_text=help_text)


def _level(help_text: str) -> Choice:
    return Choice(choices=Level.choices, required=False, allow_blank=True, default="", help_text=help_text)


class ReportFilter(Filter):
    """Which reports: all, or those of which nobody has recorded an incident, received in the 90 days up to one."""

    district = _district(required=False)
    show = Choice(choices=WAITING_OR_ALL, required=False, default=Pages.ALL)
    until = Day(
        required=False, help_text="With `waiting`: the last London day of that span; today, if left out"
    )


class IncidentFilter(Filter):
    """Which incidents: of a district, a category and its kin, open or closed, and London days, both included."""

    UNGRADED, OPEN, CLOSED = "none", "open", "closed"

    district = _district(required=False)
    category = Choice(choices=Category.choices, required=False)
    subtype = Text(max_length=40, required=False, help_text="Code of a sub-type")
    grade = Choice(
        choices=[(UNGRADED, "Not graded yet"), *Grade.choices],
        required=False,
        help_text="`none`: not graded yet",
    )
    state = Choice(choices=[(OPEN, "Open"), (CLOSED, "Closed")], required=False)

    def get_fields(self) -> dict[str, Any]:
        """Return the fields with two whose names Python keeps for itself."""
        days = {
            "from": Day(required=False, help_text="First London day on which it happened"),
            "to": Day(required=False, help_text="Last London day on which it happened"),
        }
        return {**super().get_fields(), **days}


class CaseFilter(Filter):
    """Which cases: whose, where, in which stage, and in which order."""

    district = _district(required=False)
    stage = Choice(choices=Stage.choices, required=False)
    lead = Named(slug_field="username", queryset=User.objects.all(), required=False)
    whose = Choice(
        choices=WHOSE,
        required=False,
        help_text="`mine`: led by you; `all`: of your district; `opened`: to which you or your team were let in by name",
    )
    state = Choice(
        choices=[(CasePages.OPEN, "Open and monitoring"), (CasePages.CLOSED, "Closed")], required=False
    )
    order = Choice(
        choices=[(CasePages.DUE, "What is due first"), (CasePages.NEWEST, "Newest first")],
        required=False,
        default=CasePages.NEWEST,
        help_text="`due`: of the open ones, those that owe something, what is due first",
    )


class InOwnDistrict(Strict):
    """What is recorded in a district; who works in one district records there."""

    district = _district(required=False, allow_null=True, default=None)

    def validate_district(self, district: District | None) -> District | None:
        """Refuse a missing district where only some are the person's to record in."""
        if district is None and self.context["district_needed"]:
            raise serializers.ValidationError("Name the district: you record in your own only.")
        return district


class NewReport(InOwnDistrict):
    """What somebody told us, word for word."""

    channel = Choice(choices=Channel.choices)
    narrative = Text(max_length=LONG, trim_whitespace=False, help_text="What was said, word for word")
    caller_name = _words(NAME, "Empty if the caller gave none")
    caller_phone = _words(60, "As given, in any form")
    caller_email = _words(254, "As given")
    caller_contact = _words(NAME, "Any other way to reach the caller")
    caller_address = _words(LINE, "Where the caller lives, as given")
    caller_anonymous = Flag(
        required=False,
        default=False,
        help_text="The caller asked not to be named; a name that was given is kept",
    )
    on_behalf_of = _words(NAME, "The person for whom the caller speaks")
    language = _words(60, "Empty for English")
    adjustments = _words(LINE, "What the caller needs in order to deal with us")
    place_text = Text(max_length=LINE, help_text="Where it happened, as given")
    happened_from = Moment()
    happened_until = Moment(required=False, help_text="The first instant after; may be left out when exact")
    happened_precision = Choice(choices=Precision.choices)
    received_at = Moment(required=False, help_text="When we were told; now, if left out")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return what was sent with the end of the time in which it happened."""
        exact = attrs["happened_precision"] == Precision.EXACT
        end = attrs.setdefault("happened_until", attrs["happened_from"] if exact else None)
        if end is None:
            raise serializers.ValidationError(
                {"happened_until": ["This is missing: only an exact time has no end."]}
            )
        if end < attrs["happened_from"]:
            raise serializers.ValidationError({"happened_until": [ORDER]})
        if exact and end != attrs["happened_from"]:
            raise serializers.ValidationError({"happened_until": ["An exact time ends where it begins."]})
        return attrs


class NewIncident(InOwnDistrict):
    """The event that a report tells of; when it happened is taken from the report."""

    report = Named(slug_field="reference", queryset=Report.objects.none())
    category = Choice(choices=Category.choices)
    category_reason = Text(max_length=1_000, required=False, allow_blank=True, default="")
    summary = Text(max_length=LINE, help_text="No names: this line stands in lists")
    place_text = Text(max_length=LINE)
    council = Named(
        slug_field="code", queryset=Council.objects.all(), required=False, allow_null=True, default=None
    )
    premises = Named(
        slug_field="reference",
        queryset=Premises.objects.none(),
        required=False,
        allow_null=True,
        default=None,
        help_text="Reference of the premises at which it happened",
    )
    subtype = words(CODE, "Code of a sub-type in force on that day; any goes with any category")
    call_type = words(CODE, "Code of a call type in force on that day")
    qualifiers = codes("Codes of qualifiers in force on that day")


class PlaceSent(Strict):
    """The premises at which an incident happened."""

    address = Text(max_length=LINE)


class Victim(Strict):
    """Who suffers the problem."""

    name = Text(max_length=NAME)
    contact = Text(max_length=NAME, required=False, allow_blank=True, default="")


class NewCase(Strict):
    """A problem, who suffers it, and who works on it."""

    incidents = serializers.ListField(
        child=Text(max_length=40),
        min_length=1,
        max_length=50,
        help_text="References of incidents recorded here",
    )
    summary = Text(max_length=LINE, help_text="The problem in one sentence, without names")
    victim = Victim()
    lead = Named(
        slug_field="username",
        queryset=User.objects.filter(is_active=True, role__in=CASE_WORK),
        required=False,
        help_text="Sign-in name of the lead; you, if left out",
    )


class NewAssessment(Strict):
    """What was said about one victim: each question has an answer, or a reason why there is none."""

    party = Number(min_value=1, max_value=32_767, help_text="Number of the victim in the case")
    with_victim = Flag(help_text="Asked with the victim, not about them")
    answers = serializers.DictField(
        child=Text(max_length=50), allow_empty=False, help_text="Code of a question to the code of its answer"
    )
    unanswered = serializers.DictField(
        child=Choice(choices=Unanswered.choices),
        required=False,
        default=dict,
        help_text="Code of a question to why it has no answer: where all are required there is no level then",
    )
    victim_view = _level("How great the victim sees the risk; empty: not asked")
    raised_to = _level("The level that whoever asks sees; empty: none above the answers")
    raise_reason = _words(LONG, "Why it is raised, in 20 characters or more")


class NotAssessed(Strict):
    """Why a victim was not assessed."""

    party = Number(min_value=1, max_value=32_767, help_text="Number of the victim in the case")
    result = Choice(choices=[(one.value, one.label) for one in (Result.REFUSED, Result.UNREACHABLE)])
    reason = Text(max_length=LONG, help_text="What was tried, and what they said")


class NewSignOff(Strict):
    """Whether a supervisor agrees with an assessment."""

    agreed = Flag()
    note = _words(LONG, "What has to be asked again, where it is returned")


class NewReview(Strict):
    """What a supervisor found at a review."""

    note = Text(max_length=LONG)
