"""Whoever works on a review learns that its applicant may be a respondent, and nothing of the case in which that is."""

from django.db import migrations

# A person is the same by the record that the application names, or by a number or address that both gave; in the case that
# the review is about, by the name too. What is hidden from whoever asks stays hidden.
RESPONDENT = """
CREATE FUNCTION asb_applicant_is_respondent(review_key bigint, keys text[], named text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE own bigint; who bigint; people bigint[]; hidden bigint[] := asb_restricted_ids('case');
BEGIN
    IF NOT asb_grants_review(review_key) THEN RETURN false; END IF;
    SELECT r.case_id, a.person_id INTO own, who
        FROM cases_casereview r JOIN triggers_application a ON a.review_id = r.id WHERE r.id = review_key;
    people := ARRAY(
        SELECT who
        UNION SELECT c.person_id FROM cases_personcontact c
            WHERE c.key = ANY (keys) AND c.key <> '' AND c.recorded_in_error_at IS NULL);
    people := ARRAY(
        SELECT q.id FROM cases_person q WHERE q.id = ANY (people) OR q.same_as_id = ANY (people)
        UNION SELECT q.same_as_id FROM cases_person q WHERE q.id = ANY (people));
    RETURN EXISTS (
        SELECT 1 FROM cases_caseparty p
        WHERE p.person_id = ANY (people) AND p.role = 'respondent' AND p.recorded_in_error_at IS NULL
          AND (p.case_id = ANY (hidden)) IS NOT TRUE)
    OR EXISTS (
        SELECT 1 FROM cases_caseparty p JOIN cases_person q ON q.id = p.person_id
        WHERE p.case_id = own AND p.role = 'respondent' AND p.recorded_in_error_at IS NULL
          AND named <> '' AND q.name_key = named);
END $$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0025_who_sees_case_reviews'),
        ('triggers', '0011_found_and_set_aside'),
    ]

    operations = [
        migrations.RunSQL(RESPONDENT, reverse_sql="DROP FUNCTION asb_applicant_is_respondent"),
    ]
