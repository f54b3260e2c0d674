"""Youth justice support for the children whose behaviour a plan is about, by the API."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.sara import transitions as verbs
from asbcases.sara.api import part_shapes as shapes
from asbcases.sara.api import sent
from asbcases.sara.api.describing import described, of_part
from asbcases.sara.api.parts import PlanPartViewSet
from asbcases.sara.models import YouthSupport
from partners import access


@described("note of youth justice support", "notes of youth justice support", shapes.PlanYouthShape)
class YouthViewSet(PlanPartViewSet):
    """Which youth justice support was considered for whom, as far as the person may know of them."""

    route, shape, model, key = "api_plan_youth_support", shapes.PlanYouthShape, YouthSupport, "id"

    def rows(self) -> QuerySet[Any]:
        """Return the notes on those whom the person may know of."""
        known = access.people_visible_to(self.person, now=self.now)
        return super().rows().filter(person__in=known).select_related("person")

    @extend_schema(
        summary="Note whether youth justice support was considered",
        **of_part(sent.YouthSaid, shapes.PlanYouthShape),
    )
    def create(self, request: Request, reference: str) -> Response:
        """For a child whose behaviour the plan is about: which support, or why none."""
        known = access.people_visible_to(self.person, now=self.now)
        said = self.sent(sent.YouthSaid, among={"person": known})
        return self.added(verbs.note_youth_support(self.record, said.pop("person"), **said, **self.act()))
