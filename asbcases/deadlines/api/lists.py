"""What the API shows of a case's deadlines; nothing is decided here."""

from typing import ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.accounts.choices import Rank
from asbcases.casework.api.parts import CasePartViewSet
from asbcases.casework.api.shapes import Code, choice
from asbcases.deadlines.choices import Kind, State
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import state_at
from asbcases.web.api.paging import Filter, page_of


class DeadlineShape(serializers.ModelSerializer[Deadline]):
    """Something owed on a case, with the sentence that says why."""

    kind = choice(Kind)
    rank = choice(Rank, allow_blank=True)
    owner = Code("username")
    owner_name = serializers.CharField(source="owner.name", read_only=True)
    state = serializers.SerializerMethodField(help_text="As it is at this instant")
    policy = serializers.SerializerMethodField(
        help_text="Name and version of the policy whose row gave the date; null where an instant was promised"
    )

    class Meta:
        model = Deadline
        fields: tuple[str, ...] = (
            "id",
            "kind",
            "subject",
            "rank",
            "owner",
            "owner_name",
            "state",
            "basis",
            "rule",
            "qualifier",
            "policy",
            "promised_for",
            "rings",
            "anchored_at",
            "due_at",
            "set_at",
            "met_at",
            "cancelled_at",
            "cancel_reason",
            "waived",
        )
        read_only_fields = fields

    def get_state(self, deadline: Deadline) -> State:
        """Return the state at this instant."""
        return state_at(deadline, self.context["now"])

    def get_policy(self, deadline: Deadline) -> str | None:
        """Return the name of the policy."""
        return deadline.policy.name if deadline.policy else None


class DeadlineViewSet(CasePartViewSet):
    """The deadlines of a case."""

    needs: ClassVar = {"list": None}

    @extend_schema(
        summary="List the deadlines of a case, the earliest first",
        parameters=[Filter],
        responses=page_of(DeadlineShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """What is owed and what was, with why; for police only."""
        rows = Deadline.objects.filter(case=self.record).select_related("owner", "policy")
        shape = DeadlineShape(context={"now": self.now})
        return self.listed(rows, ("due_at", "id"), shape, wanted=self.asked())
