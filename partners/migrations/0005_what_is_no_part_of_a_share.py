"""The record of what was done on a case, and what police are told of it, are no part of any share: T4 is given to nobody."""

from django.db import migrations

# Beside the policies that let somebody in: a receiver of a share is let in by them wherever their case is asked for.
NOT_BY_A_SHARE = "case_id IS NULL OR (SELECT asb_partner_agency()) IS NULL"
OWN = {
    "audit_auditevent": "actor_key = (SELECT asb_actor())",
    "notify_message": "recipient_id = (SELECT asb_open_account())",
    "notify_task": "owner_id = (SELECT asb_open_account())",
    "notify_taskevent": "owner_id = (SELECT asb_open_account())",
}


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0008_who_sees_referrals"),
        ("audit", "0006_verbs_of_intake"),
        ("notify", "0007_who_tells_of_restricted_cases"),
    ]

    operations = [
        migrations.RunSQL(
            f"CREATE POLICY not_by_a_share ON {table} AS RESTRICTIVE FOR SELECT USING ({NOT_BY_A_SHARE} OR {own})",
            reverse_sql=f"DROP POLICY not_by_a_share ON {table}",
        )
        for table, own in OWN.items()
    ]
