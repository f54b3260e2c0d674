"""What the clause library and the check of a wording answer, and what is sent to it."""

from collections.abc import Callable
from typing import Any

ANSWERS = """# --- How conditions are worded
clause_list          GET    200   200   200-  403   403   302   403   403   200   403   403   403   403   Clause library
measure_duties       GET    200   200   404   404   404   302   404   404   200   404   404   404   404   Where they must be
measure_duties       POST   302   302   404   404   404   302   404   404   302   404   404   404   404   -
api_condition_check  POST   200   200   200-  403   403   401   403   403   200   403   403   403   403   -
"""
BODIES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "api_condition_check": lambda county: {"power": "cpw", "kind": "stop", "words": "You must be good."},
}
