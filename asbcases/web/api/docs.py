"""The description of the API, and the page on which it is read about and tried."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.views import SpectacularAPIView

from asbcases.web.api.problems import CONTENT_TYPE


class Description(SpectacularAPIView):
    """The description in YAML or JSON; its refusals come in JSON, like those of every other address."""

    def handle_exception(self, exc: Exception) -> Any:
        """Return the problem past the renderer, which would write it in YAML."""
        problem = super().handle_exception(exc)
        stated = {name: value for name, value in problem.items() if name != "Content-Type"}
        return JsonResponse(
            problem.data, status=problem.status_code, headers=stated, content_type=CONTENT_TYPE
        )


@require_safe
def swagger(request: HttpRequest) -> HttpResponse:
    """Show Swagger UI, from local files and under the same content policy as every page."""
    return render(request, "web/swagger.html")
