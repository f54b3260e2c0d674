"""One user: signs in as people do, thinks, opens a page, and sends what is to be kept until it is answered as kept."""

import itertools
import random
import time
from typing import Any, ClassVar, cast

import gevent
from locust import task
from locust.contrib.fasthttp import FastHttpUser
from locust.exception import StopUser

from tests.load.ledger import Ledger
from tests.load.pages import form_with
from tests.load.typing_in import code_at, encoded, kind_of
from tests.load.work import WORK, Left

LOGIN, CODE = "/accounts/login/", "/accounts/2fa/authenticate/"
# How often something is sent again that was not answered as kept, and seconds between: a part may be away for a while.
TRIES, AGAIN = 40, 3.0


class Person(FastHttpUser):
    """A user of the system: which kind of person they are says what they do."""

    connection_timeout = network_timeout = 60.0
    numbers: ClassVar[Any]
    told: ClassVar[dict[str, Any]]
    ledger: ClassVar[Ledger]
    signed_in = busy = 0
    is_over = False

    @classmethod
    def begin(cls, told: dict[str, Any], ledger: Ledger) -> None:
        """Tell every user the plan, and where to write down what they are answered."""
        cls.told, cls.ledger, cls.numbers = told, ledger, itertools.count()

    @classmethod
    def go_home(cls) -> None:
        """Have everybody end what they are at, and nobody begin anything."""
        cls.is_over = True
        while cls.busy:
            gevent.sleep(0.1)

    def on_start(self) -> None:
        """Sign in; the first page is the one that everybody is sent to."""
        self.number = next(Person.numbers)
        self.one = Person.told["people"][self.number]
        self.kind, self.acts, self.seen = self.one["kind"], itertools.count(), cast(dict[str, list[str]], {})
        self.address = f"10.{self.number >> 16 & 255}.{self.number >> 8 & 255}.{self.number & 255}"
        while not self._sign_in():
            # A code that came too late leaves somebody half signed in: they begin anew.
            self.client.cookiejar.clear()
            gevent.sleep(AGAIN)
        Person.signed_in += 1
        # Not all at once when the last of them has come.
        gevent.sleep(random.uniform(0, self._longest()))

    @task
    def work(self) -> None:
        """Think, and do one of the things that such people do."""
        doings = WORK[self.kind]
        self.think()
        [do] = random.choices([do for do, _ in doings], [share for _, share in doings])
        try:
            do(self)
        except Left:
            return

    def think(self) -> None:
        """Read, write, or listen to somebody for a while; go home when it is over."""
        shortest, longest = Person.told["think"]
        gevent.sleep(random.uniform(shortest, longest))
        if Person.is_over:
            raise StopUser

    def _longest(self) -> float:
        return float(Person.told["think"][1])

    def get(self, address: str, page: str) -> str:
        """Open a page and return it; whoever does not get it leaves what they were about to do."""
        answer = self._asked("GET", address, page)
        if answer.status_code != 200:
            raise Left
        return str(answer.text)

    def go(self, address: str, page: str) -> None:
        """Ask for an address that leads elsewhere, and leave when it does not."""
        if self._asked("GET", address, page, wanted=302).status_code != 302:
            raise Left

    def look(self, address: str, page: str, form: str, **answers: str) -> None:
        """Open a page, ask what its form asks for, and read what was found."""
        body = form_with(self.get(address, f"{page}, form"), form).with_answers(**answers)
        self.think()
        if self._asked("POST", address, page, data=body).status_code != 200:
            raise Left

    def send(self, address: str, page: str, form: str, mark: str = "", **answers: Any) -> str:
        """Open a page, fill in the form on it and send it until it is kept; return where that leads to."""
        opened = form_with(self.get(address, f"{page}, form"), form)
        self.think()
        body = opened.with_answers(
            **{name: self.chosen(opened.offers, name, one) for name, one in answers.items()}
        )
        if mark:
            Person.ledger.note("sent", mark=mark)
        for _ in range(TRIES):
            answer = self._asked("POST", address, f"{page}, sent", data=body, wanted=302)
            if answer.status_code == 302:
                if mark:
                    Person.ledger.note("kept", mark=mark)
                return str(answer.headers["Location"])
            if 200 <= answer.status_code < 500:
                break
            gevent.sleep(AGAIN)
        raise Left

    def chosen(self, offers: dict[str, list[str]], name: str, answer: Any) -> Any:
        """Return an answer; in place of `...` one that is offered."""
        return random.choice([one for one in offers[name] if one]) if answer is ... else answer

    def mark(self, kind: str) -> str:
        """Return new words by which what is sent can be found again."""
        return f"Load act {Person.told['run']} {self.number} {next(self.acts)} {kind}"

    def _sign_in(self) -> bool:
        """Sign in by the pages, with a code where one is asked for; return whether it worked."""
        login = {"login": self.one["username"], "password": self.one["password"]}
        try:
            where = self.send_quickly(LOGIN, "login", **login)
            if self.one["secret"]:
                where = self.send_quickly(CODE, "code", code=code_at(self.one["secret"], time.time()))
        except (Left, LookupError):
            return False
        return not where.startswith("/accounts/")

    def send_quickly(self, address: str, form: str, **answers: str) -> str:
        """Fill in a form of signing in without thinking, and return where it leads to."""
        body = form_with(self.get(address, "signing in"), form).with_answers(**answers)
        answer = self._asked("POST", address, "signing in, sent", data=body, wanted=302)
        if answer.status_code != 302:
            raise Left
        return str(answer.headers["Location"])

    def _asked(self, method: str, address: str, page: str, data: Any = None, wanted: int = 200) -> Any:
        """Send one request, write down how it was answered, and return the answer."""
        headers = {"X-Forwarded-For": self.address, "Referer": Person.told["host"], "Connection": "close"}
        Person.busy += 1
        began = time.monotonic()
        try:
            with self.client.request(
                method, address, name=page, data=encoded(data), headers=headers | kind_of(data),
                allow_redirects=False, catch_response=True,
            ) as answer:  # fmt: skip
                ended, right = time.monotonic(), answer.status_code == wanted
                error = "" if right else f"{answer.status_code}" if answer.status_code else f"{answer.error}"
                Person.ledger.note("asked", page=page, at=began, ended=ended, error=error, who=self.kind)
                if not right:
                    Person.ledger.note(
                        "wrong", address=address, error=error, body=(answer.text or "")[-6000:]
                    )
                answer.success()
                return answer
        finally:
            Person.busy -= 1
