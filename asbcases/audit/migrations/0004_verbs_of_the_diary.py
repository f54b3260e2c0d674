"""The verbs of the diary, of call-backs, of the rota and of policy."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0003_ask_by_function'),
        ('cases', '0006_call_backs_and_safe_contact'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='auditevent',
            name='event_verb',
        ),
        migrations.AlterField(
            model_name='auditevent',
            name='verb',
            field=models.CharField(choices=[('report.received', 'received a report by {channel}'), ('incident.recorded', 'recorded the incident as {category}'), ('report.attached', 'added report {report} to the incident'), ('incidents.imported', 'imported {imported} incidents from {file}'), ('case.opened', 'opened the case, led by {lead}'), ('case.agency_let_in', 'let {agency} see the case: {tier}'), ('case.closed', 'closed the case: {outcome}'), ('assessment.completed', 'assessed the risk to {party} as {level}'), ('risk.reviewed', 'reviewed the {level} risk to {party}'), ('deadline.set', 'set the deadline for {kind}: {basis}'), ('deadline.met', 'met the deadline for {kind}'), ('deadline.cancelled', 'cancelled the deadline for {kind}'), ('deadline.warned', 'warned that {kind} is due soon'), ('deadline.missed', 'noticed that {kind} is late'), ('deadline.passed', 'noticed that {kind} has passed'), ('deadline.escalated', 'told the {rank} that {kind} is late'), ('deadline.asked', 'asked for more time for {kind}'), ('deadline.returned', 'returned the request for more time for {kind}'), ('deadline.extended', 'gave more time for {kind}: {basis}'), ('deadline.paused', 'paused the clock for {kind}: {basis}'), ('deadline.resumed', 'let the clock for {kind} run again: {basis}'), ('deadline.waived', 'waived {kind}'), ('deadline.reassigned', 'gave {kind} to {owner}'), ('deadline.replanned', 'planned {kind} anew: {basis}'), ('call_back.promised', 'promised the caller a call back'), ('call_back.made', 'rang the caller back'), ('safe_contact.stated', 'noted how the caller may be reached safely'), ('task.raised', 'put on the board of {owner}: {words}'), ('task.dealt_with', 'dealt with: {words}'), ('policy.added', 'set {rule} {qualifier} to {stated} from {from}'), ('holiday.added', 'added {name} on {day} to the bank holidays'), ('holiday.withdrawn', 'withdrew {name} on {day} from the bank holidays'), ('shift.set', 'put {name} on the rota: {words}'), ('shift.cancelled', 'took {name} off the rota: {words}'), ('user.enrolled', 'made an account for {name}'), ('user.changed', 'changed the account of {name}'), ('user.suspended', 'suspended the account of {name}'), ('user.restored', 'restored the account of {name}'), ('user.link_given', 'gave {name} a new sign-in link'), ('leave.set', 'set the leave of {name}'), ('team.made', 'made the team {name}'), ('agency.made', 'made the agency {name}'), ('team.changed', 'changed the team {name}'), ('agency.changed', 'changed the agency {name}')], max_length=30),
        ),
        migrations.AddConstraint(
            model_name='auditevent',
            constraint=models.CheckConstraint(condition=models.Q(('verb__in', ['report.received', 'incident.recorded', 'report.attached', 'incidents.imported', 'case.opened', 'case.agency_let_in', 'case.closed', 'assessment.completed', 'risk.reviewed', 'deadline.set', 'deadline.met', 'deadline.cancelled', 'deadline.warned', 'deadline.missed', 'deadline.passed', 'deadline.escalated', 'deadline.asked', 'deadline.returned', 'deadline.extended', 'deadline.paused', 'deadline.resumed', 'deadline.waived', 'deadline.reassigned', 'deadline.replanned', 'call_back.promised', 'call_back.made', 'safe_contact.stated', 'task.raised', 'task.dealt_with', 'policy.added', 'holiday.added', 'holiday.withdrawn', 'shift.set', 'shift.cancelled', 'user.enrolled', 'user.changed', 'user.suspended', 'user.restored', 'user.link_given', 'leave.set', 'team.made', 'agency.made', 'team.changed', 'agency.changed'])), name='event_verb'),
        ),
    ]
