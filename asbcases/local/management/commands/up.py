"""`manage.py up`: everything on this machine under one supervisor."""

import argparse
import http.client
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandParser, call_command, get_commands
from django.db import connection, transaction

from asbcases.celery import app as celery
from asbcases.db.actor import acting
from asbcases.local import own, places, prepare
from asbcases.local.errors import LocalServiceError
from asbcases.local.services import Services, ensure_running
from asbcases.local.supervisor import Child, Supervisor, adopt_orphans


class Command(BaseCommand):
    """Starts what is missing, then runs web, worker and beat until Ctrl-C."""

    help = "Start the services, prepare the database, and run web, worker and beat until Ctrl-C."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address and whether to build the demo county."""
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
        parser.add_argument("--port", type=_port, default=8000, help="port to listen on (8000)")
        parser.add_argument("--no-demo", action="store_true", help="do not build the demo county")

    def handle(self, *args: Any, host: str, port: int, no_demo: bool, **options: Any) -> None:
        """Prepare step by step, then supervise; exit 1 when the web never answers."""
        refuse_taken(host, port)
        adopt_orphans()
        with self._step("Services"):
            services = self._services()
        self._prepare(demo=not no_demo)
        supervisor = Supervisor(
            children=children(host, port, services),
            services=services,
            first_page=lambda: first_page(host, port),
            announce=lambda: self._announce(supervisor, host, port),
        )
        answered = supervisor.run()
        supervisor.say("up", "stopping the services")
        services.release()
        supervisor.wait_for_orphans()
        if not answered:
            raise SystemExit(1)

    def _services(self) -> Services:
        postgres, redis = prepare.embedded(), prepare.embedded_redis()
        if postgres or redis:
            return ensure_running(postgres=postgres, redis=redis)
        places.make_folders(places.var_folder())
        return Services(places.var_folder(), postgres=False, redis=False)

    def _prepare(self, *, demo: bool) -> None:
        """Migrate where the owner's login is known; the demo county goes into an embedded database only."""
        self._reach_own_servers()
        if settings.DATABASES["default"].get("OWNER"):
            prepare.prepare_database(self._step)
        else:
            own.refuse_unmigrated()
        if demo and prepare.embedded() and "build_county" in get_commands() and not _has_users():
            with self._step("Demo county"):
                call_command("build_county", "--size=demo", "--seed=1", stdout=StringIO())
        connection.close()

    def _reach_own_servers(self) -> None:
        if not prepare.embedded():
            with self._step("Database"):
                own.reach_database()
        if not prepare.embedded_redis():
            with self._step("Broker"):
                own.reach_broker(celery)

    @contextmanager
    def _step(self, name: str) -> Iterator[None]:
        """Show a step and the time that it took."""
        self.stdout.write(f"{name:<12} … ", ending="")
        self.stdout.flush()
        began = time.monotonic()
        try:
            yield
        except BaseException:
            self.stdout.write("stopped")
            raise
        # On a terminal a progress bar has taken the line away.
        again = f"\r{name:<12} … " if self.stdout.isatty() else ""
        self.stdout.write(f"{again}{time.monotonic() - began:.1f} s")
        self.stdout.flush()

    def _announce(self, supervisor: Supervisor, host: str, port: int) -> None:
        shown = "127.0.0.1" if host in {"0.0.0.0", "::", ""} else host  # noqa: S104  compared, not listened on
        supervisor.say("up", f"{settings.SERVICE_NAME} is ready at http://{shown}:{port}/ (Ctrl-C stops it)")
        for line in demo_accounts():
            supervisor.say("up", line)


def children(host: str, port: int, services: Services) -> list[Child]:
    """Return the three programs of an installation."""
    # WhiteNoise finds the files in their apps here; the folder of collected ones is a deployment's.
    python = [sys.executable, "-W", "ignore:No directory at:UserWarning", "-m"]
    # Inside a container everything is root; Celery's warning about it would only hide the lines that matter.
    celery = [
        sys.executable,
        "-W",
        "ignore::UserWarning:celery.platforms",
        "-m",
        "celery",
        "-q",
        "-A",
        "asbcases",
    ]
    web = [
        "gunicorn",
        "asbcases.wsgi:application",
        "--worker-class",
        "asbcases.web.serving.Worker",
        "--workers",
        "2",
        "--threads",
        "4",
    ]
    web += [
        "--bind",
        f"{host}:{port}",
        "--graceful-timeout",
        "10",
        "--no-control-socket",
        "--no-sendfile",
        "--preload",
    ]
    worker = ["worker", "-c", "2", "--without-gossip", "--without-mingle", "-l", "INFO"]
    beat = ["beat", "--pidfile=", "--schedule", str(services.var / "celerybeat-schedule")]
    return [
        Child("web", [*python, *web]),
        Child("worker", [*celery, *worker]),
        Child("beat", [*celery, *beat]),
    ]


def refuse_taken(host: str, port: int) -> None:
    """Refuse a port that cannot be had, before anything is started."""
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        other = port % 65535 + 1 if port >= 1024 else 8001
        raise LocalServiceError(
            f"Port {port} of {host} cannot be used ({error.strerror}): "
            f"stop what uses it, or choose another, as in `make run PORT={other}`."
        ) from error


def first_page(host: str, port: int) -> int:
    """Return the status of the page to sign in, or 0 when the web process gives no answer yet."""
    web = http.client.HTTPConnection("127.0.0.1" if host in {"0.0.0.0", ""} else host, port, timeout=10)  # noqa: S104
    try:
        web.request("GET", "/accounts/login/")
        return web.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        web.close()


def demo_accounts() -> list[str]:
    """Return a line for one account of each role, when this is a demonstration."""
    password = getattr(settings, "DEMO_PASSWORD", "")
    if not (settings.DEMO and password and prepare.embedded()):
        return []
    with acting("system:county"), transaction.atomic():
        users = list(get_user_model().objects.filter(is_active=True).order_by("pk")[:50])
    connection.close()
    first = {user.role: user for user in reversed(users)}
    lines = [f"  {user.username:<16} {user.get_role_display()}" for user in reversed(first.values())]
    first_line = f"demo accounts, all with the password {password}"
    return [first_line, *lines, *second_step(settings.DEMO_SECRET)] if lines else []


def second_step(secret: str) -> list[str]:
    """Return how whoever works for another agency gets the code that they are asked for."""
    return [
        f"partners and co-ordinators also type a code, of an app that is told the secret {secret},",
        "or of `.venv/bin/python manage.py one_time_code partner`",
    ]


def _has_users() -> bool:
    with acting("system:county"), transaction.atomic():
        return get_user_model().objects.exists()


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no port: give a number from 1 to 65535, as in PORT=8001"
        )
    return int(text)
