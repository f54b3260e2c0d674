"""Pages on which a case is shared, and who has read what of it or about a person."""

from django.urls import path

from partners.views import share, sharing

SHARES = "cases/<case:reference>/shares/"

urlpatterns = [
    path(SHARES, sharing.case_shares, name="case_shares"),
    path(f"{SHARES}new/", sharing.case_share_new, name="case_share_new"),
    path(f"{SHARES}new/<int:agency>/", sharing.case_share_with, name="case_share_with"),
    path(f"{SHARES}<int:number>/", share.case_share, name="case_share"),
    path(f"{SHARES}<int:number>/change/", share.case_share_change, name="case_share_change"),
    path(f"{SHARES}<int:number>/extend/", share.case_share_extend, name="case_share_extend"),
    path(f"{SHARES}<int:number>/recall/", share.case_share_recall, name="case_share_recall"),
    path(f"{SHARES}<int:number>/review/", share.case_share_review, name="case_share_review"),
    path(f"{SHARES}before/<int:grant>/recall/", sharing.case_grant_recall, name="case_grant_recall"),
    path("people/<person:reference>/shares/", sharing.person_shares, name="person_shares"),
]
