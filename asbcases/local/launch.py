"""Run a program as a well-behaved child: `python -I -S launch.py [--with-parent PID | --after-parent yes] [--as namespace|nobody] -- PROGRAM …`.

A script of its own, on the standard library alone: the calls below must happen between fork and exec, and
doing them in a fresh small process is safe where the starting process has threads.
"""

import ctypes
import os
import signal
import sys
from pathlib import Path

CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG = 1
ORDINARY_UID = 1000


def end_with_parent(parent: int) -> None:
    """Have the kernel send TERM when the parent dies (Linux); leave at once when it is dead already."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != parent:
        raise SystemExit(0)


def outlive_parent() -> None:
    """Wait for the end of standard input, a pipe whose other end only the parent holds, however it dies."""
    while sys.stdin.buffer.read(1):
        pass


def enter_namespace() -> None:
    """Look like an ordinary user, since PostgreSQL refuses root, while files stay root's."""
    uid, gid = os.geteuid(), os.getegid()
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWUSER):
        raise OSError(ctypes.get_errno(), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{ORDINARY_UID} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{ORDINARY_UID} {gid} 1")


def become_nobody() -> None:
    """Become the user `nobody` for good."""
    import pwd

    nobody = pwd.getpwnam("nobody")
    os.setgroups([])
    os.setgid(nobody.pw_gid)
    os.setuid(nobody.pw_uid)


def main(arguments: list[str]) -> None:
    """Do what the options ask, then become the program."""
    split = arguments.index("--")
    options = dict(zip(arguments[0:split:2], arguments[1:split:2], strict=True))
    if options.get("--as") == "namespace":
        enter_namespace()
    if options.get("--as") == "nobody":
        become_nobody()
    if "--with-parent" in options:
        end_with_parent(int(options["--with-parent"]))
    if "--after-parent" in options:
        outlive_parent()
    program = arguments[split + 1 :]
    os.execvp(program[0], program)  # noqa: S606  the whole point: no shell between


if __name__ == "__main__":
    main(sys.argv[1:])
