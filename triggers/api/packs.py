"""Packs of panels by the API: made, which there are for a person to read, their words, and where the file of each is."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.cases.models import CaseReview
from asbcases.casework.api.shapes import Code
from asbcases.casework.forms.words import LINE
from asbcases.remedies.api.sent import Numbered
from asbcases.web.api.fields import Flag, Number, Strict, Text
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import LOCATION
from asbcases.web.api.views import RecordViewSet, ScopedViewSet
from asbcases.web.scoped import review_for
from partners import access
from partners.choices import Action
from triggers.choices import PackLevel
from triggers.models import Panel, ReviewPack
from triggers.queries.packs import listed, packs_open_to
from triggers.transitions.packs import make_pack
from triggers.views.asked import read_application
from triggers.views.packs import NEWEST

PANELS = 32_767


class CaseReviewPackShape(serializers.ModelSerializer[ReviewPack]):
    """A pack as it was made; `pdf` is the address of its file, which is what was handed out and never made again."""

    review = Code("reference")
    panel = Code("number")
    level_name = serializers.CharField(source="get_level_display", read_only=True)
    for_whom = serializers.SerializerMethodField(
        help_text="For whom it was made; empty for those who were let in and do not work on the review"
    )
    recorded_by = Code("username")
    pdf = serializers.SerializerMethodField()

    class Meta:
        model = ReviewPack
        fields: tuple[str, ...] = (
            *("review", "number", "panel", "level", "level_name", "for_whom", "large", "template_version"),
            *("sha256", "made_at", "recorded_by", "pdf"),
        )
        read_only_fields = fields

    def get_for_whom(self, pack: Any) -> str:
        """Return for whom it was made, to those who make packs."""
        return str(pack.for_whom) if pack.worked else ""

    def get_pdf(self, pack: ReviewPack) -> str:
        """Return the address of the file; who opens it is noted to have taken it out."""
        return reverse("review_pack_pdf", args=[pack.review.reference, pack.number])


class CaseReviewPackWithWords(CaseReviewPackShape):
    """A pack with the words that it was made of."""

    data: Any = serializers.JSONField(read_only=True)

    class Meta:
        model = ReviewPack
        fields = (*CaseReviewPackShape.Meta.fields, "data")
        read_only_fields = fields


class CaseReviewPackFilter(Filter):
    """Of which panel."""

    panel = serializers.IntegerField(
        required=False, min_value=1, max_value=PANELS, help_text="Its number on the review"
    )


class NewPack(Strict):
    """For which panel a pack is made, how much it holds, and for whom."""

    panel = Numbered("Its number on the review", queryset=Panel.objects.none())
    level = Number(
        min_value=min(PackLevel),
        max_value=max(PackLevel),
        help_text="From 0, nobody named, over the tiers 1 to 3 of whoever is let in, to 4, the whole",
    )
    for_whom = Text(max_length=LINE, help_text="It is kept with the pack, and does not stand in it")
    large = Flag(required=False, default=False, help_text="In large print, 18 point")


class PacksViewSet(ScopedViewSet):
    """The packs of all panels that the person reads."""

    needs: ClassVar = {"list": Action.READ_PACKS}

    @extend_schema(
        operation_id="case_reviews_packs_of_all",
        summary="List the packs of panels that you read, the newest first",
        parameters=[Filter],
        responses=page_of(CaseReviewPackShape),
    )
    def list(self, request: Request) -> Response:
        """Of reviews on which you work, and of the tier at which you were let in to one."""
        rows, shape = listed(packs_of(self)), CaseReviewPackShape()
        return self.listed(rows, NEWEST, shape, wanted=self.asked(), about="Packs of panels")


class CaseReviewPackViewSet(RecordViewSet[CaseReview]):
    """The packs of one review; whoever sees the review, and was neither let in nor works on it, reads none."""

    needs: ClassVar = {
        **dict.fromkeys(("list", "retrieve"), Action.READ_PACKS),
        "create": Action.WORK_REVIEW,
    }
    door = staticmethod(review_for)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Let the request through, to a review of which there may be packs for the person."""
        super().initial(request, *args, **kwargs)
        if self.action in self.needs and not access.reads_packs_of(self.record, self.person, now=self.now):
            raise PermissionDenied
        if self.action == "create":
            read_application(self.record)

    @extend_schema(
        summary="List the packs of a case review that you read, the newest first",
        parameters=[CaseReviewPackFilter],
        responses=page_of(CaseReviewPackShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """Each with the hash of its file."""
        wanted = self.asked(CaseReviewPackFilter)
        rows = listed(packs_of(self)).filter(review=self.record)
        if "panel" in wanted:
            rows = rows.filter(panel__number=wanted["panel"])
        return self.listed(rows, NEWEST, CaseReviewPackShape(), wanted=wanted)

    @extend_schema(
        summary="Make a pack for a panel",
        request=NewPack,
        responses={201: CaseReviewPackWithWords},
        parameters=[LOCATION],
    )
    def create(self, request: Request, reference: str) -> Response:
        """As the review stands; one that was made before stays, and this has a new number."""
        panels = Panel.objects.filter(review=self.record).select_related("review")
        said = self.sent(NewPack, among={"panel": panels})
        said["level"] = PackLevel(said["level"])
        pack = make_pack(said.pop("panel"), **said, by=self.person, now=self.now)
        address = reverse("api_case_review_pack", args=[self.record.reference, pack.number])
        return self.made(self._with_words(pack.number), address)

    @extend_schema(summary="Read a pack", responses=CaseReviewPackWithWords)
    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """With its words, as they were stored with it."""
        return self._with_words(number)

    def read(self, **kwargs: Any) -> Response:
        """Return the pack of an address."""
        self.find(**kwargs)
        return self._with_words(kwargs["number"])

    def _with_words(self, number: int) -> Response:
        rows = packs_of(self).select_related("recorded_by").defer("pdf")
        pack = get_object_or_404(rows, review=self.record, number=number)
        return Response(CaseReviewPackWithWords(pack).data)


def packs_of(view: ScopedViewSet) -> QuerySet[ReviewPack]:
    """Return the packs that whoever asks reads, each with whether they work on its review."""
    works = access.reviews_worked_by(view.person, now=view.now).filter(pk=OuterRef("review"))
    return packs_open_to(view.person, now=view.now).annotate(worked=Exists(works))
