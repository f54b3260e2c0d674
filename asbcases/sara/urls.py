"""Routes of problem-solving plans; `urls_work` and `urls_looking` hold those of their stages and of what is learned."""

from django.urls import URLPattern, URLResolver, include, path

from asbcases.sara import urls_looking, urls_work

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(urls_work)),
    path("", include(urls_looking)),
]
