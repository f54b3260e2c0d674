"""The only list of periodic tasks: beat ticks, the tasks look at the database."""

CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    "sweep deadlines": {
        "task": "asbcases.deadlines.tasks.sweep_deadlines",
        "schedule": 60,
        "options": {"expires": 55},
    },
    "send messages": {
        "task": "asbcases.deadlines.tasks.send_messages",
        "schedule": 60,
        "options": {"expires": 55},
    },
    "send digests": {
        "task": "asbcases.deadlines.tasks.send_digests",
        "schedule": 60,
        "options": {"expires": 55},
    },
    "replan deadlines": {
        "task": "asbcases.deadlines.replanning_tasks.replan_deadlines",
        "schedule": 60,
        "options": {"expires": 55},
    },
    "forget old keys": {
        "task": "asbcases.web.tasks.forget_old_keys",
        "schedule": 3600,
        "options": {"expires": 3500},
    },
}
