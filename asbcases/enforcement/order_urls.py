"""Routes of criminal behaviour orders and of exhibits."""

from django.urls import path

from asbcases.enforcement.views import exhibits, order_applications, order_courts, orders, statements

CASE = "cases/<case:reference>"
ORDER = f"{CASE}/measures/<measure:measure>/order"
EXHIBIT = f"{CASE}/exhibits/<int:number>"
STATEMENT = f"{CASE}/statements/<int:number>"

urlpatterns = [
    path(f"{CASE}/orders/new/", orders.order_new, name="order_new"),
    path(f"{CASE}/orders/record/", order_applications.order_record, name="order_record"),
    path(f"{ORDER}/", orders.order_page, name="order_page"),
    path(f"{ORDER}/change/", orders.order_change, name="order_change"),
    path(f"{ORDER}/considered/", orders.order_considered, name="order_considered"),
    path(f"{ORDER}/evidence/", orders.order_evidence, name="order_evidence"),
    path(f"{ORDER}/youth-views/", orders.order_views, name="order_views"),
    path(f"{ORDER}/file/", orders.order_file, name="order_file"),
    path(f"{ORDER}/terms/new/", orders.order_term_new, name="order_term_new"),
    path(f"{ORDER}/submit/", orders.order_submit, name="order_submit"),
    path(f"{ORDER}/send/", orders.order_send, name="order_send"),
    path(f"{ORDER}/hearings/new/", order_courts.order_hearing_new, name="order_hearing_new"),
    path(f"{ORDER}/hearings/<int:number>/held/", order_courts.order_hearing_held, name="order_hearing_held"),
    path(f"{ORDER}/made/", order_courts.order_made, name="order_made"),
    path(f"{ORDER}/varied/", order_courts.order_varied, name="order_varied"),
    path(f"{ORDER}/discharged/", order_courts.order_discharged, name="order_discharged"),
    path(f"{ORDER}/refused/", order_courts.order_refused, name="order_refused"),
    path(f"{ORDER}/over/", order_courts.order_over, name="order_over"),
    path(f"{ORDER}/review/", order_courts.order_review, name="order_review"),
    path(f"{ORDER}/supervisor-told/", order_courts.order_supervisor_told, name="order_supervisor_told"),
    path(f"{ORDER}/press/", order_courts.order_press, name="order_press"),
    path(f"{ORDER}/notice/", order_applications.order_notice, name="order_notice"),
    path(
        f"{ORDER}/applications/new/", order_applications.order_application_new, name="order_application_new"
    ),
    path(
        f"{ORDER}/applications/<int:number>/decided/",
        order_applications.order_application_decided,
        name="order_application_decided",
    ),
    path(f"{CASE}/statements/", statements.statement_list, name="statement_list"),
    path(f"{CASE}/statements/new/", statements.statement_new, name="statement_new"),
    path(f"{STATEMENT}/", statements.statement_page, name="statement_page"),
    path(f"{STATEMENT}/sign/", statements.statement_sign, name="statement_sign"),
    path(f"{STATEMENT}/withhold/", statements.statement_withhold, name="statement_withhold"),
    path(f"{STATEMENT}/hearsay/", statements.statement_hearsay, name="statement_hearsay"),
    path(f"{STATEMENT}/wrong/", statements.statement_wrong, name="statement_wrong"),
    path(f"{CASE}/exhibits/", exhibits.exhibit_list, name="exhibit_list"),
    path(f"{CASE}/exhibits/new/", exhibits.exhibit_new, name="exhibit_new"),
    path(f"{EXHIBIT}/", exhibits.exhibit_page, name="exhibit_page"),
    path(f"{EXHIBIT}/continuity/", exhibits.exhibit_continuity, name="exhibit_continuity"),
    path(f"{EXHIBIT}/hand-over/", exhibits.exhibit_move, name="exhibit_move"),
    path(f"{EXHIBIT}/disposal/", exhibits.exhibit_dispose, name="exhibit_dispose"),
]
