"""A file of reports of an agency: each row is read by the form for one report, and each fault told with its line."""

import base64
import binascii
import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from asbcases.accounts.models import District, User
from asbcases.cases.choices import Precision
from asbcases.cases.models import Report
from asbcases.cases.rules.keys import reference_key
from asbcases.casework.imports.agency_file import COLUMNS, MOST_BYTES, Line, lines_of
from asbcases.casework.imports.reading import UnreadableError
from asbcases.casework.queries.from_agencies import known_under
from asbcases.casework.transitions.from_agencies import Telling, already_told
from partners.forms.own_reports import UNKNOWN, OwnReportForm

# In which column stands what a field of the form asks for.
COLUMN_OF = {
    "narrative": "what_happened",
    "place_text": "where",
    "on_day": "date",
    "at_time": "time",
    "from_day": "date",
    "from_time": "time",
    "until_day": "until_date",
    "happened_precision": "date",
    "caller_anonymous": "not_to_be_named",
    "on_behalf_of": "victim",
    "earlier": "earlier_report",
}
# What the form asks for under the name of the column.
SAME = (
    *("own_reference", "until_time", "told_by", "caller_name", "caller_phone", "caller_email"),
    *("caller_address", "officer", "safe_email", "safe_phone", "safe_note", "language", "adjustments"),
)
TOLD_OF = {"1": True, "yes": True, "": False, "no": False}


class Fault(NamedTuple):
    """What is wrong on a line, in which column, and what to mend."""

    line: int
    column: str
    words: str


class Row(NamedTuple):
    """A row that can be taken in; `report` is what it was taken in as before."""

    line: int
    telling: Telling
    report: Report | None


@dataclass
class Sheet:
    """A file as it was read: what is new, what was told before, and what is to be mended."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def tellings(self) -> list[Telling]:
        """Return what the rows tell, the known ones too."""
        return [row.telling for row in self.rows]

    @property
    def new(self) -> list[Row]:
        """Return the rows that were not told before."""
        return [row for row in self.rows if row.report is None]


class OwnFileForm(forms.Form):
    """A file from a person's computer, or the one that was just looked through; nothing of it is kept until it is sent."""

    file = forms.FileField(
        label="File of reports",
        required=False,
        allow_empty_file=True,
        help_text=f"CSV in UTF-8, made from the template: up to {settings.AGENCY_FILE_ROWS} rows and "
        f"{MOST_BYTES // 1024 // 1024} MB",
    )
    name = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    content = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    content_bytes = b""

    def clean(self) -> dict[str, Any]:
        """Find the bytes of the file, and refuse one that is too large before it is read."""
        said, sent = super().clean() or self.cleaned_data, self.cleaned_data.get("file")
        if sent is not None and sent.size > MOST_BYTES:
            self.add_error(
                "file", f"The file is larger than {MOST_BYTES // 1024 // 1024} MB: send it in parts."
            )
        elif sent is not None:
            self.content_bytes, said["name"] = sent.read(), str(sent.name)[:200]
        elif said.get("content"):
            self._decode(said["content"])
        elif not self.errors:
            self.add_error("file", "Choose a file")
        return said

    def _decode(self, content: str) -> None:
        try:
            self.content_bytes = base64.b64decode(content, validate=True)
        except (binascii.Error, ValueError):
            self.add_error("file", "The page was damaged on its way: choose the file again")

    @property
    def carried(self) -> dict[str, str]:
        """Return what the page sends again once the person has looked through it."""
        return {
            "content": base64.b64encode(self.content_bytes).decode(),
            "name": self.cleaned_data["name"] or "a file",
        }

    @property
    def digest(self) -> str:
        """Return what tells one file from another."""
        return hashlib.sha256(self.content_bytes).hexdigest()

    def read(self, user: User, *, now: datetime) -> Sheet | None:
        """Return the file as it was read; None where it is refused whole, which is a fault of the form then."""
        try:
            return sheet_of(lines_of(self.content_bytes), user, now=now)
        except UnreadableError as refused:
            self.add_error("file", ValidationError(str(refused)))
            return None


def sheet_of(lines: list[Line], user: User, *, now: datetime) -> Sheet:
    """Return the rows and faults of a file, in the order of its lines."""
    sheet, seen = Sheet(), dict[str, int]()
    districts = _districts()
    keys = [reference_key(line.cells.get("own_reference", "")) for line in lines]
    known = known_under(user.agency, [key for key in keys if key])
    for line in lines:
        if telling := _telling(line, districts, user, now, sheet.faults):
            _place(sheet, Row(line.number, telling, known.get(telling.key)), seen)
    return sheet


def _place(sheet: Sheet, row: Row, seen: dict[str, int]) -> None:
    """Put a sound row into the sheet, unless its reference stands for something else."""
    telling, twice = row.telling, seen.setdefault(row.telling.key, row.line)
    if twice != row.line:
        words = f"This reference stands on line {twice} too: give each report one of its own"
        sheet.faults.append(Fault(row.line, "own_reference", words))
    elif row.report and not telling.is_told_in(row.report):
        sheet.faults.append(Fault(row.line, "own_reference", already_told(telling, row.report)))
    else:
        sheet.rows.append(row)


def _telling(
    line: Line, districts: dict[str, int], user: User, now: datetime, faults: list[Fault]
) -> Telling | None:
    """Return what a row tells; None where it has faults, which are noted."""
    if line.fault:
        faults.append(Fault(line.number, "", line.fault))
        return None
    data, wrong = _typed(line.cells, districts)
    form = OwnReportForm(data, user=user, now=now)
    form.fields["own_reference"].required = True
    found = _faults_of(form, line) | wrong
    faults.extend(Fault(line.number, column, words) for column, words in found.items())
    return None if found else form.telling


def _faults_of(form: OwnReportForm, line: Line) -> dict[str, str]:
    """Return what is wrong in which column; a day that stands for the last one too is named once, where it is written."""
    stood_in = "from_day" in form.errors and not line.cells.get("until_date", "").strip()
    return {
        COLUMN_OF.get(name, name): str(words[0])
        for name, words in form.errors.items()
        if not (stood_in and name == "until_day")
    }


def _typed(cells: dict[str, str], districts: dict[str, int]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return a row as it would be typed into the form, and what no field of it could find."""
    said = {column: cells.get(column, "").strip() for column in COLUMNS}
    wrong: dict[str, str] = {}
    district, named = said["district"].casefold(), said["not_to_be_named"].casefold()
    if district and district not in districts:
        wrong["district"] = (
            "There is no such police district: leave it empty, or write its name as on the form"
        )
    if named not in TOLD_OF:
        wrong["not_to_be_named"] = "Write yes or no, or leave it empty"
    return {
        **{name: said[name] for name in SAME},
        **_when(said),
        "told_by": said["told_by"].casefold(),
        "narrative": cells.get("what_happened", ""),
        "place_text": said["where"],
        "district": districts.get(district, ""),
        "caller_anonymous": TOLD_OF.get(named, False),
        "on_behalf_of": said["victim"],
        "hate": said["hate"].casefold() or UNKNOWN,
        "earlier": said["earlier_report"],
    }, wrong


def _when(said: dict[str, str]) -> dict[str, str]:
    """Return the answer about when it happened: at a time, or from a day to a day."""
    if said["time"] and not said["until_date"] and not said["until_time"]:
        return {
            "happened_precision": Precision.EXACT,
            "on_day": said["date"],
            "at_time": said["time"],
        }
    return {
        "happened_precision": Precision.RANGE,
        "from_day": said["date"],
        "from_time": said["time"],
        "until_day": said["until_date"] or said["date"],
        "until_time": said["until_time"],
    }


def _districts() -> dict[str, int]:
    """Return the districts by code and by name."""
    rows = District.objects.values_list("code", "name", "pk")
    return {name.casefold(): pk for code, title, pk in rows for name in (code, title)}
