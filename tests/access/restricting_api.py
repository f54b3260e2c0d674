"""What the table asks of restricted cases by the API, of what their pages are asked."""

from collections.abc import Callable
from typing import Any

from tests.access.glass import FORMS

BODIES: dict[str, Callable[[Any], Any]] = {
    "api_case_restrict": lambda county: {"reason": "A colleague is involved"},
    "api_glass_break": FORMS["glass_break"],
    "api_glass_break_near": FORMS["glass_break_near"],
    "api_glass_end": FORMS["glass_end"],
    "api_glass_review": FORMS["glass_page"],
}
# amira ben cara dev eve anon hana ravi asha cole ana otto ada
ANSWERS = """
# --- Restricted cases by the API
api_case_restriction GET    200   200   404   404   404   401   404   404   200   404   404   404   404   restricted
api_case_restrict    POST   403   200   404   404   404   401   404   404   403   404   404   404   404   A colleague is involved
api_case_unrestrict  POST   403   200   404   404   404   401   404   404   404   404   404   404   404   restricted
api_glass_break      GET    200-  200-  200-  403   403   401   200-  200-  200-  403   403   403   403   -
api_glass_break      POST   200-  200-  200-  403   403   401   200-  200-  200-  403   403   403   403   -
api_glass_break_near POST   200   200   404   404   404   401   200   200   200   404   404   404   404   tries_left
api_glass_tries      GET    403   200-  403   403   403   401   403   403   403   403   403   403   403   -
api_glass_end        POST   409   409   404   404   404   401   404   404   409   404   404   404   404   -
api_glass            GET    200   200   404   404   404   401   404   404   200   404   404   404   404   She rang
api_glass_review     POST   403   200   404   404   404   401   404   404   403   404   404   404   404   He stood before her door
"""
