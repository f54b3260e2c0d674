"""What an auditor makes of unusual looks: a verdict with its words, kept, and never about their own."""

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.look_choices import Examined, Unusual
from asbcases.audit.models import AuditEvent, Examination, Finding
from asbcases.audit.transitions.findings import examine_looks
from asbcases.db.actor import acting
from asbcases.errors import Refused
from tests.make import NOW

pytestmark = pytest.mark.django_db


def a_finding(user: User) -> Finding:
    stated = {"looks": 1, "first_at": NOW, "last_at": NOW, "found_at": NOW, "words": "At night"}
    return Finding.objects.create(
        rule=Unusual.OUT_OF_HOURS, user=user, agency=user.agency, day=NOW.date(), **stated
    )


def test_what_an_auditor_found_is_kept_and_stands_beside_what_was_found_before(
    auditor: Client, amira: User, otto: User
) -> None:
    finding = a_finding(amira)
    page = reverse("finding_page", args=[finding.pk])

    for verdict, words in (("looked_into", "Asked her sergeant."), ("explained", "She covered a shift.")):
        assert auditor.post(page, {"verdict": verdict, "words": words}).status_code == 302

    said = [(one.verdict, one.examined_by) for one in Examination.objects.order_by("pk")]
    assert said == [("looked_into", otto), ("explained", otto)]
    event = AuditEvent.objects.filter(verb=Verb.LOOKS_EXAMINED).latest("pk")
    assert event.sentence == "examined looks of Amira Osei: explained"
    assert "Asked her sergeant." in auditor.get(page).content.decode()
    assert "Amira Osei" not in auditor.get(reverse("finding_list")).content.decode()
    assert "Explained" in auditor.get(reverse("finding_list"), {"show": "all"}).content.decode()


def test_nobody_examines_looks_of_their_own(auditor: Client, otto: User) -> None:
    finding = a_finding(otto)

    answer = auditor.post(
        reverse("finding_page", args=[finding.pk]), {"verdict": "explained", "words": "It was me."}
    )

    assert answer.status_code == 409
    assert "another auditor has to examine them" in answer.content.decode()
    with acting(str(otto.pk)), pytest.raises(ProgrammingError), transaction.atomic():
        Examination.objects.create(
            finding=finding, verdict="explained", words="x", examined_by=otto, examined_at=NOW
        )


def test_a_verdict_without_words_is_no_verdict(auditor: Client, amira: User, otto: User) -> None:
    finding = a_finding(amira)
    page = reverse("finding_page", args=[finding.pk])

    assert auditor.post(page, {"verdict": "misuse", "words": " "}).status_code == 400
    assert auditor.post(page, {"words": "Why"}).status_code == 400
    assert auditor.get(reverse("finding_page", args=[999_999])).status_code == 404
    with pytest.raises(Refused, match="the verdict alone explains nothing"):
        examine_looks(finding, verdict=Examined.MISUSE, words=" ", by=otto, now=NOW)
    assert not Examination.objects.exists()
