"""What the pages of the work answer: the desk, reports, incidents, cases, people and places, files."""

ANSWERS = """
# route              method amira ben   cara  dev   eve   anon  hana  ravi  asha  cole  ana   otto  ada   shows
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
review_explained     GET    200   200   404   404   404   302   200   200   200   404   404   404   404   {report}
review_explained     POST   302   302   404   404   404   302   302   302   302   404   404   404   404   -
review_letter        GET    200   200   404   404   404   302   200   200   200   404   404   404   404   Jade Taylor
review_letter        POST   302   302   404   404   404   302   302   302   302   404   404   404   404   -
review_letter_sent   GET    200   200   404   404   404   302   200   200   200   404   404   404   404   Jade Taylor
review_letter_sent   POST   302   302   404   404   404   302   302   302   302   404   404   404   404   -
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
incident_not_assessed GET    200   200   404   404   404   302   403   200   200   404   403   404   404   Jade Taylor
incident_not_assessed POST   302   302   404   404   404   302   403   302   302   404   403   404   404   -
incident_assessment  GET    200   200   404   404   404   302   403   200   200   404   403   404   404   Jade Taylor
# --- Cases
case_open            GET    200   200   404   404   404   302   403   403   200   404   403   404   404   Stones thrown
case_open            POST   302   302   404   404   404   302   403   403   302   404   403   404   404   -
case_join            GET    200   200   404   404   404   302   403   403   200   404   403   404   404   {incident}
case_join            POST   302   302   404   404   404   302   403   403   302   404   403   404   404   -
case_list            GET    200   200   200-  403   403   302   200-  200-  200   403   403   403   403   {unassessed}
case_page            GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Jade Taylor
case_close           GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Risk review of Jade Taylor
case_close           POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
case_close_ask       GET    200   200   404   404   404   302   404   404   200   404   404   404   404   at high risk
case_close_ask       POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
case_waive           GET    200   200   404   404   404   302   404   404   200   404   404   404   404   never assessed
case_waive           POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
case_reopen          GET    200   200   404   404   404   302   404   404   200   404   404   404   404   It has stopped
case_reopen          POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
case_monitor         GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Move to monitoring
case_monitor         POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
case_work_again      GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Work on it again
case_work_again      POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
case_party_wrong     GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Jade Taylor
case_party_wrong     POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
case_hand_over       GET    403   200   404   404   404   302   404   404   403   404   404   404   404   Amira Osei
case_hand_over       POST   403   302   404   404   404   302   404   404   403   404   404   404   404   -
case_hand_over_page  GET    200   200   404   404   404   302   404   404   200   404   404   404   404   A story so far
case_hand_over_page  POST   302   409   404   404   404   302   404   404   409   404   404   404   404   -
case_spoc            GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Amira Osei
case_spoc            POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
case_approval        GET    200   200   404   404   404   302   404   404   200   404   404   404   404   The same
case_approval        POST   403   302   404   404   404   302   404   404   403   404   404   404   404   -
case_approval_withdraw GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Withdraw what you asked
case_approval_withdraw POST   302   409   404   404   404   302   404   404   409   404   404   404   404   -
approval_list        GET    403   200   403   403   403   302   403   403   200-   403   403   403   403   Closing the case
cases_leads_gone     GET    403   200   403   403   403   302   403   403   403   403   403   403   403   Leah Away
cases_leads_gone     POST   403   302   403   403   403   302   403   403   403   403   403   403   403   -
case_restrict        GET    403   200   404   404   404   302   404   404   403   404   404   404   404   {case}
case_restrict        POST   403   302   404   404   404   302   404   404   403   404   404   404   404   -
case_unrestrict      GET    403   200   404   404   404   302   404   404   403   404   404   404   404   {case}
case_unrestrict      POST   403   302   404   404   404   302   404   404   404   404   404   404   404   -
risk_assess          GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Jade Taylor
risk_assess          POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
risk_review          GET    403   200   404   404   404   302   404   404   403   404   404   404   404   Jade Taylor
risk_review          POST   403   302   404   404   404   302   404   404   403   404   404   404   404   -
risk_assessment      GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Jade Taylor
risk_not_assessed    GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Jade Taylor
risk_not_assessed    POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
risk_raise           GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Jade Taylor
risk_raise           POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
risk_lower           GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Jade Taylor
risk_lower           POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
risk_trajectory      GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Jade Taylor
risk_sign_off        GET    403   200   404   404   404   302   404   404   403   404   404   404   404   Jade Taylor
risk_sign_off        POST   403   302   404   404   404   302   404   404   403   404   404   404   404   -
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
person_wrong         GET    200   404   404   404   404   302   200   200   200   404   404   404   404   Recorded twice
person_wrong         POST   302   404   404   404   404   302   302   302   302   404   404   404   404   -
vehicle_correct      GET    200   200   200   404   404   302   200   200   200   404   404   404   404   AB12 CDE
vehicle_correct      POST   302   302   302   404   404   302   302   302   302   404   404   404   404   -
vehicle_wrong        GET    200   200   200   404   404   302   200   200   200   404   404   404   404   XY12 ZAB
vehicle_wrong        POST   302   302   302   404   404   302   302   302   302   404   404   404   404   -
incident_wrong       GET    200   200   404   404   404   302   200   200   200   404   403   404   404   diary.txt
incident_wrong       POST   302   302   404   404   404   302   302   302   302   404   403   404   404   -
report_wrong         GET    200   200   404   404   404   302   200   200   200   404   404   404   404   diary.txt
report_wrong         POST   302   302   404   404   404   302   302   302   302   404   404   404   404   -
case_wrong           GET    200   200   404   404   404   302   404   404   200   404   404   404   404   diary.txt
case_wrong           POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
incident_party_add   GET    200   200   404   404   404   302   200   200   200   404   403   404   404   {incident}
incident_party_add   POST   302   302   404   404   404   302   302   302   302   404   403   404   404   -
incident_vehicle_add GET    200   200   404   404   404   302   200   200   200   404   403   404   404   {incident}
incident_vehicle_add POST   302   302   404   404   404   302   302   302   302   404   403   404   404   -
incident_place       GET    200   200   404   404   404   302   200   200   200   404   403   404   404   {incident}
incident_place       POST   302   302   404   404   404   302   302   302   302   404   403   404   404   -
case_party_add       GET    200   200   404   404   404   302   404   404   200   404   404   404   404   {case}
case_party_add       POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
# --- Files
report_document_add  GET    200   200   404   404   404   302   200   200   200   404   404   404   404   {report}
report_document_add  POST   302   302   404   404   404   302   302   302   302   404   404   404   404   -
report_document      GET    200   200   404   404   404   302   200   200   200   404   404   404   404   Diary of Jade
report_document_original GET    200   200   404   404   404   302   200   200   200   404   404   404   404   Diary of Jade
incident_document_add GET    200   200   404   404   404   302   200   200   200   404   403   404   404   {incident}
incident_document_add POST   302   302   404   404   404   302   302   302   302   404   403   404   404   -
incident_document    GET    200   200   404   404   404   302   200   200   200   404   403   404   404   Diary of Jade
incident_document_original GET    200   200   404   404   404   302   200   200   200   404   403   404   404   Diary of Jade
case_document_add    GET    200   200   404   404   404   302   404   404   200   404   404   404   404   {case}
case_document_add    POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
case_document        GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Diary of Jade
case_document_original GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Diary of Jade
api_report_documents GET     200   200   404   404   404   401   200   200   200   404   404   404   404   diary.txt
api_report_documents POST    201   201   404   404   404   401   201   201   201   404   404   404   404   -
api_report_document GET      200   200   404   404   404   401   200   200   200   404   404   404   404   diary.txt
api_incident_documents GET   200   200   404   404   404   401   200   200   200   404   403   404   404   diary.txt
api_incident_documents POST  201   201   404   404   404   401   201   201   201   404   403   404   404   -
api_incident_document GET    200   200   404   404   404   401   200   200   200   404   403   404   404   diary.txt
api_case_documents GET       200   200   404   404   404   401   404   404   200   404   404   404   404   diary.txt
api_case_documents POST      201   201   404   404   404   401   404   404   201   404   404   404   404   -
api_case_document GET        200   200   404   404   404   401   404   404   200   404   404   404   404   diary.txt
"""
