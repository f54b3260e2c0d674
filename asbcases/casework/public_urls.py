"""Routes of the public form: nobody signs in."""

from django.urls import path

from asbcases.casework.views import public

urlpatterns = [
    path("", public.start, name="public_start"),
    path("before/", public.before, name="public_before"),
    path("check/", public.check, name="public_check"),
    path("sent/", public.done, name="public_done"),
    path("leave/", public.leave, name="public_leave"),
    path("<slug:step>/", public.step, name="public_step"),
]
