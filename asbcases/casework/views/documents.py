"""Files of a report, an incident or a case: adding one, and handing one out, each look recorded."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from asbcases.accounts.models import User
from asbcases.audit.look_choices import Look
from asbcases.audit.transitions import record_access
from asbcases.cases.choices import Scan
from asbcases.cases.files import ACCEPTED, name_to_save, opened, without_metadata
from asbcases.cases.files.pictures import is_opened
from asbcases.cases.models import Document
from asbcases.casework.forms.documents import DocumentForm
from asbcases.casework.queries.documents import documents_of
from asbcases.casework.transitions.documents import Record, add_document, named_root
from asbcases.errors import Refused
from asbcases.web.form_pages import acts, form_page, tried
from asbcases.web.once import once
from asbcases.web.scoped import case_for, incident_for, report_for, require
from partners.choices import Action

# How a record of each kind is reached, and its page.
DOORS: Mapping[str, tuple[Callable[[HttpRequest, str], Record], str]] = {
    "report": (report_for, "report_page"),
    "incident": (incident_for, "incident_page"),
    "case": (case_for, "case_page"),
}
# A browser that shows a file in spite of all runs nothing of it and asks for nothing.
SANDBOX = "default-src 'none'; sandbox"


@acts
@once
def document_add(request: HttpRequest, kind: str, reference: str) -> HttpResponse:
    """Add a file to a record, beside those that it has."""
    root, user = _record(request, kind, reference)
    sent = request.method == "POST"
    form = DocumentForm(request.POST, request.FILES) if sent else DocumentForm()
    if form.is_valid() and (document := tried(form, lambda: _added(form, root, user))):
        messages.success(request, f"File {document.number}, {document.name}, is added.")
        return redirect(DOORS[kind][1], root.reference)
    context = {
        **{"record": root, "kind": kind, "documents": documents_of(root), "page": DOORS[kind][1]},
        **{"list_page": f"{kind}_list", "list_words": f"{kind.capitalize()}s"},
    }
    return form_page(request, "casework/document_add.html", form, context)


def _added(form: DocumentForm, root: Record, by: User) -> Document:
    file = form.cleaned_data["file"]
    stated = {"name": file.name, "note": form.cleaned_data["note"]}
    return add_document(root, file=file, **stated, by=by, now=timezone.now())


def _record(request: HttpRequest, kind: str, reference: str) -> tuple[Record, User]:
    root = DOORS[kind][0](request, reference)
    return root, require(request, Action.KEEP_FILES)


@require_safe
def document_file(request: HttpRequest, kind: str, reference: str, number: int) -> HttpResponseBase:
    """Hand out a file; of a picture, a copy that tells neither place nor day nor camera."""
    root, user = _record(request, kind, reference)
    document = _document(root, number)
    if not is_opened(document.media_type):
        return _original(document, root, user)
    _look(document, root, user, Look.PAGE, "without what it says of place and day")
    with opened(document.sha256) as file:
        copy = without_metadata(file, document.media_type)
    media_type = "image/png" if document.media_type == "image/gif" else document.media_type
    return _handed_out(HttpResponse(copy), document.name, media_type)


@require_safe
def document_original(request: HttpRequest, kind: str, reference: str, number: int) -> HttpResponseBase:
    """Hand out a file as it was given to us, with all that it says of itself."""
    root, user = _record(request, kind, reference)
    return _original(_document(root, number), root, user)


def _document(root: Record, number: int) -> Document:
    document = get_object_or_404(documents_of(root), number=number)
    if document.scan == Scan.INFECTED:
        raise Refused("Our scanner says that this file would do harm, so it is not handed out.")
    if document.recorded_in_error_at:
        raise Refused("This file was added here by mistake, so it is not handed out from here.")
    return document


def _original(document: Document, root: Record, user: User) -> HttpResponseBase:
    _look(document, root, user, Look.EXPORT, "as it was given")
    return _handed_out(FileResponse(opened(document.sha256)), document.name, document.media_type)


def _look(document: Document, root: Record, user: User, what: Look, how: str) -> None:
    about = f"file {document.number}, {how}"
    record_access(what, by=user, now=timezone.now(), about=about, **named_root(root))


def _handed_out(response: HttpResponseBase, name: str, media_type: str) -> HttpResponseBase:
    """Return an answer that a browser saves and neither shows nor guesses at."""
    response["Content-Type"] = "text/plain; charset=utf-8" if media_type == "text/plain" else media_type
    response["Content-Disposition"] = content_disposition_header(
        True, name_to_save(name, ACCEPTED[media_type])
    )
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response
