"""Warnings and notices by the API: drafted, shown to be justified, issued, served, varied, reviewed, ended."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.cases.models import Person, Premises
from asbcases.cases.queries import locked
from asbcases.casework.api.parts import CasePartViewSet
from asbcases.enforcement.api import measure_sent as sent
from asbcases.enforcement.api.conditions import duties_in
from asbcases.enforcement.api.evidence import NOBODY, incidents_seen, named_in
from asbcases.enforcement.api.measure_shapes import MeasureLineShape, MeasureShape
from asbcases.enforcement.choices import MeasureKind
from asbcases.enforcement.models import LimbEvidence, Measure, MeasureTerm, Paper
from asbcases.enforcement.queries.measures import STANDS, kept_of, measures_of
from asbcases.enforcement.transitions import approving, drafting, duties, evidence, issuing
from asbcases.web.api.etags import etag_of, locked_if_match, unless_known
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_MATCH, IF_NONE_MATCH, LOCATION
from partners.choices import Action

NEWEST = ("-recorded_at", "-id")
HANGS_ON = (
    *("terms__foreshadowed_by", "limbs__evidence__incident", "limbs__evidence__entry"),
    *(
        "limbs__evidence__document",
        "limbs__evidence__statement",
        "informed",
        "services__photo",
        "rules_weighed__recorded_by",
    ),
    Prefetch("services__paper", Paper.objects.defer("pdf", "data")),
    *("changes", "reviews"),
)
ACT: dict[str, Any] = {"responses": {200: MeasureShape}, "parameters": [IF_MATCH, ETAG]}


class MeasureViewSet(CasePartViewSet):
    """The warnings, notices and orders of a case; for police only."""

    needs: ClassVar = {
        **dict.fromkeys(("list", "retrieve"), Action.SEE_ORDERS),
        **dict.fromkeys(
            (
                *(
                    "create",
                    "record_other",
                    "draft",
                    "add_term",
                    "change_term",
                    "take_out",
                    "limb",
                    "unlink",
                    "informed",
                    "must_be",
                ),
                *("submit", "drop"),
            ),
            Action.ENFORCE,
        ),
    }

    # --- Reading ------------------------------------------------------------------------------------
    @extend_schema(
        summary="List the warnings, notices and orders of a case, the newest first",
        parameters=[Filter],
        responses=page_of(MeasureLineShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """With those of other bodies, and those that were recorded in error."""
        return self.listed(kept_of(self.record), NEWEST, MeasureLineShape(), wanted=self.asked())

    @extend_schema(summary="Read a measure", responses=MeasureShape, parameters=[IF_NONE_MATCH, ETAG])
    def retrieve(self, request: Request, reference: str, measure: str) -> Response:
        """With its requirements, limbs, services, what was weighed, requests and reviews."""
        return unless_known(request, self._shown(measure))

    def read(self, **kwargs: Any) -> Response:
        """Return the measure of an address."""
        self.find(**kwargs)
        return self._shown(kwargs["measure"])

    # --- Drafting -----------------------------------------------------------------------------------
    @extend_schema(
        summary="Begin the draft of a warning or notice",
        request=sent.NewMeasure,
        responses={201: MeasureShape},
        parameters=[LOCATION, ETAG],
    )
    def create(self, request: Request, reference: str) -> Response:
        """About one of the people of the case."""
        said = self.sent(sent.NewMeasure, among=self._among())
        kind = MeasureKind(said.pop("kind"))
        return self._made(
            drafting.draft_measure(self.record, kind=kind, **said, by=self.person, now=self.now)
        )

    @extend_schema(
        summary="Record a warning or notice as another body gave it",
        request=sent.OfAnother,
        responses={201: MeasureShape},
        parameters=[LOCATION, ETAG],
    )
    def record_other(self, request: Request, reference: str) -> Response:
        """Whatever it says: what our own could not be is kept as a warning."""
        said = self.sent(sent.OfAnother, among=self._among())
        return self._made(issuing.record_of_another(self.record, **said, by=self.person, now=self.now))

    @extend_schema(summary="Change what a draft says", request=sent.DraftSaid, **ACT)
    def draft(self, request: Request, reference: str, measure: str) -> Response:
        """One that was approved waits for approval anew."""
        said = self.sent(sent.DraftSaid, among=self._among())
        return self._act(measure, lambda row: drafting.change_draft(row, **said, **self._who))

    @extend_schema(summary="Add a requirement to a draft", request=sent.NewTerm, **ACT)
    def add_term(self, request: Request, reference: str, measure: str) -> Response:
        """One act in one row."""
        said = self.sent(sent.NewTerm)
        return self._act(measure, lambda row: drafting.add_term(row, **self._row(row, said), **self._who))

    @extend_schema(
        summary="Change a requirement of a draft",
        operation_id="cases_measures_terms_change",
        request=sent.NewTerm,
        **ACT,
    )
    def change_term(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """Whole: what is left out is empty."""
        said = self.sent(sent.NewTerm)

        def act(row: Measure) -> object:
            return drafting.change_term(self._term(row, number), **self._row(row, said), **self._who)

        return self._act(measure, act)

    @extend_schema(summary="Take a requirement out of a draft", request=None, **ACT)
    def take_out(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """Its number is not used again."""
        return self._act(measure, lambda row: drafting.take_out_term(self._term(row, number), **self._who))

    @extend_schema(summary="Say why a limb is met, and link what shows it", request=sent.NewLimb, **ACT)
    def limb(self, request: Request, reference: str, measure: str) -> Response:
        """At most one thing at a time; without one, only the reason is kept."""
        said = self.sent(sent.NewLimb, among=self._among())
        return self._act(measure, lambda row: self._limb(row, said))

    @extend_schema(summary="Take back what shows a limb", request=sent.Why, **ACT)
    def unlink(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """By its id, while it is drafted: the link stays, marked as wrong."""
        why = self.sent(sent.Why)["reason"]

        def act(row: Measure) -> object:
            link = get_object_or_404(LimbEvidence, limb__measure=row, pk=number)
            link.limb.measure = row
            return evidence.unlink_evidence(link, why=why, **self._who)

        return self._act(measure, act)

    @extend_schema(summary="Note where somebody must be, and when", request=sent.MustBe, **ACT)
    def must_be(self, request: Request, reference: str, measure: str) -> Response:
        """In place of what was noted before, so that the requirements can be checked against it."""
        said = self.sent(sent.MustBe)["duties"]
        return self._act(measure, lambda row: duties.note_duties(row, duties=duties_in(said), **self._who))

    @extend_schema(summary="Note who was informed, or why nobody was", request=sent.NewInformed, **ACT)
    def informed(self, request: Request, reference: str, measure: str) -> Response:
        """Before issue (CPN-5)."""
        said = self.sent(sent.NewInformed)
        return self._act(measure, lambda row: evidence.note_informed(row, **said, **self._who))

    @extend_schema(summary="Send a draft for approval", request=sent.Why, **ACT)
    def submit(self, request: Request, reference: str, measure: str) -> Response:
        """The decision is taken where all decisions are."""
        said = self.sent(sent.Why)
        return self._act(measure, lambda row: approving.submit_measure(row, **said, **self._who))

    @extend_schema(summary="Drop a draft", request=sent.Why, **ACT)
    def drop(self, request: Request, reference: str, measure: str) -> Response:
        """With the reason."""
        said = self.sent(sent.Why)
        return self._act(measure, lambda row: drafting.drop_measure(row, **said, **self._who))

    # --- In between -------------------------------------------------------------------------------
    @property
    def _who(self) -> dict[str, Any]:
        return {"by": self.person, "now": self.now}

    def _act(self, measure: str, act: Callable[[Measure], object]) -> Response:
        """Do something about a measure as its reader knew it, locked after its case; return it as it stands then."""
        locked(self.record)
        row = locked_if_match(self.request, self._one(measure))
        row.case = self.record
        act(row)
        return self.changed(self._shown(measure), self._address(measure))

    def _one(self, measure: str) -> Measure:
        return get_object_or_404(kept_of(self.record), reference=measure)

    def _shown(self, measure: str) -> Response:
        rows = kept_of(self.record).select_related("warning", "premises", "issued_by")
        row = get_object_or_404(rows.prefetch_related(*HANGS_ON), reference=measure)
        return Response(MeasureShape(row).data, headers={"ETag": etag_of(row)})

    def _address(self, measure: str) -> str:
        return reverse("api_measure", args=[self.record.reference, measure])

    def _made(self, measure: Measure) -> Response:
        return self.made(self._shown(measure.reference), self._address(measure.reference))

    def _among(self) -> dict[str, Any]:
        """Return what may be named: people and premises of the case, its warnings, its incidents that one sees."""
        premises = Premises.objects.filter(case_links__in=self.record.premises_links.filter(STANDS))
        return {
            "subject": Person.objects.filter(parts__in=self.record.parties.filter(STANDS)).distinct(),
            "premises": premises.distinct(),
            "warning": measures_of(self.record).filter(kind=MeasureKind.CPW),
            "incident": incidents_seen(self.record, self.person, self.now),
        }

    def _row(self, measure: Measure, said: dict[str, Any]) -> dict[str, Any]:
        """Return a requirement as the transition takes it: with the row of the warning that a number names."""
        number = said["foreshadowed_by"]
        if number is None:
            return said
        earlier = MeasureTerm.objects.filter(measure=measure.warning_id, number=number, ended_at__isnull=True)
        if (term := earlier.first()) is None:
            raise ValidationError({"foreshadowed_by": [NOBODY]})
        return {**said, "foreshadowed_by": term}

    def _term(self, measure: Measure, number: int) -> MeasureTerm:
        term = get_object_or_404(MeasureTerm, measure=measure, number=number)
        term.measure = measure
        return term

    def _limb(self, measure: Measure, said: dict[str, Any]) -> None:
        things = named_in(self.record, said)
        limb = evidence.note_limb(measure, limb=said["limb"], reason=said["reason"], **self._who)
        limb.measure = measure
        if any(things.values()):
            more = {"happened_at": said["happened_at"], "note": said["note"]}
            evidence.link_evidence(limb, **things, **more, **self._who)
