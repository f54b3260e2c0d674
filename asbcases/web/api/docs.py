"""The page on which the API is read about and tried."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def swagger(request: HttpRequest) -> HttpResponse:
    """Show Swagger UI, from local files and under the same content policy as every page."""
    return render(request, "web/swagger.html")
