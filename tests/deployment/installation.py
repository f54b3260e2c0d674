"""An installation as the image and docker-compose.yml make it, less the containers.

It has the same files, libraries, secrets, logins and commands, on a PostgreSQL that asks for passwords.
"""

import os
import secrets
import subprocess
import sys
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

import psycopg

from asbcases.local import places
from asbcases.local.postgres import SUPERUSER, Postgres, binaries
from tests.deployment.image import copy_into, instructions, services

HOST = "asb.example.org"
STATED = {
    "ALLOWED_HOSTS": HOST,
    "SITE_URL": f"https://{HOST}",
    "EMAIL_SENDER": f"cases@{HOST}",
    "FORCE_NAME": "Essex Police",
}
WHO_MAY_CONNECT = f"local all {SUPERUSER} trust\nlocal all all scram-sha-256\n"

Done = subprocess.CompletedProcess[str]


class NewServer(Postgres):
    """A server at its first start, as the image of PostgreSQL has it: no role but the superuser's."""

    def ready(self) -> bool:
        """Say whether the superuser can connect."""
        return self._accepts()


class Installation:
    """One folder with the files of the image, their libraries, the secrets and the database."""

    # Seconds in which a command must have ended.
    patience = 300

    def __init__(self, folder: Path) -> None:
        self.application, self.libraries = folder / "srv", folder / "venv"
        self.secrets, self.server = folder / "secrets", NewServer(folder / "var", durable=False)
        self.application.mkdir()
        self.secrets.mkdir()

    @cached_property
    def socket(self) -> str:
        return str(places.socket_folder(self.server.var))

    def build(self) -> None:
        """Do what the Dockerfile does."""
        copy_into(self.application)
        uv = [str(Path(sys.executable).with_name("uv")), "--no-config"]
        locked = str(self.application / "requirements" / "base.txt")
        environment = {**os.environ, "VIRTUAL_ENV": str(self.libraries)}
        subprocess.run([*uv, "venv", "-q", "--python", sys.executable, str(self.libraries)], check=True)
        sync = [*uv, "pip", "sync", "-q", "--require-hashes", "--only-binary", ":all:", locked]
        subprocess.run(sync, env=environment, check=True)
        (collect,) = [run for run in instructions("RUN") if "collectstatic" in run]
        # Packing the library of the API's page takes longer than all the rest together.
        collect = collect.partition(" && ")[0] + " --ignore swagger-ui-dist"
        collected = self.run(["sh", "-c", collect], self.of_the_image())
        assert collected.returncode == 0, collected.stderr

    def start_server(self) -> None:
        """Start a new database server that asks for passwords."""
        places.make_folders(self.server.var)
        self.server.ensure()
        (self.server.data / "pg_hba.conf").write_text(WHO_MAY_CONNECT)
        with psycopg.connect(host=self.socket, user=SUPERUSER, dbname="postgres") as session:
            session.execute("SELECT pg_reload_conf()")

    def state_secrets(self, app_password: str = "", **more: str) -> None:
        """Write the files of the folder `secrets`, each with an end of line as people write them."""
        at = f"{quote(self.socket, safe='')}/asbcases"
        stated = {
            "database_url": f"postgres://asbcases_app:{app_password or secrets.token_hex(32)}@{at}",
            "database_owner_url": f"postgres://asbcases_owner:{secrets.token_hex(32)}@{at}",
            "secret_key": secrets.token_hex(32),
            "email_url": "consolemail://",
            "redis_url": f"redis://:{secrets.token_hex(32)}@redis:6379/0",
            **more,
        }
        for name, secret in stated.items():
            (self.secrets / name).write_text(f"{secret}\n")

    def make_roles(self) -> Done:
        """Do what the image of PostgreSQL does once, with the same variables."""
        script = str(places.REPOSITORY / "docker" / "database" / "roles.sh")
        path = f"{binaries()}:{os.environ['PATH']}"
        told = {"PATH": path, "PGHOST": self.socket, "POSTGRES_USER": SUPERUSER, "SECRETS": str(self.secrets)}
        return subprocess.run([script], env=told, capture_output=True, text=True, check=False)

    def of_the_image(self) -> dict[str, str]:
        """Return the environment that the image itself states."""
        stated = dict(pair.split("=", 1) for line in instructions("ENV") for pair in line.split())
        # In the image pip has compiled the libraries; here the first command does, for those after it.
        del stated["PYTHONDONTWRITEBYTECODE"]
        return {**stated, "PATH": f"{self.libraries / 'bin'}:/usr/bin:/bin"}

    def of(self, service: str) -> dict[str, str]:
        """Return the environment of a service, with this folder's secrets for the container's."""
        told = {
            name: STATED[name] if value.startswith("${") else value.replace("/run/secrets", str(self.secrets))
            for name, value in services()[service]["environment"].items()
        }
        return {**self.of_the_image(), **told}

    def run(self, words: list[str], environment: dict[str, str]) -> Done:
        """Run a command of the image to its end."""
        place = self.application
        patience = self.patience
        return subprocess.run(
            words, cwd=place, env=environment, capture_output=True, text=True, timeout=patience, check=False
        )
