"""What breaking the glass of a restricted case answers; a try answers the same whatever there is."""

from asbcases.accounts.models import User
from asbcases.cases.choices import GrantSource
from asbcases.cases.models import AccessGrant, Case, GlassBreak
from tests.make import NOW

ANSWERS = """
# route              method amira ben   cara  dev   eve   anon  hana  ravi  asha  cole  ana   otto  ada   shows
glass_break          GET    200-  200-  200-  403   403   302   200-  200-  200-  403   403   403   403   -
glass_break          POST   302   302   302   403   403   302   302   302   302   403   403   403   403   -
glass_break_near     GET    200   200   404   404   404   302   200   200   200   404   404   404   404   {report}
glass_break_near     POST   302   302   404   404   404   302   302   302   302   404   404   404   404   -
glass_tries          GET    403   200-  403   403   403   302   403   403   403   403   403   403   403   -
glass_end            GET    200   200   404   404   404   302   404   404   200   404   404   404   404   {case}
glass_end            POST   200   200   404   404   404   302   404   404   200   404   404   404   404   {case}
glass_page           GET    200   200   404   404   404   302   404   404   200   404   404   404   404   She rang
glass_page           POST   403   302   404   404   404   302   404   404   403   404   404   404   404   -
"""
FORMS = {
    "glass_break": lambda county: {"reference": "ASB-2026-999999", "reason": "I was told of it", "hours": 1},
    "glass_break_near": lambda county: {"reason": "She is on the line", "hours": 1},
    "glass_end": lambda county: {},
    "glass_page": lambda county: {"verdict": "right", "words": "He stood before her door."},
}


def glass_of(case: Case, by: User) -> GlassBreak:
    """Return a broken glass of the case that has ended: it lets nobody in."""
    stated = {"source": GrantSource.BREAK_GLASS, "starts_at": NOW, "granted_at": NOW, "revoked_at": NOW}
    return GlassBreak.objects.create(
        case=case,
        number=1,
        grant=AccessGrant.objects.create(case=case, user=by, **stated),
        reason="She rang again",
        broken_by=by,
        broken_at=NOW,
        ends_at=NOW,
        ended_at=NOW,
        ended_by=by,
    )
