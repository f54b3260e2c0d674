"""docker-compose.yml: who knows which secret, who waits for whom, and that nothing has a default for strangers."""

import os
import re
from typing import Any

import pytest
from django.urls import reverse

from asbcases.local.management.commands.up import children
from asbcases.local.places import APP_ROLE, REPOSITORY
from asbcases.local.services import Services
from tests.deployment.image import compose, instructions, services, words_of

OURS = ("migrate", "web", "worker", "beat")
LONG_LIVED = ("web", "worker", "beat")
EVERYWHERE = "0.0.0.0"  # noqa: S104  within the container alone
OWNER_SECRET = "database_owner_url"


def locally(name: str) -> list[str]:
    """Return the words of a program of `manage.py up`, from the program's own name on."""
    programs = {
        child.name: child.program for child in children(EVERYWHERE, 8000, Services(REPOSITORY / "var"))
    }
    program = programs[name]
    return program[program.index("gunicorn" if name == "web" else "celery") :]


def test_everything_that_an_installation_needs_is_there() -> None:
    assert set(services()) == {"postgres", "redis", *OURS}


@pytest.mark.parametrize("name", ["worker", "beat"])
def test_worker_and_beat_run_as_in_make_run(name: str) -> None:
    here = [word for word in services()[name]["command"] if not word.startswith("/")]

    assert here == [word for word in locally(name) if not word.startswith("/")]


def test_web_runs_the_command_of_the_image_as_in_make_run() -> None:
    assert "command" not in services()["web"]
    assert words_of(instructions("CMD")[0]) == locally("web")


def test_the_database_is_one_that_the_product_supports() -> None:
    image, version = services()["postgres"]["image"].split(":")

    assert image == "postgres"
    assert int(version) >= 15


def test_only_migrating_knows_the_owner_of_the_tables() -> None:
    for name in OURS:
        service = services()[name]
        names_owner = any("OWNER" in variable for variable in service["environment"])
        assert (OWNER_SECRET in service["secrets"]) == names_owner == (name == "migrate"), name
        assert "database_url" in service["secrets"], name
        assert "postgres_password" not in service["secrets"], name


@pytest.mark.parametrize("name", OURS)
def test_a_secret_comes_as_a_file_that_the_service_is_given(name: str) -> None:
    service = services()[name]
    files = {str(value) for variable, value in service["environment"].items() if variable.endswith("_FILE")}

    assert files == {f"/run/secrets/{secret}" for secret in service["secrets"]}


def test_no_secret_and_no_password_is_written_down() -> None:
    for name, service in services().items():
        for variable, value in service.get("environment", {}).items():
            assert not re.search(r"(PASSWORD|SECRET|TOKEN|KEY)$", variable), f"{name}: {variable}"
            assert not re.search(r"//[^/]*:[^/]*@", str(value)), f"{name}: {variable}"
    assert all(set(secret) == {"file"} for secret in compose()["secrets"].values())
    assert "secrets/" in (REPOSITORY / ".gitignore").read_text().splitlines()
    assert ".env" in (REPOSITORY / ".gitignore").read_text().splitlines()


def test_what_differs_from_place_to_place_stands_in_one_file_and_has_no_default() -> None:
    text = (REPOSITORY / "docker-compose.yml").read_text()
    asked = re.findall(r"\$\{(\w+):\?[^}]+\}", text)

    assert set(asked) == {"ALLOWED_HOSTS", "SITE_URL", "EMAIL_SENDER", "FORCE_NAME"}
    assert not re.search(r"\$\{\w+:?-", text)
    assert all(services()[name]["env_file"] == ".env" for name in OURS)


@pytest.mark.parametrize("name", ["postgres", "redis", *LONG_LIVED])
def test_what_runs_for_long_says_whether_it_is_well_and_comes_back(name: str) -> None:
    service = services()[name]

    assert service["restart"] in {"always", "unless-stopped"}
    assert service["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}
    assert service["healthcheck"]["retries"] >= 3


def test_web_is_asked_whether_it_is_ready_and_not_whether_the_sweep_is_well() -> None:
    asked = (REPOSITORY / "docker" / "healthy.py").read_text()

    assert services()["web"]["healthcheck"]["test"] == ["CMD", "python", "docker/healthy.py"]
    assert re.findall(r'"GET", "([^"]+)"', asked) == [reverse("health_ready") + "/"]


def test_migrating_runs_once_when_the_database_is_up_and_asks_whether_it_is_right() -> None:
    migrate = services()["migrate"]

    steps = [step.split()[2] for step in migrate["command"][-1].split(" && ")]
    assert steps == ["migrate", "load_policies", "check"]
    assert "check --deploy --database default" in migrate["command"][-1]
    assert migrate["restart"] == "no"
    assert migrate["depends_on"] == {"postgres": {"condition": "service_healthy"}}


@pytest.mark.parametrize("name", LONG_LIVED)
def test_nothing_runs_on_a_database_that_was_not_prepared(name: str) -> None:
    assert services()[name]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}


@pytest.mark.parametrize("name", OURS)
def test_our_programs_may_do_no_more_than_they_need(name: str) -> None:
    service = services()[name]

    # The image states its user: root is neither asked for nor to be had again.
    assert "user" not in service
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]


@pytest.mark.parametrize("name", ["postgres", "redis"])
def test_the_stores_run_as_nobodys_root_and_cannot_be_reached_from_outside(name: str) -> None:
    service = services()[name]

    assert service["user"].split(":")[0] not in {"", "0", "root"}
    assert "ports" not in service
    assert [compose()["networks"][network] for network in service["networks"]] == [{"internal": True}]


def test_the_pages_are_served_to_a_proxy_of_the_same_machine() -> None:
    published: dict[str, Any] = {name: service.get("ports") for name, service in services().items()}

    assert {name: ports for name, ports in published.items() if ports} == {"web": ["127.0.0.1:8000:8000"]}


def test_the_database_is_asked_for_as_the_role_that_is_made_last() -> None:
    asked = services()["postgres"]["healthcheck"]["test"]
    made = (REPOSITORY / "docker" / "database" / "roles.sh").read_text()

    assert asked[asked.index("--username") + 1] == APP_ROLE
    assert f"CREATE ROLE {APP_ROLE} LOGIN" in made
    assert "--host" in asked


def test_the_broker_is_given_its_password_and_asked_with_it() -> None:
    redis = services()["redis"]

    assert redis["secrets"] == ["redis_url"]
    assert redis["entrypoint"] == ["/srv/broker/start.sh"]
    assert redis["volumes"] == ["./docker/broker:/srv/broker:ro"]
    assert os.access(REPOSITORY / "docker" / "broker" / "start.sh", os.X_OK)
    assert "/run/secrets/redis_url" in redis["healthcheck"]["test"][1]
    assert all("redis_url" in services()[name]["secrets"] for name in OURS)
