"""Whatever file a form is sent, huge, lying, a bomb or none, it is refused in a sentence and leaves nothing, or is kept as what it is."""

from collections.abc import Callable
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from asbcases.cases.files import MOST
from asbcases.casework.api.documents import NewDocument
from asbcases.casework.forms.documents import DocumentForm
from partners.forms.own_file import OwnFileForm
from tests.access.asking import undone
from tests.access.hostile import acting, answered, kept, sound
from tests.access.population import County
from tests.access.sent import UPLOADS
from tests.access.table import Row
from tests.files.samples import EXE, HTML, PDF, bomb, picture, sent

pytestmark = [pytest.mark.django_db, pytest.mark.uncounted]
WITH_FILES = {
    **dict.fromkeys(("report_document_add", "incident_document_add", "case_document_add"), DocumentForm),
    "own_import": OwnFileForm,
    **dict.fromkeys(UPLOADS, NewDocument),
}
REFUSED: dict[str, Callable[[], Any]] = {
    "a program": lambda: sent(EXE),
    "empty": lambda: sent(b""),
    "larger than is taken": lambda: sent(PDF + bytes(MOST), "film.mp4"),
    "a bomb": lambda: sent(bomb(), "bomb.png", "image/png"),
    "cut off": lambda: sent(picture()[:200]),
    "packed": lambda: sent(b"PK\x03\x04" + bytes(100), "files.zip", "application/zip"),
    "no text": lambda: sent(b"caf\xe9\0", "words.csv", "text/csv"),
    "no file, but its name": lambda: "photo.jpg",
}
# A page is text, and a lie about the kind changes none: what is kept is handed out as what it is.
ODD: dict[str, Callable[[], Any]] = {
    "markup": lambda: sent(HTML, "<script>.html", "text/html"),
    "lying": lambda: sent(PDF, "holiday.jpg", "image/jpeg"),
    "turned round": lambda: sent(PDF, "photo\u202egpj.exe"),
    "a name that climbs": lambda: sent(PDF, "../../etc/passwd"),
}
ROUTES = [pair for pair in acting() if pair[0].route in WITH_FILES]


def sending_file(county: County, row: Row, who: str, file: Any) -> Any:
    right = {
        name: said for name, said in sound(county, row).items() if not isinstance(said, SimpleUploadedFile)
    }
    return answered(
        county,
        row,
        who,
        {**right, "content": "", "file": file} if row.route == "own_import" else {**right, "file": file},
    )


def says_why(answer: Any) -> bool:
    """Return whether a refusal has a sentence, beside the box of a page or as a problem of the API."""
    if answer["Content-Type"] == "application/problem+json":
        said = answer.json()
        return all(fault["detail"].endswith(".") for fault in said.get("errors", [said]))
    return "govuk-error-message" in answer.content.decode()


@pytest.mark.parametrize(("row", "who"), ROUTES, ids=lambda part: getattr(part, "route", ""))
def test_no_harmful_file_is_kept_and_the_form_says_why(county: County, row: Row, who: str) -> None:
    for words, file in REFUSED.items():
        with undone():
            before = kept()
            answer = sending_file(county, row, who, file())

            assert answer.status_code in (400, 409, 413), words
            assert says_why(answer) or answer.status_code == 413, words
            assert kept() == before, words


@pytest.mark.parametrize(("row", "who"), ROUTES, ids=lambda part: getattr(part, "route", ""))
def test_a_file_that_lies_about_itself_breaks_nothing(county: County, row: Row, who: str) -> None:
    for words, file in ODD.items():
        with undone():
            before = kept()
            answer = sending_file(county, row, who, file())

            assert answer.status_code in (200, 201, 302, 400), words
            assert (kept() != before) == (answer.status_code in (201, 302)), words
            # JSON is text to whoever reads it.
            assert row.route in UPLOADS or "<script>.html" not in answer.content.decode(), words


def test_every_form_that_takes_a_file_is_among_them() -> None:
    def below(form: type[Any]) -> set[type[Any]]:
        return {form}.union(*map(below, form.__subclasses__()))

    taking = {
        one
        for one in below(forms.BaseForm)
        if any(isinstance(it, forms.FileField) for it in getattr(one, "base_fields", {}).values())
    }
    assert {one for one in taking if not one.__module__.startswith("tests.")} == set(WITH_FILES.values()) - {
        NewDocument
    }
    assert {row.route for row, _ in ROUTES} == set(WITH_FILES)
