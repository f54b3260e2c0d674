"""The only list of periodic tasks: beat ticks, the tasks look at the database."""

from celery.schedules import crontab

# A tick may wait for hours: one that expired within its minute would be thrown away by every worker whose clock is
# ahead of beat's, and nothing would be swept. Those that pile up while no worker runs find nothing left to do.
LASTS = 6 * 3600

CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    "sweep deadlines": {
        "task": "asbcases.deadlines.tasks.sweep_deadlines",
        "schedule": 60,
        "options": {"expires": LASTS},
    },
    "send messages": {
        "task": "asbcases.deadlines.tasks.send_messages",
        "schedule": 60,
        "options": {"expires": LASTS},
    },
    "send digests": {
        "task": "asbcases.deadlines.tasks.send_digests",
        "schedule": 60,
        "options": {"expires": LASTS},
    },
    "replan deadlines": {
        "task": "asbcases.deadlines.replanning_tasks.replan_deadlines",
        "schedule": 60,
        "options": {"expires": LASTS},
    },
    "take in public reports": {
        "task": "asbcases.casework.tasks.take_in_public_reports",
        "schedule": 60,
        "options": {"expires": LASTS},
    },
    "take in applications": {
        "task": "triggers.tasks.take_in_applications",
        "schedule": 60,
        "options": {"expires": LASTS},
    },
    "remind of figures": {
        "task": "triggers.tasks.remind_of_figures",
        # After the London midnight with which a reporting period ends, in summer and winter; UTC.
        "schedule": crontab(hour=3, minute=0),
        "options": {"expires": LASTS},
    },
    "remind of sharing": {
        "task": "partners.tasks.remind_of_sharing",
        # At night, for the next shift: it asks for days, and no hour of them; UTC.
        "schedule": crontab(hour=3, minute=15),
        "options": {"expires": LASTS},
    },
    "chase agencies": {
        "task": "partners.chasing_tasks.chase_partners",
        # The clocks that it follows count working days: nobody waits for a minute of it.
        "schedule": 600,
        "options": {"expires": LASTS},
    },
    "forget unsent files": {
        "task": "asbcases.casework.tasks.forget_unsent_files",
        "schedule": 3600,
        "options": {"expires": LASTS},
    },
    "scan waiting files": {
        "task": "asbcases.casework.tasks.scan_waiting_files",
        "schedule": 600,
        "options": {"expires": LASTS},
    },
    "follow ages": {
        "task": "asbcases.enforcement.tasks.follow_ages",
        # At night, when whoever leads the case reads it in the morning; UTC.
        "schedule": crontab(hour=2, minute=30),
        "options": {"expires": LASTS},
    },
    "look through days": {
        "task": "asbcases.audit.tasks.look_through_days",
        # After the London midnight with which a day ends, in summer and winter; UTC.
        "schedule": crontab(hour=1, minute=30),
        "options": {"expires": LASTS},
    },
    "forget old keys": {
        "task": "asbcases.web.tasks.forget_old_keys",
        "schedule": 3600,
        "options": {"expires": LASTS},
    },
}
