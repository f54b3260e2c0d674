"""What the pages of the case file answer: journal, contact, actions, what a case is about, and its chronology."""

ANSWERS = """
# route              method amira ben   cara  dev   eve   anon  hana  ravi  asha  cole  ana   otto  ada   shows
case_journal_new     GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Jade Taylor
case_journal_new     POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
case_journal_entry   GET    200   200   404   404   404   302   404   404   200   404   404   404   404   She sleeps again.
case_journal_wrong   GET    200   200   404   404   404   302   404   404   200   404   404   404   404   She sleeps again.
case_journal_wrong   POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
case_contact_plan    GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Jade Taylor
case_contact_plan    POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
case_action_new      GET    200   200   404   404   404   302   404   404   200   404   404   404   404   {case}
case_action_new      POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
case_action_done     GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Ask the landlord
case_action_done     POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
case_action_drop     GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Ask the landlord
case_action_drop     POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
case_part_premises   GET    200   200   404   404   404   302   404   404   200   404   404   404   404   {case}
case_part_premises   POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
case_part_operation  GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Beacon
case_part_operation  POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
case_part_reference  GET    200   200   404   404   404   302   404   404   200   404   404   404   404   {case}
case_part_reference  POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
case_part_link       GET    200   200   404   404   404   302   404   404   200   404   404   404   404   {case}
case_part_link       POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
case_part_unlink     GET    200   200   404   404   404   302   404   404   200   404   404   404   404   The same group
case_part_unlink     POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
case_part_wrong      GET    200   200   404   404   404   302   404   404   200   404   404   404   404   {case}
case_part_wrong      POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
case_chronology      GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Jade Taylor
api_journal          GET    200   200   404   404   404   401   404   404   200   404   404   404   404   She sleeps again.
api_journal          POST   201   201   404   404   404   401   404   404   201   404   404   404   404   -
api_journal_entry    GET    200   200   404   404   404   401   404   404   200   404   404   404   404   She sleeps again.
api_case_actions     GET    200   200   404   404   404   401   404   404   200   404   404   404   404   Ask the landlord
api_case_actions     POST   201   201   404   404   404   401   404   404   201   404   404   404   404   -
api_case_action      GET    200   200   404   404   404   401   404   404   200   404   404   404   404   Ask the landlord
api_case_action_done POST   200   200   404   404   404   401   404   404   200   404   404   404   404   The file came.
victim_support       GET    200   200   404   404   404   302   404   404   200   404   404   404   404   ASBRAC
victim_needs         GET    200   200   404   404   404   302   404   404   200   404   404   404   404   {case}
victim_needs         POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
victim_offer         GET    200   200   404   404   404   302   404   404   200   404   404   404   404   {case}
victim_offer         POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
victim_answer        GET    200   200   404   404   404   302   404   404   200   404   404   404   404   {case}
victim_answer        POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
victim_plan          GET    200   200   404   404   404   302   404   404   200   404   404   404   404   {case}
victim_plan          POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
victim_panel         GET    200   200   404   404   404   302   404   404   200   404   404   404   404   {case}
victim_panel         POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
victim_panel_exit    GET    200   200   404   404   404   302   404   404   200   404   404   404   404   ASBRAC
victim_panel_exit    POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
victim_rights        GET    200   200   404   404   404   302   404   404   200   404   404   404   404   {case}
victim_rights        POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
sample_list          GET    403   200   403   403   403   302   403   403   403   403   403   403   403   Sample
sample_new           GET    403   200   403   403   403   302   403   403   403   403   403   403   403   Colchester
sample_new           POST   403   302   403   403   403   302   403   403   403   403   403   403   403   -
sample_page          GET    403   200   403   403   403   302   403   403   403   403   403   403   403   {case}
sampled_case         GET    403   200   403   403   403   302   403   403   403   403   403   403   403   {case}
sampled_case         POST   403   302   403   403   403   302   403   403   403   403   403   403   403   -
"""
