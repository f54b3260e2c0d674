"""How much one request may carry: more is let run past, neither read into memory nor written to a disk."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from asbcases.cases.files import MOST

# A file and what the form says beside it.
MOST_SENT = MOST + 1024 * 1024
# An answer that comes while a browser still sends would never be read: so much is let run past before it.
RUNS_PAST = 128 * 1024 * 1024
PIECE = 64 * 1024
# The forms without an account: whoever is there is shown nothing of the rest.
PUBLIC = ("/report/", "/case-review/")


class SizeLimit:
    """Refuses a request that is larger than a file may be, before anything of it is kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or 413 with a sentence; the API says so itself."""
        stated = request.META.get("CONTENT_LENGTH") or "0"
        size = int(stated) if stated.isdigit() else 0
        if size <= MOST_SENT or request.path.startswith("/api/"):
            return self.get_response(request)
        let_run_past(request, size)
        form = next((start for start in PUBLIC if request.path.startswith(start)), "")
        template = "public/413.html" if form else "413.html"
        said = {"most": MOST // 1024 // 1024, "start_url": form}
        return HttpResponse(render_to_string(template, said), status=413)


def let_run_past(request: HttpRequest, size: int) -> None:
    """Read what somebody still sends, in small pieces, up to where we no longer wait for its end."""
    left = min(size, RUNS_PAST)
    while left > 0 and (piece := request.read(min(PIECE, left))):
        left -= len(piece)
