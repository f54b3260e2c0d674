"""What each of the cast is answered on the pages by which an agency tells the police, and what is sent there."""

import base64
from collections.abc import Callable
from typing import Any

from tests.partners.own import ROW, SAID, csv_of

ANSWERS = """# --- What an agency tells the police itself
own_new              GET    403   403   403   200   200   302   403   403   403   200   403   403   403   Tell the police
own_new              POST   403   403   403   302   302   302   403   403   403   302   403   403   403   -
own_import           GET    403   403   403   200   200   302   403   403   403   200   403   403   403   Send a file of reports
own_import           POST   403   403   403   302   302   302   403   403   403   302   403   403   403   -
own_template         GET    403   403   403   200   200   302   403   403   403   200   403   403   403   own_reference
api_own_reports      GET    403   403   403   200   200-  401   403   403   403   200-  403   403   403   RPT-
api_own_reports      POST   403   403   403   201   201   401   403   403   403   201   403   403   403   -
api_own_report       GET    404   404   404   200   404   401   404   404   404   404   404   404   404   They threw stones
"""


def _file(county: Any) -> dict[str, Any]:
    return {"content": base64.b64encode(csv_of(ROW)).decode(), "name": "october.csv", "send": "1"}


def sent_by_api(**instead: Any) -> dict[str, Any]:
    """Return a report as the API takes it."""
    return {
        "narrative": "He bangs on the wall all night.",
        "place_text": "2 Mill Lane",
        "happened_from": "2026-10-03T22:00:00+01:00",
        "happened_precision": "exact",
        "caller_name": "Jo Marsh",
        "own_reference": "HX-1",
        **instead,
    }


FORMS: dict[str, Callable[[Any], dict[str, Any]]] = {"own_new": lambda county: SAID, "own_import": _file}
BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {"api_own_reports": lambda county: sent_by_api()}
