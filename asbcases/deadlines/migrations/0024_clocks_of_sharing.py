"""An urgent share and a broken glass are reviewed by a day."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0007_the_county_in_one_look'),
        ('cases', '0027_explained_before_closing'),
        ('deadlines', '0023_what_is_told_and_done'),
        ('policies', '0004_limits_of_the_law'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='deadline',
            name='deadline_kind',
        ),
        migrations.AlterField(
            model_name='deadline',
            name='kind',
            field=models.CharField(choices=[('call_back', 'promised call-back'), ('first_assessment', 'first risk assessment'), ('risk_review', 'risk review'), ('share_expiry', 'end of a share'), ('share_review', 'review of an urgent share'), ('glass_review', 'review of a broken glass'), ('referral_acknowledge', 'acknowledgement of a referral'), ('referral_accept', 'acceptance of a referral'), ('referral_decide', 'what follows a declined referral'), ('question_reply', 'reply of a partner to a question'), ('triage', 'triage of a report'), ('response', 'first response'), ('re_triage', 'triage again'), ('crime_decision', 'decision whether it is a crime'), ('hate_handover', 'hand-over to the lead for hate crime'), ('reply', 'reply to a councillor or MP'), ('sign_off', 'sign-off of the risk assessment'), ('victim_contact', 'contact with the victim'), ('re_assessment', 'risk assessment again'), ('second_review', 'second review of a level below its floor'), ('action_plan', 'action plan'), ('safety_plan', 'safety plan'), ('panel_decision', 'decision on the multi-agency panel'), ('approval', 'decision that was asked for'), ('case_action', 'action'), ('retention_review', 'retention review'), ('measure_comply', 'time to comply with a warning'), ('measure_review', 'review of a warning, notice or order'), ('measure_end', 'end of a warning, notice or order'), ('appeal_window', 'time to appeal'), ('term_due', 'requirement to be met'), ('change_reply', 'reply to a request to vary or discharge'), ('penalty_payment', 'payment of a fixed penalty'), ('prosecution', 'last day to begin proceedings'), ('order_review', "review of a young person's order"), ('order_notice', 'notice of the application for an order'), ('hearing', 'hearing'), ('hearsay_notice', 'hearsay notice before the hearing of an appeal'), ('warrant_entry', 'entry under a warrant'), ('seized_item', 'proceedings about a seized item, or its return'), ('works_appeal', 'time to appeal against a bill for works'), ('eighteenth', '18th birthday of a subject'), ('acr_acknowledge', 'acknowledgement of an application'), ('acr_reply', 'reply of a body about an application'), ('acr_threshold', 'decision whether the threshold is met'), ('acr_agree_date', 'date to agree with an applicant'), ('acr_papers', 'papers of a case review panel'), ('acr_panel', 'case review panel'), ('acr_outcome', 'outcome of a case review told'), ('acr_recommendation', 'answer to a recommendation'), ('acr_appeal', 'appeal of an applicant'), ('acr_told', 'telling the applicant the decision'), ('acr_action', 'action that a panel recommended'), ('explain_review', 'explaining the case review')], max_length=20),
        ),
        migrations.AlterField(
            model_name='deadlineevent',
            name='kind',
            field=models.CharField(choices=[('call_back', 'promised call-back'), ('first_assessment', 'first risk assessment'), ('risk_review', 'risk review'), ('share_expiry', 'end of a share'), ('share_review', 'review of an urgent share'), ('glass_review', 'review of a broken glass'), ('referral_acknowledge', 'acknowledgement of a referral'), ('referral_accept', 'acceptance of a referral'), ('referral_decide', 'what follows a declined referral'), ('question_reply', 'reply of a partner to a question'), ('triage', 'triage of a report'), ('response', 'first response'), ('re_triage', 'triage again'), ('crime_decision', 'decision whether it is a crime'), ('hate_handover', 'hand-over to the lead for hate crime'), ('reply', 'reply to a councillor or MP'), ('sign_off', 'sign-off of the risk assessment'), ('victim_contact', 'contact with the victim'), ('re_assessment', 'risk assessment again'), ('second_review', 'second review of a level below its floor'), ('action_plan', 'action plan'), ('safety_plan', 'safety plan'), ('panel_decision', 'decision on the multi-agency panel'), ('approval', 'decision that was asked for'), ('case_action', 'action'), ('retention_review', 'retention review'), ('measure_comply', 'time to comply with a warning'), ('measure_review', 'review of a warning, notice or order'), ('measure_end', 'end of a warning, notice or order'), ('appeal_window', 'time to appeal'), ('term_due', 'requirement to be met'), ('change_reply', 'reply to a request to vary or discharge'), ('penalty_payment', 'payment of a fixed penalty'), ('prosecution', 'last day to begin proceedings'), ('order_review', "review of a young person's order"), ('order_notice', 'notice of the application for an order'), ('hearing', 'hearing'), ('hearsay_notice', 'hearsay notice before the hearing of an appeal'), ('warrant_entry', 'entry under a warrant'), ('seized_item', 'proceedings about a seized item, or its return'), ('works_appeal', 'time to appeal against a bill for works'), ('eighteenth', '18th birthday of a subject'), ('acr_acknowledge', 'acknowledgement of an application'), ('acr_reply', 'reply of a body about an application'), ('acr_threshold', 'decision whether the threshold is met'), ('acr_agree_date', 'date to agree with an applicant'), ('acr_papers', 'papers of a case review panel'), ('acr_panel', 'case review panel'), ('acr_outcome', 'outcome of a case review told'), ('acr_recommendation', 'answer to a recommendation'), ('acr_appeal', 'appeal of an applicant'), ('acr_told', 'telling the applicant the decision'), ('acr_action', 'action that a panel recommended'), ('explain_review', 'explaining the case review')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='deadline',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['call_back', 'first_assessment', 'risk_review', 'share_expiry', 'share_review', 'glass_review', 'referral_acknowledge', 'referral_accept', 'referral_decide', 'question_reply', 'triage', 'response', 're_triage', 'crime_decision', 'hate_handover', 'reply', 'sign_off', 'victim_contact', 're_assessment', 'second_review', 'action_plan', 'safety_plan', 'panel_decision', 'approval', 'case_action', 'retention_review', 'measure_comply', 'measure_review', 'measure_end', 'appeal_window', 'term_due', 'change_reply', 'penalty_payment', 'prosecution', 'order_review', 'order_notice', 'hearing', 'hearsay_notice', 'warrant_entry', 'seized_item', 'works_appeal', 'eighteenth', 'acr_acknowledge', 'acr_reply', 'acr_threshold', 'acr_agree_date', 'acr_papers', 'acr_panel', 'acr_outcome', 'acr_recommendation', 'acr_appeal', 'acr_told', 'acr_action', 'explain_review'])), name='deadline_kind'),
        ),
    ]
