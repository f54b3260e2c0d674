"""Looks can be read by person, user, agency and time; what is unusual among them is found each night and examined."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from asbcases.db.rowsecurity import RowSecurity


# For the auditor alone, and no more of anybody than reference and name.
AUDITOR = "IF NOT (asb_has_role('auditor') OR asb_unrestricted()) THEN RETURN; END IF;"
HEAD = "LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$\n#variable_conflict use_column"
NAMED = f"""
CREATE FUNCTION asb_named_for_audit(of_kind text, keys bigint[]) RETURNS TABLE (id bigint, reference text, name text) {HEAD}
BEGIN
    {AUDITOR}
    CASE of_kind
    WHEN 'case' THEN RETURN QUERY SELECT r.id, r.reference::text, '' FROM cases_case r WHERE r.id = ANY (keys);
    WHEN 'incident' THEN RETURN QUERY SELECT r.id, r.reference::text, '' FROM cases_incident r WHERE r.id = ANY (keys);
    WHEN 'report' THEN RETURN QUERY SELECT r.id, r.reference::text, '' FROM cases_report r WHERE r.id = ANY (keys);
    WHEN 'review' THEN RETURN QUERY SELECT r.id, r.reference::text, '' FROM cases_casereview r WHERE r.id = ANY (keys);
    ELSE RETURN QUERY SELECT r.id, r.reference::text, r.name FROM cases_person r WHERE r.id = ANY (keys);
    END CASE;
END $$
"""
FOUND = f"""
CREATE FUNCTION asb_found_for_audit(sought text, sought_key text)
RETURNS TABLE (kind text, id bigint, reference text, name text) {HEAD}
BEGIN
    {AUDITOR}
    RETURN QUERY
    SELECT 'case', r.id, r.reference::text, '' FROM cases_case r WHERE r.reference = sought
    UNION ALL SELECT 'incident', r.id, r.reference::text, '' FROM cases_incident r WHERE r.reference = sought
    UNION ALL SELECT 'report', r.id, r.reference::text, '' FROM cases_report r WHERE r.reference = sought
    UNION ALL SELECT 'review', r.id, r.reference::text, '' FROM cases_casereview r WHERE r.reference = sought
    UNION ALL SELECT 'person', r.id, r.reference::text, r.name FROM cases_person r WHERE r.reference = sought
    UNION ALL (SELECT 'person', r.id, r.reference::text, r.name FROM cases_person r
        WHERE sought_key <> '' AND r.name_key = sought_key ORDER BY r.id LIMIT 50);
END $$
"""
# Two records of one person count as one: whoever looked at either looked at them.
FILES = f"""
CREATE FUNCTION asb_files_of_person(who bigint) RETURNS TABLE (kind text, id bigint) {HEAD}
DECLARE same bigint[];
BEGIN
    {AUDITOR}
    same := ARRAY(
        SELECT p.id FROM cases_person p
        WHERE p.id = who OR p.same_as_id = who
           OR p.id = (SELECT q.same_as_id FROM cases_person q WHERE q.id = who)
           OR p.same_as_id = (SELECT q.same_as_id FROM cases_person q WHERE q.id = who));
    RETURN QUERY
    WITH incidents AS (
        SELECT q.incident_id AS id FROM cases_incidentparty q WHERE q.person_id = ANY (same)
    )
    SELECT 'person', one FROM unnest(same) AS one
    UNION SELECT 'case', q.case_id FROM cases_caseparty q WHERE q.person_id = ANY (same)
    UNION SELECT 'incident', i.id FROM incidents i
    UNION SELECT 'report', t.report_id FROM cases_incidentreport t WHERE t.incident_id IN (SELECT i.id FROM incidents i)
    UNION SELECT 'report', q.report_id FROM cases_recognition q WHERE q.person_id = ANY (same);
END $$
"""
SERVICE = "IF NOT asb_is_service('system:looks') THEN RETURN; END IF;"
LOOKED = "user_id bigint, agency_id bigint, {more}looks bigint, first_at timestamptz, last_at timestamptz"
COUNTED = "count(*), min(l.at), max(l.at)"
# What is known of our own people is their name and e-mail address; the keys are made by the rules that make all keys.
OWN_NAME = f"""
CREATE FUNCTION asb_looks_at_own_name(since timestamptz, before timestamptz, people bigint[], names text[], mails text[])
RETURNS TABLE ({LOOKED.format(more="person_id bigint, case_id bigint, incident_id bigint, report_id bigint, ")}) {HEAD}
BEGIN
    {SERVICE}
    RETURN QUERY
    WITH who AS (
        SELECT * FROM unnest(people, names, mails) AS w (user_id, name, mail)
    ), namesakes AS (
        SELECT w.user_id, p.id FROM who w JOIN cases_person p ON w.name <> '' AND p.name_key = w.name
        UNION SELECT w.user_id, c.person_id FROM who w
            JOIN cases_personcontact c ON w.mail <> '' AND c.key = w.mail AND c.recorded_in_error_at IS NULL
    ), seen AS (
        SELECT a.* FROM audit_access a WHERE a.at >= since AND a.at < before AND a.user_id = ANY (people)
    )
    SELECT l.user_id, l.agency_id, l.person_id, l.case_id, l.incident_id, l.report_id, {COUNTED}
    FROM seen l
    WHERE EXISTS (SELECT 1 FROM namesakes n WHERE n.user_id = l.user_id AND (
              n.id = l.person_id
              OR EXISTS (SELECT 1 FROM cases_caseparty q WHERE q.case_id = l.case_id AND q.person_id = n.id)
              OR EXISTS (SELECT 1 FROM cases_incidentparty q WHERE q.incident_id = l.incident_id AND q.person_id = n.id)
              OR EXISTS (SELECT 1 FROM cases_recognition q WHERE q.report_id = l.report_id AND q.person_id = n.id)))
       OR EXISTS (SELECT 1 FROM who w JOIN cases_report p ON p.id = l.report_id
                  WHERE w.user_id = l.user_id AND ((w.name <> '' AND p.name_key = w.name)
                                                OR (w.mail <> '' AND p.email_key = w.mail)))
    GROUP BY l.user_id, l.agency_id, l.person_id, l.case_id, l.incident_id, l.report_id;
END $$
"""
COUNTY_WIDE = """(u.role = 'asb_officer' OR EXISTS (SELECT 1 FROM accounts_team t
            WHERE t.id = u.team_id AND t.force_wide AND t.active))"""
# A supervisor answers for every case of their district: that is a task.
NO_TASK = f"""
CREATE FUNCTION asb_looks_without_task(since timestamptz, before timestamptz)
RETURNS TABLE ({LOOKED.format(more="case_id bigint, elsewhere boolean, ")}) {HEAD}
BEGIN
    {SERVICE}
    RETURN QUERY
    WITH seen AS (
        SELECT a.user_id, a.agency_id, a.case_id, count(*) AS looks, min(a.at) AS first_at, max(a.at) AS last_at
        FROM audit_access a
        WHERE a.at >= since AND a.at < before AND a.case_id IS NOT NULL
          AND a.role IN ('contact_handler', 'response_officer', 'cpt_officer', 'asb_officer', 'supervisor')
        GROUP BY 1, 2, 3
    ), placed AS (
        SELECT l.*, u.role, u.team_id, c.lead_id, c.spoc_id, NOT {COUNTY_WIDE} AND c.district_id IS DISTINCT FROM
            coalesce(u.district_id, (SELECT t.district_id FROM accounts_team t WHERE t.id = u.team_id)) AS elsewhere
        FROM seen l JOIN accounts_user u ON u.id = l.user_id JOIN cases_case c ON c.id = l.case_id
    )
    SELECT p.user_id, p.agency_id, p.case_id, p.elsewhere, p.looks, p.first_at, p.last_at
    FROM placed p
    WHERE p.lead_id <> p.user_id AND p.spoc_id IS DISTINCT FROM p.user_id
      AND NOT (p.role = 'supervisor' AND NOT p.elsewhere)
      AND NOT EXISTS (SELECT 1 FROM cases_accessgrant g
          WHERE g.case_id = p.case_id AND (g.user_id = p.user_id OR g.team_id = p.team_id)
            AND g.starts_at <= p.last_at AND (g.ends_at IS NULL OR g.ends_at > p.first_at)
            AND (g.revoked_at IS NULL OR g.revoked_at > p.first_at))
      AND NOT EXISTS (SELECT 1 FROM deadlines_deadline d WHERE d.case_id = p.case_id AND d.owner_id = p.user_id)
      AND NOT EXISTS (SELECT 1 FROM audit_auditevent e WHERE e.case_id = p.case_id AND e.actor_id = p.user_id);
END $$
"""
FUNCTIONS = (NAMED, FOUND, FILES, OWN_NAME, NO_TASK)
READS = "(SELECT asb_has_role('auditor')) OR (SELECT asb_is_service('system:looks'))"
LOOKS_SERVICE = "(SELECT asb_is_service('system:looks'))"


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0007_the_county_in_one_look'),
        ('audit', '0023_verbs_of_sharing'),
        ('cases', '0027_explained_before_closing'),
        ('deadlines', '0024_clocks_of_sharing'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Examination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=[('explained', 'Explained'), ('looked_into', 'To be looked into'), ('misuse', 'Misuse suspected')], max_length=12)),
                ('words', models.TextField()),
                ('examined_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(choices=[('own_name', 'Looked at somebody with their own name or address'), ('volume', 'Looked at many records'), ('out_of_hours', 'Looked at night, off shift'), ('no_task', 'Looked at cases without a task on them')], max_length=12)),
                ('day', models.DateField(help_text='In London')),
                ('looks', models.PositiveIntegerField()),
                ('first_at', models.DateTimeField()),
                ('last_at', models.DateTimeField()),
                ('words', models.TextField(help_text='What was counted, and the number of policy that it is compared with')),
                ('found_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='LookedThrough',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True)),
                ('found', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.RemoveIndex(
            model_name='access',
            name='access_of_case',
        ),
        migrations.RemoveIndex(
            model_name='access',
            name='access_of_person',
        ),
        migrations.AddField(
            model_name='access',
            name='agency',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency'),
        ),
        migrations.AddField(
            model_name='access',
            name='role',
            field=models.CharField(null=True, help_text='As it was when they looked', max_length=20),
        ),
        # What nobody wrote down at the time is taken from today: few have changed their place since.
        migrations.RunSQL(
            [
                """UPDATE audit_access a SET agency_id = u.agency_id, role = u.role
                FROM accounts_user u WHERE u.id = a.user_id""",
                # What waits for the end of the transaction would stop the tables from being altered.
                "SET CONSTRAINTS ALL IMMEDIATE",
                "SET CONSTRAINTS ALL DEFERRED",
            ],
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            model_name='access',
            name='agency',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency'),
        ),
        migrations.AlterField(
            model_name='access',
            name='role',
            field=models.CharField(help_text='As it was when they looked', max_length=20),
        ),
        migrations.AlterField(
            model_name='access',
            name='user',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='looks', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='access',
            index=models.Index(fields=['-at', '-id'], name='access_by_time'),
        ),
        migrations.AddIndex(
            model_name='access',
            index=models.Index(fields=['user', '-at', '-id'], name='access_by_user'),
        ),
        migrations.AddIndex(
            model_name='access',
            index=models.Index(fields=['agency', '-at', '-id'], name='access_by_agency'),
        ),
        migrations.AddIndex(
            model_name='access',
            index=models.Index(condition=models.Q(('case__isnull', False)), fields=['case', '-at', '-id'], name='access_of_case'),
        ),
        migrations.AddIndex(
            model_name='access',
            index=models.Index(condition=models.Q(('incident__isnull', False)), fields=['incident', '-at', '-id'], name='access_of_incident'),
        ),
        migrations.AddIndex(
            model_name='access',
            index=models.Index(condition=models.Q(('report__isnull', False)), fields=['report', '-at', '-id'], name='access_of_report'),
        ),
        migrations.AddIndex(
            model_name='access',
            index=models.Index(condition=models.Q(('review__isnull', False)), fields=['review', '-at', '-id'], name='access_of_review'),
        ),
        migrations.AddIndex(
            model_name='access',
            index=models.Index(condition=models.Q(('person__isnull', False)), fields=['person', '-at', '-id'], name='access_of_person'),
        ),
        migrations.AddField(
            model_name='examination',
            name='examined_by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='finding',
            name='agency',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency'),
        ),
        migrations.AddField(
            model_name='finding',
            name='case',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case'),
        ),
        migrations.AddField(
            model_name='finding',
            name='incident',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.incident'),
        ),
        migrations.AddField(
            model_name='finding',
            name='person',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.person'),
        ),
        migrations.AddField(
            model_name='finding',
            name='report',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.report'),
        ),
        migrations.AddField(
            model_name='finding',
            name='review',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.casereview'),
        ),
        migrations.AddField(
            model_name='finding',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='examination',
            name='finding',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='examinations', to='audit.finding'),
        ),
        migrations.AddIndex(
            model_name='finding',
            index=models.Index(fields=['-day', '-id'], name='finding_by_day'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('rule__in', ['own_name', 'volume', 'out_of_hours', 'no_task'])), name='finding_rule'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('case__isnull', True), ('incident__isnull', True), ('report__isnull', False), ('review__isnull', True)), models.Q(('case__isnull', True), ('incident__isnull', False), ('report__isnull', True), ('review__isnull', True)), models.Q(('case__isnull', False), ('incident__isnull', True), ('report__isnull', True), ('review__isnull', True)), models.Q(('case__isnull', True), ('incident__isnull', True), ('report__isnull', True), ('review__isnull', False)), models.Q(('case__isnull', True), ('incident__isnull', True), ('report__isnull', True), ('review__isnull', True)), _connector='OR'), name='finding_one_root'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.UniqueConstraint(fields=('day', 'rule', 'user', 'person', 'case', 'incident', 'report'), name='finding_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='examination',
            constraint=models.CheckConstraint(condition=models.Q(('verdict__in', ['explained', 'looked_into', 'misuse'])), name='examination_verdict'),
        ),
        *(
            migrations.RunSQL(sql, reverse_sql=f"DROP FUNCTION {sql.split('FUNCTION ')[1].split('(')[0]}")
            for sql in FUNCTIONS
        ),
        migrations.RunSQL(
            f"CREATE POLICY see_for_looks ON audit_access FOR SELECT USING ({LOOKS_SERVICE})",
            reverse_sql="DROP POLICY see_for_looks ON audit_access",
        ),
        RowSecurity("audit_finding", see=READS, add=LOOKS_SERVICE),
        RowSecurity("audit_lookedthrough", see=READS, add=LOOKS_SERVICE),
        RowSecurity(
            "audit_examination",
            see="(SELECT asb_has_role('auditor')) OR (SELECT asb_unrestricted())",
            # Nobody examines their own looks.
            add="""(SELECT asb_unrestricted()) OR ((SELECT asb_has_role('auditor'))
                AND examined_by_id = (SELECT asb_actor_id()) AND EXISTS (
                    SELECT 1 FROM audit_finding f WHERE f.id = finding_id AND f.user_id <> examined_by_id))""",
        ),
    ]
