"""A provider of OpenID Connect on this machine: discovery, authorise, token, keys and userinfo, spoken over real HTTP."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import uuid4

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from django.http import HttpResponse
from django.test import Client

LOGIN = "/accounts/oidc/force/login/"
CLIENT, SECRET = "asb-cases", "what only the two know"


class Directory:
    """The people of a force, and who is signed in to it just now."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.person: dict[str, Any] = {"sub": "0001", "preferred_username": "amira"}
        # What a test has it say wrongly in the token that it signs.
        self.wrong: dict[str, Any] = {}
        # What it says of itself, and sends the browser back with, beside what is right.
        self.says: dict[str, Any] = {}
        self.sends: dict[str, str] = {}
        self.signs_with: rsa.RSAPrivateKey | None = None
        self.codes: dict[str, dict[str, str]] = {}
        self.tokens: dict[str, dict[str, Any]] = {}
        self.refused: list[str] = []

    def discovery(self) -> dict[str, Any]:
        """Return where each of its parts is."""
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorise",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            **self.says,
        }

    def keys(self) -> dict[str, Any]:
        """Return the public half of the key that it signs with."""
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": "one", "alg": "RS256", "use": "sig"}]}

    def authorise(self, asked: dict[str, str]) -> str:
        """Return where the browser is sent back to: its person is signed in and agrees at once."""
        code = uuid4().hex
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state'], **self.sends})}"

    def token(self, sent: dict[str, str]) -> dict[str, Any] | None:
        """Return tokens for a code that was given for the same address, once, to who knows both secrets."""
        asked = self.codes.pop(sent.get("code", ""), None)
        proved = base64.urlsafe_b64encode(hashlib.sha256(sent.get("code_verifier", "").encode()).digest())
        if (
            asked is None
            or sent.get("client_secret") != SECRET
            or sent.get("redirect_uri") != asked["redirect_uri"]
            or proved.decode().rstrip("=") != asked.get("code_challenge")
        ):
            self.refused.append(str(sorted(sent)))
            return None
        access, now = uuid4().hex, int(time.time())
        self.tokens[access] = self.person
        said = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, **self.person}
        said |= {"nonce": asked.get("nonce", ""), **self.wrong}
        signed = jwt.encode(said, self.signs_with or self.key, algorithm="RS256", headers={"kid": "one"})
        return {"access_token": access, "token_type": "Bearer", "expires_in": 300, "id_token": signed}


class Speaking(BaseHTTPRequestHandler):
    """Speaks for the directory."""

    directory: Directory

    def do_GET(self) -> None:
        where = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(where.query).items()}
        bearer = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if where.path == "/authorise":
            self.send_response(302)
            self.send_header("Location", self.directory.authorise(asked))
            self.end_headers()
            return
        self.answer(
            {
                "/.well-known/openid-configuration": self.directory.discovery(),
                "/keys": self.directory.keys(),
                "/userinfo": self.directory.tokens.get(bearer),
            }.get(where.path)
        )

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.answer(self.directory.token({name: values[0] for name, values in parse_qs(body).items()}))

    def answer(self, said: dict[str, Any] | None) -> None:
        body = json.dumps(said if said is not None else {"error": "invalid_grant"}).encode()
        self.send_response(200 if said is not None else 400)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: Any) -> None:
        """Say nothing."""


@contextmanager
def running() -> Iterator[Directory]:
    """Have a directory answer while it lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Here", (Speaking,), {}))
    directory = server.RequestHandlerClass.directory = Directory(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield directory
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def settings_for(directory: Directory) -> dict[str, Any]:
    """Return what an installation states of the directory."""
    return {
        "SOCIALACCOUNT_PROVIDERS": {
            "openid_connect": {
                "OAUTH_PKCE_ENABLED": True,
                "APPS": [
                    {
                        "provider_id": "force",
                        "name": "the force's directory",
                        "client_id": CLIENT,
                        "secret": SECRET,
                        "settings": {"server_url": directory.address},
                    }
                ],
            }
        },
        "SIGN_IN_PROVIDER_CLAIM": "preferred_username",
    }


def sent_back(client: Client) -> str:
    """Go to the directory as a browser does, and return where it sends it back to."""
    asked = client.post(LOGIN)["Location"]
    answer = requests.get(asked, allow_redirects=False, timeout=30)
    return answer.headers["Location"]


def through(client: Client) -> HttpResponse:
    """Sign in through the directory."""
    back = urlsplit(sent_back(client))
    return client.get(f"{back.path}?{back.query}")
