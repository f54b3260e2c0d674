"""Routes of applying for a case review: nobody signs in."""

from django.urls import path

from triggers.views import public

urlpatterns = [
    path("", public.start, name="public_review_start"),
    path("before/", public.before, name="public_review_before"),
    path("check/", public.check, name="public_review_check"),
    path("copy/", public.copy, name="public_review_copy"),
    path("sent/", public.done, name="public_review_done"),
    path("leave/", public.leave, name="public_review_leave"),
    path("status/", public.status, name="public_review_status"),
    path("<slug:step>/", public.step, name="public_review_step"),
]
