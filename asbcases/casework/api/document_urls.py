"""Routes of the API for the files of reports, incidents and cases."""

from django.urls import URLPattern, path

from asbcases.casework.api.documents import (
    CaseDocumentViewSet,
    DocumentViewSet,
    IncidentDocumentViewSet,
    ReportDocumentViewSet,
)

LIST_AND_CREATE = {"get": "list", "post": "create"}
OF: tuple[type[DocumentViewSet], ...] = (ReportDocumentViewSet, IncidentDocumentViewSet, CaseDocumentViewSet)

urlpatterns: list[URLPattern] = [
    route
    for views in OF
    for at in (f"{views.kind}s/<{views.kind}:reference>/documents/",)
    for route in (
        path(at, views.as_view(LIST_AND_CREATE), name=f"api_{views.kind}_documents"),
        path(f"{at}<int:number>/", views.as_view({"get": "retrieve"}), name=f"api_{views.kind}_document"),
    )
]
