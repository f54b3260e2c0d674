"""What `manage.py` does around Django: the embedded services, a prepared database, and plain sentences for troubles."""

import json
import os
import signal
import sys
from types import FrameType

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, execute_from_command_line, get_commands, load_command_class
from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, OperationalError

from asbcases.local import places
from asbcases.local.errors import LocalServiceError, by_full_disk, disk_full
from asbcases.local.services import ensure_running

WITHOUT_DATABASE = {
    "check", "collectstatic", "compilemessages", "diffsettings", "findstatic", "makemessages",
    "makemigrations", "sendtestemail", "spectacular", "startapp", "startproject", "version",
}  # fmt: skip
# These look after the database, or the services, themselves.
UNPREPARED = {"flush", "load_policies", "migrate", "showmigrations", "sqlmigrate", "test", "testserver"}
WITH_BROKER = {"runserver", "shell"}
BROKEN_OFF = (
    "The database broke off while it worked, and what was not finished was undone: run the command again, "
    "and if that does not help, look at the log of the database."
)


def run(argv: list[str]) -> int:
    """Run one command of `manage.py` and return the exit code: 0 done, 1 a trouble or findings, 2 usage."""
    signal.signal(signal.SIGTERM, _leave)
    try:
        _ready(argv)
        execute_from_command_line(argv)
    except _UsageError as error:
        return _say(str(error), argv, code=2)
    except (LocalServiceError, ImproperlyConfigured) as error:
        return _say(str(error), argv, code=1)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except BrokenPipeError:
        # Whoever read our lines has seen enough of them; what is left in the buffer goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except (DatabaseError, InterfaceError, OSError) as error:
        if by_full_disk(error):
            return _say(str(disk_full(places.var_folder())), argv, code=1)
        if isinstance(error, OperationalError | InterfaceError):
            return _say(BROKEN_OFF, argv, code=1)
        raise
    return 0


class _UsageError(Exception):
    """The words of the command line make no sense."""


def _ready(argv: list[str]) -> None:
    """Have the services up and the database prepared when the command needs them; bad usage is told first."""
    name = argv[1] if len(argv) > 1 else "help"
    # Django answers these itself; `help` and `version` are not among its commands.
    if name.startswith("-") or name in {"help", "version"} or {"-h", "--help", "--version"} & set(argv):
        return
    django.setup()
    command = _command(name)
    options = _options(command, argv)
    if not _needs_database(command, name, options):
        return
    from asbcases.local import own, prepare

    if not prepare.embedded():
        own.reach_database()
        return
    redis = name in WITH_BROKER and prepare.embedded_redis()
    ensure_running(redis=redis)
    if name not in UNPREPARED:
        prepare.prepare_database()


def _command(name: str) -> BaseCommand:
    known = get_commands()
    if name not in known:
        raise _UsageError(f"There is no command {name!r}: `manage.py help` lists them.")
    app = known[name]
    return app if isinstance(app, BaseCommand) else load_command_class(app, name)


def _options(command: BaseCommand, argv: list[str]) -> dict[str, object]:
    parser = command.create_parser(argv[0], argv[1])
    try:
        return vars(parser.parse_args(argv[2:]))
    except CommandError as error:
        raise _UsageError(str(error).removeprefix("Error: ")) from error


def _needs_database(command: BaseCommand, name: str, options: dict[str, object]) -> bool:
    """A command may say so itself in `needs_database`; one with an option --database needs it when that is given."""
    if name == "up":
        return False
    if name == "check":
        return bool(options.get("databases"))
    if getattr(command, "needs_database", name not in WITHOUT_DATABASE):
        return True
    return name not in WITHOUT_DATABASE and bool(options.get("database"))


def _say(sentence: str, argv: list[str], *, code: int) -> int:
    """Tell the trouble in one sentence, to a program too when it asked for JSON; return the exit code."""
    sys.stderr.write(sentence + "\n")
    if "--json" in argv:
        sys.stdout.write(json.dumps({"error": sentence}) + "\n")
    return code


def _leave(number: int, frame: FrameType | None) -> None:
    """Leave through Python's own exit, so that the last user of the services stops them."""
    raise SystemExit(128 + number)
