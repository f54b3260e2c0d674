"""Routes of what the records say of a problem, and of what worked elsewhere."""

from django.urls import URLPattern, URLResolver, path

from asbcases.sara.views import library, patterns, profile

urlpatterns: list[URLPattern | URLResolver] = [
    path("plans/library/", library.plan_library, name="plan_library"),
    path("plans/<plan:reference>/patterns/", patterns.plan_patterns, name="plan_patterns"),
    path("plans/<plan:reference>/profile/", profile.plan_profile, name="plan_profile"),
    path("plans/<plan:reference>/profile.pdf", profile.plan_profile_pdf, name="plan_profile_pdf"),
]
