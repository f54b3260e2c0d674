"""Pages of agreements on sharing."""

from django.urls import path

from partners.views import agreements as pages

urlpatterns = [
    path("", pages.agreement_list, name="agreement_list"),
    path("new/", pages.agreement_new, name="agreement_new"),
    path("<int:pk>/", pages.agreement_page, name="agreement_page"),
    path("<int:pk>/change/", pages.agreement_change, name="agreement_change"),
    path("<int:pk>/end/", pages.agreement_end, name="agreement_end"),
    path("<int:pk>/parties/add/", pages.agreement_party_add, name="agreement_party_add"),
    path("<int:pk>/parties/<int:party>/sign/", pages.agreement_sign, name="agreement_sign"),
    path("<int:pk>/parties/<int:party>/leave/", pages.agreement_leave, name="agreement_leave"),
]
