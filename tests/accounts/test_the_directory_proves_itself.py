"""The force's directory lets nobody in unless it proves who it is, whom it answers, and how strongly it asked."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, override_settings

from asbcases.accounts.models import User
from asbcases.accounts.openid import is_strong_enough, issuer_expected, nonce_of
from tests.accounts.directory import LOGIN, Directory, running, sent_back, settings_for, through

ELSEWHERE = "https://elsewhere.example"


@pytest.fixture(autouse=True)
def directory(db: None) -> Iterator[Directory]:
    cache.clear()
    with running() as found, override_settings(**settings_for(found)):
        yield found


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def did_not_work(answer: HttpResponse) -> bool:
    return "Signing in did not work" in answer.content.decode()


def test_each_sign_in_has_a_nonce_that_its_state_alone_does_not_tell(client: Client) -> None:
    asked = [parse_qs(urlsplit(client.post(LOGIN)["Location"]).query) for _ in range(2)]

    states, nonces = ([each[name][0] for each in asked] for name in ("state", "nonce"))
    assert nonces == [nonce_of(state) for state in states]
    assert len({*states, *nonces}) == 4
    with override_settings(SECRET_KEY="another " * 8):
        assert nonce_of(states[0]) != nonces[0]


def test_a_token_that_was_given_for_another_sign_in_opens_nothing(
    client: Client, amira: User, directory: Directory
) -> None:
    other = parse_qs(urlsplit(Client().post(LOGIN)["Location"]).query)
    directory.wrong = {"nonce": other["nonce"][0]}

    assert did_not_work(through(client))
    assert not is_in(client)


def test_a_token_that_another_key_signed_opens_nothing(
    client: Client, amira: User, directory: Directory
) -> None:
    directory.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    assert did_not_work(through(client))
    assert not is_in(client)


def test_a_directory_that_calls_itself_by_another_name_is_not_even_asked(
    client: Client, amira: User, directory: Directory
) -> None:
    directory.says = {"issuer": ELSEWHERE}

    answer = client.post(LOGIN)

    assert (answer.status_code, did_not_work(answer)) == (503, True)
    assert not directory.codes


def test_one_that_changes_its_name_meanwhile_lets_nobody_in(
    client: Client, amira: User, directory: Directory
) -> None:
    back = urlsplit(sent_back(client))
    directory.says = {"issuer": ELSEWHERE}
    directory.wrong = {"iss": ELSEWHERE}

    answer = client.get(f"{back.path}?{back.query}")

    assert (answer.status_code, did_not_work(answer)) == (503, True)
    assert not is_in(client)
    assert len(directory.codes) == 1


@pytest.mark.parametrize(
    ("sends", "must", "lets_in"),
    [
        ({"iss": ELSEWHERE}, False, False),
        ({"iss": ELSEWHERE}, True, False),
        ({}, True, False),
        ({}, False, True),
    ],
)
def test_a_code_that_another_directory_sends_is_not_handed_on(
    client: Client, amira: User, directory: Directory, sends: dict[str, str], must: bool, lets_in: bool
) -> None:
    directory.sends = sends
    directory.says = {"authorization_response_iss_parameter_supported": must}

    assert did_not_work(through(client)) != lets_in
    assert is_in(client) == lets_in
    # The code was never sent on, unless it let in.
    assert (directory.codes == {}) == lets_in


def test_one_that_names_itself_rightly_lets_in(client: Client, amira: User, directory: Directory) -> None:
    directory.sends = {"iss": directory.address}
    directory.says = {"authorization_response_iss_parameter_supported": True}
    through(client)

    assert is_in(client)


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ({"server_url": "https://login.example"}, "https://login.example"),
        (
            {"server_url": "https://login.example/t/.well-known/openid-configuration"},
            "https://login.example/t",
        ),
        ({"server_url": "https://login.example", "issuer": "https://sts.example"}, "https://sts.example"),
    ],
)
def test_the_name_that_is_expected_is_that_of_the_settings(stated: dict[str, Any], name: str) -> None:
    assert issuer_expected(stated) == name


@pytest.mark.parametrize(
    ("said", "enough"),
    [
        ({"amr": ["pwd", "mfa"]}, True),
        ({"acr": "phr"}, True),
        ({"amr": "mfa"}, True),
        ({"amr": ["pwd"], "acr": "0"}, False),
        ({"amr": None}, False),
        ({}, False),
    ],
)
@override_settings(SIGN_IN_PROVIDER_STRENGTH=["mfa", "phr"])
def test_who_did_not_show_it_a_second_factor_is_refused_and_told_so(
    client: Client, amira: User, directory: Directory, said: dict[str, Any], enough: bool
) -> None:
    directory.wrong = said

    answer = through(client)

    assert is_in(client) == is_strong_enough(said) == enough
    assert answer.status_code == (302 if enough else 403)
    assert ("did not say that it asked you for a second factor" in answer.content.decode()) != enough
