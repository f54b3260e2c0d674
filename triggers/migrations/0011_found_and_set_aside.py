"""What was found in the records and set aside, and how many applications wait to be taken in."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from asbcases.db.rowsecurity import HideRestricted, RowSecurity

MINE = "(SELECT asb_works_on_reviews()) AND asb_sees_review(review_id)"
BACKLOG = """
CREATE FUNCTION asb_application_backlog(
    OUT waiting bigint, OUT oldest_seconds double precision, OUT in_trouble bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT count(*), coalesce(greatest(0, extract(epoch FROM now() - min(sent_at))::double precision), 0),
        count(*) FILTER (WHERE trouble <> '')
    FROM triggers_publicapplication WHERE taken_at IS NULL
$$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('triggers', '0010_packs_of_panels'),
        ('cases', '0026_the_same_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ComplaintSetAside',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField()),
                ('reason', models.TextField()),
                ('recorded_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='set_aside_in', to='cases.report')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='set_aside', to='cases.casereview')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('review', 'report'), name='set_aside_once'),
                    models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='set_aside_with_reason'),
                ],
            },
        ),
        RowSecurity("triggers_complaintsetaside", see=MINE, add=MINE),
        migrations.RunSQL(BACKLOG, reverse_sql="DROP FUNCTION asb_application_backlog"),
        HideRestricted(),
    ]
