"""Routes of warnings and notices: drafting, issue, service, change, review and end."""

from django.urls import path

from asbcases.enforcement.views import (
    measures,
    measures_after,
    measures_drafting,
    measures_issuing,
    measures_terms,
)

CASE = "cases/<case:reference>/measures/"
ONE = f"{CASE}<measure:measure>/"
TERM = f"{ONE}terms/<int:number>/"

urlpatterns = [
    path(f"{CASE}draft/", measures_drafting.measure_new, name="measure_new"),
    path(f"{CASE}record/", measures_issuing.measure_record, name="measure_record"),
    path(ONE, measures.measure_page, name="measure_page"),
    path(f"{ONE}about/", measures_drafting.measure_about, name="measure_about"),
    path(f"{ONE}conduct/", measures_drafting.measure_conduct, name="measure_conduct"),
    path(f"{ONE}times/", measures_drafting.measure_times, name="measure_times"),
    path(f"{ONE}fairness/", measures_drafting.measure_fairness, name="measure_fairness"),
    path(f"{ONE}limbs/", measures_drafting.measure_limbs, name="measure_limbs"),
    path(f"{ONE}informed/", measures_drafting.measure_informed, name="measure_informed"),
    path(f"{ONE}terms/", measures_terms.measure_term_new, name="measure_term_new"),
    path(TERM, measures_terms.measure_term_edit, name="measure_term_edit"),
    path(f"{TERM}out/", measures_terms.measure_term_out, name="measure_term_out"),
    path(f"{TERM}met/", measures_after.measure_term_met, name="measure_term_met"),
    path(f"{ONE}submit/", measures_issuing.measure_submit, name="measure_submit"),
    path(f"{ONE}early/", measures_issuing.measure_early, name="measure_early"),
    path(f"{ONE}issue/", measures_issuing.measure_issue, name="measure_issue"),
    path(f"{ONE}drop/", measures_issuing.measure_drop, name="measure_drop"),
    path(f"{ONE}serve/", measures_issuing.measure_serve, name="measure_serve"),
    path(f"{ONE}change/", measures_after.measure_change, name="measure_change"),
    path(f"{ONE}changes/<int:number>/", measures_after.measure_change_decide, name="measure_change_decide"),
    path(f"{ONE}review/", measures_after.measure_review, name="measure_review"),
    path(f"{ONE}wrong/", measures_after.measure_wrong, name="measure_wrong"),
    path(f"{ONE}end/", measures_after.measure_end, name="measure_end"),
]
