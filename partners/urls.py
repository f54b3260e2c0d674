"""Pages of partners."""

from django.urls import path

from partners import views

urlpatterns = [path("", views.shared_list, name="shared_list")]
