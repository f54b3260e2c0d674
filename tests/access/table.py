"""Who gets what: each route and method, and the status that each of the cast is answered with.

`200-` answers and shows nothing of the records of Colchester. `shows` is what stands in an answer with 200; `-`
where there is no such answer, or where the act itself is looked for in the record. `{case}` is the reference of
the case; `unassessed` is a second case, of which something falls due this week. The lines stand in three modules:
`answers_of_work` for the desk, records and files, `answers_of_case_files` for what is written on a case day by day,
`answers_of_services` for everything around them.
"""

from typing import NamedTuple

from tests.access import (
    answers_of_case_files,
    answers_of_services,
    answers_of_work,
    asked_api,
    boards,
    breaches,
    case_ends,
    cases_api,
    clauses,
    colleagues,
    glass,
    intake_api,
    kept,
    measures,
    notes,
    on_file_api,
    orders,
    own,
    packs,
    papers,
    plan_shares,
    plans,
    plans_api,
    plans_work,
    reads_api,
    remedies,
    remedies_api,
    requests,
    restricting_api,
    review_figures,
    reviews,
    reviews_api,
    share_requests,
    sharing,
    supported,
    tokens,
)
from tests.access.population import CAST, County

# Pages of the sign-in library, one by one: tests/accounts says which of them answer, and to whom.
OF_THE_LIBRARY = {
    "account_change_password",
    "account_confirm_email",
    "account_confirm_login_code",
    "account_email",
    "account_email_verification_sent",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_set_password",
    "account_signup",
    "mfa_activate_totp",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
    "openid_connect_callback",
    "openid_connect_login",
    "socialaccount_connections",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "socialaccount_signup",
}


class Row(NamedTuple):
    """One line of the table."""

    route: str
    method: str
    answers: dict[str, str]
    shows: str

    def shown_of(self, county: County) -> str:
        """Return what an answer with 200 must hold; nothing where none is looked for."""
        records = ("case", "unassessed", "incident", "report")
        named = {name: getattr(county, name).reference for name in records}
        ends = {"closable": "incident_close", "closed": "incident_reopen"}
        named["review"] = county.reviews["review"].reference
        named["plan"] = county.plans["plan"].reference
        named |= {name: county.incidents[route].reference for name, route in ends.items()}
        return "" if self.shows == "-" else self.shows.format_map(named)


def _row(line: str) -> Row:
    route, method, *rest = line.split(maxsplit=2 + len(CAST))
    return Row(route, method, dict(zip(CAST, rest, strict=False)), rest[-1])


ANSWERS = (
    answers_of_work.ANSWERS.strip()
    + answers_of_case_files.ANSWERS.rstrip()
    + answers_of_services.ANSWERS
    + clauses.ANSWERS.rstrip()
    + boards.ANSWERS.rstrip()
    + measures.ANSWERS.rstrip()
    + "\n"
    + papers.ANSWERS.rstrip()
    + "\n"
    + orders.ANSWERS
    + "\n"
    + breaches.ANSWERS.rstrip()
    + "\n"
    + reviews.ANSWERS
    + "\n"
    + reviews_api.ANSWERS
    + review_figures.ANSWERS
    + plans.ANSWERS
    + plan_shares.ANSWERS
    + plans_api.ANSWERS
    + plans_work.ANSWERS
    + packs.ANSWERS.rstrip()
    + colleagues.ANSWERS.rstrip()
    + glass.ANSWERS
    + sharing.ANSWERS
    + remedies.ANSWERS
    + remedies_api.ANSWERS
    + requests.ANSWERS
    + share_requests.ANSWERS
    + own.ANSWERS
    + notes.ANSWERS.rstrip()
    + tokens.ANSWERS.rstrip()
    + on_file_api.ANSWERS
    + asked_api.ANSWERS.rstrip()
    + restricting_api.ANSWERS
    + intake_api.ANSWERS
    + review_figures.OF_API
    + cases_api.ANSWERS
    + case_ends.ANSWERS
    + supported.ANSWERS.rstrip()
    + reads_api.ANSWERS.rstrip()
    + kept.ANSWERS
)
ROWS = [_row(line) for line in ANSWERS.strip().splitlines() if not line.startswith("#")]
