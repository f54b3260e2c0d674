"""Routes of the API for warnings and notices."""

from django.urls import path

from asbcases.enforcement.api.measures import MeasureViewSet
from asbcases.enforcement.api.measures_issued import IssuedViewSet

ALL = "cases/<case:reference>/measures/"
ONE = f"{ALL}<measure:measure>/"
TERM = f"{ONE}terms/<int:number>/"
# Each act by its address and the name of its route.
ACTS = {
    "draft": (MeasureViewSet, "draft"),
    "terms": (MeasureViewSet, "add_term"),
    "limbs": (MeasureViewSet, "limb"),
    "informed": (MeasureViewSet, "informed"),
    "duties": (MeasureViewSet, "must_be"),
    "submit": (MeasureViewSet, "submit"),
    "drop": (MeasureViewSet, "drop"),
    "early": (IssuedViewSet, "early"),
    "issue": (IssuedViewSet, "issue"),
    "serve": (IssuedViewSet, "serve"),
    "changes": (IssuedViewSet, "ask_change"),
    "review": (IssuedViewSet, "review"),
    "end": (IssuedViewSet, "end"),
    "wrong": (IssuedViewSet, "wrong"),
}

urlpatterns = [
    path(ALL, MeasureViewSet.as_view({"get": "list", "post": "create"}), name="api_measures"),
    path(f"{ALL}record/", MeasureViewSet.as_view({"post": "record_other"}), name="api_measure_record"),
    path(ONE, MeasureViewSet.as_view({"get": "retrieve"}), name="api_measure"),
    *(
        path(f"{ONE}{name}/", kind.as_view({"post": act}), name=f"api_measure_{name}")
        for name, (kind, act) in ACTS.items()
    ),
    path(TERM, MeasureViewSet.as_view({"post": "change_term"}), name="api_measure_term"),
    path(f"{TERM}out/", MeasureViewSet.as_view({"post": "take_out"}), name="api_measure_term_out"),
    path(f"{TERM}met/", IssuedViewSet.as_view({"post": "met"}), name="api_measure_term_met"),
    path(
        f"{ONE}evidence/<int:number>/back/",
        MeasureViewSet.as_view({"post": "unlink"}),
        name="api_measure_evidence_back",
    ),
    path(
        f"{ONE}changes/<int:number>/decide/",
        IssuedViewSet.as_view({"post": "decide_change"}),
        name="api_measure_change_decide",
    ),
]
