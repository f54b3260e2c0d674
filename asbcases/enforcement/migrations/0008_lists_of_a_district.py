"""The district of a measure beside its case; and whether somebody sees a case is asked once a statement."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from django.db.models import DO_NOTHING, PROTECT, Q

from asbcases.db.rowsecurity import AskByDistrict

ISSUED = Q(("state", "issued"))
# A case never moves. Where a measure lies is written by the database alone, because row security goes by it.
LIES = """
CREATE FUNCTION asb_measure_lies() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    NEW.district_id := (SELECT district_id FROM cases_case WHERE id = NEW.case_id);
    RETURN NEW;
END $$
"""
LIES_TRIGGER = """
CREATE TRIGGER measure_lies BEFORE INSERT OR UPDATE ON enforcement_measure
FOR EACH ROW EXECUTE FUNCTION asb_measure_lies()
"""
FILL = """
UPDATE enforcement_measure m SET district_id = c.district_id FROM cases_case c WHERE c.id = m.case_id;
UPDATE enforcement_measureevent m SET district_id = c.district_id FROM cases_case c WHERE c.id = m.case_id;
"""
# It looks past row security for nothing but the district; which districts are one's own is passed in, asked once.
LIES_IN = """
CREATE FUNCTION asb_lies_in(case_key bigint, districts bigint[]) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN RETURN (SELECT district_id = ANY (districts) FROM cases_case WHERE id = case_key); END $$
"""
GRANTED = """
CREATE FUNCTION asb_granted_cases() RETURNS bigint[] LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN ARRAY(
    SELECT g.case_id FROM public.cases_accessgrant g
    WHERE g.case_id IS NOT NULL AND g.revoked_at IS NULL AND g.starts_at <= now()
      AND (g.ends_at IS NULL OR g.ends_at > now())
      AND (g.user_id = (SELECT asb_open_account()) OR g.team_id = (SELECT asb_team())
           OR g.agency_id = (SELECT asb_partner_agency()))
); END $$
"""
# Who is the same person, four records deep.
RECORDS = """
CREATE FUNCTION asb_records_of(person bigint) RETURNS bigint[] LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN RETURN ARRAY(
    WITH RECURSIVE records (id, depth) AS (
        SELECT person, 0
        UNION SELECT p.id, r.depth + 1 FROM public.cases_person p JOIN records r ON p.same_as_id = r.id WHERE r.depth < 3
    )
    SELECT id FROM records
); END $$
"""
LISTED = ("cases_approval", "cases_closingwaiver", "cases_caseparty", "deadlines_deadline")
UNDER_A_MEASURE = ("enforcement_measureterm", "enforcement_measureservice", "enforcement_appeal")


def district(on_delete, **more):
    """Return the column as it stands at one moment of this migration."""
    return models.ForeignKey(
        editable=False, on_delete=on_delete, related_name="+", to="accounts.district", **more
    )


EVENT = {"db_constraint": False, "related_query_name": "+"}
COLUMNS = {"measure": (PROTECT, {"db_index": False}), "measureevent": (DO_NOTHING, EVENT)}


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_desks"),
        ("cases", "0023_approval_of_measures"),
        ("deadlines", "0016_notice_of_an_application"),
        ("enforcement", "0007_statements_and_applications"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(model_name="measure", name="changed_update"),
        pgtrigger.migrations.RemoveTrigger(model_name="measure", name="deleted_delete"),
        *(
            migrations.AddField(model, "district", district(on_delete, null=True, **more))
            for model, (on_delete, more) in COLUMNS.items()
        ),
        migrations.RunSQL(FILL, reverse_sql=migrations.RunSQL.noop),
        *(
            migrations.AlterField(model, "district", district(on_delete, **more))
            for model, (on_delete, more) in COLUMNS.items()
        ),
        *(
            pgtrigger.migrations.AddTrigger(model_name="measure", trigger=trigger)
            for trigger in (
                pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "enforcement_measureevent" ("ability", "age_basis", "answer", "answer_words", "approval_id", "authority_id", "capacity", "capacity_reason", "case_id", "comply_by", "conduct", "contact", "district_id", "duties", "effect", "ended_at", "ended_why", "ends_on", "equality", "id", "issued_at", "issued_by_id", "issued_on", "kind", "other_body", "ours", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poverty", "premises_id", "proper_address", "recorded_at", "recorded_by_id", "recorded_in_error_at", "recorded_in_error_by_id", "recorded_in_error_why", "reference", "review_on", "rights", "says_notice_follows", "skipped_why", "state", "subject_id", "version", "warning_id") VALUES (OLD."ability", OLD."age_basis", OLD."answer", OLD."answer_words", OLD."approval_id", OLD."authority_id", OLD."capacity", OLD."capacity_reason", OLD."case_id", OLD."comply_by", OLD."conduct", OLD."contact", OLD."district_id", OLD."duties", OLD."effect", OLD."ended_at", OLD."ended_why", OLD."ends_on", OLD."equality", OLD."id", OLD."issued_at", OLD."issued_by_id", OLD."issued_on", OLD."kind", OLD."other_body", OLD."ours", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."poverty", OLD."premises_id", OLD."proper_address", OLD."recorded_at", OLD."recorded_by_id", OLD."recorded_in_error_at", OLD."recorded_in_error_by_id", OLD."recorded_in_error_why", OLD."reference", OLD."review_on", OLD."rights", OLD."says_notice_follows", OLD."skipped_why", OLD."state", OLD."subject_id", OLD."version", OLD."warning_id"); RETURN NULL;', hash='ae9b44cc0944069d02ec03244156e217f2c58380', operation='UPDATE', pgid='pgtrigger_changed_update_a4a0f', table='enforcement_measure', when='AFTER')),
                pgtrigger.compiler.Trigger(name='deleted_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "enforcement_measureevent" ("ability", "age_basis", "answer", "answer_words", "approval_id", "authority_id", "capacity", "capacity_reason", "case_id", "comply_by", "conduct", "contact", "district_id", "duties", "effect", "ended_at", "ended_why", "ends_on", "equality", "id", "issued_at", "issued_by_id", "issued_on", "kind", "other_body", "ours", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poverty", "premises_id", "proper_address", "recorded_at", "recorded_by_id", "recorded_in_error_at", "recorded_in_error_by_id", "recorded_in_error_why", "reference", "review_on", "rights", "says_notice_follows", "skipped_why", "state", "subject_id", "version", "warning_id") VALUES (OLD."ability", OLD."age_basis", OLD."answer", OLD."answer_words", OLD."approval_id", OLD."authority_id", OLD."capacity", OLD."capacity_reason", OLD."case_id", OLD."comply_by", OLD."conduct", OLD."contact", OLD."district_id", OLD."duties", OLD."effect", OLD."ended_at", OLD."ended_why", OLD."ends_on", OLD."equality", OLD."id", OLD."issued_at", OLD."issued_by_id", OLD."issued_on", OLD."kind", OLD."other_body", OLD."ours", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."poverty", OLD."premises_id", OLD."proper_address", OLD."recorded_at", OLD."recorded_by_id", OLD."recorded_in_error_at", OLD."recorded_in_error_by_id", OLD."recorded_in_error_why", OLD."reference", OLD."review_on", OLD."rights", OLD."says_notice_follows", OLD."skipped_why", OLD."state", OLD."subject_id", OLD."version", OLD."warning_id"); RETURN NULL;', hash='68e000f96c8eb46c57027b2366865eb4905f77f0', operation='DELETE', pgid='pgtrigger_deleted_delete_ca801', table='enforcement_measure', when='AFTER')),
            )
        ),
        migrations.RunSQL(LIES, reverse_sql="DROP FUNCTION asb_measure_lies CASCADE"),
        migrations.RunSQL(LIES_TRIGGER, reverse_sql="DROP TRIGGER measure_lies ON enforcement_measure"),
        *(
            migrations.AddIndex("measure", models.Index(fields=fields, name=name, condition=condition))
            for name, fields, condition in (
                ("measure_live_district", ["district", "ends_on", "id"], ISSUED),
                ("measure_newest", ["id"], ISSUED),
                ("measure_newest_district", ["district", "id"], ISSUED),
                ("measure_draft", ["state", "id"], Q(("state__in", ("draft", "submitted", "approved")))),
            )
        ),
        migrations.RunSQL(LIES_IN, reverse_sql="DROP FUNCTION asb_lies_in"),
        migrations.RunSQL(RECORDS, reverse_sql="DROP FUNCTION asb_records_of"),
        migrations.RunSQL(GRANTED, reverse_sql="DROP FUNCTION asb_granted_cases"),
        AskByDistrict(*LISTED, *UNDER_A_MEASURE),
        AskByDistrict("enforcement_measure", column="district_id"),
    ]
