"""Routes of the API for criminal behaviour orders and exhibits."""

from django.urls import path

from asbcases.enforcement.api.exhibits import ExhibitViewSet
from asbcases.enforcement.api.orders import ACTS, OrdersViewSet, OrderViewSet
from asbcases.enforcement.api.statements import ACTS as STATEMENT_ACTS
from asbcases.enforcement.api.statements import StatementViewSet

LIST_AND_CREATE = {"get": "list", "post": "create"}
READ = {"get": "retrieve"}
CASE = "cases/<case:reference>/"
ORDER = f"{CASE}orders/<measure:measure>/"
EXHIBIT = f"{CASE}exhibits/<int:number>/"
STATEMENT = f"{CASE}statements/<int:number>/"

urlpatterns = [
    path(f"{CASE}orders/", OrdersViewSet.as_view(LIST_AND_CREATE), name="api_orders"),
    path(f"{CASE}orders/record/", OrdersViewSet.as_view({"post": "record_other"}), name="api_order_record"),
    path(ORDER, OrderViewSet.as_view(READ), name="api_order"),
    *(
        path(
            f"{ORDER}{act.removesuffix('_by_court').replace('_', '-')}/",
            OrderViewSet.as_view({"post": act}),
            name=f"api_order_{act.removesuffix('_by_court')}",
        )
        for act in ACTS
    ),
    path(
        f"{ORDER}hearings/<int:number>/held/",
        OrderViewSet.as_view({"post": "held"}),
        name="api_order_hearing_held",
    ),
    path(
        f"{ORDER}applications/<int:number>/decided/",
        OrderViewSet.as_view({"post": "decided"}),
        name="api_order_application_decided",
    ),
    path(f"{CASE}statements/", StatementViewSet.as_view(LIST_AND_CREATE), name="api_statements"),
    path(STATEMENT, StatementViewSet.as_view(READ), name="api_statement"),
    *(
        path(f"{STATEMENT}{act}/", StatementViewSet.as_view({"post": act}), name=f"api_statement_{act}")
        for act in STATEMENT_ACTS
    ),
    path(f"{ORDER}press/", OrderViewSet.as_view({"get": "press"}), name="api_order_press"),
    path(f"{CASE}exhibits/", ExhibitViewSet.as_view(LIST_AND_CREATE), name="api_exhibits"),
    path(EXHIBIT, ExhibitViewSet.as_view(READ), name="api_exhibit"),
    path(f"{EXHIBIT}hand-over/", ExhibitViewSet.as_view({"post": "hand_over"}), name="api_exhibit_move"),
    path(f"{EXHIBIT}disposal/", ExhibitViewSet.as_view({"post": "dispose"}), name="api_exhibit_dispose"),
]
