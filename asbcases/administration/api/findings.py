"""Unusual looks by the API, for auditors: what the rules found each night, and what was made of it."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.administration.api.kept import KeptViewSet
from asbcases.audit.look_choices import Examined, Look, Unusual
from asbcases.audit.models import Examination, Finding
from asbcases.audit.queries.looks import names_of, roots_of
from asbcases.audit.queries.unusual import findings
from asbcases.audit.transitions import record_access
from asbcases.audit.transitions.findings import examine_looks
from asbcases.casework.api.shapes import Code, choice
from asbcases.web.api.fields import Choice, Strict, Text
from asbcases.web.api.paging import Filter, page_of
from partners.choices import Action

LONG = 4_000


class UnusualFilter(Filter):
    """Which findings."""

    OPEN, ALL = "open", "all"

    rule = Choice(choices=Unusual.choices, required=False)
    show = Choice(
        choices=[(OPEN, "Not examined yet"), (ALL, "All of them")], required=False, default=OPEN
    )  # fmt: skip


class LookedAtShape(serializers.Serializer[Any]):
    """A record or person that was looked at; the name where it is a person."""

    reference = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True, allow_blank=True)


class ExaminationShape(serializers.ModelSerializer[Examination]):
    """What an auditor made of unusual looks; the newest counts."""

    verdict = choice(Examined)
    examined_by = Code("username")

    class Meta:
        model = Examination
        fields = ("verdict", "words", "examined_at", "examined_by")
        read_only_fields = fields


class UnusualLooksShape(serializers.ModelSerializer[Finding]):
    """Looks of one person on one day that a rule shows, what was counted, and what auditors made of it."""

    number = serializers.IntegerField(source="pk", read_only=True)
    rule = choice(Unusual)
    user = Code("username")
    name = serializers.CharField(source="user.name", read_only=True)
    agency = Code("name")
    of = serializers.SerializerMethodField(help_text="What they looked at, where the rule names it")
    examinations = serializers.SerializerMethodField(help_text="The newest first")

    class Meta:
        model = Finding
        fields = (
            *("number", "rule", "user", "name", "agency", "day", "looks", "first_at", "last_at", "words"),
            *("found_at", "of", "examinations"),
        )
        read_only_fields = fields

    @extend_schema_field(LookedAtShape(many=True))
    def get_of(self, finding: Finding) -> list[Any]:
        """Return what they looked at."""
        names = self.context["names"]
        return [names[root]._asdict() for root in roots_of(finding) if root in names]

    @extend_schema_field(ExaminationShape(many=True))
    def get_examinations(self, finding: Finding) -> Any:
        """Return what auditors made of it."""
        said = sorted(finding.examinations.all(), key=lambda one: -one.pk)
        return ExaminationShape(said, many=True).data


class Examining(Strict):
    """What an auditor makes of unusual looks."""

    verdict = Choice(choices=Examined.choices)
    words = Text(max_length=LONG, help_text="What you read, whom you asked and what they said")


class UnusualViewSet(KeptViewSet[Finding]):
    """What was found unusual among the looks of each day."""

    needs: ClassVar = dict.fromkeys(("list", "retrieve", "examine"), Action.READ_LOOKS)
    shape, route = UnusualLooksShape, "api_unusual_one"

    def find(self, **kwargs: Any) -> None:
        """Find the finding of the route, and record the look at it."""
        super().find(**kwargs)
        if "pk" in kwargs and self.action:
            about = f"unusual looks {self.row.pk}"
            record_access(Look.API, by=self.person, now=self.now, about=about)

    def rows(self) -> QuerySet[Finding]:
        """Return everything that was found."""
        return _with_all(findings())

    def shown(self, row: Finding) -> Response:
        """Return the answer that shows a finding."""
        return Response(UnusualLooksShape(row, context={"names": names_of([row])}).data)

    @extend_schema(
        operation_id="record_unusual_list",
        summary="List what was found unusual among looks, the newest first",
        parameters=[UnusualFilter],
        responses=page_of(UnusualLooksShape),
    )
    def list(self, request: Request) -> Response:
        """What nobody has examined yet, or all of it."""
        wanted = self.asked(UnusualFilter)
        open_only = wanted["show"] == UnusualFilter.OPEN
        rows = _with_all(findings(rule=wanted.get("rule", ""), open_only=open_only))
        names: dict[Any, Any] = {}
        shape = UnusualLooksShape(context={"names": names})

        def named(found: Sequence[Finding]) -> Iterable[Finding]:
            names.update(names_of(found))
            return found

        return self.listed(rows, ("-day", "-id"), shape, wanted=wanted, about="unusual looks", of_rows=named)

    @extend_schema(summary="Read what was found unusual", responses=UnusualLooksShape)
    def retrieve(self, request: Request, pk: int) -> Response:
        """With what auditors made of it."""
        return self.shown(self.row)

    @extend_schema(
        summary="Say what you make of unusual looks", request=Examining, responses={200: UnusualLooksShape}
    )
    def examine(self, request: Request, pk: int) -> Response:
        """Beside what was said before; of looks of your own another auditor says it."""
        said = self.sent(Examining)
        verdict = Examined(said.pop("verdict"))
        examine_looks(self.row, verdict=verdict, **said, **self.by())
        return self.done(self.row)


def _with_all(rows: QuerySet[Finding]) -> QuerySet[Finding]:
    return rows.prefetch_related("examinations__examined_by")
