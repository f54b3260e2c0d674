"""Routes of how conditions are worded: the clause library, and where somebody must be when."""

from django.urls import path

from asbcases.enforcement.views import clauses

urlpatterns = [
    path("clauses/", clauses.clause_list, name="clause_list"),
    path(
        "cases/<case:reference>/measures/<measure:measure>/duties/",
        clauses.measure_duties,
        name="measure_duties",
    ),
]
