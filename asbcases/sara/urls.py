"""Routes of problem-solving plans; `urls_work` and `urls_looking` hold those of their stages and of what is learned."""

from django.urls import URLPattern, URLResolver, include, path

from asbcases.sara import urls_looking, urls_work
from asbcases.sara.views import board, plan

PLAN: list[URLPattern | URLResolver] = [
    path("", plan.plan_page, name="plan_page"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(urls_work)),
    path("", include(urls_looking)),
    path("plans/", board.plan_board, name="plan_board"),
    path("plans/<plan:reference>/", include(PLAN)),
]
