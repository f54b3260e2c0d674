"""The second lock: on for every table of the work, failing closed, and of one mind with the first."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from asbcases.accounts.choices import AgencyKind, Rank, Role
from asbcases.accounts.models import User
from asbcases.audit.choices import Verb
from asbcases.audit.transitions import event_of
from asbcases.cases.models import AccessGrant, Case, CaseParty, Incident, Report
from asbcases.db.actor import acting
from asbcases.notify.choices import Template
from asbcases.notify.transitions import enqueue
from partners import access
from tests.make import NOW, make_agency, make_case, make_report, make_share, make_team, make_user

ROOTS = {
    **{"report": "cases_report", "incident": "cases_incident", "case": "cases_case"},
    **{"review": "cases_casereview", "plan": "cases_problemplan"},
}
# Tables that hold nobody's case: people, places, rota, lists of words, policies, forms, the sweep's heartbeat.
OPEN = {
    *("accounts_localpolicingarea", "accounts_district", "accounts_council", "accounts_agency"),
    *("accounts_team", "accounts_user", "accounts_shift", "accounts_token"),
    *("cases_term", "cases_termevent", "cases_triagetemplate"),
    "policies_policyrow",
    "policies_extraholiday",
    *("policies_legallimit", "enforcement_authority"),
    *("deadlines_replan", "deadlines_heartbeat"),
    "risk_instrument",
    "risk_instrumentversion",
    "risk_question",
    "risk_option",
    "risk_band",
    "risk_floor",
    *("risk_instrumentdraft", "cases_rubric"),
    # What an area states for everybody, and what it published.
    *("triggers_localprocedure", "triggers_publishedfigures", "remedies_menu", "remedies_menuaction"),
}
# What belongs to a person or place of many cases, or to who typed it, and history whose root is the row itself.
PEOPLE_AND_PLACES = (
    "person personcontact personaddress personvehicle membership association premises vehicle operation"
)
OWN_RULE = {f"cases_{name}{event}" for name in PEOPLE_AND_PLACES.split() for event in ("", "event")}
OWN_RULE |= {"cases_matchruling", "cases_publicreport", "web_idempotencykey", "web_draft", "cases_dipsample"}
# Names alone, of which nobody reads any.
OWN_RULE |= {"cases_knownname"}
OWN_RULE |= {"triggers_publicapplication", "audit_examination", "audit_lookedthrough", "cases_glasstry"}
# What agencies agreed among themselves is about nobody.
OWN_RULE |= {f"partners_agreement{part}" for part in ("", "event", "party", "partyevent")}


def our_models() -> Iterator[type[models.Model]]:
    ours = {
        *("accounts", "policies", "cases", "audit", "notify", "deadlines"),
        *("casework", "sara", "remedies", "enforcement", "risk", "partners", "triggers", "web"),
    }
    yield from (model for model in apps.get_models() if model._meta.app_label in ours)


def is_open(model: type[models.Model]) -> bool:
    tracked = getattr(model, "pgh_tracked_model", model)
    return tracked._meta.db_table in OPEN


@pytest.mark.django_db
def test_every_table_of_the_work_has_row_security_with_a_policy() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid"
            " WHERE c.relrowsecurity AND p.polcmd = 'r'"
        )
        locked = {row[0] for row in cursor.fetchall()}

    without = {model._meta.db_table for model in our_models() if not is_open(model)} - locked

    assert not without, f"these tables need row security with a policy that says who sees them: {without}"


@pytest.mark.django_db
def test_every_table_of_the_work_names_its_root() -> None:
    rootless = {
        model._meta.db_table
        for model in our_models()
        if not is_open(model) and model._meta.db_table not in OWN_RULE and not _names_a_root(model)
    }

    assert not rootless, (
        f"these tables need report_id, incident_id, case_id, review_id or plan_id, NOT NULL or one by check: {rootless}"
    )


def _names_a_root(model: type[models.Model]) -> bool:
    tracked = getattr(model, "pgh_tracked_model", model)
    if tracked._meta.db_table in ROOTS.values():
        return True
    columns = [field for field in tracked._meta.concrete_fields if field.name in ROOTS]
    if any(not column.null for column in columns):
        return True
    return any(constraint.name.endswith("_one_root") for constraint in tracked._meta.constraints)


@pytest.mark.django_db
def test_a_table_under_a_case_without_a_root_would_be_found() -> None:
    class Forgotten(models.Model):  # noqa: DJ008
        party = models.ForeignKey(CaseParty, on_delete=models.PROTECT)

        class Meta:
            app_label = "forgotten"
            managed = False

    assert not _names_a_root(Forgotten)


@pytest.fixture
def everybody(amira: User, ben: User, cara: User, dev: User, eve: User) -> list[User]:
    """Return people of every role, in and out of the district, with and without a grant."""
    force_wide = make_team("Rural engagement", force_wide=True)
    off = make_user("gone", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="colchester", is_active=False)
    by_team = make_user(
        "teamed", Role.SUPERVISOR, Rank.SERGEANT, team=make_team("Basildon CPT", district=cara.district)
    )
    others = [
        make_user(role.value, role, Rank.CONSTABLE if role == Role.ASB_OFFICER else Rank.NONE)
        for role in Role
    ]
    wide = make_user("wide", Role.CPT_OFFICER, Rank.CONSTABLE, team=force_wide)
    lent = make_user("lent", Role.CPT_OFFICER, Rank.CONSTABLE, district_code="harlow")
    colchester = make_case(by=amira)
    make_case(by=cara, district_code="basildon")
    make_report(by=amira, agency=eve.agency)
    make_share(colchester, dev.agency, by=amira)
    make_share(
        colchester, make_agency("Fire service", AgencyKind.FIRE), by=amira, ends_at=NOW - timedelta(hours=1)
    )
    AccessGrant.objects.create(
        case=colchester, user=lent, source="assignment", starts_at=NOW, granted_at=NOW, granted_by=amira
    )
    AccessGrant.objects.create(
        case=colchester,
        agency=eve.agency,
        source="share",
        tier=1,
        starts_at=NOW,
        granted_at=NOW,
        revoked_at=NOW,
    )
    return [amira, ben, cara, dev, eve, off, by_team, wide, lent, *others]


@pytest.mark.django_db
def test_both_locks_give_one_answer_for_everybody(everybody: list[User]) -> None:
    real_now = _database_now()
    for user in everybody:
        expected = {
            Report: set(access.reports_visible_to(user, now=real_now).values_list("pk", flat=True)),
            Incident: set(access.incidents_visible_to(user, now=real_now).values_list("pk", flat=True)),
            Case: set(access.cases_visible_to(user, now=real_now).values_list("pk", flat=True)),
        }

        with acting(str(user.pk)):
            seen = {model: set(model._default_manager.values_list("pk", flat=True)) for model in expected}

        assert seen == expected, user.username


def _database_now():
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_the_answer_is_not_empty_for_those_who_work_and_empty_for_those_who_do_not(
    everybody: list[User],
) -> None:
    counts = {}
    for user in everybody:
        with acting(str(user.pk)):
            counts[user.username] = Case.objects.count()

    assert counts["amira"] == 1
    assert counts["wide"] == counts["asb_officer"] == 2
    assert counts["lent"] == 1
    assert {
        counts[name]
        for name in ("dev", "eve", "gone", "administrator", "analyst", "auditor", "contact_handler")
    } == {0}


@pytest.mark.django_db
def test_a_partner_reads_and_changes_no_row_of_a_shared_case(amira: User, dev: User) -> None:
    case = make_case(by=amira)
    make_share(case, dev.agency, by=amira)

    with acting(str(dev.pk)):
        read = Case.objects.count()
        changed = Case.objects.filter(pk=case.pk).update(summary="mine now")
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            CaseParty.objects.create(case=case, number=9, person_id=1, role="witness", recorded_at=NOW)

    assert (read, changed) == (0, 0)


@pytest.mark.django_db
def test_an_officer_cannot_hang_a_row_on_a_case_of_another_district(amira: User, cara: User) -> None:
    case = make_case(by=amira)
    party = case.parties.get()

    with acting(str(cara.pk)), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        CaseParty.objects.create(
            case=case, number=2, person_id=party.person_id, role="witness", recorded_at=NOW, recorded_by=cara
        )


@pytest.mark.django_db
def test_nobody_writes_the_record_of_a_case_that_they_cannot_see(amira: User, cara: User) -> None:
    case = make_case(by=amira)

    with acting(str(cara.pk)), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        event_of(Verb.CASE_CLOSED, by=cara, now=NOW, data={}, case=case).save()


@pytest.mark.django_db
def test_a_partner_puts_no_message_into_the_outbox(amira: User, dev: User) -> None:
    case = make_case(by=amira)
    make_share(case, dev.agency, by=amira)

    with acting(str(dev.pk)), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        enqueue("mine", amira, Template.MISSED, {}, now=NOW, case=case)


@pytest.mark.django_db
def test_a_table_of_ones_own_fools_no_function_of_the_second_lock(amira: User, cara: User) -> None:
    case = make_case(by=amira)

    with acting(str(cara.pk)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE accounts_user ON COMMIT DROP AS TABLE public.accounts_user")
        cursor.execute("UPDATE pg_temp.accounts_user SET role = 'asb_officer'")
        cursor.execute("SELECT count(*) FROM cases_case WHERE id = %s", [case.pk])

        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_no_table_takes_rows_from_whoever_comes() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_policies WHERE 'true' IN (qual, with_check)")
        unguarded = {row[0] for row in cursor.fetchall()}

    assert not unguarded, f"a policy of these tables asks nothing: {unguarded}"
