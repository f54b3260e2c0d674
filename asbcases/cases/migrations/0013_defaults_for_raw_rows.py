"""Columns of intake have their defaults in the database too: bulk loads name only what they know."""

import django.contrib.postgres.fields
from django.db import migrations, models

from asbcases.db.together import Together


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0012_finding_again'),
    ]

    operations = [
        Together([
            migrations.AlterField(
                model_name='classification',
                name='call_type',
                field=models.CharField(blank=True, db_default='', default='', help_text="A term of the force's list", max_length=40),
            ),
            migrations.AlterField(
                model_name='classification',
                name='channel',
                field=models.CharField(blank=True, choices=[('999', '999 call'), ('101', '101 call'), ('online', 'Online form'), ('chat', 'Live chat'), ('email', 'E-mail'), ('counter', 'Front counter'), ('patrol', 'Officer on patrol'), ('partner', 'Partner agency'), ('letter', 'Letter'), ('councillor', 'Councillor or MP')], db_default='', default='', max_length=10),
            ),
            migrations.AlterField(
                model_name='classification',
                name='desk',
                field=models.CharField(blank=True, choices=[('', 'No desk'), ('control_room', 'Control room'), ('resolution_centre', 'Resolution Centre'), ('online_desk', 'Online desk'), ('response', 'Response'), ('cpt', 'Community Policing Team'), ('hate_crime', 'Hate crime')], db_default='', default='', help_text='Of whoever classified it', max_length=20),
            ),
            migrations.AlterField(
                model_name='classification',
                name='qualifiers',
                field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), db_default=[], default=list, help_text='Terms of the list', size=None),
            ),
            migrations.AlterField(
                model_name='classification',
                name='subtype',
                field=models.CharField(blank=True, db_default='', default='', help_text='A term of the list of sub-types', max_length=40),
            ),
            migrations.AlterField(
                model_name='incident',
                name='call_type',
                field=models.CharField(blank=True, db_default='', default='', help_text='Of the newest classification', max_length=40),
            ),
            migrations.AlterField(
                model_name='incident',
                name='closing_override',
                field=models.TextField(blank=True, db_default='', default='', help_text="The supervisor's reason for closing against what the file says"),
            ),
            migrations.AlterField(
                model_name='incident',
                name='grade',
                field=models.CharField(blank=True, choices=[('emergency', 'Emergency'), ('priority', 'Priority'), ('scheduled', 'Scheduled'), ('resolve', 'Resolution without deployment')], db_default='', default='', help_text='Empty until triaged', max_length=10),
            ),
            migrations.AlterField(
                model_name='incident',
                name='handling',
                field=models.CharField(blank=True, choices=[('attend', 'Somebody attends'), ('no_attendance', 'Resolved without attendance'), ('partner', 'Held for a partner')], db_default='', default='', max_length=15),
            ),
            migrations.AlterField(
                model_name='incident',
                name='subtype',
                field=models.CharField(blank=True, db_default='', default='', help_text='Of the newest classification', max_length=40),
            ),
            migrations.AlterField(
                model_name='incidentevent',
                name='call_type',
                field=models.CharField(blank=True, db_default='', default='', help_text='Of the newest classification', max_length=40),
            ),
            migrations.AlterField(
                model_name='incidentevent',
                name='closing_override',
                field=models.TextField(blank=True, db_default='', default='', help_text="The supervisor's reason for closing against what the file says"),
            ),
            migrations.AlterField(
                model_name='incidentevent',
                name='grade',
                field=models.CharField(blank=True, choices=[('emergency', 'Emergency'), ('priority', 'Priority'), ('scheduled', 'Scheduled'), ('resolve', 'Resolution without deployment')], db_default='', default='', help_text='Empty until triaged', max_length=10),
            ),
            migrations.AlterField(
                model_name='incidentevent',
                name='handling',
                field=models.CharField(blank=True, choices=[('attend', 'Somebody attends'), ('no_attendance', 'Resolved without attendance'), ('partner', 'Held for a partner')], db_default='', default='', max_length=15),
            ),
            migrations.AlterField(
                model_name='incidentevent',
                name='subtype',
                field=models.CharField(blank=True, db_default='', default='', help_text='Of the newest classification', max_length=40),
            ),
            migrations.AlterField(
                model_name='person',
                name='adjustments',
                field=models.TextField(blank=True, db_default='', default='', help_text='What they need in order to deal with us: asked once'),
            ),
            migrations.AlterField(
                model_name='person',
                name='kind',
                field=models.CharField(choices=[('person', 'Person'), ('business', 'Business'), ('community', 'Community'), ('group', 'Group')], db_default='person', default='person', max_length=10),
            ),
            migrations.AlterField(
                model_name='person',
                name='language',
                field=models.TextField(blank=True, db_default='', default='', help_text='The language spoken; empty for English'),
            ),
            migrations.AlterField(
                model_name='person',
                name='name_key',
                field=models.TextField(blank=True, db_default='', default=''),
            ),
            migrations.AlterField(
                model_name='personevent',
                name='adjustments',
                field=models.TextField(blank=True, db_default='', default='', help_text='What they need in order to deal with us: asked once'),
            ),
            migrations.AlterField(
                model_name='personevent',
                name='kind',
                field=models.CharField(choices=[('person', 'Person'), ('business', 'Business'), ('community', 'Community'), ('group', 'Group')], db_default='person', default='person', max_length=10),
            ),
            migrations.AlterField(
                model_name='personevent',
                name='language',
                field=models.TextField(blank=True, db_default='', default='', help_text='The language spoken; empty for English'),
            ),
            migrations.AlterField(
                model_name='personevent',
                name='name_key',
                field=models.TextField(blank=True, db_default='', default=''),
            ),
            migrations.AlterField(
                model_name='report',
                name='address_key',
                field=models.TextField(blank=True, db_default='', default=''),
            ),
            migrations.AlterField(
                model_name='report',
                name='adjustments',
                field=models.TextField(blank=True, db_default='', default='', help_text='What the caller needs in order to deal with us'),
            ),
            migrations.AlterField(
                model_name='report',
                name='caller_address',
                field=models.TextField(blank=True, db_default='', default='', help_text='Where the caller lives, as given'),
            ),
            migrations.AlterField(
                model_name='report',
                name='caller_anonymous',
                field=models.BooleanField(db_default=False, default=False, help_text='The caller asked not to be named'),
            ),
            migrations.AlterField(
                model_name='report',
                name='caller_email',
                field=models.TextField(blank=True, db_default='', default='', help_text='E-mail address, as given'),
            ),
            migrations.AlterField(
                model_name='report',
                name='caller_phone',
                field=models.TextField(blank=True, db_default='', default='', help_text='Telephone number, as given'),
            ),
            migrations.AlterField(
                model_name='report',
                name='email_key',
                field=models.TextField(blank=True, db_default='', default=''),
            ),
            migrations.AlterField(
                model_name='report',
                name='language',
                field=models.TextField(blank=True, db_default='', default='', help_text='The language of the caller; empty for English'),
            ),
            migrations.AlterField(
                model_name='report',
                name='name_key',
                field=models.TextField(blank=True, db_default='', default=''),
            ),
            migrations.AlterField(
                model_name='report',
                name='on_behalf_of',
                field=models.TextField(blank=True, db_default='', default='', help_text='The person for whom the caller speaks'),
            ),
            migrations.AlterField(
                model_name='report',
                name='phone_key',
                field=models.TextField(blank=True, db_default='', default=''),
            ),
            migrations.AlterField(
                model_name='report',
                name='place_key',
                field=models.TextField(blank=True, db_default='', default=''),
            ),
            migrations.AlterField(
                model_name='report',
                name='public_reference',
                field=models.CharField(blank=True, db_default='', default='', help_text='What the public form answered with; random', max_length=20),
            ),
        ]),
    ]
