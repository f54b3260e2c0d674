"""An agency's file of reports: looked through line by line, taken in whole or not at all, and never twice."""

import base64
import re
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.models import AuditEvent
from asbcases.cases.choices import Channel
from asbcases.cases.models import Report
from asbcases.casework.imports.agency_file import COLUMNS, MOST_BYTES, lines_of
from asbcases.casework.transitions.from_agencies import take_in_reports
from asbcases.db.actor import acting
from asbcases.deadlines.choices import Kind
from asbcases.deadlines.models import Deadline
from partners.forms.own_file import sheet_of
from tests.deadlines.test_the_check_knows_decisions import differences
from tests.partners.own import FILE, NEW, ROW, SAID, csv_of, uploaded
from triggers.models import RadarFinding

pytestmark = pytest.mark.django_db


def looked(client: Client, user: User, content: bytes, name: str = "october.csv") -> Any:
    client.force_login(user)
    return client.post(FILE, uploaded(content, name))


def sent(client: Client, user: User, content: bytes) -> Any:
    client.force_login(user)
    carried = {"content": base64.b64encode(content).decode(), "name": "october.csv", "send": "1"}
    return client.post(FILE, carried)


def faults_in(answer: Any) -> list[tuple[str, str, str]]:
    found = r'data-label="Line">(\d+)</th>.*?<code>(.*?)</code>.*?data-label="What to mend">(.*?)</td>'
    return re.findall(found, answer.content.decode())


def fault_of(client: Client, user: User, **instead: str) -> tuple[str, str]:
    answer = looked(client, user, csv_of(ROW, {**ROW, "own_reference": "HX-2", **instead}))
    assert answer.status_code == 400
    [(line, column, words)] = faults_in(answer)
    assert line == "3"
    return column, words


def test_looking_through_keeps_nothing_and_says_what_would_come_of_it(
    client: Client, ben: User, dev: User
) -> None:
    answer = looked(client, dev, csv_of(ROW, {**ROW, "own_reference": "HX-2"}))

    shown = answer.content.decode()
    assert (answer.status_code, "Send 2 reports to the police" in shown) == (200, True)
    assert not Report.objects.exists()
    assert not AuditEvent.objects.filter(verb=Verb.AGENCY_REPORTS_TAKEN_IN).exists()


def test_what_was_looked_through_is_taken_in_with_one_event_and_each_its_own(
    client: Client, ben: User, dev: User
) -> None:
    page = looked(client, dev, csv_of(ROW, {**ROW, "own_reference": "HX-2"})).content.decode()
    carried = dict(re.findall(r'<input type="hidden" name="(name|content)" value="(.*?)"', page))

    answer = client.post(FILE, {**carried, "send": "1"})

    assert answer["Location"] == "/shared/our-reports/"
    event = AuditEvent.objects.get(verb=Verb.AGENCY_REPORTS_TAKEN_IN)
    assert (event.actor, event.data["file"], event.data["imported"]) == (dev, "october.csv", 2)
    assert AuditEvent.objects.filter(verb=Verb.REPORT_RECEIVED, actor=dev).count() == 2
    assert {report.channel for report in Report.objects.all()} == {Channel.PARTNER}
    assert "2 reports are new to the police." in client.get("/shared/our-reports/").content.decode()


def test_its_reports_get_clocks_and_count_in_repeats_and_the_radar(
    client: Client, ben: User, dev: User
) -> None:
    sent(client, dev, csv_of(ROW, {**ROW, "own_reference": "HX-2", "where": "9 Other Street"}))

    assert Deadline.objects.filter(kind=Kind.TRIAGE, owner=ben).count() == 2
    [finding] = RadarFinding.objects.filter(explain=True)
    assert Deadline.objects.get(kind=Kind.EXPLAIN_REVIEW).report == finding.report
    assert differences() == []


def test_the_same_file_twice_adds_nothing(client: Client, ben: User, dev: User) -> None:
    content = csv_of(ROW, {**ROW, "own_reference": "HX-2"})
    sent(client, dev, content)

    again = looked(client, dev, content).content.decode()
    sent(client, dev, content)

    assert "Nothing is new: go on" in again
    assert Report.objects.count() == 2
    assert AuditEvent.objects.filter(verb=Verb.AGENCY_REPORTS_TAKEN_IN).count() == 1


def test_a_longer_file_adds_what_is_new(client: Client, ben: User, dev: User) -> None:
    sent(client, dev, csv_of(ROW))

    sent(client, dev, csv_of(ROW, {**ROW, "own_reference": "HX-2"}))

    assert Report.objects.count() == 2
    last = AuditEvent.objects.filter(verb=Verb.AGENCY_REPORTS_TAKEN_IN).latest("pk")
    assert (last.data["imported"], last.data["already"]) == (1, 1)


def test_a_reference_that_stands_for_other_words_is_a_fault(client: Client, ben: User, dev: User) -> None:
    sent(client, dev, csv_of(ROW))

    answer = looked(client, dev, csv_of({**ROW, "what_happened": "Another thing"}))

    [(line, column, words)] = faults_in(answer)
    assert (line, column) == ("2", "own_reference")
    assert Report.objects.get().reference in words


def test_one_fault_keeps_the_whole_file_out_even_when_it_is_sent_at_once(
    client: Client, ben: User, dev: User
) -> None:
    answer = sent(client, dev, csv_of(ROW, {**ROW, "own_reference": "HX-2", "date": "31/06/2026"}))

    assert answer.status_code == 400
    assert faults_in(answer) == [("3", "date", "Enter a real date, such as 23 11 2026")]
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("instead", "column", "words"),
    [
        ({"own_reference": ""}, "own_reference", "This field is required"),
        ({"own_reference": "hx 1"}, "own_reference", "stands on line 2 too"),
        ({"own_reference": "RPT-2026-000001"}, "own_reference", "a reference of the police"),
        ({"what_happened": " "}, "what_happened", "Say what happened"),
        ({"where": ""}, "where", "Say where"),
        ({"district": "Atlantis"}, "district", "no such police district"),
        ({"time": "25:99"}, "time", "Enter a time"),
        ({"date": "01/01/2999"}, "date", "still to come"),
        ({"until_date": "01/10/2026"}, "until_date", "after the beginning"),
        ({"time": "", "date": "31/06/2026"}, "date", "Enter a real date"),
        ({"time": "", "date": "01/01/2999"}, "date", "still to come"),
        ({"until_date": "05/10/2026", "date": "31/06/2026"}, "date", "Enter a real date"),
        ({"until_date": "31/06/2026"}, "until_date", "Enter a real date"),
        ({"told_by": "a friend"}, "told_by", "caller or officer"),
        ({"told_by": "officer"}, "officer", "Name the officer"),
        ({"not_to_be_named": "perhaps"}, "not_to_be_named", "Write yes or no"),
        ({"hate": "maybe"}, "hate", "yes, no or unknown"),
        ({"safe_email": "nobody"}, "safe_email", "valid email"),
        ({"earlier_report": "RPT-2026-999999"}, "earlier_report", "has no report under this reference"),
    ],
)
def test_each_fault_is_told_with_its_line_its_column_and_what_to_mend(
    client: Client, ben: User, dev: User, instead: dict[str, str], column: str, words: str
) -> None:
    found, said = fault_of(client, dev, **instead)

    assert found == column
    assert words in said


def test_a_row_that_names_a_record_of_others_is_answered_like_one_that_names_none(
    client: Client, amira: User, ben: User, dev: User, eve: User
) -> None:
    client.force_login(eve)
    client.post(NEW, SAID)
    theirs = Report.objects.get().reference
    absent = ("RPT-2026-999999", "INC-2026-000001", "ASB-2026-000001", "PER-2026-000001", "HX-0012/26")

    told = {fault_of(client, dev, earlier_report=named) for named in (theirs, *absent)}
    own = {fault_of(client, dev, own_reference=named) for named in (theirs, *absent[:4])}

    assert (len(told), len(own)) == (1, 1)


def test_a_row_goes_on_with_an_earlier_report_of_the_same_agency(
    client: Client, ben: User, dev: User
) -> None:
    sent(client, dev, csv_of(ROW))
    first = Report.objects.get()

    sent(client, dev, csv_of({**ROW, "own_reference": "HX-3", "earlier_report": "HX-1"}))

    assert Report.objects.latest("pk").narrative.endswith(first.reference)


def test_formulas_and_markup_are_words(client: Client, ben: User, dev: User) -> None:
    words = '=HYPERLINK("http://x","y")\n@SUM(1) <script>alert(1)</script> \'; DROP TABLE'

    page = looked(client, dev, csv_of({**ROW, "what_happened": words, "where": "=1+1<b>"})).content.decode()
    sent(client, dev, csv_of({**ROW, "what_happened": words, "where": "=1+1<b>"}))

    report = Report.objects.get()
    assert (report.narrative, report.place_text) == (words, "=1+1<b>")
    assert "=1+1&lt;b&gt;" in page


def test_a_time_a_day_and_a_span_are_read_as_people_write_them(client: Client, ben: User, dev: User) -> None:
    sent(
        client,
        dev,
        csv_of(
            {**ROW, "time": "6:42pm"},
            {**ROW, "own_reference": "HX-2", "time": "", "date": "2026-10-04"},
            {**ROW, "own_reference": "HX-3", "until_date": "05/10/2026", "until_time": "07:00"},
        ),
    )

    first, second, third = Report.objects.order_by("pk")
    assert (first.happened_from.isoformat(), first.happened_precision) == (
        "2026-10-03T17:42:00+00:00",
        "exact",
    )
    assert (second.happened_until - second.happened_from).total_seconds() == 86_400
    assert third.happened_until.isoformat() == "2026-10-05T06:00:00+00:00"


REFUSED = {
    "nothing": (b"", "The file is empty"),
    "a workbook": (b"PK\x03\x04rest", "a workbook or an archive"),
    "an old workbook": (b"\xd0\xcf\x11\xe0", "an older workbook"),
    "packed": (b"\x1f\x8b\x08", "This file is packed"),
    "a document": (b"%PDF-1.7", "a PDF document"),
    "UTF-16": ("own_reference".encode("utf-16"), "The text is UTF-16"),
    "Latin-1": (csv_of({**ROW, "where": "Café"}).decode().encode("latin-1"), "not UTF-8"),
    "NUL": (csv_of({**ROW, "where": "a\0b"}), "NUL"),
    "too large": (csv_of({**ROW, "what_happened": "x" * MOST_BYTES}), "larger than 1 MB"),
    "too long": (csv_of(*[ROW] * (settings.AGENCY_FILE_ROWS + 1)), "more than 200 rows"),
    "no rows": (csv_of(), "no row below its first line"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "not UTF-8"),
    "other columns": (b"a,b\n1,2\n", "lacks the columns"),
    "unknown column": (csv_of(columns=[*COLUMNS, "colour"]), "that we do not know: colour"),
    "column twice": (csv_of(columns=[*COLUMNS, "where"]), "names a column twice"),
    "open quote": (csv_of(ROW) + b'"never closed', "quot"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_file_that_cannot_be_trusted_is_refused_whole(
    client: Client, ben: User, dev: User, kind: str
) -> None:
    content, words = REFUSED[kind]

    for answer in (looked(client, dev, content), sent(client, dev, content)):
        assert answer.status_code == 400
        assert words in answer.content.decode() or not content
    assert not Report.objects.exists()


def test_a_row_with_too_few_cells_is_a_fault_of_its_line(client: Client, ben: User, dev: User) -> None:
    answer = looked(client, dev, csv_of(ROW) + b"HX-9,only two\n")

    assert faults_in(answer) == [
        ("3", "the row", f"The row has 2 cells instead of {len(COLUMNS)}: check commas and quotes")
    ]


def test_a_page_that_was_damaged_on_its_way_asks_for_the_file_again(
    client: Client, ben: User, dev: User
) -> None:
    client.force_login(dev)

    answers = [
        client.post(FILE, {"content": content, "name": "x", "send": "1"}) for content in ("%%%", "é", "")
    ]

    assert [answer.status_code for answer in answers] == [400, 400, 400]
    assert "choose the file again" in answers[0].content.decode()
    assert "Choose a file" in answers[2].content.decode()


def test_the_template_has_the_columns_and_can_be_sent_back(client: Client, ben: User, dev: User) -> None:
    client.force_login(dev)

    template = client.get("/shared/our-reports/template.csv")

    head = template.content.decode("utf-8-sig").strip().split(",")
    assert head == list(COLUMNS)
    filled = template.content + csv_of(ROW).split(b"\r\n", 1)[1]
    assert looked(client, dev, filled).status_code == 200


def test_a_file_asks_policy_once_and_not_for_each_of_its_rows(ben: User, dev: User) -> None:
    now = timezone.now()
    sheet = sheet_of(lines_of(csv_of(*({**ROW, "own_reference": f"HX-{n}"} for n in range(6)))), dev, now=now)

    with acting(str(dev.pk)), CaptureQueriesContext(connection) as queries:
        take_in_reports(sheet.tellings, file="october.csv", digest="x", by=dev, now=now)

    asked = [query["sql"] for query in queries]
    assert sum('FROM "policies_policyrow"' in sql for sql in asked) == 1
    assert sum('FROM "policies_extraholiday"' in sql for sql in asked) == 1
