"""The process that plays the users: `python -m tests.load.crowd PLAN LEDGER`; it knows the system by HTTP alone.

The plan says who there is, how long each thinks, and how many are at work in each step; a step begins when all of its
users have signed in.
"""

import json
import random
import sys
import time
from pathlib import Path

import gevent
import locust.log  # noqa: F401  has the sockets of this process be gevent's, before anything opens one
from locust.env import Environment

from tests.load.ledger import Ledger, Step, is_full, lines, requests, within
from tests.load.users import Person

# How many users begin to sign in each second: a password costs up to half a second of one processor.
ARRIVE = 2.5
# How long signing in may take in all, beyond what their coming takes.
PATIENCE = 900


def main(plan: str, file: str) -> None:
    """Have the users of a plan work, step after step, until the last has ended or the system is full."""
    told, ledger = json.loads(Path(plan).read_text()), Ledger(Path(file))
    random.seed(told["seed"])
    Person.begin(told, ledger)
    environment = Environment(user_classes=[Person], host=told["host"])
    runner = environment.create_local_runner()
    for step in told["steps"]:
        runner.start(step["users"], spawn_rate=ARRIVE)
        _until_signed_in(step["users"])
        began = time.monotonic()
        ledger.note("began", users=step["users"])
        gevent.sleep(step["seconds"])
        ledger.note("step", users=step["users"], at=began)
        ended = Step(step["users"], began, time.monotonic())
        if told["until_full"] and is_full(within(requests(lines(Path(file))), ended)):
            break
    # What is under way is answered first: a POST is either sent or not.
    Person.go_home()
    runner.quit()
    ledger.note("over")


def _until_signed_in(users: int) -> None:
    until = time.monotonic() + PATIENCE + users / ARRIVE
    while Person.signed_in < users:
        if time.monotonic() > until:
            raise TimeoutError(f"{Person.signed_in} of {users} users have signed in.")
        gevent.sleep(0.2)


if __name__ == "__main__":
    main(*sys.argv[1:])
