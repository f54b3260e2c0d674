"""What a case is about beside its people and incidents, by the API: premises, operations, references and other cases."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from asbcases.cases.case_choices import Way
from asbcases.cases.models import (
    Case,
    CaseLink,
    CaseOperation,
    CasePremises,
    ContactPlan,
)
from asbcases.casework.api.incident_parts import (
    LARGEST,
    ExternalReferenceShape,
    ReferenceSent,
)
from asbcases.casework.api.incident_sent import LINE as SHORT
from asbcases.casework.api.incident_sent import LONG, words
from asbcases.casework.api.parts import party_numbered
from asbcases.casework.api.person_shapes import BY, WRONG
from asbcases.casework.api.rows import PartsViewSet, described
from asbcases.casework.api.shapes import Code, choice
from asbcases.casework.forms.codes import REASON
from asbcases.casework.forms.words import LINE
from asbcases.casework.queries.case_parts import ever_linked, operations_for
from asbcases.casework.transitions import (
    agree_contact,
    join_case_operation,
    link_cases,
    mark_part_wrong,
    note_reference,
    place_case,
    unlink_cases,
)
from asbcases.casework.transitions.contact_plans import MOST_DAYS
from asbcases.casework.transitions.places import premises_at
from asbcases.casework.views.case_parts import links_seen
from asbcases.law.periods import london_day
from asbcases.web.api.fields import Choice, Moment, Named, Number, Strict, Text
from asbcases.web.scoped import case_for
from partners import access
from partners.choices import Action

OF = "a case"


class CasePremisesShape(serializers.ModelSerializer[CasePremises]):
    """Premises that a case is about."""

    premises = Code("reference")
    address = serializers.CharField(source="premises.address", read_only=True)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = CasePremises
        fields = ("id", "premises", "address", "note", *BY, *WRONG)
        read_only_fields = fields


class CaseOperationShape(serializers.ModelSerializer[CaseOperation]):
    """A named operation under which a case is worked."""

    operation = serializers.IntegerField(source="operation_id", read_only=True)
    name = serializers.CharField(source="operation.name", read_only=True)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = CaseOperation
        fields = ("id", "operation", "name", *BY, *WRONG)
        read_only_fields = fields


class CaseLinkShape(serializers.ModelSerializer[CaseLink]):
    """Another case that belongs together with this one."""

    other = serializers.SerializerMethodField(help_text="Its reference")
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = CaseLink
        fields = ("id", "other", "reason", *BY, *WRONG)
        read_only_fields = fields

    def get_other(self, link: CaseLink) -> str:
        """Return the case at the other end, whichever way the link was made."""
        return (link.case if link.other_id == self.context["case"].pk else link.other).reference


class ContactPlanShape(serializers.ModelSerializer[ContactPlan]):
    """What was agreed with a victim about staying in contact; of each victim the newest holds."""

    party = Code("number")
    way = choice(Way)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = ContactPlan
        fields = ("id", "party", "every_days", "way", "times", "words", "agreed_at", *BY)
        read_only_fields = fields


class CasePlaced(Strict):
    """Premises that a case is about: on file however the address is written, else recorded."""

    address = Text(max_length=LINE)
    note = words(LINE, "What they have to do with it")


class CaseOperationJoined(Strict):
    """The operation under which a case is put."""

    operation = Number(min_value=1, max_value=LARGEST, help_text="By its `id`; one that is not over")


class CaseLinked(Strict):
    """Another case, and why both belong together."""

    other = Named(slug_field="reference", queryset=Case.objects.none(), help_text="Its reference")
    reason = Text(max_length=REASON)


class ContactAgreed(Strict):
    """How often, by which way and when a victim wants to hear from us."""

    party = Number(min_value=1, max_value=32_767, help_text="Number of the victim in the case")
    every_days = Number(min_value=1, max_value=MOST_DAYS, help_text="Days between contacts, at most")
    way = Choice(choices=Way.choices)
    times = words(SHORT, "When it is good and safe, and when not")
    words: Any = words(LONG, "What else was agreed")
    agreed_at = Moment(required=False, help_text="Now, if left out")


class AboutCaseViewSet(PartsViewSet[Case]):
    """One kind of what a case is about; a partner reads what is shared of it at `shared-cases/`."""

    needs: ClassVar = {
        **dict.fromkeys(("list", "retrieve")),
        **dict.fromkeys(("create", "wrong"), Action.WORK_CASE),
    }
    door = staticmethod(case_for)

    def strike(self, row: Any, *, reason: str) -> None:
        """Take it off the case."""
        mark_part_wrong(row, why=reason, by=self.person, now=self.now)

    def cases(self) -> QuerySet[Case]:
        """Return the cases that the person may know of."""
        return access.cases_visible_to(self.person, now=self.now)


@described("premises", "premises", OF, CasePremisesShape, CasePlaced)
class CasePremisesViewSet(AboutCaseViewSet):
    """The premises that a case is about."""

    shape, page, takes = CasePremisesShape, "api_case_placed", CasePlaced

    def rows(self) -> QuerySet[CasePremises]:
        """Return them."""
        rows = CasePremises.objects.filter(case=self.record)
        return rows.select_related("case", "premises", "recorded_by")

    def note(self, **said: Any) -> Any:
        """Put premises on the case."""
        who = {"by": said["by"], "now": said["now"]}
        premises = premises_at(said.pop("address"), district=self.record.district, **who)
        return place_case(self.record, premises, **said)


@described("an operation", "operations", OF, CaseOperationShape, CaseOperationJoined)
class CaseOperationViewSet(AboutCaseViewSet):
    """The operations under which a case is worked."""

    shape, page, takes = CaseOperationShape, "api_case_operation", CaseOperationJoined

    def rows(self) -> QuerySet[CaseOperation]:
        """Return the links to them."""
        rows = CaseOperation.objects.filter(case=self.record)
        return rows.select_related("case", "operation", "recorded_by")

    def note(self, **said: Any) -> Any:
        """Put the case under an operation."""
        among = operations_for(self.record, london_day(self.now))
        found = among.filter(pk=said.pop("operation")).first()
        if found is None:
            raise ValidationError({"operation": [Named.default_error_messages["does_not_exist"]]})
        return join_case_operation(self.record, found, **said)


@described("a reference of another system", "references", OF, ExternalReferenceShape, ReferenceSent)
class CaseReferenceViewSet(AboutCaseViewSet):
    """Under which references other systems know a case."""

    needs: ClassVar = {**dict.fromkeys(("list", "retrieve")), "create": Action.WORK_CASE}
    shape, page, takes = ExternalReferenceShape, "api_case_reference", ReferenceSent

    def rows(self) -> QuerySet[Any]:
        """Return the references."""
        return self.record.externalreferences.select_related("recorded_by")

    def note(self, **said: Any) -> Any:
        """Note a reference."""
        return note_reference(self.record, **said)


@described("a link with another case", "links", OF, CaseLinkShape, CaseLinked)
class CaseLinkViewSet(AboutCaseViewSet):
    """The other cases that belong together with one, of those that the person may see."""

    shape, page, takes = CaseLinkShape, "api_case_link", CaseLinked

    def rows(self) -> QuerySet[CaseLink]:
        """Return the links, whichever way they were made."""
        return ever_linked(self.record, links_seen(self.person, now=self.now)).select_related(
            "case", "other", "recorded_by"
        )

    def seen_with(self) -> dict[str, Any]:
        """Return the case from which the link is looked at."""
        return {"case": self.record}

    def sent_with(self) -> dict[str, Any]:
        """Return the cases that may be named."""
        return {"among": {"other": self.cases()}}

    def note(self, **said: Any) -> Any:
        """Link the case with another."""
        return link_cases(self.record, said.pop("other"), **said)

    def strike(self, row: Any, *, reason: str) -> None:
        """Take the link back."""
        unlink_cases(row, why=reason, by=self.person, now=self.now)


@described("what is agreed about contact", "agreements about contact", OF, ContactPlanShape, ContactAgreed)
class ContactPlanViewSet(AboutCaseViewSet):
    """What is agreed with the victims of a case about staying in contact; of each the newest holds."""

    needs: ClassVar = {**dict.fromkeys(("list", "retrieve")), "create": Action.WORK_CASE}
    shape, page, takes = ContactPlanShape, "api_contact_plan", ContactAgreed

    def rows(self) -> QuerySet[ContactPlan]:
        """Return them."""
        return ContactPlan.objects.filter(case=self.record).select_related("party", "recorded_by")

    def note(self, **said: Any) -> Any:
        """Keep what was agreed."""
        party, way = party_numbered(self.record, said.pop("party")), Way(said.pop("way"))
        return agree_contact(self.record, party=party, way=way, **{"agreed_at": self.now, **said})
