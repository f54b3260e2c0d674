"""Routes of the files of reports, incidents and cases, and of marking as wrong what hangs on one of them."""

from django.urls import path

from asbcases.casework.views import documents, wrong

urlpatterns = [
    route
    for kind in ("report", "incident", "case")
    for at in (f"{kind}s/<{kind}:reference>/documents",)
    for route in (
        path(f"{at}/add/", documents.document_add, {"kind": kind}, name=f"{kind}_document_add"),
        path(f"{at}/<int:number>/", documents.document_file, {"kind": kind}, name=f"{kind}_document"),
        path(
            f"{at}/<int:number>/original/",
            documents.document_original,
            {"kind": kind},
            name=f"{kind}_document_original",
        ),
        path(
            f"{kind}s/<{kind}:reference>/wrong/<slug:what>/<int:number>/",
            wrong.part_wrong,
            {"kind": kind},
            name=f"{kind}_wrong",
        ),
    )
]
