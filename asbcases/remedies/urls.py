"""Routes of community remedies, restorative justice, and the menus of areas."""

from django.urls import path

from asbcases.remedies.views import menus, remedies, restorative

CASE = "cases/<case:reference>"
REMEDY = f"{CASE}/remedies/<int:number>"
RESTORATIVE = f"{CASE}/restorative/<int:number>"

urlpatterns = [
    path(f"{CASE}/remedies/", remedies.case_remedies, name="case_remedies"),
    path(f"{CASE}/remedies/new/", remedies.remedy_new, name="remedy_new"),
    path(f"{REMEDY}/victim/", remedies.remedy_victim, name="remedy_victim"),
    path(f"{REMEDY}/decide/", remedies.remedy_decide, name="remedy_decide"),
    path(f"{REMEDY}/end/", remedies.remedy_end, name="remedy_end"),
    path(f"{CASE}/restorative/new/", restorative.restorative_new, name="restorative_new"),
    path(f"{RESTORATIVE}/step/", restorative.restorative_step, name="restorative_step"),
    path(f"{RESTORATIVE}/end/", restorative.restorative_end, name="restorative_end"),
    path(f"{RESTORATIVE}/<slug:side>/offer/", restorative.restorative_offer, name="restorative_offer"),
    path(f"{RESTORATIVE}/<slug:side>/answer/", restorative.restorative_answer, name="restorative_answer"),
    path(f"{RESTORATIVE}/<slug:side>/content/", restorative.restorative_content, name="restorative_content"),
    path("remedies/", menus.menu_list, name="menu_list"),
    path("remedies/<int:pk>/", menus.menu_page, name="menu_page"),
    path("remedies/<slug:force>/new/", menus.menu_new, name="menu_new"),
]
