"""What may be asked for once more, and why the second is then kept beside the first."""

REASONS = {
    "Somebody may report, open, draft or plan another that looks the same, and what was made by mistake is marked as wrong": """
        report_new api_reports case_open api_cases operation_new api_operations plan_start case_plan_start api_plans
        application_new api_case_reviews measure_new measure_record api_measures api_measure_record early_new api_early
        order_new order_record api_orders api_order_record measure_term_new order_term_new breach_new api_breaches
        works_new api_all_works seizure_warrant api_seizures instrument_draft_new review_pack_new paper_new api_papers
        agreement_new api_agreements remedy_new api_remedies restorative_new api_restoratives sample_new api_samples
        application_pass_on api_application_pass_on api_case_review_packs
    """,
    "It is done, found, said or asked again on another occasion, and each has its own line": """
        call_back_promise api_call_backs incident_send incident_attend incident_none_attended api_incident_attendances
        incident_risk incident_not_assessed risk_assess risk_not_assessed api_assessments api_not_assessed
        risk_review api_risk_reviews case_journal_new api_journal case_action_new api_case_actions
        report_document_add incident_document_add case_document_add api_report_documents api_incident_documents
        api_case_documents statement_new api_statements exhibit_new
        api_exhibits measure_informed api_measure_informed api_measure_serve measure_review api_measure_review
        order_hearing_new api_order_hearing order_review api_order_review order_supervisor_told
        api_order_supervisor_told api_unusual_one_examine
        order_application_new appeal_hearing_new
        review_complaint_add api_case_review_complaints review_panel_attendee api_case_review_attendees
        review_share api_case_review_information_share review_request api_case_review_information_ask
        review_recommend api_case_review_recommendations review_appeal_new api_case_review_appeals
        plan_scan api_plan_scans plan_entry_new api_plan_entries plan_response_new api_plan_responses
        plan_assess_entered api_plan_assessments plan_youth api_plan_youth plan_review api_plan_reviews
        api_plan_contacts shared_plan_progress api_shared_plan_note shared_notes api_shared_notes
        case_share_with api_case_shares referral_new api_case_referrals question_new api_case_questions
        remedy_victim api_remedy_notes victim_offer api_victim_offers api_person_addresses api_person_vehicles
    """,
    "What was said last counts, and what was said before stays": """
        review_explained api_explain api_leave_unexplained person_match api_match_rulings case_contact_plan
        api_contact_plans victim_needs api_victim_needs victim_plan api_victim_plan victim_panel api_victim_panel
        victim_rights api_victim_rights finding_page deadline_ask api_owed_ask review_panel_answer
        review_plan_comment request_answer api_requested_answer_part
    """,
    "A new link ends the one before it": "user_link review_link colleague_link api_colleague_link api_account_link",
    "Each try to open what is restricted is told": "glass_break glass_break_near api_glass_break api_glass_break_near",
}
AGAIN = {route for routes in REASONS.values() for route in routes.split()}
# They show what they made on the page itself, once, and lead nowhere: a second press makes another.
SHOWN_AT_ONCE = {"user_link", "review_link", "colleague_link"}
# A secret is shown once: the second press is told that there is a token of this name.
SECRET_ONCE = {"token_new", "token_new_of"}
