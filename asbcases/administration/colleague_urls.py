"""Pages on which an officer of another agency keeps its accounts."""

from django.urls import path

from asbcases.administration.views import colleagues

urlpatterns = [
    path("", colleagues.colleague_list, name="colleague_list"),
    path("new/", colleagues.colleague_new, name="colleague_new"),
    path("<int:pk>/", colleagues.colleague_edit, name="colleague_edit"),
    path("<int:pk>/link/", colleagues.colleague_link, name="colleague_link"),
    path("<int:pk>/suspend/", colleagues.colleague_suspend, name="colleague_suspend"),
    path("<int:pk>/restore/", colleagues.colleague_restore, name="colleague_restore"),
]
