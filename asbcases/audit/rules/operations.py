"""Which processing operation of the Data Protection Act 2018 s.62(1) each verb and each look is."""

from collections.abc import Mapping

from asbcases.audit.look_choices import Look, Operation
from asbcases.audit.verbs import VERBS, AnyVerb

# What several describe is counted as the one that tells most: what was sent to others as disclosure, what was put
# together as combination. Nothing is ever deleted here: what was marked as wrong or taken off counts as erasure.
NAMED: Mapping[Operation, str] = {
    Operation.COLLECTION: """
        report_received incident_recorded incidents_imported assessment_completed call_back_promised
        safe_contact_stated incident_triaged crime_considered attended not_attended gathering_noted
        reference_noted document_added journal_written contact_agreed assessment_not_made plan_made
        panel_exit_agreed needs_assessed support_answered measure_recorded measure_answered term_met
        change_asked change_decided appeal_lodged appeal_decided breach_alleged breach_evidenced
        breach_explained proceedings_begun breach_ordered breach_concluded penalty_paid works_consented
        works_done warrant_noted item_seized item_returned yot_views_noted hearing_set hearing_held
        order_made order_varied order_refused order_notice_noted order_applied application_decided
        statement_taken statement_signed exhibit_added review_received review_consent_given
        review_consent_withdrawn body_replied complaint_added review_victim_answered
        review_information_replied review_panel_decided recommendation_made recommendation_answered
        recommendation_done review_plan_commented review_appeal_asked review_appeal_decided person_recorded
        person_detail_noted premises_recorded vehicle_recorded user_enrolled referral_returned
        question_answered share_asked partner_noted agency_reports_taken_in problem_started problem_scanned
        problem_analysed problem_victim_asked problem_noted problem_youth_support remedy_considered remedy_views_noted
        remedy_ended restorative_answered restorative_ended
    """,
    Operation.ALTERATION: """
        problem_unshared remedy_menu_published remedy_decided restorative_moved
        share_recalled share_reviewed case_closed deadline_set deadline_met deadline_cancelled
        deadline_warned deadline_missed deadline_passed deadline_escalated deadline_asked deadline_returned
        deadline_extended deadline_paused deadline_resumed deadline_waived deadline_reassigned
        deadline_replanned incident_reclassified incident_closed incident_reopened officer_sent
        document_scanned case_restricted restriction_lifted case_reopened case_monitored case_worked_again
        case_reallocated spoc_named action_planned action_done action_dropped approval_asked
        approval_granted approval_returned approval_withdrawn closing_waived assessment_signed
        assessment_returned level_changed instrument_drafted instrument_changed instrument_submitted
        instrument_approved instrument_returned instrument_retired measure_drafted measure_changed
        measure_submitted measure_approved measure_returned measure_discharged measure_ended breach_decided
        penalty_cancelled works_proposed statement_withheld exhibit_moved authority_given authority_ended
        limit_added limit_ended procedure_added procedure_ended procedure_signed review_corrected
        review_area_settled review_given date_agreed complaint_corrected complaint_set_aside
        threshold_decided review_panel_set review_panel_changed review_panel_cancelled review_attendee_added
        review_attendee_out review_plan_drafted review_plan_final review_closed review_reopened
        review_not_explained person_corrected premises_corrected vehicle_corrected operation_made
        operation_changed task_raised task_dealt_with policy_added holiday_added holiday_withdrawn shift_set
        shift_cancelled user_changed user_suspended user_restored user_link_given leave_set team_made
        agency_made team_changed agency_changed agreement_entered agreement_changed agreement_signed
        agreement_left agreement_ended referral_drafted referral_changed referral_acknowledged
        referral_accepted referral_declined referral_closed question_closed share_unasked measure_frozen
        problem_measure_changed problem_screened analysis_completed response_added response_begun response_done
        response_dropped problem_assessed problem_closed problem_transferred
    """,
    Operation.CONSULTATION: """
        glass_broken glass_ended glass_reviewed risk_reviewed hand_over_read sample_drawn sampled_case_reviewed
        measure_reviewed looks_examined problem_reviewed problem_aftercare
    """,
    Operation.DISCLOSURE: """
        agency_let_in share_changed share_corrected call_back_made reply_sent hate_accepted panel_decided
        support_offered entitlement_told measure_issued measure_served measure_informed appeal_hearsay
        breach_told breach_filed penalty_offered works_billed order_requested statement_notified paper_made
        naming_allowed figures_published review_acknowledged review_link_given body_told review_told
        review_papers_sent review_pack_made review_victim_invited review_information_shared
        review_information_asked review_plan_put review_explained review_letter_kept referral_sent
        question_asked share_answered problem_shared restorative_offered
    """,
    Operation.COMBINATION: """
        report_attached case_opened caller_recognised incident_placed incident_party_added vehicle_seen
        operation_joined incident_joined_case case_linked case_placed case_operation_joined
        measure_evidenced duplicate_decided match_decided problem_linked
    """,
    Operation.ERASURE: """
        part_wrong record_wrong case_party_wrong case_unlinked case_part_wrong journal_wrong measure_dropped
        measure_wrong statement_wrong exhibit_disposed complaint_wrong problem_unlinked analysis_entry_wrong
    """,
}
_BY_NAME = {verb.name: verb for verb in VERBS}
OPERATION_OF: Mapping[AnyVerb, Operation] = {
    _BY_NAME[name.upper()]: operation for operation, names in NAMED.items() for name in names.split()
}
LOOKS: Mapping[Look, Operation] = {
    Look.PAGE: Operation.CONSULTATION,
    Look.LIST: Operation.CONSULTATION,
    # A file that leaves the service may be given to anybody.
    Look.EXPORT: Operation.DISCLOSURE,
    Look.API: Operation.CONSULTATION,
}
