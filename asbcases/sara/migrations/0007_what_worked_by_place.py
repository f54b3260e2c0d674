"""The library looks through the places of the objective too: many a plan names its place there and nowhere else.

Of the plans alone that whoever asks may open: a place may be somebody's address, and of other districts is read what was
learned and no more. Who is let in, what is returned and in which order stays as it was (decision D23).
"""

from django.db import migrations

FIND = """
CREATE OR REPLACE FUNCTION asb_find_plans(words text, kind text, four text, about text, outcome text, likened text, besides bigint, most int)
RETURNS TABLE (plan_id bigint, told jsonb) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_variable
BEGIN
    IF NOT asb_works_on_plans() THEN RETURN; END IF;
    RETURN QUERY
    SELECT p.id, jsonb_build_object(
        'reference', p.reference, 'title', p.title, 'type', p.type, 'district', d.name, 'closed_at', p.closed_at,
        'statement', o.statement, 'categories', o.categories, 'responses', r.told, 'before', a.before, 'after', a.after,
        'figures', a.figures, 'verdict', a.verdict, 'verdict_words', a.verdict_words, 'learning', a.learning,
        'reason', c.reason, 'mine', m.mine)
    FROM cases_problemplan p
    JOIN accounts_district d ON d.id = p.district_id
    JOIN sara_planclosure c ON c.plan_id = p.id
    CROSS JOIN LATERAL (SELECT * FROM sara_planassessment s WHERE s.plan_id = p.id ORDER BY s.number DESC LIMIT 1) a
    CROSS JOIN LATERAL (SELECT * FROM sara_objective v WHERE v.plan_id = p.id ORDER BY v.number DESC LIMIT 1) o
    CROSS JOIN LATERAL (
        SELECT coalesce(jsonb_agg(jsonb_build_object('action', x.action, 'four_p', x.four_p, 'state', x.state,
                'result', x.result) ORDER BY x.number), '[]') AS told,
            coalesce(array_agg(x.four_p::text), '{}') AS fours, string_agg(x.action || ' ' || x.result, ' ') AS said
        FROM sara_planresponse x WHERE x.plan_id = p.id) r
    CROSS JOIN LATERAL (
        SELECT asb_sees_county_cases() OR p.district_id = ANY (asb_districts()::bigint[]) AS mine) m
    CROSS JOIN LATERAL (
        SELECT string_agg(place, ' ') AS said FROM jsonb_array_elements_text(o.places) AS place WHERE m.mine) w
    CROSS JOIN LATERAL (
        SELECT to_tsvector('english', concat_ws(' ', p.title, o.statement, w.said, r.said, a.verdict_words, a.learning,
            c.words)) AS said) q
    WHERE (m.mine OR a.shareable) AND p.id <> besides
      AND (kind = '' OR p.type = kind) AND (four = '' OR four = ANY (r.fours))
      AND (about = '' OR o.categories @> to_jsonb(about)) AND (outcome = '' OR a.verdict = outcome)
      AND (words = '' OR q.said @@ websearch_to_tsquery('english', words) OR word_similarity(words, p.title) > 0.5)
      AND (likened = '' OR similarity(p.title, likened) > 0.2 OR word_similarity(likened, p.title) > 0.5)
    ORDER BY similarity(p.title, coalesce(nullif(likened, ''), words)) DESC, p.closed_at DESC, p.id DESC
    LIMIT most;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("sara", "0006_who_is_shown_plans")]

    operations = [migrations.RunSQL(FIND, reverse_sql=FIND.replace(" w.said,", ""))]
