"""The description of the API: what every operation shares is said once, here."""

from typing import Any

from drf_spectacular.authentication import SessionScheme
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from asbcases.web.api.fields import Strict
from asbcases.web.api.kinds import KINDS
from asbcases.web.api.problems import CONTENT_TYPE
from asbcases.web.api.signing_in import Session

IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="1 to 64 printable characters. The same request sent again with it acts once: the second answer "
    "has the status and Location of the first and the header Idempotent-Replayed. Kept for 24 hours.",
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="The ETag of the record as you read it.",
)
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match",
    str,
    OpenApiParameter.HEADER,
    description="An ETag that you have: 304 when it still stands.",
)
ETAG = OpenApiParameter(
    "ETag", str, OpenApiParameter.HEADER, response=[200, 201], description="The version of the record."
)
LOCATION = OpenApiParameter(
    "Location", str, OpenApiParameter.HEADER, response=[201], description="The address of the new record."
)

EVERYWHERE = (401, 403, 406, 429, 500)
WITH_BODY = (400, 409, 413, 415, 422)
ON_CHANGE = (412, 428)


class FaultShape(serializers.Serializer[Any]):
    """One fault in what was sent: where it is, and what to mend."""

    pointer = serializers.CharField(
        required=False, help_text="JSON pointer into the request, such as #/victim/name"
    )
    parameter = serializers.CharField(required=False, help_text="Name of the parameter of the address")
    detail = serializers.CharField()


class ProblemShape(serializers.Serializer[Any]):
    """Problem details (RFC 9457)."""

    type = serializers.CharField(help_text="urn:asb-cases:problem: and a word for programs")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="What happened and what to do, in one or two sentences")
    instance = serializers.CharField(required=False, help_text="This one request; absent from 404")
    errors: Any = FaultShape(many=True, required=False)


class ProblemSchema(AutoSchema):
    """Adds to each operation the headers it takes and the problems it may answer with."""

    def get_override_parameters(self) -> list[Any]:
        """Return the declared parameters, and the idempotency key of every POST."""
        declared = list(super().get_override_parameters())
        return [*declared, IDEMPOTENCY_KEY] if self.method == "POST" else declared

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        bodies = super()._get_response_bodies(direction)
        names = {getattr(parameter, "name", "") for parameter in self.get_override_parameters()}
        if "If-None-Match" in names:
            bodies["304"] = {"description": "You have this version already."}
        for status in self._problems(names):
            bodies[str(status)] = self._problem(status)
        return bodies

    def _problems(self, names: set[str]) -> list[int]:
        statuses = set(EVERYWHERE) | (set(WITH_BODY) if self.method == "POST" else set())
        if "{" in self.path:
            statuses.add(404)
        if "If-Match" in names:
            statuses |= set(ON_CHANGE)
        if self._takes_filters():
            statuses.add(400)
        return sorted(statuses)

    def _takes_filters(self) -> bool:
        return any(
            not isinstance(parameter, OpenApiParameter) for parameter in self.get_override_parameters()
        )

    def _problem(self, status: int) -> dict[str, str]:
        self.resolve_serializer(ProblemShape, "response")
        return {"$ref": f"#/components/responses/Problem{status}"}

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> Any:
        """Say of what is sent that it takes no field but these, where it is refused otherwise."""
        untyped: Any = super()
        shape = untyped._map_basic_serializer(serializer, direction)
        closed = direction == "request" and isinstance(serializer, Strict)
        return {**shape, "additionalProperties": False} if closed else shape

    def get_serializer_name(self, serializer: Any, direction: Any) -> str:
        """Return the name of a shape without the word for it."""
        return str(super().get_serializer_name(serializer, direction)).removesuffix("Shape")


def add_problems(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """Return the description with each problem said once, for all operations to point to."""
    content = {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    result["components"]["responses"] = {
        f"Problem{status}": {
            "description": "; or: ".join(kind.title for kind in KINDS if kind.status == status),
            "content": content,
        }
        for status in sorted({kind.status for kind in KINDS})
    }
    return result


class DescribedSession(SessionScheme):  # type: ignore[no-untyped-call]
    """How the description of the API names the session."""

    target_class: Any = Session
