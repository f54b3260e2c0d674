"""Notes of agencies through the API: of one's own agency on a shared case, and those that the police read on theirs."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.audit.look_choices import Look
from asbcases.cases.models import Case
from asbcases.web.api.fields import Flag, Strict, Text
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import LOCATION
from asbcases.web.api.views import RecordViewSet, ScopedViewSet
from asbcases.web.scoped import case_for
from partners.choices import Action
from partners.forms.notes import WORDS
from partners.models import PartnerNote, Share
from partners.queries.notes import notes_for_police, notes_of_agency
from partners.transitions.noting import note_for_agency
from partners.views.notes import NEWEST, noted_for


class NoteShape(serializers.ModelSerializer[PartnerNote]):
    """A note of an agency on a case that is shared with it; its words never change."""

    agency = serializers.CharField(source="agency.name", read_only=True, help_text="Whose note it is")
    written_by = serializers.CharField(source="recorded_by.name", default="", read_only=True)
    written_at = serializers.DateTimeField(source="recorded_at", read_only=True)

    class Meta:
        model = PartnerNote
        fields = ("number", "agency", "shown_to_police", "words", "written_by", "written_at")
        read_only_fields = fields


class NewNote(Strict):
    """What is noted, and who reads it."""

    words = Text(max_length=WORDS, trim_whitespace=False)
    shown_to_police = Flag(help_text="false: your agency alone; true: also the police who see the case")


class SharedNoteViewSet(ScopedViewSet):
    """What your agency noted on a case that is shared with you."""

    needs: ClassVar = dict.fromkeys(("list", "retrieve", "create"), Action.NOTE_FOR_AGENCY)
    shares: list[Share]

    def find(self, **kwargs: Any) -> None:
        """Find the shares by which the person knows the case, and keep that its notes were read; another method reads nothing."""
        if self.action:
            _, _, self.shares = noted_for(self.request._request, kwargs["reference"], look=Look.API)

    @extend_schema(
        summary="List the notes of your agency on a shared case, the newest first",
        parameters=[Filter],
        responses=page_of(NoteShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """Those that you may read, while a share lets you in; never those of another agency."""
        rows = notes_of_agency(self.shares[0].case_id, self.person, now=self.now)
        return self.listed(rows, NEWEST, NoteShape(), wanted=self.asked())

    @extend_schema(summary="Read a note of your agency on a shared case", responses=NoteShape)
    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """Its words never change."""
        return self._shown(number)

    @extend_schema(
        summary="Write a note on a shared case",
        request=NewNote,
        responses={201: NoteShape},
        parameters=[LOCATION],
    )
    def create(self, request: Request, reference: str) -> Response:
        """For your agency alone, or for the police too: the lead of the case is told of the latter."""
        made = note_for_agency(self.shares, **self.sent(NewNote), by=self.person, now=self.now)
        address = reverse("api_shared_note", args=[reference, made.number])
        return self.made(self._shown(made.number), address)

    def read(self, **kwargs: Any) -> Response:
        """Return the note of an address."""
        self.find(**kwargs)
        return self._shown(kwargs["number"])

    def _shown(self, number: int) -> Response:
        rows = notes_of_agency(self.shares[0].case_id, self.person, now=self.now)
        return Response(NoteShape(get_object_or_404(rows, number=number)).data)


class PartnerNoteViewSet(RecordViewSet[Case]):
    """What agencies noted on a case for the police too; for police only."""

    needs: ClassVar = {"list": None}
    door = staticmethod(case_for)

    @extend_schema(
        summary="List what partners noted on a case for the police, the newest first",
        parameters=[Filter],
        responses=page_of(NoteShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """What an agency keeps to itself is not among them."""
        rows = notes_for_police(self.record)
        return self.listed(rows, ("-recorded_at", "-id"), NoteShape(), wanted=self.asked())
