"""Who gets what: each route and method, and the status that each of the cast is answered with.

`200-` answers and shows nothing of the records of Colchester. `shows` is what stands in an answer with 200; `-`
where there is no such answer, or where the act itself is looked for in the record. `{case}` is the reference of
the case; `unassessed` is a second case, of which something falls due this week.
"""

from typing import NamedTuple

from tests.access.population import CAST, County

ANSWERS = """
# route              method amira ben   cara  dev   eve   anon  hana  ravi  asha  cole  ana   otto  ada   shows
# --- Everybody's first page, the jump box and the record
home                 GET    302   302   302   302   302   302   302   302   302   302   302   302   302   -
jump                 GET    302   302   200-  302   200-  302   200-  200-  302   200-  200-  200-  200-  -
record_list          GET    403   403   403   403   403   302   403   403   403   403   403   200   403   Amira Osei
deadline_board       GET    200   200   200-  403   403   302   403   403   200   403   403   403   403   {unassessed}
inbox                GET    200   200   200-  403   403   302   200-  200-  200-  403   403   403   403   {case}
inbox_message        GET    200   404   404   403   403   302   404   404   404   403   403   403   403   {case}
inbox_read_all       POST   302   302   302   403   403   302   302   302   302   403   403   403   403   -
task_deal            GET    404   200   404   403   403   302   404   404   404   403   403   403   403   {case}
task_deal            POST   404   302   404   403   403   302   404   404   404   403   403   403   403   -
shared_list          GET    403   403   403   200   200-  302   403   403   403   200-  403   403   403   {case}
# --- Whether all is well, without signing in; here no sweep has ever run
health               GET    503   503   503   503   503   503   503   503   503   503   503   503   503   -
health_ready         GET    200   200   200   200   200   200   200   200   200   200   200   200   200   "status"
# --- The triage desk
desk                 GET    200   200   200-  403   403   302   200   200   200   403   403   403   403   {report}
desk_channels        GET    200   200   200-  403   403   302   200   200   200   403   403   403   403   101 call
desk_channels_csv    GET    200   200   200-  403   403   302   200   200   200   403   403   403   403   101 call
# --- Reports and incidents
report_list          GET    200   200   200-  403   403   302   200   200   200   403   403   403   403   {report}
report_new           GET    200   200   200   403   403   302   200   200   200   403   403   403   403   name="narrative"
report_new           POST   302   302   400   403   403   302   302   302   302   403   403   403   403   -
report_matches       POST   200   200   200-  403   403   302   200   200   200   403   403   403   403   {report}
draft_save           POST   204   204   204   403   403   302   204   204   204   403   403   403   403   -
draft_throw_away     POST   302   302   302   403   403   302   302   302   302   403   403   403   403   -
report_grade         GET    200   200   404   404   404   302   200   200   200   404   404   404   404   They threw stones
report_grade         POST   302   302   404   404   404   302   302   302   302   404   404   404   404   -
report_outcome       GET    200   200   404   404   404   302   200   200   200   404   404   404   404   Stones thrown
incident_triage      GET    200   200   404   404   404   302   200   200   200   404   403   404   404   Stones thrown
incident_triage      POST   302   302   404   404   404   302   302   302   302   404   403   404   404   -
triage_page          GET    200   200   404   404   404   302   200   200   200   404   403   404   404   They threw stones
report_page          GET    200   200   404   404   404   302   200   200   200   404   404   404   404   They threw stones
incident_record      GET    200   200   404   404   404   302   200   200   200   404   404   404   404   They threw stones
incident_record      POST   302   302   404   404   404   302   302   302   302   404   404   404   404   -
report_attach        GET    200   200   404   404   404   302   200   200   200   404   404   404   404   They threw stones
report_attach        POST   302   302   404   404   404   302   302   302   302   404   404   404   404   -
call_back_promise    GET    200   200   404   404   404   302   200   200   200   404   404   404   404   {report}
call_back_promise    POST   302   302   404   404   404   302   302   302   302   404   404   404   404   -
call_back_make       GET    200   200   404   404   404   302   200   200   200   404   404   404   404   {report}
call_back_make       POST   302   302   404   404   404   302   302   302   302   404   404   404   404   -
safe_contact         GET    200   200   404   404   404   302   200   200   200   404   404   404   404   safe@home.example
safe_contact         POST   302   302   404   404   404   302   302   302   302   404   404   404   404   -
safe_contact_withdraw GET   200   200   404   404   404   302   200   200   200   404   404   404   404   {report}
safe_contact_withdraw POST  302   302   404   404   404   302   302   302   302   404   404   404   404   -
incident_list        GET    200   200   200-  403   403   302   200   200   200   403   403   403   403   {incident}
published_list       GET    200   200   200-  403   403   302   200   200   200   403   200   403   403   On or near Mill Road
published_months     GET    200   200   200-  403   403   302   200   200   200   403   200   403   403   ?month=
incident_page        GET    200   200   404   404   404   302   200   200   200   404   403   404   404   Stones thrown
incident_classify    GET    200   200   404   404   404   302   200   200   200   404   403   404   404   {closable}
incident_classify    POST   302   302   404   404   404   302   302   302   302   404   403   404   404   -
incident_close       GET    200   200   404   404   404   302   200   200   200   404   403   404   404   {closable}
incident_close       POST   302   302   404   404   404   302   302   302   302   404   403   404   404   -
incident_reopen      GET    200   200   404   404   404   302   200   200   200   404   403   404   404   {closed}
incident_reopen      POST   302   302   404   404   404   302   302   302   302   404   403   404   404   -
incident_crime       GET    200   200   404   404   404   302   200   200   200   404   403   404   404   Stones thrown
incident_crime       POST   302   302   404   404   404   302   302   302   302   404   403   404   404   -
incident_gathering   GET    200   200   404   404   404   302   200   200   200   404   403   404   404   Stones thrown
incident_gathering   POST   302   302   404   404   404   302   302   302   302   404   403   404   404   -
incident_operation   GET    200   200   404   404   404   302   200   200   200   404   403   404   404   Stones thrown
incident_operation   POST   302   302   404   404   404   302   302   302   302   404   403   404   404   -
incident_references  GET    200   200   404   404   404   302   200   200   200   404   403   404   404   Stones thrown
incident_references  POST   302   302   404   404   404   302   302   302   302   404   403   404   404   -
incident_hate        GET    403   200   404   404   404   302   403   403   403   404   403   404   404   Stones thrown
incident_hate        POST   403   302   404   404   404   302   403   403   403   404   403   404   404   -
incidents_close_together GET 200  200   400   403   403   302   200   200   200   403   403   403   403   {closable}
incidents_close_together POST 302 302   400   403   403   302   302   302   302   403   403   403   403   -
incidents_closed_together GET 404 404   404   403   403   302   404   404   404   403   403   403   403   -
report_reply         GET    200   200   404   404   404   302   200   200   200   404   404   404   404   {report}
report_reply         POST   302   302   404   404   404   302   302   302   302   404   404   404   404   -
operation_list       GET    200   200   200   403   403   302   200   200   200   403   403   403   403   Lantern
operation_page       GET    200   200   200   403   403   302   200   200   200   403   403   403   403   Lantern
operation_new        GET    403   200   403   403   403   302   403   403   200   403   403   403   403   name="purpose"
operation_new        POST   403   302   403   403   403   302   403   403   302   403   403   403   403   -
operation_edit       GET    403   200   403   403   403   302   403   403   200   403   403   403   403   name="purpose"
operation_edit       POST   403   302   403   403   403   302   403   403   302   403   403   403   403   -
incident_sent_to_me  GET    200-  200-  200-  403   403   302   200-  200   200-  403   403   403   403   Stones thrown
incident_send        GET    403   200   404   404   404   302   200   403   403   404   403   404   404   Stones thrown
incident_send        POST   403   302   404   404   404   302   302   403   403   404   403   404   404   -
incident_attend      GET    200   200   404   404   404   302   200   200   200   404   403   404   404   Jade Taylor
incident_attend      POST   302   302   404   404   404   302   302   302   302   404   403   404   404   -
incident_none_attended GET  200   200   404   404   404   302   200   200   200   404   403   404   404   Stones thrown
incident_none_attended POST 302   302   404   404   404   302   302   302   302   404   403   404   404   -
incident_risk        GET    200   200   404   404   404   302   403   200   200   404   403   404   404   Jade Taylor
incident_risk        POST   302   302   404   404   404   302   403   302   302   404   403   404   404   -
incident_assessment  GET    200   200   404   404   404   302   403   200   200   404   403   404   404   Jade Taylor
# --- Cases
case_open            GET    200   200   404   404   404   302   403   403   200   404   403   404   404   Stones thrown
case_open            POST   302   302   404   404   404   302   403   403   302   404   403   404   404   -
case_join            GET    200   200   404   404   404   302   403   403   200   404   403   404   404   {incident}
case_join            POST   302   302   404   404   404   302   403   403   302   404   403   404   404   -
case_list            GET    200   200   200-  403   403   302   200-  200-  200   403   403   403   403   {unassessed}
case_page            GET    200   200   404   403   404   302   404   404   200   404   404   404   404   Jade Taylor
case_close           GET    200   200   404   403   404   302   404   404   200   404   404   404   404   Risk review of Jade Taylor
case_close           POST   302   302   404   403   404   302   404   404   302   404   404   404   404   -
case_restrict        GET    403   200   404   403   404   302   404   404   403   404   404   404   404   {case}
case_restrict        POST   403   302   404   403   404   302   404   404   403   404   404   404   404   -
case_unrestrict      GET    403   200   404   403   404   302   404   404   403   404   404   404   404   {case}
case_unrestrict      POST   403   302   404   404   404   302   404   404   404   404   404   404   404   -
risk_assess          GET    200   200   404   403   404   302   404   404   200   404   404   404   404   Jade Taylor
risk_assess          POST   302   302   404   403   404   302   404   404   302   404   404   404   404   -
risk_review          GET    403   200   404   403   404   302   404   404   403   404   404   404   404   Jade Taylor
risk_review          POST   403   302   404   403   404   302   404   404   403   404   404   404   404   -
risk_assessment      GET    200   200   404   403   404   302   404   404   200   404   404   404   404   Jade Taylor
# --- People, places and vehicles
person_list          GET    200   200   200   403   403   302   200   200   200   403   403   403   403   name="name"
person_list          POST   200   200   200-  403   403   302   200   200   200   403   403   403   403   Jade Taylor
person_new           GET    200   200   200   403   403   302   200   200   200   403   403   403   403   name="source"
person_new           POST   302   302   302   403   403   302   302   302   302   403   403   403   403   -
person_page          GET    200   200   404   404   404   302   200   200   200   404   404   404   404   Jade Taylor
person_correct       GET    200   200   404   404   404   302   200   200   200   404   404   404   404   Jade Taylor
person_correct       POST   302   302   404   404   404   302   302   302   302   404   404   404   404   -
person_match         GET    200   200   404   404   404   302   200   200   200   404   404   404   404   Jade Taylor
person_match         POST   302   302   404   404   404   302   302   302   302   404   404   404   404   -
person_note          GET    200   200   404   404   404   302   200   200   200   404   404   404   404   Jade Taylor
person_note          POST   302   302   404   404   404   302   302   302   302   404   404   404   404   -
person_detail_end    GET    200   200   404   404   404   302   200   200   200   404   404   404   404   07700 900123
person_detail_end    POST   302   302   404   404   404   302   302   302   302   404   404   404   404   -
person_detail_wrong  GET    200   200   404   404   404   302   200   200   200   404   404   404   404   07700 900123
person_detail_wrong  POST   302   302   404   404   404   302   302   302   302   404   404   404   404   -
premises_page        GET    200   200   404   404   404   302   200   200   200   404   404   404   404   14 Mersea Road
premises_correct     GET    200   200   404   404   404   302   200   200   200   404   404   404   404   14 Mersea Road
premises_correct     POST   302   302   404   404   404   302   302   302   302   404   404   404   404   -
vehicle_page         GET    200   200   200-  404   404   302   200   200   200   404   404   404   404   {incident}
incident_party_add   GET    200   200   404   404   404   302   200   200   200   404   403   404   404   {incident}
incident_party_add   POST   302   302   404   404   404   302   302   302   302   404   403   404   404   -
incident_vehicle_add GET    200   200   404   404   404   302   200   200   200   404   403   404   404   {incident}
incident_vehicle_add POST   302   302   404   404   404   302   302   302   302   404   403   404   404   -
incident_place       GET    200   200   404   404   404   302   200   200   200   404   403   404   404   {incident}
incident_place       POST   302   302   404   404   404   302   302   302   302   404   403   404   404   -
case_party_add       GET    200   200   404   403   404   302   404   404   200   404   404   404   404   {case}
case_party_add       POST   302   302   404   403   404   302   404   404   302   404   404   404   404   -
# --- Files
report_document_add  GET    200   200   404   404   404   302   200   200   200   404   404   404   404   {report}
report_document_add  POST   302   302   404   404   404   302   302   302   302   404   404   404   404   -
report_document      GET    200   200   404   404   404   302   200   200   200   404   404   404   404   Diary of Jade
report_document_original GET    200   200   404   404   404   302   200   200   200   404   404   404   404   Diary of Jade
incident_document_add GET    200   200   404   404   404   302   200   200   200   404   403   404   404   {incident}
incident_document_add POST   302   302   404   404   404   302   302   302   302   404   403   404   404   -
incident_document    GET    200   200   404   404   404   302   200   200   200   404   403   404   404   Diary of Jade
incident_document_original GET    200   200   404   404   404   302   200   200   200   404   403   404   404   Diary of Jade
case_document_add    GET    200   200   404   403   404   302   404   404   200   404   404   404   404   {case}
case_document_add    POST   302   302   404   403   404   302   404   404   302   404   404   404   404   -
case_document        GET    200   200   404   403   404   302   404   404   200   404   404   404   404   Diary of Jade
case_document_original GET    200   200   404   403   404   302   404   404   200   404   404   404   404   Diary of Jade
# --- The public form, for which nobody signs in: who has not begun is sent to its start
public_start         GET    200   200   200   200   200   200   200   200   200   200   200   200   200   999
public_before        GET    200   200   200   200   200   200   200   200   200   200   200   200   200   -
public_before        POST   302   302   302   302   302   302   302   302   302   302   302   302   302   -
public_step          GET    302   302   302   302   302   302   302   302   302   302   302   302   302   -
public_step          POST   302   302   302   302   302   302   302   302   302   302   302   302   302   -
public_check         GET    302   302   302   302   302   302   302   302   302   302   302   302   302   -
public_check         POST   302   302   302   302   302   302   302   302   302   302   302   302   302   -
public_done          GET    302   302   302   302   302   302   302   302   302   302   302   302   302   -
public_leave         POST   302   302   302   302   302   302   302   302   302   302   302   302   302   -
# --- Deadlines
deadlines_csv        GET    200   200   200-  403   403   302   403   403   200   403   403   403   403   {unassessed}
deadlines_print      GET    200   200   200-  403   403   302   403   403   200   403   403   403   403   {unassessed}
deadlines_weeks      GET    200   200   200-  403   403   302   403   403   200   403   403   403   403   Met in time
deadlines_weeks_csv  GET    200   200   200-  403   403   302   403   403   200   403   403   403   403   Met late
deadline_moved       GET    200   200   200-  403   403   302   403   403   200   403   403   403   403   {case}
deadlines_shift      GET    200   200-  200-  403   403   302   200-  200-  200-  403   403   403   403   {unassessed}
deadlines_together   GET    403   200   403   403   403   302   403   403   403   403   403   403   403   {case}
deadlines_together   POST   403   302   403   403   403   302   403   403   403   403   403   403   403   -
deadlines_together_done GET    403   404   403   403   403   302   403   403   403   403   403   403   403   -
deadline_page        GET    200   200   404   403   404   302   404   404   200   404   404   404   404   {case}
deadline_ask         GET    200   200   404   403   404   302   404   404   200   404   404   404   404   {case}
deadline_ask         POST   302   302   404   403   404   302   404   404   302   404   404   404   404   -
deadline_extend      GET    403   200   404   403   404   302   404   404   403   404   404   404   404   {case}
deadline_extend      POST   403   302   404   403   404   302   404   404   403   404   404   404   404   -
deadline_return      GET    403   200   404   403   404   302   404   404   403   404   404   404   404   {case}
deadline_return      POST   403   302   404   403   404   302   404   404   403   404   404   404   404   -
deadline_pause       GET    403   200   404   403   404   302   404   404   403   404   404   404   404   {case}
deadline_pause       POST   403   302   404   403   404   302   404   404   403   404   404   404   404   -
deadline_resume      GET    403   200   404   403   404   302   404   404   403   404   404   404   404   {case}
deadline_resume      POST   403   302   404   403   404   302   404   404   403   404   404   404   404   -
deadline_reassign    GET    403   200   404   403   404   302   404   404   403   404   404   404   404   {case}
deadline_reassign    POST   403   302   404   403   404   302   404   404   403   404   404   404   404   -
deadline_waive       GET    403   200   404   403   404   302   404   404   403   404   404   404   404   {case}
deadline_waive       POST   403   302   404   403   404   302   404   404   403   404   404   404   404   -
deadline_cancel      GET    403   200   404   403   404   302   404   404   403   404   404   404   404   {case}
deadline_cancel      POST   403   302   404   403   404   302   404   404   403   404   404   404   404   -
# --- Administration
administration       GET    403   403   403   403   403   302   403   403   403   403   403   403   302   -
user_list            GET    403   403   403   403   403   302   403   403   403   403   403   403   200   Amira Osei
user_list            POST   403   403   403   403   403   302   403   403   403   403   403   403   200   Amira Osei
user_new             GET    403   403   403   403   403   302   403   403   403   403   403   403   200   name="username"
user_new             POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
user_edit            GET    403   403   403   403   403   302   403   403   403   403   403   403   200   Sam Reed
user_edit            POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
user_link            GET    403   403   403   403   403   302   403   403   403   403   403   403   200   Sam Reed
user_link            POST   403   403   403   403   403   302   403   403   403   403   403   403   200   Sam Reed
user_leave           GET    403   403   403   403   403   302   403   403   403   403   403   403   200   Sam Reed
user_leave           POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
user_suspend         GET    403   403   403   403   403   302   403   403   403   403   403   403   200   Sam Reed
user_suspend         POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
user_restore         GET    403   403   403   403   403   302   403   403   403   403   403   403   200   Gus Gone
user_restore         POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
team_list            GET    403   403   403   403   403   302   403   403   403   403   403   403   200   Colchester town team
team_new             GET    403   403   403   403   403   302   403   403   403   403   403   403   200   name="force_wide"
team_new             POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
team_edit            GET    403   403   403   403   403   302   403   403   403   403   403   403   200   Colchester town team
team_edit            POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
agency_list          GET    403   403   403   403   403   302   403   403   403   403   403   403   200   Eastlight Homes
agency_new           GET    403   403   403   403   403   302   403   403   403   403   403   403   200   name="kind"
agency_new           POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
agency_edit          GET    403   403   403   403   403   302   403   403   403   403   403   403   200   Eastlight Homes
agency_edit          POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
policy_list          GET    403   403   403   403   403   302   403   403   403   403   403   403   200   To be confirmed by the force
policy_new           GET    403   403   403   403   403   302   403   403   403   403   403   403   200   Warning beforehand
policy_new           POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
policy_end           GET    403   403   403   403   403   302   403   403   403   403   403   403   200   Warning beforehand
policy_end           POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
holiday_list         GET    403   403   403   403   403   302   403   403   403   403   403   403   200   Day of thanks
holiday_new          GET    403   403   403   403   403   302   403   403   403   403   403   403   200   name="source"
holiday_new          POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
holiday_withdraw     GET    403   403   403   403   403   302   403   403   403   403   403   403   200   Day of thanks
holiday_withdraw     POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
replan_list          GET    403   403   403   403   403   302   403   403   403   403   403   403   200   Force policy 7
replan_page          GET    403   403   403   403   403   302   403   403   403   403   403   403   200   Force policy 7
shift_list           GET    403   200   403   403   403   302   403   403   403   403   403   403   200   Sam Reed
shift_new            GET    403   200   403   403   403   302   403   403   403   403   403   403   200   name="starts_at"
shift_new            POST   403   302   403   403   403   302   403   403   403   403   403   403   302   -
shift_import         GET    403   200   403   403   403   302   403   403   403   403   403   403   200   name="lines"
shift_import         POST   403   302   403   403   403   302   403   403   403   403   403   403   302   -
shift_cancel         GET    403   200   403   403   403   302   403   403   403   403   403   403   200   Sam Reed
shift_cancel         POST   403   302   403   403   403   302   403   403   403   403   403   403   302   -
# --- The API
api_reports          GET    200   200   200-  200-  200-  401   200   200   200   200-  200-  200-  200-  {report}
api_reports          POST   201   201   400   403   403   401   201   201   201   403   403   403   403   -
api_report           GET    200   200   404   404   404   401   200   200   200   404   404   404   404   They threw stones
api_incidents        GET    200   200   200-  403   403   401   200   200   200   403   403   403   403   {incident}
api_incidents        POST   201   201   400   403   403   401   201   201   201   403   403   403   403   -
api_incident         GET    200   200   404   404   404   401   200   200   200   404   403   404   404   Stones thrown
api_incident_reports GET    200   200   404   404   404   401   200   200   200   404   403   404   404   14 Mersea Road
api_incident_classifications GET 200   200   404   404   404   401   200   200   200   404   403   404   404   "opening"
api_incident_classifications POST 201   201   404   404   404   401   201   201   201   404   403   404   404   -
api_incident_crime_decisions GET 200   200   404   404   404   401   200   200   200   404   403   404   404   "results"
api_incident_crime_decisions POST 201   201   404   404   404   401   201   201   201   404   403   404   404   -
api_incident_triages GET 200   200   404   404   404   401   200   200   200   404   403   404   404   "scheduled"
api_incident_triages POST 201   201   404   404   404   401   201   201   201   404   403   404   404   -
api_incident_triage GET 200   200   404   404   404   401   200   200   200   404   403   404   404   "scheduled"
api_incident_classification GET 200   200   404   404   404   401   200   200   200   404   403   404   404   "opening"
api_incident_crime_decision GET 200   200   404   404   404   401   200   200   200   404   403   404   404   "crime"
api_incident_closings GET 200   200   404   404   404   401   200   200   200   404   403   404   404   "nuisance"
api_incident_close GET 200   200   404   404   404   401   200   200   200   404   403   404   404   "signals"
api_incident_close POST 200   200   404   404   404   401   200   200   200   404   403   404   404   "closed_at"
api_incident_reopen POST 200   200   404   404   404   401   200   200   200   404   403   404   404   "closed_at"
api_incident_attendances GET 200  200   404   404   404   401   200   200   200   404   403   404   404   "results"
api_incident_attendances POST 201 201   404   404   404   401   201   201   201   404   403   404   404   -
api_incident_attendance GET 200   200   404   404   404   401   200   200   200   404   403   404   404   "ravi"
api_cases            GET    200   200   200-  200   200-  401   200-  200-  200   200-  200-  200-  200-  {case}
api_cases            POST   201   201   400   403   403   401   403   403   201   403   403   403   403   -
api_case             GET    200   200   404   200   404   401   404   404   200   404   404   404   404   Stones thrown
api_case_close       POST   200   200   404   403   404   401   404   404   200   404   404   404   404   "closed"
api_parties          GET    200   200   404   404   404   401   404   404   200   404   404   404   404   Jade Taylor
api_case_incidents   GET    200   200   404   200-  404   401   404   404   200   404   404   404   404   Stones thrown
api_deadlines        GET    200   200   404   404   404   401   404   404   200   404   404   404   404   "risk_review"
api_assessments      GET    200   200   404   200   404   401   404   404   200   404   404   404   404   "high"
api_assessments      POST   201   201   404   403   404   401   404   404   201   404   404   404   404   -
api_assessment       GET    200   200   404   200   404   401   404   404   200   404   404   404   404   "daily"
api_risk_form        GET    200   200   200   403   403   401   403   200   200   403   403   403   403   "frequency"
api_schema           GET    200   200   200   200   200   401   200   200   200   200   200   200   200   openapi: 3.1
api_docs             GET    200   200   200   200   200   302   200   200   200   200   200   200   200   swagger-ui
"""
# Pages of the sign-in library, one by one: tests/accounts says which of them answer, and to whom.
OF_THE_LIBRARY = {
    "account_change_password",
    "account_confirm_email",
    "account_confirm_login_code",
    "account_email",
    "account_email_verification_sent",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_set_password",
    "account_signup",
    "mfa_authenticate",
    "mfa_index",
    "mfa_reauthenticate",
    "openid_connect_callback",
    "openid_connect_login",
    "socialaccount_connections",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "socialaccount_signup",
}


class Row(NamedTuple):
    """One line of the table."""

    route: str
    method: str
    answers: dict[str, str]
    shows: str

    def shown_of(self, county: County) -> str:
        """Return what an answer with 200 must hold; nothing where none is looked for."""
        records = ("case", "unassessed", "incident", "report")
        named = {name: getattr(county, name).reference for name in records}
        ends = {"closable": "incident_close", "closed": "incident_reopen"}
        named |= {name: county.incidents[route].reference for name, route in ends.items()}
        return "" if self.shows == "-" else self.shows.format_map(named)


def _row(line: str) -> Row:
    route, method, *rest = line.split(maxsplit=2 + len(CAST))
    return Row(route, method, dict(zip(CAST, rest, strict=False)), rest[-1])


ROWS = [_row(line) for line in ANSWERS.strip().splitlines() if not line.startswith("#")]
