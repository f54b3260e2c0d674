"""Routes of the API for agreements on sharing."""

from django.urls import URLPattern, path

from partners.api.agreements import AgreementPartyViewSet, AgreementViewSet

LIST_AND_CREATE, READ = {"get": "list", "post": "create"}, {"get": "retrieve"}
ONE = "agreements/<int:pk>/"
PARTY = f"{ONE}parties/<int:party>/"

urlpatterns: list[URLPattern] = [
    path("agreements/", AgreementViewSet.as_view(LIST_AND_CREATE), name="api_agreements"),
    path(ONE, AgreementViewSet.as_view(READ), name="api_agreement"),
    *(
        path(f"{ONE}{act}/", AgreementViewSet.as_view({"post": act}), name=f"api_agreement_{act}")
        for act in ("change", "end")
    ),
    path(f"{ONE}parties/", AgreementPartyViewSet.as_view(LIST_AND_CREATE), name="api_agreement_parties"),
    path(PARTY, AgreementPartyViewSet.as_view(READ), name="api_agreement_party"),
    *(
        path(f"{PARTY}{act}/", AgreementPartyViewSet.as_view({"post": act}), name=f"api_agreement_{act}")
        for act in ("sign", "leave")
    ),
]
