"""Papers by the API: what was made of a measure, with its words and its hash; making one; letting a reporter be named."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.casework.api.incident_sent import words as if_any
from asbcases.casework.api.shapes import Code, choice
from asbcases.enforcement.api.after_a_notice import MeasurePartViewSet
from asbcases.enforcement.choices import PaperKind
from asbcases.enforcement.models import FixedPenalty, NamingReason, Paper
from asbcases.enforcement.queries.papers import naming_reasons_of, papers_of, penalties_of
from asbcases.enforcement.rules.naming import Finding, plain
from asbcases.enforcement.transitions.papers import allow_naming, make_paper
from asbcases.enforcement.views.papers import Of, ahead_of
from asbcases.errors import Refused
from asbcases.web.api.fields import Choice, Flag, Strict, Text
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import LOCATION
from partners.choices import Action

WORDS, REFERENCE, RULE, PASSAGE, PASSAGES = 4_000, 20, 10, 2_000, 200


class PaperShape(serializers.ModelSerializer[Paper]):
    """A paper as it was made; `pdf` is the address of its file, which is the evidence and never made again."""

    kind = choice(PaperKind)
    penalty = Code("reference", allow_null=True)
    recorded_by = Code("username", allow_null=True)
    pdf = serializers.SerializerMethodField()

    class Meta:
        model = Paper
        fields = (
            "number",
            "kind",
            "penalty",
            "large",
            "template_version",
            "sha256",
            "made_at",
            "recorded_by",
            "pdf",
        )
        read_only_fields = fields

    def get_pdf(self, paper: Paper) -> str:
        """Return the address of the file; who opens it is noted to have taken it out."""
        return reverse("paper_pdf", args=[paper.case.reference, paper.measure.reference, paper.number])


class PaperWithWords(PaperShape):
    """A paper with the words that it was made of."""

    data: Any = serializers.JSONField(read_only=True)

    class Meta:
        model = Paper
        fields = (*PaperShape.Meta.fields, "data")
        read_only_fields = fields


class NewPaper(Strict):
    """Which paper to make."""

    kind = Choice(choices=PaperKind.choices)
    penalty = if_any(REFERENCE, "Reference of the fixed penalty, for its notice")
    large = Flag(required=False, default=False, help_text="In 18 point")
    over: Any = serializers.DictField(
        child=Text(max_length=WORDS),
        required=False,
        default=dict,
        help_text="By the id of each rule that warns: why it is made all the same",
    )


class NamingShape(serializers.ModelSerializer[NamingReason]):
    """Why words of a reporter may stand in papers to the respondent."""

    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = NamingReason
        fields = ("found", "consent", "reason", "rank", "given_at", "recorded_by")
        read_only_fields = fields


class NewNaming(Strict):
    """Which passages of a paper may tell who reported, and on what that rests."""

    kind = Choice(choices=PaperKind.choices)
    penalty = if_any(REFERENCE, "Reference of the fixed penalty, for its notice")
    passages: Any = serializers.ListField(
        child=Text(max_length=PASSAGE),
        allow_empty=False,
        max_length=PASSAGES,
        help_text="As the refusal names them",
    )
    consent = Flag(help_text="The reporter agrees; no: a sergeant or above decides")
    reason = Text(max_length=WORDS)


class PaperViewSet(MeasurePartViewSet):
    """The papers of one measure; for police only."""

    needs: ClassVar = {
        **dict.fromkeys(("list", "retrieve", "naming"), Action.SEE_ORDERS),
        **dict.fromkeys(("create", "allow"), Action.ENFORCE),
    }

    @extend_schema(
        summary="List the papers of a warning, notice or order, the newest first",
        parameters=[Filter],
        responses=page_of(PaperShape),
    )
    def list(self, request: Request, reference: str, measure: str) -> Response:
        """Each with the hash of its file."""
        rows = papers_of(self.measure).select_related("case", "measure", "penalty", "recorded_by")
        return self.listed(rows, ("-number", "-id"), PaperShape(), wanted=self.asked())

    @extend_schema(summary="Read a paper", responses=PaperWithWords)
    def retrieve(self, request: Request, reference: str, measure: str, number: int) -> Response:
        """With its words, as they were stored with it."""
        return self._shown(number)

    @extend_schema(
        summary="Make a paper", request=NewPaper, responses={201: PaperWithWords}, parameters=[LOCATION]
    )
    def create(self, request: Request, reference: str, measure: str) -> Response:
        """Refused while it lacks what it must contain, or would tell who reported; the refusal names it."""
        said = self.sent(NewPaper)
        kind, penalty = PaperKind(said["kind"]), self._penalty(said["penalty"])
        more: dict[str, Any] = {
            "large": said["large"],
            "over": said["over"],
            "by": self.person,
            "now": self.now,
        }
        made = make_paper(self.measure, kind=kind, penalty=penalty, **more)
        return self.made(self._shown(made.number), reverse("api_paper", args=self.address(made.number)))

    @extend_schema(
        summary="List why papers may tell who reported, the newest first",
        parameters=[Filter],
        responses=page_of(NamingShape),
    )
    def naming(self, request: Request, reference: str, measure: str) -> Response:
        """The reporter's consent, or a supervisor's reason."""
        return self.listed(naming_reasons_of(self.measure), ("-id",), NamingShape(), wanted=self.asked())

    @extend_schema(
        summary="Let a paper tell who reported",
        request=NewNaming,
        responses={201: NamingShape},
        parameters=[LOCATION],
    )
    def allow(self, request: Request, reference: str, measure: str) -> Response:
        """For these passages alone; without consent a sergeant or above decides."""
        said = self.sent(NewNaming)
        penalty = self._penalty(said["penalty"])
        of = Of(self.record, self.measure, self.person, self.now)
        found = _among(ahead_of(of, said["kind"], penalty).naming, said["passages"])
        more: dict[str, Any] = {"consent": said["consent"], "reason": said["reason"]}
        kept = allow_naming(self.measure, found=found, **more, by=self.person, now=self.now)
        return self.made(Response(NamingShape(kept).data), reverse("api_paper_naming", args=self.address()))

    def _penalty(self, reference: str) -> FixedPenalty | None:
        if not reference:
            return None
        found = next((one for one in penalties_of(self.measure) if one.reference == reference), None)
        if found is None:
            raise ValidationError(
                {"penalty": ["There is no such fixed penalty for a breach of this notice."]}
            )
        return found

    def read(self, **kwargs: Any) -> Response:
        """Return the paper, or the reasons, that these parts of an address name."""
        self.find(**kwargs)
        if "number" in kwargs:
            return self._shown(kwargs["number"])
        kept = naming_reasons_of(self.measure).first()
        return Response(NamingShape(kept).data)

    def _shown(self, number: int) -> Response:
        rows = self.measure.papers.select_related("case", "measure", "penalty", "recorded_by").defer("pdf")
        return Response(PaperWithWords(get_object_or_404(rows, number=number)).data)


def _among(found: list[Finding], passages: list[str]) -> list[Finding]:
    """Return what was found in these words; refuse words that would tell nothing."""
    wanted = {plain(one) for one in passages}
    chosen = [one for one in found if plain(one.passage) in wanted and not one.hidden]
    if {plain(one.passage) for one in chosen} != wanted:
        raise Refused("Not all of these passages would tell who reported: take them from the refusal.")
    return chosen
