"""What an agency answered by telephone: entered by police of the case, and marked so; both locks keep the mark honest."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from asbcases.db.rowsecurity import HideRestricted, RowSecurity

POLICE = "(SELECT asb_works_for_police())"
OURS = f"({POLICE} AND ((SELECT asb_sees_county_cases()) OR asb_sees_case(case_id)))"
MINE = """(agency_id = (SELECT asb_partner_agency())
    AND (named_id IS NULL OR named_id = (SELECT asb_open_account())))"""
ME = "(SELECT asb_open_account())"
TO_PART = """EXISTS (SELECT 1 FROM partners_questionpart p WHERE p.id = part_id
    AND p.case_id = partners_questionanswer.case_id AND p.agency_id = partners_questionanswer.agency_id
    AND p.named_id IS NOT DISTINCT FROM partners_questionanswer.named_id)"""
OF_REFERRAL = """EXISTS (SELECT 1 FROM partners_referral r WHERE r.id = referral_id
    AND r.case_id = partners_telephonedstep.case_id AND r.agency_id = partners_telephonedstep.agency_id
    AND r.named_id IS NOT DISTINCT FROM partners_telephonedstep.named_id)"""
# The agency answers in its own name; police of the case enter what it said, and cannot leave out that they did.
ANSWERS = f"""(SELECT asb_unrestricted()) OR (answered_by_id = {ME} AND {TO_PART}
    AND (({MINE} AND said_by = '') OR ({OURS} AND said_by <> '')))"""
BEFORE = f"(SELECT asb_unrestricted()) OR ({MINE} AND answered_by_id = {ME} AND {TO_PART})"


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0008_who_administers_an_agency'),
        ('cases', '0033_told_of_a_broken_glass'),
        ('partners', '0011_who_sees_requests_of_partners'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TelephonedStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField()),
                ('stage', models.CharField(choices=[('drafted', 'Drafted'), ('sent', 'Sent'), ('acknowledged', 'Acknowledged'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('returned', 'Outcome returned'), ('closed', 'Closed')], max_length=12)),
                ('said_by', models.TextField(help_text='Who of the agency said it')),
                ('said_at', models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name='questionanswer',
            name='said_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='questionanswer',
            name='said_by',
            field=models.TextField(blank=True, help_text='Who of the agency said it by telephone, where the police entered it'),
        ),
        migrations.AddConstraint(
            model_name='questionanswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('said_at__isnull', True), ('said_by', '')), models.Q(models.Q(('said_by', ''), _negated=True), ('said_at__isnull', False)), _connector='OR'), name='question_answer_telephoned_whole'),
        ),
        migrations.AddField(
            model_name='telephonedstep',
            name='agency',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency'),
        ),
        migrations.AddField(
            model_name='telephonedstep',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case'),
        ),
        migrations.AddField(
            model_name='telephonedstep',
            name='named',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='telephonedstep',
            name='recorded_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='telephonedstep',
            name='referral',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='telephoned', to='partners.referral'),
        ),
        migrations.AddConstraint(
            model_name='telephonedstep',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', ['drafted', 'sent', 'acknowledged', 'accepted', 'declined', 'returned', 'closed'])), name='telephoned_stage'),
        ),
        migrations.AddConstraint(
            model_name='telephonedstep',
            constraint=models.UniqueConstraint(fields=('referral', 'stage'), name='telephoned_once'),
        ),
        migrations.AddConstraint(
            model_name='telephonedstep',
            constraint=models.CheckConstraint(condition=models.Q(('said_by', ''), _negated=True), name='telephoned_by_somebody'),
        ),
        RowSecurity(
            "partners_telephonedstep",
            see=f"{OURS} OR {MINE}",
            add=f"(SELECT asb_unrestricted()) OR ({OURS} AND recorded_by_id = {ME} AND {OF_REFERRAL})",
        ),
        migrations.RunSQL(
            f"ALTER POLICY add ON partners_questionanswer WITH CHECK ({ANSWERS})",
            reverse_sql=f"ALTER POLICY add ON partners_questionanswer WITH CHECK ({BEFORE})",
        ),
        HideRestricted(),
    ]
