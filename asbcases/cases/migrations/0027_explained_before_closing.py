"""A case is not closed while the case review is to be explained to the victim of a report of it."""

from django.db import migrations, models

ITEMS = [
    ('first_assessment', 'A victim whose risk was never assessed'),
    ('reassess', 'A victim whose risk was not assessed again for the closing'),
    ('late', 'Something late in the diary'),
    ('explain_review', 'The case review was not explained to a victim'),
    ('somerton', 'Whether there is an identifiable victim'),
    ('panel_exit', 'The panel has not agreed that the case ends'),
    ('victim_told', 'Whether the victim was told'),
    ('support', 'Whether support was offered'),
]


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0026_the_same_name'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='closingwaiver', name='closing_waiver_item'),
        migrations.AlterField(
            model_name='closingwaiver',
            name='item',
            field=models.CharField(choices=ITEMS, max_length=20),
        ),
        migrations.AddConstraint(
            model_name='closingwaiver',
            constraint=models.CheckConstraint(
                condition=models.Q(('item__in', [code for code, _ in ITEMS])), name='closing_waiver_item',
            ),
        ),
    ]
