"""Routes of papers in the API."""

from django.urls import path

from asbcases.enforcement.api.papers import PaperViewSet

PAPERS = "cases/<case:reference>/measures/<measure:measure>/papers/"

urlpatterns = [
    path(PAPERS, PaperViewSet.as_view({"get": "list", "post": "create"}), name="api_papers"),
    path(f"{PAPERS}<int:number>/", PaperViewSet.as_view({"get": "retrieve"}), name="api_paper"),
    path(
        f"{PAPERS}naming/",
        PaperViewSet.as_view({"get": "naming", "post": "allow"}),
        name="api_paper_naming",
    ),
]
