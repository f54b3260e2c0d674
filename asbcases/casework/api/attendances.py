"""Who was sent to an incident, who came and what they found, or that nobody came."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.accounts.choices import POLICE_WORK
from asbcases.accounts.models import Agency, User
from asbcases.cases.choices import NoneAttended
from asbcases.cases.models import Attendance
from asbcases.casework.api.incident_acts import READING, DecisionViewSet
from asbcases.casework.api.incident_sent import LINE, LONG, words
from asbcases.casework.api.shapes import Code, choice
from asbcases.casework.queries.attendances import attendances_of
from asbcases.casework.transitions import record_attendance, record_none_attended, send_officer
from asbcases.web.api.fields import Choice, Moment, Named, Number, Strict
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import LOCATION
from partners import access
from partners.choices import Action


class AttendanceShape(serializers.ModelSerializer[Attendance]):
    """Somebody was sent or came; or nobody did, with the reason."""

    agency = Code("name", allow_null=True)
    officer = Code("username", allow_null=True)
    none_attended = choice(NoneAttended, allow_blank=True)
    recorded_by = Code("username", allow_null=True)

    class Meta:
        model = Attendance
        fields = (
            *("number", "agency", "unit", "officer", "sent_at", "arrived_at", "left_at", "result"),
            *("none_attended", "none_reason", "recorded_at", "recorded_by"),
        )
        read_only_fields = fields


class NewAttendance(Strict):
    """One of three: somebody is sent (`sent_at`), somebody came (`arrived_at`), or nobody did (`none_attended`)."""

    sent = Number(
        required=False, min_value=1, max_value=32_767, help_text="Number of who was sent and has come now"
    )
    officer = Named(
        slug_field="username",
        queryset=User.objects.filter(is_active=True, role__in=POLICE_WORK),
        required=False,
        allow_null=True,
        default=None,
        help_text="Sign-in name",
    )
    unit = words(LINE, "Call sign or team")
    agency = Named(
        slug_field="name",
        queryset=Agency.objects.filter(active=True),
        required=False,
        help_text="Yours, if left out",
    )
    sent_at = Moment(required=False)
    arrived_at = Moment(required=False)
    left_at = Moment(required=False)
    result = words(LONG, "What was found and done: needed with `arrived_at`")
    none_attended = Choice(choices=NoneAttended.choices, required=False)
    none_reason = words(LONG, "Needed with `none_attended`")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return what was sent, if it is one of the three."""
        if len(attrs.keys() & {"sent_at", "arrived_at", "none_attended"}) != 1:
            raise ValidationError("Send one of sent_at, arrived_at and none_attended.")
        return attrs


class AttendanceViewSet(DecisionViewSet):
    """Attendances of an incident."""

    needs: ClassVar = {"list": READING, "retrieve": READING, "create": Action.ATTEND}
    shape, page, key = AttendanceShape, "api_incident_attendance", "number"

    def rows(self) -> QuerySet[Attendance]:
        """Return every attendance of the incident."""
        return attendances_of(self.record)

    @extend_schema(
        summary="List the attendances of an incident, the newest first",
        parameters=[Filter],
        responses=page_of(AttendanceShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """With what was found; or why nobody came."""
        return self.answered()

    @extend_schema(summary="Read an attendance of an incident", responses=AttendanceShape)
    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """Of whoever was sent or came."""
        return self.one(number)

    @extend_schema(
        summary="Send somebody to an incident, or say who came, or that nobody did",
        request=NewAttendance,
        responses={201: AttendanceShape},
        parameters=[LOCATION],
    )
    def create(self, request: Request, reference: str) -> Response:
        """Somebody is sent by the control room or a supervisor; anybody who works on incidents may say who came."""
        said = self.sent(NewAttendance)
        agency = said.get("agency") or self.person.agency
        if "sent_at" in said:
            return self.added(self._sent(said, agency))
        if "arrived_at" in said:
            return self.added(self._came(said, agency))
        why = NoneAttended(said["none_attended"])
        rows = record_none_attended(
            self.record, why=why, reason=said["none_reason"], by=self.person, now=self.now
        )
        return self.added(rows[-1])

    def _sent(self, said: dict[str, Any], agency: Agency) -> Attendance:
        if not access.may(self.person, Action.SEND_OFFICERS):
            raise PermissionDenied
        who = {"officer": said["officer"], "unit": said["unit"], "sent_at": said["sent_at"]}
        return send_officer(self.record, **who, agency=agency, by=self.person, now=self.now)

    def _came(self, said: dict[str, Any], agency: Agency) -> Attendance:
        sent = get_object_or_404(self.rows(), number=said["sent"]) if "sent" in said else None
        return record_attendance(
            self.record,
            attendance=sent,
            agency=(sent.agency if sent else None) or agency,
            officer=said["officer"],
            unit=said["unit"],
            arrived_at=said["arrived_at"],
            left_at=said.get("left_at"),
            result=said["result"],
            by=self.person,
            now=self.now,
        )
