"""Files of a report, an incident or a case by the API: what is known of each, and adding one."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.cases.choices import Scan
from asbcases.cases.models import Document
from asbcases.casework.api.incident_sent import words
from asbcases.casework.api.shapes import Code, choice
from asbcases.casework.forms.words import LINE
from asbcases.casework.queries.documents import documents_of
from asbcases.casework.transitions.documents import Record, add_document
from asbcases.web.api.fields import Strict
from asbcases.web.api.files import Attached, FileViewSet
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import LOCATION
from asbcases.web.scoped import case_for, incident_for, report_for
from partners.choices import Action


class DocumentShape(serializers.ModelSerializer[Document]):
    """A file of a record: what its bytes say it is, under which hash they are kept, and where it is handed out."""

    scan = choice(Scan)
    recorded_by = Code("username", allow_null=True)
    file = serializers.SerializerMethodField(
        help_text="Of a picture, a copy without place and day; takes a session"
    )
    original = serializers.SerializerMethodField(help_text="As it was given; takes a session")

    class Meta:
        model = Document
        fields = (
            *("number", "name", "media_type", "sha256", "size", "scan", "note", "recorded_at", "recorded_by"),
            *("recorded_in_error_at", "recorded_in_error_why", "file", "original"),
        )
        read_only_fields = fields

    def get_file(self, document: Document) -> str:
        """Return the address of the file; who opens it is noted to have read it."""
        return self._address(document, "document")

    def get_original(self, document: Document) -> str:
        """Return the address of the file as it was given; who opens it is noted to have taken it out."""
        return self._address(document, "document_original")

    def _address(self, document: Document, page: str) -> str:
        view = self.context["view"]
        return reverse(f"{view.kind}_{page}", args=[view.record.reference, document.number])


class NewDocument(Strict):
    """A file, and what it shows."""

    file = Attached(help_text="Up to 25 MB; what it is, its bytes say")
    note = words(LINE, "Who made it, when, and of what")


class DocumentViewSet(FileViewSet[Any]):
    """The files of one record; for police only."""

    needs: ClassVar = dict.fromkeys(("list", "retrieve", "create"), Action.KEEP_FILES)
    kind: ClassVar[str]
    record: Record

    @extend_schema(
        summary="List the files of a record, in the order in which they came",
        parameters=[Filter],
        responses=page_of(DocumentShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """With those that were added by mistake, which say so."""
        shape = DocumentShape(context={"view": self})
        return self.listed(self._rows(), ("number", "id"), shape, wanted=self.asked())

    @extend_schema(summary="Read what is known of a file", responses=DocumentShape)
    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """The file itself stands at the addresses that it names."""
        return self._shown(number)

    @extend_schema(
        summary="Add a file to a record",
        request={"multipart/form-data": NewDocument},
        responses={201: DocumentShape},
        parameters=[LOCATION],
    )
    def create(self, request: Request, reference: str) -> Response:
        """Refused where it is too large, of a kind that we do not take, damaged or harmful."""
        said = self.sent(NewDocument)
        stated = {"file": said["file"], "name": said["file"].name, "note": said["note"]}
        made = add_document(self.record, **stated, by=self.person, now=self.now)
        address = reverse(f"api_{self.kind}_document", args=[self.record.reference, made.number])
        return self.made(self._shown(made.number), address)

    def read(self, **kwargs: Any) -> Response:
        """Return what is known of the file of an address."""
        self.find(**kwargs)
        return self._shown(kwargs["number"])

    def _rows(self) -> QuerySet[Document]:
        return documents_of(self.record)

    def _shown(self, number: int) -> Response:
        document = get_object_or_404(self._rows(), number=number)
        return Response(DocumentShape(document, context={"view": self}).data)


class ReportDocumentViewSet(DocumentViewSet):
    """The files of a report."""

    door, kind = staticmethod(report_for), "report"


class IncidentDocumentViewSet(DocumentViewSet):
    """The files of an incident."""

    door, kind = staticmethod(incident_for), "incident"


class CaseDocumentViewSet(DocumentViewSet):
    """The files of a case."""

    door, kind = staticmethod(case_for), "case"
