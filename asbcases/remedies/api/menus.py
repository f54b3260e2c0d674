"""The menus of areas by the API: every version, and the next one published."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.remedies.api.sent import NewRemedyMenu
from asbcases.remedies.api.shapes import RemedyMenuShape
from asbcases.remedies.queries import areas, menus
from asbcases.remedies.transitions import publish_menu
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import LOCATION
from asbcases.web.api.views import ScopedViewSet
from partners.choices import Action


class RemedyMenuViewSet(ScopedViewSet):
    """The community remedy documents of police areas; they hold nobody's case."""

    needs: ClassVar = {
        "list": Action.READ_PROCEDURES,
        "retrieve": Action.READ_PROCEDURES,
        "create": Action.KEEP_PROCEDURES,
    }

    @extend_schema(
        summary="List the menus of areas, what begins last first",
        parameters=[Filter],
        responses=page_of(RemedyMenuShape),
    )
    def list(self, request: Request) -> Response:
        """Every version of every area."""
        order = ("-in_force_from", "-id")
        return self.listed(menus(), order, RemedyMenuShape(), wanted=self.asked())

    @extend_schema(summary="Read one version of a menu", responses=RemedyMenuShape)
    def retrieve(self, request: Request, pk: int) -> Response:
        """With its actions, in the words that the public reads."""
        return self.read(pk=pk)

    @extend_schema(
        summary="Publish the next version of a menu",
        request=NewRemedyMenu,
        responses={201: RemedyMenuShape},
        parameters=[LOCATION],
    )
    def create(self, request: Request) -> Response:
        """It begins today or later, and ends the one before it; refused where somebody published a newer one."""
        said = self.sent(NewRemedyMenu)
        area = said.pop("area")
        if (name := areas().get(area)) is None:
            raise ValidationError({"area": ["There is no such area, or it has no menu yet."]})
        said["actions"] = [(one["words"], sorted(set(one["effects"]))) for one in said["actions"]]
        made = publish_menu(area, name=name, **said, by=self.person, now=self.now)
        return self.made(self.read(pk=made.pk), reverse("api_remedy_menu", args=[made.pk]))

    def read(self, **kwargs: Any) -> Response:
        """Return the menu of an address."""
        return Response(RemedyMenuShape(get_object_or_404(menus(), **kwargs)).data)
