"""Routes of what is done for a victim, and of dip samples."""

from django.urls import path

from asbcases.casework.views import samples, support

VICTIM = "cases/<case:reference>/parties/<int:number>"

urlpatterns = [
    path(f"{VICTIM}/support/", support.victim_support, name="victim_support"),
    path(f"{VICTIM}/support/needs/", support.victim_needs, name="victim_needs"),
    path(f"{VICTIM}/support/offer/", support.victim_offer, name="victim_offer"),
    path(f"{VICTIM}/support/offers/<int:offer>/answer/", support.victim_answer, name="victim_answer"),
    path(f"{VICTIM}/support/plan/<slug:kind>/", support.victim_plan, name="victim_plan"),
    path(f"{VICTIM}/support/panel/", support.victim_panel, name="victim_panel"),
    path(f"{VICTIM}/support/panel/exit/", support.victim_panel_exit, name="victim_panel_exit"),
    path(f"{VICTIM}/support/rights/", support.victim_rights, name="victim_rights"),
    path("samples/", samples.sample_list, name="sample_list"),
    path("samples/new/", samples.sample_new, name="sample_new"),
    path("samples/<int:number>/", samples.sample_page, name="sample_page"),
    path("samples/<int:number>/<int:place>/", samples.sampled_case, name="sampled_case"),
]
