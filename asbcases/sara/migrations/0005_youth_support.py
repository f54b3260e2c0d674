"""Youth justice support for children: its table, and who sees a row of it: who sees the plan and knows of the child."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from asbcases.db.rowsecurity import RowSecurity

MINE = "(SELECT asb_works_on_plans()) AND asb_sees_plan(plan_id)"
KNOWN = "EXISTS (SELECT 1 FROM cases_person p WHERE p.id = person_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0038_problem_plans"),
        ("sara", "0004_what_worked"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="YouthSupport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("considered", models.BooleanField()),
                ("words", models.TextField(help_text="What was considered, or why nothing was")),
                (
                    "considered_at",
                    models.DateTimeField(help_text="When it was considered, or decided not to"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.person"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="youth_support",
                        to="cases.problemplan",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="youth_support_words"
                    )
                ],
            },
        ),
        RowSecurity("sara_youthsupport", see=f"{MINE} AND {KNOWN}", add=f"{MINE} AND {KNOWN}"),
    ]
