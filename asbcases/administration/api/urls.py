"""Routes of the API for what administrators keep, and for what auditors examine."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path

from asbcases.administration.api.bodies import AgencyViewSet, TeamViewSet
from asbcases.administration.api.calendar import HolidayViewSet, ReplanViewSet
from asbcases.administration.api.colleagues import ColleagueViewSet
from asbcases.administration.api.findings import UnusualViewSet
from asbcases.administration.api.limits import LegalLimitViewSet
from asbcases.administration.api.looks import LooksViewSet
from asbcases.administration.api.people import AccountViewSet
from asbcases.administration.api.policies import PolicyViewSet
from asbcases.administration.api.rota import RotaViewSet

LIST, READ = {"get": "list"}, {"get": "retrieve"}
LIST_AND_CREATE = {"get": "list", "post": "create"}
KEPT = "administration"


def _routes(
    at: str, view: Any, many: str, one: str, every: dict[str, str], *acts: str
) -> Iterator[URLPattern]:
    """Yield the routes of one kind: all of them, one, and each act on one."""
    yield path(f"{at}/", view.as_view(every), name=many)
    yield path(f"{at}/<int:pk>/", view.as_view(READ), name=one)
    for act in acts:
        yield path(f"{at}/<int:pk>/{act}/", view.as_view({"post": act}), name=f"{one}_{act}")


urlpatterns: list[URLPattern] = [
    *_routes("colleagues", ColleagueViewSet, "api_colleagues", "api_colleague", LIST_AND_CREATE,
             "change", "link", "suspend", "restore"),
    *_routes(f"{KEPT}/agencies", AgencyViewSet, "api_agencies", "api_agency", LIST_AND_CREATE, "change"),
    *_routes(f"{KEPT}/teams", TeamViewSet, "api_teams", "api_team", LIST_AND_CREATE, "change"),
    *_routes(f"{KEPT}/accounts", AccountViewSet, "api_accounts", "api_account", LIST, "leave"),
    # Apart from what else administrators keep: no token is for it, or one could make an administrator.
    path("accounts/", AccountViewSet.as_view({"post": "create"}), name="api_accounts_new"),
    *(
        path(f"accounts/<int:pk>/{act}/", AccountViewSet.as_view({"post": act}), name=f"api_account_{act}")
        for act in ("change", "link", "suspend", "restore")
    ),
    *_routes(f"{KEPT}/policies", PolicyViewSet, "api_policies", "api_policy", LIST, "replace", "end"),
    *_routes(f"{KEPT}/limits", LegalLimitViewSet, "api_limits", "api_limit",
             {"get": "numbers", "post": "create"}, "end"),
    path(f"{KEPT}/holidays/bank/", HolidayViewSet.as_view({"get": "bank"}), name="api_bank_holidays"),
    *_routes(f"{KEPT}/holidays", HolidayViewSet, "api_holidays", "api_holiday", LIST_AND_CREATE, "withdraw"),
    *_routes(f"{KEPT}/replans", ReplanViewSet, "api_replans", "api_replan", LIST),
    path(f"{KEPT}/rota/import/", RotaViewSet.as_view({"post": "many"}), name="api_rota_import"),
    *_routes(f"{KEPT}/rota", RotaViewSet, "api_rota", "api_rota_shift", LIST_AND_CREATE, "cancel"),
    path("record/looks/", LooksViewSet.as_view({"get": "looks"}), name="api_looks"),
    path("record/disclosures/", LooksViewSet.as_view({"get": "disclosures"}), name="api_disclosures"),
    *_routes("record/unusual", UnusualViewSet, "api_unusual", "api_unusual_one", LIST, "examine"),
]  # fmt: skip
