"""What hangs on an incident beside its people: hate and its lead, and a gathering, by the API as on the pages."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.cases.choices import GatheringKind, Licence, Tool
from asbcases.cases.models import Gathering, Incident
from asbcases.cases.queries import locked
from asbcases.casework.api.incident_sent import LINE, REASON, words
from asbcases.casework.api.shapes import Code, choice
from asbcases.casework.queries.incident_parts import handover_of, hate_in
from asbcases.casework.transitions import accept_hate, note_gathering
from asbcases.casework.transitions.hate import leads_on_hate
from asbcases.web.api.etags import etag_of, locked_if_match, unless_known
from asbcases.web.api.fields import Choice, Number, Strict, Text
from asbcases.web.api.schema import ETAG, IF_NONE_MATCH, of_act
from asbcases.web.api.views import RecordViewSet
from asbcases.web.scoped import incident_for
from partners.choices import Action

MOST = 1_000_000


class HateShape(serializers.Serializer[Any]):
    """Whether something says that hate is part of an incident, and what its lead does about it."""

    hate = serializers.BooleanField(read_only=True, help_text="By a triage or a classification")
    note = serializers.CharField(
        read_only=True, allow_blank=True, help_text="Empty while nobody took it over"
    )
    recorded_at = serializers.DateTimeField(read_only=True, allow_null=True)
    recorded_by = serializers.CharField(read_only=True, allow_null=True, help_text="Sign-in name")


class HateTaken(Strict):
    """What the lead for hate crime does about it."""

    note = Text(max_length=REASON)


class GatheringShape(serializers.ModelSerializer[Gathering]):
    """What is known of an event that draws people together."""

    kind = choice(GatheringKind)
    licence = choice(Licence)
    tools = serializers.ListField(child=choice(Tool), read_only=True, help_text="Powers and tools used")
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = Gathering
        fields = (
            *("kind", "organiser", "numbers", "licence", "licence_reference", "tools", "note"),
            *("recorded_at", "recorded_by", "version"),
        )
        read_only_fields = fields


class GatheringSent(Strict):
    """All that is known of such an event."""

    kind = Choice(choices=GatheringKind.choices)
    organiser = words(LINE, "Who is said to have called it, and who says so")
    numbers = Number(
        min_value=0, max_value=MOST, required=False, allow_null=True, default=None, help_text="At most"
    )
    licence = Choice(choices=Licence.choices)
    licence_reference = words(LINE)
    tools = serializers.ListField(
        child=Choice(choices=Tool.choices), required=False, default=list, max_length=len(Tool.choices)
    )
    note = words(REASON)


class HateViewSet(RecordViewSet[Incident]):
    """What an incident says of hate, and who took it over."""

    needs: ClassVar = dict.fromkeys(("retrieve", "accept"), Action.RECORD_INCIDENT)
    door = staticmethod(incident_for)

    @extend_schema(summary="Read what an incident says of hate", responses=HateShape)
    def retrieve(self, request: Request, reference: str) -> Response:
        """And what its lead does about it."""
        return self.shown(self.record)

    @extend_schema(
        summary="Take over what an incident says of hate", request=HateTaken, responses={200: HateShape}
    )
    def accept(self, request: Request, reference: str) -> Response:
        """As the lead for hate crime, or as a supervisor in their place; once."""
        if not leads_on_hate(self.person):
            raise PermissionDenied
        accept_hate(self.record, **self.sent(HateTaken), by=self.person, now=self.now)
        return self.changed(self.shown(self.record), reverse("api_incident_hate", args=[reference]))

    def shown(self, record: Incident) -> Response:
        """Return the answer that shows it."""
        taken = handover_of(record)
        by = taken.recorded_by if taken else None
        return Response(
            {
                "hate": hate_in(record),
                "note": taken.note if taken else "",
                "recorded_at": taken.recorded_at if taken else None,
                "recorded_by": by.username if by else None,
            }
        )


class GatheringViewSet(RecordViewSet[Incident]):
    """What is known of the event, where an incident is one that draws people together."""

    needs: ClassVar = dict.fromkeys(("retrieve", "note", "correct"), Action.RECORD_INCIDENT)
    door = staticmethod(incident_for)

    @extend_schema(
        summary="Read what is known of a gathering",
        responses=GatheringShape,
        parameters=[IF_NONE_MATCH, ETAG],
    )
    def retrieve(self, request: Request, reference: str) -> Response:
        """It is not there while nothing is noted."""
        return unless_known(request, self.shown(self.record))

    @extend_schema(
        summary="Note what is known of a gathering",
        request=GatheringSent,
        responses={200: GatheringShape},
        parameters=[ETAG],
    )
    def note(self, request: Request, reference: str) -> Response:
        """Once; then it is corrected."""
        self._noted(read=0)
        return self.changed(self.shown(self.record), self._address())

    @extend_schema(summary="Correct what is known of a gathering", **of_act(GatheringSent, GatheringShape))
    def correct(self, request: Request, reference: str) -> Response:
        """All of it is stated anew."""
        # Whatever is done on an incident locks it before what hangs on it.
        locked(self.record)
        known = locked_if_match(request, get_object_or_404(Gathering, incident=self.record))
        self._noted(read=known.version)
        return self.changed(self.shown(self.record), self._address())

    def shown(self, record: Incident) -> Response:
        """Return the answer that shows what is known, with its version."""
        known = get_object_or_404(Gathering.objects.select_related("recorded_by"), incident=record)
        return Response(GatheringShape(known).data, headers={"ETag": etag_of(known)})

    def _noted(self, *, read: int) -> None:
        note_gathering(self.record, **self.sent(GatheringSent), read=read, by=self.person, now=self.now)

    def _address(self) -> str:
        return reverse("api_incident_gathering", args=[self.record.reference])
