"""`celery` on a machine whose clock is wrong: `python -m tests.proof.ahead SECONDS …`."""

import sys
from datetime import UTC, datetime, timedelta

import time_machine
from celery.__main__ import main

if __name__ == "__main__":
    time_machine.travel(datetime.now(UTC) + timedelta(seconds=int(sys.argv.pop(1))), tick=True).start()
    main()
