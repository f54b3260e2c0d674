"""Pages of partners."""

from django.urls import path

from partners.views import shared

urlpatterns = [
    path("", shared.shared_list, name="shared_list"),
    path("<case:reference>/", shared.shared_page, name="shared_page"),
]
