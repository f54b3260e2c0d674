"""Addresses of the inbox."""

from django.urls import path

from asbcases.notify import views

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("read/", views.inbox_read_all, name="inbox_read_all"),
    path("<int:pk>/", views.inbox_message, name="inbox_message"),
    path("tasks/<int:pk>/", views.task_deal, name="task_deal"),
]
