"""Routes of the API for callers, for what reports and incidents belong to, and for what is special about an incident."""

from django.urls import path

from asbcases.casework.api.around import GatheringViewSet, HateViewSet
from asbcases.casework.api.callers import CallBackViewSet, ReplyViewSet, SafeContactViewSet
from asbcases.casework.api.report_ties import IncidentJoinViewSet, RecognitionViewSet, ReportTieViewSet

REPORT, INCIDENT = "reports/<report:reference>/", "incidents/<incident:reference>/"
CALL_BACK = f"{REPORT}call-backs/<int:number>/"
READ, LIST_AND_CREATE = {"get": "retrieve"}, {"get": "list", "post": "create"}

urlpatterns = [
    path(f"{REPORT}call-backs/", CallBackViewSet.as_view(LIST_AND_CREATE), name="api_call_backs"),
    path(CALL_BACK, CallBackViewSet.as_view(READ), name="api_call_back"),
    path(f"{CALL_BACK}made/", CallBackViewSet.as_view({"post": "make"}), name="api_call_back_made"),
    path(f"{REPORT}safe-contact/", SafeContactViewSet.as_view(READ), name="api_safe_contact"),
    *(
        path(
            f"{REPORT}safe-contact/{act}/",
            SafeContactViewSet.as_view({"post": act}),
            name=f"api_safe_contact_{act}",
        )
        for act in ("state", "correct", "withdraw")
    ),
    path(f"{REPORT}reply/", ReplyViewSet.as_view(READ), name="api_reply"),
    path(f"{REPORT}reply/send/", ReplyViewSet.as_view({"post": "send"}), name="api_reply_send"),
    path(f"{REPORT}recognition/", RecognitionViewSet.as_view(READ), name="api_recognition"),
    path(f"{REPORT}recognise/", RecognitionViewSet.as_view({"post": "recognise"}), name="api_recognise"),
    path(f"{REPORT}attach/", ReportTieViewSet.as_view({"post": "attach"}), name="api_report_attach"),
    path(f"{REPORT}join-case/", ReportTieViewSet.as_view({"post": "join"}), name="api_report_join_case"),
    path(
        f"{INCIDENT}join-case/", IncidentJoinViewSet.as_view({"post": "join"}), name="api_incident_join_case"
    ),
    path(f"{INCIDENT}hate/", HateViewSet.as_view(READ), name="api_incident_hate"),
    path(f"{INCIDENT}hate/accept/", HateViewSet.as_view({"post": "accept"}), name="api_incident_hate_accept"),
    path(f"{INCIDENT}gathering/", GatheringViewSet.as_view(READ), name="api_incident_gathering"),
    *(
        path(
            f"{INCIDENT}gathering/{act}/",
            GatheringViewSet.as_view({"post": act}),
            name=f"api_incident_gathering_{act}",
        )
        for act in ("note", "correct")
    ),
]
