"""Routes of applying for a case review: nobody signs in."""

from django.urls import path

from triggers.views import public

urlpatterns = [
    path("", public.start, name="applying_start"),
    path("before/", public.before, name="applying_before"),
    path("check/", public.check, name="applying_check"),
    path("copy/", public.copy, name="applying_copy"),
    path("sent/", public.done, name="applying_done"),
    path("leave/", public.leave, name="applying_leave"),
    path("status/", public.status, name="applying_status"),
    path("<slug:step>/", public.step, name="applying_step"),
]
