"""Routes of the API for the inbox."""

from django.urls import path

from asbcases.notify.api import InboxViewSet, TaskViewSet

MESSAGE, TASK = "inbox/<int:pk>/", "inbox/tasks/<int:pk>/"
LIST, READ = {"get": "list"}, {"get": "retrieve"}

urlpatterns = [
    path("inbox/", InboxViewSet.as_view(LIST), name="api_inbox"),
    path("inbox/unread/", InboxViewSet.as_view({"get": "unread"}), name="api_inbox_unread"),
    path("inbox/read/", InboxViewSet.as_view({"post": "open_all"}), name="api_inbox_read"),
    path(MESSAGE, InboxViewSet.as_view(READ), name="api_inbox_message"),
    path(f"{MESSAGE}read/", InboxViewSet.as_view({"post": "open"}), name="api_inbox_message_read"),
    path("inbox/tasks/", TaskViewSet.as_view(LIST), name="api_tasks"),
    path(TASK, TaskViewSet.as_view(READ), name="api_task"),
    path(f"{TASK}done/", TaskViewSet.as_view({"post": "done"}), name="api_task_done"),
]
