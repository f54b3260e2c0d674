"""For what and under which law somebody was told of a person (FAIR-8)."""

from django.db import migrations, models

BASES = [
    ("part_3", "Law enforcement: Data Protection Act 2018 Part 3"),
    ("uk_gdpr", "Task in the public interest: UK GDPR article 6(1)(e)"),
]


class Migration(migrations.Migration):
    dependencies = [("enforcement", "0009_hearing_of_an_appeal")]

    operations = [
        migrations.AddField("informed", "basis", models.CharField(blank=True, choices=BASES, max_length=10)),
        migrations.AddField(
            "informed", "purpose", models.TextField(blank=True, help_text="For what they were told (FAIR-8)")
        ),
        migrations.AddConstraint(
            "informed",
            models.CheckConstraint(
                condition=models.Q(("basis__in", ["part_3", "uk_gdpr", ""])), name="informed_basis"
            ),
        ),
    ]
