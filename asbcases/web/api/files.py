"""Operations that take a file: a form of several parts, read from the stream and never held in memory whole."""

import hashlib
from typing import Any, Generic, TypeVar

from django.core.exceptions import RequestDataTooBig
from django.db.models import Model
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request

from asbcases.cases.files import MOST
from asbcases.web.api.fields import MISSING
from asbcases.web.api.kinds import FILE_TOO_LARGE, NO_FORM, Problem
from asbcases.web.api.parsing import refuse_packed
from asbcases.web.api.views import RecordViewSet
from asbcases.web.once import fingerprint_of
from asbcases.web.uploads import MOST_SENT, let_run_past

Record = TypeVar("Record", bound=Model)
FORM = "multipart/form-data"
TWICE = "A name appears twice in one form: send each name once."
TOO_MUCH = f"Send less at once: a file may have {MOST // 1024 // 1024} MB, and the words beside it 1 MB."


class Attached(serializers.FileField):
    """A file as a part of a form; whether we take it, its bytes say when it is kept."""

    default_error_messages = {
        **MISSING,
        "invalid": "This must be a file, with its name.",
        "no_name": "This must be a file, with its name.",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_empty_file=True, **kwargs)


class FileViewSet(RecordViewSet[Record], Generic[Record]):
    """A view set over records whose POST takes a form with a file."""

    parser_classes = [MultiPartParser]

    def receive(self, request: HttpRequest) -> None:
        """Read a form into its fields and files, of which the large lie on a disk; any other body is left unread."""
        refuse_packed({"request": request})
        stated = request.META.get("CONTENT_LENGTH") or "0"
        size = int(stated) if stated.isdigit() else 0
        if size > MOST_SENT:
            let_run_past(request, size)
            raise Problem(FILE_TOO_LARGE, TOO_MUCH)
        try:
            _ = request.POST if request.content_type == FORM else None
        except MultiPartParserError as error:
            raise ParseError("The form could not be read: send it again, whole.") from error
        except RequestDataTooBig as error:
            raise Problem(FILE_TOO_LARGE, TOO_MUCH) from error

    def fingerprint(self, request: HttpRequest) -> str:
        """Return what tells one form from another: its fields as they are, of each file its name and its hash."""
        said = [part for name, values in sorted(request.POST.lists()) for part in (name, *values)]
        files = [(name, file) for name, many in sorted(request.FILES.lists()) for file in many]
        of_files = [part for name, file in files for part in (name, str(file.name), hash_of(file))]
        return fingerprint_of(
            "POST", request.get_full_path(), str(request.content_type), *said, "", *of_files
        )

    def sent(self, shape: type[serializers.Serializer[Any]], **context: Any) -> dict[str, Any]:
        """Return what was sent, in this shape; otherwise 400 with a pointer to each fault."""
        read = shape(data=form_of(self.request), context=context)
        read.is_valid(raise_exception=True)
        return dict(read.validated_data)


def hash_of(file: Any) -> str:
    """Return the SHA-256 of a file, which is read in pieces and stands at its beginning afterwards."""
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


def form_of(request: Request) -> dict[str, Any]:
    """Return the fields and files of a form, each by its name."""
    form = request._request
    if form.content_type != FORM:
        raise Problem(NO_FORM, NO_FORM.detail)
    parts: list[tuple[str, list[Any]]] = [*form.POST.lists(), *form.FILES.lists()]
    found = {name: values[0] for name, values in parts}
    if sum(len(values) for _, values in parts) != len(found):
        raise ParseError(TWICE)
    return found
