"""What everything around the work answers: first pages, public form, deadlines, administration, API."""

ANSWERS = """
# route              method amira ben   cara  dev   eve   anon  hana  ravi  asha  cole  ana   otto  ada   shows
# --- Everybody's first page, the jump box and the record
home                 GET    302   302   302   302   302   302   302   302   302   302   302   302   302   -
jump                 GET    302   302   200-  302   200-  302   200-  200-  302   200-  200-  200-  200-  -
session_list         GET    200-  200-  200-  200-  200-  302   200-  200-  200-  200-  200-  200-  200-  -
session_end          POST   302   302   302   302   302   302   302   302   302   302   302   302   302   -
session_end_others   POST   302   302   302   302   302   302   302   302   302   302   302   302   302   -
record_list          GET    403   403   403   403   403   302   403   403   403   403   403   200   403   Amira Osei
look_list            GET    403   403   403   403   403   302   403   403   403   403   403   200   403   -
look_export          GET    403   403   403   403   403   302   403   403   403   403   403   200   403   -
disclosure_list      GET    403   403   403   403   403   302   403   403   403   403   403   200   403   -
finding_list         GET    403   403   403   403   403   302   403   403   403   403   403   200   403   Amira Osei
finding_page         GET    403   403   403   403   403   302   403   403   403   403   403   200   403   Amira Osei
finding_page         POST   403   403   403   403   403   302   403   403   403   403   403   302   403   -
deadline_board       GET    200   200   200-  403   403   302   403   403   200   403   403   403   403   {unassessed}
inbox                GET    200   200   200-  200-  200-  302   200-  200-  200-  200-  403   403   403   {case}
inbox_message        GET    200   404   404   404   404   302   404   404   404   404   403   403   403   {case}
inbox_read_all       POST   302   302   302   302   302   302   302   302   302   302   403   403   403   -
task_deal            GET    404   200   404   404   404   302   404   404   404   404   403   403   403   {case}
task_deal            POST   404   302   404   404   404   302   404   404   404   404   403   403   403   -
shared_list          GET    403   403   403   200   200-  302   403   403   403   200-  403   403   403   {case}
shared_page          GET    404   404   404   200   404   302   404   404   404   404   404   404   404   {case}
own_list             GET    403   403   403   200   200-  302   403   403   403   200-  403   403   403   RPT-
own_report           GET    404   404   404   200   404   302   404   404   404   404   404   404   404   They threw stones
# --- Whether all is well, without signing in; here no sweep has ever run
health               GET    503   503   503   503   503   503   503   503   503   503   503   503   503   -
health_ready         GET    200   200   200   200   200   200   200   200   200   200   200   200   200   "status"
metrics              GET    200   200   200   200   200   200   200   200   200   200   200   200   200   asbcases_requests
# --- The public form, for which nobody signs in: who has not begun is sent to its start
public_accessibility GET    200   200   200   200   200   200   200   200   200   200   200   200   200   Accessibility
public_start         GET    200   200   200   200   200   200   200   200   200   200   200   200   200   999
public_before        GET    200   200   200   200   200   200   200   200   200   200   200   200   200   -
public_before        POST   302   302   302   302   302   302   302   302   302   302   302   302   302   -
public_step          GET    302   302   302   302   302   302   302   302   302   302   302   302   302   -
public_step          POST   302   302   302   302   302   302   302   302   302   302   302   302   302   -
public_check         GET    302   302   302   302   302   302   302   302   302   302   302   302   302   -
public_check         POST   302   302   302   302   302   302   302   302   302   302   302   302   302   -
public_done          GET    302   302   302   302   302   302   302   302   302   302   302   302   302   -
public_leave         POST   302   302   302   302   302   302   302   302   302   302   302   302   302   -
# --- Applying for a case review, for which nobody signs in either
public_review_start  GET    200   200   200   200   200   200   200   200   200   200   200   200   200   999
public_review_before GET    200   200   200   200   200   200   200   200   200   200   200   200   200   -
public_review_before POST   302   302   302   302   302   302   302   302   302   302   302   302   302   -
public_review_step   GET    302   302   302   302   302   302   302   302   302   302   302   302   302   -
public_review_step   POST   302   302   302   302   302   302   302   302   302   302   302   302   302   -
public_review_check  GET    302   302   302   302   302   302   302   302   302   302   302   302   302   -
public_review_check  POST   302   302   302   302   302   302   302   302   302   302   302   302   302   -
public_review_copy   GET    302   302   302   302   302   302   302   302   302   302   302   302   302   -
public_review_done   GET    302   302   302   302   302   302   302   302   302   302   302   302   302   -
public_review_leave  POST   302   302   302   302   302   302   302   302   302   302   302   302   302   -
public_review_status GET    200   200   200   200   200   200   200   200   200   200   200   200   200   -
public_review_status POST   200   200   200   200   200   200   200   200   200   200   200   200   200   nothing to show
# --- Deadlines
deadlines_csv        GET    200   200   200-  403   403   302   403   403   200   403   403   403   403   {unassessed}
deadlines_print      GET    200   200   200-  403   403   302   403   403   200   403   403   403   403   {unassessed}
deadlines_weeks      GET    200   200   200-  403   403   302   403   403   200   403   403   403   403   Met in time
deadlines_weeks_csv  GET    200   200   200-  403   403   302   403   403   200   403   403   403   403   Met late
deadline_moved       GET    200   200   200-  403   403   302   403   403   200   403   403   403   403   {case}
deadlines_shift      GET    200   200   200-  403   403   302   200-  200-  200-  200-  403   403   403   /cases/ASB-
deadlines_together   GET    403   200   403   403   403   302   403   403   403   403   403   403   403   {case}
deadlines_together   POST   403   302   403   403   403   302   403   403   403   403   403   403   403   -
deadlines_together_done GET    403   404   403   403   403   302   403   403   403   403   403   403   403   -
deadline_page        GET    200   200   404   404   404   302   404   404   200   404   404   404   404   {case}
deadline_ask         GET    200   200   404   404   404   302   404   404   200   404   404   404   404   {case}
deadline_ask         POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
deadline_extend      GET    403   200   404   404   404   302   404   404   403   404   404   404   404   {case}
deadline_extend      POST   403   302   404   404   404   302   404   404   403   404   404   404   404   -
deadline_return      GET    403   200   404   404   404   302   404   404   403   404   404   404   404   {case}
deadline_return      POST   403   302   404   404   404   302   404   404   403   404   404   404   404   -
deadline_pause       GET    403   200   404   404   404   302   404   404   403   404   404   404   404   {case}
deadline_pause       POST   403   302   404   404   404   302   404   404   403   404   404   404   404   -
deadline_resume      GET    403   200   404   404   404   302   404   404   403   404   404   404   404   {case}
deadline_resume      POST   403   302   404   404   404   302   404   404   403   404   404   404   404   -
deadline_reassign    GET    403   200   404   404   404   302   404   404   403   404   404   404   404   {case}
deadline_reassign    POST   403   302   404   404   404   302   404   404   403   404   404   404   404   -
deadline_waive       GET    403   200   404   404   404   302   404   404   403   404   404   404   404   {case}
deadline_waive       POST   403   302   404   404   404   302   404   404   403   404   404   404   404   -
deadline_cancel      GET    403   200   404   404   404   302   404   404   403   404   404   404   404   {case}
deadline_cancel      POST   403   302   404   404   404   302   404   404   403   404   404   404   404   -
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
user_authenticator   GET    403   403   403   403   403   302   403   403   403   403   403   403   200   Sam Reed
user_authenticator   POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
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
limit_list           GET    403   403   403   403   403   302   403   403   403   403   403   403   200   Jane Marsh
limit_new            GET    403   403   403   403   403   302   403   403   403   403   403   403   200   2014 Act s.52(7)
limit_new            POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
limit_end            GET    403   403   403   403   403   302   403   403   403   403   403   403   200   Jane Marsh
limit_end            POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
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
# --- Risk forms: read by all police, and kept by administrators
instrument_list      GET    200   200   200   403   403   302   200   200   200   403   403   403   200   Risk matrix of fourteen questions
instrument_page      GET    200   200   200   403   403   302   200   200   200   403   403   403   200   Eight weighted factors
instrument_retire    GET    403   403   403   403   403   302   403   403   403   403   403   403   200   Eight weighted factors
instrument_retire    POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
instrument_draft_new GET    403   403   403   403   403   302   403   403   403   403   403   403   200   name="source"
instrument_draft_new POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
instrument_head      GET    403   403   403   403   403   302   403   403   403   403   403   403   200   name="scoring"
instrument_head      POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
instrument_question_new GET    403   403   403   403   403   302   403   403   403   403   403   403   200   name="code"
instrument_question_new POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
instrument_question  GET    403   403   403   403   403   302   403   403   403   403   403   403   200   Do you feel safe at home?
instrument_question  POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
instrument_options   GET    403   403   403   403   403   302   403   403   403   403   403   403   200   name="label_1"
instrument_options   POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
instrument_bands     GET    403   403   403   403   403   302   403   403   403   403   403   403   200   name="medium"
instrument_bands     POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
instrument_floor_new GET    403   403   403   403   403   302   403   403   403   403   403   403   200   name="at_least"
instrument_floor_new POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
instrument_floor     GET    403   403   403   403   403   302   403   403   403   403   403   403   200   There has been violence
instrument_floor     POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
instrument_approve   GET    403   403   403   403   403   302   403   403   403   403   403   403   200   name="authority"
instrument_approve   POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
instrument_return    GET    403   403   403   403   403   302   403   403   403   403   403   403   200   name="note"
instrument_return    POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
instrument_move      POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
instrument_remove    POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
instrument_floor_remove POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
instrument_submit    POST   403   403   403   403   403   302   403   403   403   403   403   403   302   -
instrument_draft     GET    403   403   403   403   403   302   403   403   403   403   403   403   200   Ask for approval
instrument_try       GET    403   403   403   403   403   302   403   403   403   403   403   403   200   Score these answers
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
api_cases            GET    200   200   200-  200-  200-  401   200-  200-  200   200-  200-  200-  200-  {case}
api_cases            POST   201   201   400   403   403   401   403   403   201   403   403   403   403   -
api_case             GET    200   200   404   404   404   401   404   404   200   404   404   404   404   Stones thrown
api_shared_cases     GET    403   403   403   200   200-  401   403   403   403   200-  403   403   403   {case}
api_shared_case      GET    404   404   404   200   404   401   404   404   404   404   404   404   404   {case}
api_case_close       POST   200   200   404   404   404   401   404   404   200   404   404   404   404   "closed"
api_case_reopen      POST   200   200   404   404   404   401   404   404   200   404   404   404   404   "open"
api_case_allocate    POST   403   200   404   404   404   401   404   404   403   404   404   404   404   "ben"
api_hand_overs       GET    200   200   404   404   404   401   404   404   200   404   404   404   404   "story"
api_case_approvals   GET    200   200   404   404   404   401   404   404   200   404   404   404   404   "results"
api_case_approvals   POST   201   201   404   404   404   401   404   404   201   404   404   404   404   -
api_approval         GET    200   200   404   404   404   401   404   404   200   404   404   404   404   "medium"
api_approval_decide  POST   403   200   404   404   404   401   404   404   403   404   404   404   404   "returned"
api_approvals        GET    403   200   403   403   403   401   403   403   200-   403   403   403   403   "close"
api_parties          GET    200   200   404   404   404   401   404   404   200   404   404   404   404   Jade Taylor
api_case_incidents   GET    200   200   404   404   404   401   404   404   200   404   404   404   404   Stones thrown
api_deadlines        GET    200   200   404   404   404   401   404   404   200   404   404   404   404   "sign_off"
api_assessments      GET    200   200   404   404   404   401   404   404   200   404   404   404   404   "high"
api_assessments      POST   201   201   404   404   404   401   404   404   201   404   404   404   404   -
api_assessment       GET    200   200   404   404   404   401   404   404   200   404   404   404   404   "daily"
api_not_assessed     POST   201   201   404   404   404   401   404   404   201   404   404   404   404   -
api_sign_offs        GET    200   200   404   404   404   401   404   404   200   404   404   404   404   "results"
api_sign_offs        POST   403   201   404   404   404   401   404   404   403   404   404   404   404   -
api_sign_off         GET    200   200   404   404   404   401   404   404   200   404   404   404   404   Jade is well
api_risk_reviews     GET    200   200   404   404   404   401   404   404   200   404   404   404   404   "results"
api_risk_reviews     POST   403   201   404   404   404   401   404   404   403   404   404   404   404   -
api_risk_review      GET    200   200   404   404   404   401   404   404   200   404   404   404   404   Jade is content
api_risk_form        GET    200   200   200   403   403   401   403   200   200   403   403   403   403   "frequency"
api_schema           GET    200   200   200   200   200   401   200   200   200   200   200   200   200   openapi: 3.1
api_docs             GET    200   200   200   200   200   302   200   200   200   200   200   200   200   swagger-ui
"""
