"""Every operation of the API asked by a machine that knows its description, about rows that are there to be asked for."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import schemathesis
import yaml
from django.core.serializers.json import DjangoJSONEncoder
from django.test import Client
from django.urls import get_resolver, resolve
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from requests import Request
from schemathesis import Case, GenerationMode, Response
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.parameters import ParameterLocation
from schemathesis.specs.openapi import checks as promised

from tests.access.asking import address_of, undone
from tests.access.population import County
from tests.access.sent import BODIES, HEADERS, QUERIES, UPLOADS
from tests.access.table import ROWS
from tests.tools.report import REPOSITORY

SITE, JSON, FORM = "http://testserver", "application/json", "multipart/form-data"
SEED = 20261127
CHECKS: list[Any] = [
    not_a_server_error,
    promised.status_code_conformance,
    promised.content_type_conformance,
    promised.response_headers_conformance,
    promised.response_schema_conformance,
]
GAP = re.compile(r"{(\w+)}")
OF_THE_BODY = {"Content-Type", "Content-Length", "Cookie"}
# Of records that are there, with one part of a sound request drawn by chance, and of whatever address is drawn.
WAYS = ("there", "in part", "in part", "anywhere")
# An officer who may do much is asked first; who of the others may do what she may not, stands in the table.
PARTNER = "dev"


@dataclass
class Door:
    """One operation of the API, as it is described, with the name of its route and who is let through."""

    operation: Any
    route: str
    method: str
    who: str

    @property
    def label(self) -> str:
        """Return what a person calls it."""
        return str(self.operation.label)


@dataclass
class Heard:
    """What was answered at one door, and what of it was not promised."""

    statuses: list[int] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    followed: int = 0

    @property
    def opened(self) -> bool:
        """Return whether anybody got through."""
        return any(200 <= status < 300 for status in self.statuses)


@cache
def doors() -> dict[str, Door]:
    """Return every operation that is described, by its label."""
    text = (REPOSITORY / "schema" / "openapi.yaml").read_text()
    described = schemathesis.openapi.from_dict(yaml.load(text, Loader=yaml.CSafeLoader))
    names, able = dict(_addresses()), dict(_able())
    found = {}
    for result in described.get_all_operations():
        operation = result.ok()
        route = names[GAP.sub("{}", operation.path)]
        who = able.get((route, operation.method.upper()), PARTNER)
        found[operation.label] = Door(operation, route, operation.method.upper(), who)
    return found


def _addresses() -> Iterator[tuple[str, str]]:
    """Yield the address of each route of the API with empty gaps, which the description calls otherwise, and its name."""
    reverse = get_resolver().reverse_dict
    for name in {row.route for row in ROWS if row.route.startswith("api_")}:
        [(path, _)] = reverse.getlist(name)[0][0]
        yield "/" + re.sub(r"%\(\w+\)s", "{}", path), name


def _able() -> Iterator[tuple[tuple[str, str], str]]:
    for row in ROWS:
        able = [who for who, answer in row.answers.items() if answer[0] == "2"]
        if able:
            yield (row.route, row.method), next((who for who in able if row.answers[who] != "200-"), able[0])


def knock(county: County, door: Door, examples: int) -> Heard:
    """Ask what is known to be right, and then so often whatever the description allows, and what it does not."""
    heard = Heard()
    with undone():
        right = sound(county, door)
        for who in dict.fromkeys((door.who, PARTNER)):
            _hear(county, who, door.operation.Case(**right), heard)
        for mode in GenerationMode:
            _by_chance(county, door, mode, examples, right, heard)
    return heard


def sound(county: County, door: Door) -> dict[str, Any]:
    """Return what is right in every part; making it may record what it is about."""
    address = address_of(door.route, county)
    told = re.fullmatch(GAP.sub("([^/]+)", door.operation.path), address)
    right: dict[str, Any] = {
        "path_parameters": dict(zip(GAP.findall(door.operation.path), told.groups(), strict=True))
    }
    if door.method == "GET":
        return right | {"query": QUERIES[door.route](county) if door.route in QUERIES else {}}
    if door.route in UPLOADS:
        return right | {"headers": {}, "body": {"file": b"Diary of Jade, continued."}, "media_type": FORM}
    headers = HEADERS[door.route](county) if door.route in HEADERS else {}
    body = json.loads(json.dumps(BODIES[door.route](county), cls=DjangoJSONEncoder))
    return right | {"headers": headers, "body": body, "media_type": JSON}


def _by_chance(
    county: County, door: Door, mode: GenerationMode, examples: int, right: dict[str, Any], heard: Heard
) -> None:
    @seed(SEED)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(door.operation.as_strategy(generation_mode=mode), st.data())
    def asked(case: Case, data: st.DataObject) -> None:
        how = data.draw(st.sampled_from(WAYS))
        checks = [promised.negative_data_rejection] if how == "there" and _is_wrong(case) else []
        if how != "anywhere":
            case.path_parameters = right["path_parameters"]
            case.headers.update(right.get("headers", {}))
        if how == "in part" and isinstance(case.body, dict) and case.body:
            changed = data.draw(st.sampled_from(sorted(case.body)))
            case.body = {**right["body"], changed: case.body[changed]}
        _hear(county, data.draw(st.sampled_from((door.who, PARTNER))), case, heard, checks)

    asked()


def _is_wrong(case: Case) -> bool:
    """Return whether the body is none that is described, whichever blanks around a text are taken away."""
    body = case.meta and case.meta.components.get(ParameterLocation.BODY)
    return bool(body and body.mode.is_negative) and all(text == text.strip() for text in _texts(case.body))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(inner)


def _hear(
    county: County, who: str, case: Case, heard: Heard, more: Sequence[Callable[..., Any]] = ()
) -> None:
    with undone():
        answer = _answer(county.clients[who], case)
        _judge(who, case, answer, heard, more)
        for stated in ("location", "content-location"):
            if linked := _linked(answer.headers.get(stated, [""])[0]):
                heard.followed += 1
                there = _answer(county.clients[who], linked)
                _judge(who, linked, there, heard)
                if there.status_code not in {200, 403}:
                    heard.broken.append(
                        f"{case.operation.label} leads to {there.request.path_url}: {there.status_code}"
                    )


def _linked(address: str) -> Case | None:
    """Return how the record at an address is read, as the description says; None where there is no address."""
    if not address:
        return None
    found = resolve(address)
    [door] = [one for one in doors().values() if (one.route, one.method) == (found.url_name, "GET")]
    gaps = GAP.findall(door.operation.path)
    return door.operation.Case(path_parameters=dict(zip(gaps, map(str, found.kwargs.values()), strict=True)))


def _judge(
    who: str, case: Case, answer: Response, heard: Heard, more: Sequence[Callable[..., Any]] = ()
) -> None:
    heard.statuses.append(answer.status_code)
    try:
        case.validate_response(answer, checks=[*CHECKS, *more])
    except FailureGroup as group:
        asked = f"{who}: {case.method} {answer.request.path_url} {str(case.body)[:500]!a}"
        heard.broken += [f"{failure.title}: {failure.message[:500]}; {asked}" for failure in group.exceptions]


def _answer(client: Client, case: Case) -> Response:
    """Return what the service answers, as the machine reads it."""
    request = Request(**case.as_transport_kwargs(base_url=SITE)).prepare()
    headers = {name: value for name, value in request.headers.items() if name not in OF_THE_BODY}
    form = request.headers.get("Content-Type", JSON)
    body = request.body if request.body is not None else b""
    answer: Any = client.generic(case.method, request.path_url, body, form, headers=headers)
    said = {name: [value] for name, value in answer.items()}
    return Response(answer.status_code, said, answer.content, request, elapsed=0.0, verify=False)
