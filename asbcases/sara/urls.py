"""Routes of problem-solving plans; `urls_work` and `urls_looking` hold those of their stages and of what is learned."""

from django.urls import URLPattern, URLResolver, include, path

from asbcases.sara import urls_looking, urls_work
from asbcases.sara.views import board, linking, people, plan, scanning, sharing, starting

PLAN: list[URLPattern | URLResolver] = [
    path("", plan.plan_page, name="plan_page"),
    path("objective/", starting.plan_freeze, name="plan_freeze"),
    path("measure/", starting.plan_measure_change, name="plan_measure_change"),
    path("scan/", scanning.plan_scan, name="plan_scan"),
    path("screen/", scanning.plan_screen, name="plan_screen"),
    path("links/", linking.plan_link, name="plan_link"),
    path("links/<int:number>/off/", linking.plan_unlink, name="plan_unlink"),
    path("give/", linking.plan_transfer, name="plan_transfer"),
    path("sharing/", sharing.plan_share, name="plan_share"),
    path("sharing/<int:number>/end/", sharing.plan_unshare, name="plan_unshare"),
    path("people/", people.plan_people, name="plan_people"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(urls_work)),
    path("", include(urls_looking)),
    path("plans/", board.plan_board, name="plan_board"),
    path("plans/start/", starting.plan_start, name="plan_start"),
    path("cases/<case:reference>/plan/", starting.case_plan_start, name="case_plan_start"),
    path("plans/<plan:reference>/", include(PLAN)),
]
