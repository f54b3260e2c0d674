"""The addresses of the product, and some that fail in every way with what somebody typed in their words."""

from collections.abc import Iterator

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from asbcases import urls

handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)


@csrf_exempt
@login_not_required
def fails(request: HttpRequest, how: str) -> HttpResponse:
    """Fail with the words of the request."""
    words = f"{request.POST.dict()} {request.GET.dict()} {dict(request.headers)} {request.path}"
    if how == "chained":
        try:
            raise LookupError(words)
        except LookupError as error:
            raise RuntimeError(words) from error
    if how == "database":
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s::int", [words])
    if how == "streaming":
        return StreamingHttpResponse(broken_off(words))
    kinds = {"missing": Http404, "denied": PermissionDenied, "suspicious": SuspiciousOperation}
    raise kinds.get(how, ValueError)(words)


def broken_off(words: str) -> Iterator[str]:
    yield "begun"
    raise OverflowError(words)


urlpatterns = [*urls.urlpatterns, path("fails/<how>/", fails, name="fails")]
