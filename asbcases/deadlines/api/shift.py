"""My shift by the API: what one person owes that is late or due within a week, and what comes next on each."""

from typing import ClassVar

from django.db.models import Q, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.deadlines.api.acts import DUE_FIRST, ROOTS, OwedShape
from asbcases.deadlines.choices import Kind, Nature
from asbcases.deadlines.models import Deadline
from asbcases.deadlines.queries import OPEN, When, section_of, week_ends_at
from asbcases.deadlines.views.scoping import record_of, seen_by
from asbcases.deadlines.views.shift import next_act
from asbcases.enforcement.queries.terms import unanswered
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.views import ScopedViewSet
from partners.choices import Action


class ShiftShape(OwedShape):
    """Something that a person owes, or whose time is over for somebody else, with what comes next."""

    section = serializers.SerializerMethodField(help_text="How near it is, as on the board")
    act = serializers.SerializerMethodField(help_text="What you do next; empty where the record says it")

    class Meta(OwedShape.Meta):
        fields = (*OwedShape.Meta.fields, "section", "act")
        read_only_fields = fields

    def get_section(self, deadline: Deadline) -> When:
        """Return how near it is."""
        return section_of(deadline.due_at, self.context["now"])

    def get_act(self, deadline: Deadline) -> str:
        """Return what comes next, in words."""
        act = next_act(deadline, record_of(deadline), self.context["person"])
        return act.words if act else ""


class ShiftViewSet(ScopedViewSet):
    """What whoever asks owes, of the records that they see."""

    needs: ClassVar = {"list": Action.OWE_DEADLINES}

    @extend_schema(
        operation_id="deadlines_my_shift",
        summary="List what you owe that is late or due within a week, the oldest promise first",
        parameters=[Filter],
        responses=page_of(ShiftShape),
    )
    def list(self, request: Request) -> Response:
        """And the requirements of yours (`term_due`) whose time somebody has, until it is said what became of them."""
        shape = ShiftShape(context={"now": self.now, "person": self.person})
        rows = self._rows().select_related("owner", "policy", *ROOTS)
        return self.listed(rows, DUE_FIRST, shape, wanted=self.asked(), about="deadlines: my shift")

    def _rows(self) -> QuerySet[Deadline]:
        soon = Deadline.objects.filter(OPEN, owner=self.person, due_at__lte=week_ends_at(self.now))
        mine = soon.filter(seen_by(self.person, now=self.now))
        terms = unanswered(mine.filter(kind=Kind.TERM_DUE))
        return mine.filter(Q(nature=Nature.OBLIGATION) | Q(pk__in=terms.values("pk")))
