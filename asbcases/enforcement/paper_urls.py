"""Routes of papers, and of what may stand in them."""

from django.urls import path

from asbcases.enforcement.views import papers

PAPERS = "cases/<case:reference>/measures/<measure:measure>/papers"

urlpatterns = [
    path(f"{PAPERS}/", papers.paper_list, name="paper_list"),
    path(f"{PAPERS}/new/<slug:kind>/", papers.paper_new, name="paper_new"),
    path(f"{PAPERS}/new/<slug:kind>/naming/", papers.paper_naming, name="paper_naming"),
    path(f"{PAPERS}/<int:number>/", papers.paper_page, name="paper_page"),
    path(f"{PAPERS}/<int:number>/pdf/", papers.paper_pdf, name="paper_pdf"),
]
