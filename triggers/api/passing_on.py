"""An application that staff take down for any area, by the API: its co-ordinator has it within a minute."""

from typing import Any, ClassVar

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.accounts.models import Council
from asbcases.notify.kick import kick
from asbcases.web.api.views import ScopedViewSet
from partners.choices import Action
from triggers.api.sent import ApplicationTaken
from triggers.tasks import take_in_applications
from triggers.transitions.public import pass_on


class CouncilAreaShape(serializers.Serializer[Any]):
    """A council area."""

    code = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)


class CouncilAreasShape(serializers.Serializer[Any]):
    """The areas to whose co-ordinators an application is passed on, by name."""

    areas: Any = CouncilAreaShape(many=True, read_only=True)


class PassingOnViewSet(ScopedViewSet):
    """Passing an application on; whoever does so reads nothing of it afterwards."""

    needs: ClassVar = dict.fromkeys(("areas", "create"), Action.PASS_ON_APPLICATION)

    @extend_schema(
        operation_id="case_reviews_pass_on_areas",
        summary="Read to which areas an application may be passed on",
        responses=CouncilAreasShape,
    )
    def areas(self, request: Request) -> Response:
        """Every council area of the force, whether one sees its reviews or not."""
        return self.read()

    @extend_schema(
        summary="Pass an application for a case review on to the area of the victim",
        request=ApplicationTaken,
        responses={200: CouncilAreasShape},
    )
    def create(self, request: Request) -> Response:
        """As the public form would leave it; the answer says nothing of what became of it."""
        said = self.sent(ApplicationTaken)
        pass_on(**{**said, "area": said["area"].code}, now=self.now)
        kick(take_in_applications)
        return self.changed(self.read(), reverse("api_application_pass_on"))

    def read(self, **kwargs: Any) -> Response:
        """Return the areas."""
        rows = Council.objects.order_by("name").values("code", "name")
        return Response(CouncilAreasShape({"areas": rows}).data)
