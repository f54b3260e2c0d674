"""Routes of what is analysed, done, assessed and closed on a problem-solving plan."""

from django.urls import URLPattern, URLResolver, include, path

from asbcases.sara.views import aftercare, analysis, assessing, closing, responses, reviewing, youth

PLAN: list[URLPattern | URLResolver] = [
    path("analysis/<slug:entry>/new/", analysis.plan_entry_new, name="plan_entry_new"),
    path("analysis/<int:number>/wrong/", analysis.plan_entry_wrong, name="plan_entry_wrong"),
    path("analysis/complete/", analysis.plan_analysis_complete, name="plan_analysis_complete"),
    path("responses/new/", responses.plan_response_new, name="plan_response_new"),
    path("responses/<int:number>/begin/", responses.plan_response_begin, name="plan_response_begin"),
    path("responses/<int:number>/done/", responses.plan_response_finish, name="plan_response_finish"),
    path("responses/<int:number>/drop/", responses.plan_response_drop, name="plan_response_drop"),
    path("review/", reviewing.plan_review, name="plan_review"),
    path("victim/", closing.plan_victim, name="plan_victim"),
    path("youth/", youth.plan_youth, name="plan_youth"),
    path("assess/", assessing.plan_assess, name="plan_assess"),
    path("assess/entered/", assessing.plan_assess_entered, name="plan_assess_entered"),
    path("close/", closing.plan_close, name="plan_close"),
    path("aftercare/", aftercare.plan_aftercare, name="plan_aftercare"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("plans/worked-example/", assessing.plan_worked_example, name="plan_worked_example"),
    path("plans/<plan:reference>/", include(PLAN)),
]
