"""What the tags of pages print: badges, pagers, forms and their faults."""

import re
import uuid
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory

from asbcases.web.forms import DayField
from asbcases.web.templatetags import ui

AT = datetime(2026, 11, 23, 18, 42, tzinfo=UTC)
SUMMER = datetime(2026, 7, 1, 11, 0, tzinfo=UTC)


def printed(source: str, request: HttpRequest | None = None, **context: Any) -> str:
    return engines["django"].from_string("{% load ui %}" + source).render(context, request)


class Report(forms.Form):
    caller = forms.CharField(label="Name of caller")
    kind = forms.ChoiceField(label="Category", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    warnings = forms.MultipleChoiceField(
        label="Warnings", required=False, choices=[("d", "Dog")], widget=forms.CheckboxSelectMultiple
    )
    on = DayField(label="What day?")
    note = forms.CharField(label="NSIR note", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


# --- Small parts ------------------------------------------------------------------------------
def test_references_and_names_of_rules_stay_on_one_line_and_words_stay_escaped() -> None:
    said = printed("{{ words|whole }}", words="Review <b> CPN-2026-000001 (CPB-1), an e-mail")
    kept = '<span class="asb-nowrap">{}</span>'
    reference, rule = kept.format("CPN-2026-000001"), kept.format("CPB-1")
    assert said == f"Review &lt;b&gt; {reference} ({rule}), an e-mail"


@pytest.mark.parametrize(
    ("level", "words"),
    [("high", "High risk"), ("medium", "Medium risk"), ("standard", "Standard risk"), (None, "Not assessed")],
)
def test_a_risk_badge_says_the_level_in_words(level: str | None, words: str) -> None:
    assert words in ui.risk_badge(level)


def test_a_status_is_escaped_and_its_colour_known() -> None:
    assert "&lt;b&gt;" in ui.status_tag("<b>", "blue")
    with pytest.raises(ValueError, match="cannot be pink"):
        ui.status_tag("Open", "pink")


def test_the_pager_links_to_what_exists_and_says_what_is_shown() -> None:
    html = printed(
        "{% pager page %}", page=SimpleNamespace(next_url="?after=9&q=a", previous_url=None, shown=25)
    )

    assert 'href="?after=9&amp;q=a"' in html
    assert "Showing 25" in html
    assert "Previous" not in html


def test_a_pager_that_has_its_own_sentence_keeps_it_and_an_empty_one_says_nothing() -> None:
    assert '<p class="asb-shown">Showing 1 to 25 of 54</p>' in printed(
        "{% pager page %}", page=SimpleNamespace(shown="Showing 1 to 25 of 54")
    )
    assert printed("{% pager page %}", page=SimpleNamespace(shown="")).strip() == ""


def test_the_version_of_a_record_travels_with_its_form() -> None:
    assert 'name="version" value="7"' in printed(
        "{% hidden_version record %}", record=SimpleNamespace(version=7)
    )


@pytest.mark.parametrize(("posted", "kept"), [("3", "3"), ("", "7"), ("x", "7"), ("9" * 10, "7")], ids=ascii)
def test_a_form_with_faults_comes_back_as_old_as_it_was(posted: str, kept: str) -> None:
    """Else a fault would make a stale form fresh, and what somebody saved meanwhile would be written over unseen."""
    request, record = RequestFactory().post("/", {"version": posted}), SimpleNamespace(version=7)

    assert f'name="version" value="{kept}"' in printed(
        "{% hidden_version record %}", request, record=record, form=Report({})
    )


# --- Forms ------------------------------------------------------------------------------------
def test_the_error_summary_leads_to_the_first_control_of_each_fault() -> None:
    html = printed(
        "{% error_summary form %}", form=Report({"on_day": "31", "on_month": "2", "on_year": "2026"})
    )

    assert re.findall(r'<a href="([^"]+)">([^<]+)</a>', html) == [
        ("#id_caller", "Enter name of caller"),
        ("#id_kind_0", "Choose category"),
        ("#id_on_0", "Enter a real date, such as 23 11 2026"),
    ]


def test_every_link_of_the_error_summary_lands_on_a_control_of_the_form() -> None:
    form = Report({"warnings": "x"})

    targets = re.findall(r'href="#([^"]+)"', printed("{% error_summary form %}", form=form))

    assert targets
    assert set(targets) <= set(re.findall(r'<(?:input|textarea|select)[^>]* id="([^"]+)"', str(form)))


def test_a_question_left_empty_is_named_as_the_question() -> None:
    assert "Answer “What day?”" in printed("{% error_summary form %}", form=Report({}))


@pytest.mark.parametrize("form", [None, "", Report()])
def test_without_a_refused_form_there_is_no_summary_and_no_prefix(form: object) -> None:
    assert printed("{% error_prefix form %}{% error_summary form %}", form=form).strip() == ""


def test_the_title_of_a_refused_form_begins_with_error() -> None:
    assert printed("{% error_prefix form %}", form=Report({})) == "Error: "


def test_a_fault_of_the_whole_form_leads_to_its_first_control() -> None:
    form = Report({})
    form.add_error(None, "The end is before the beginning.")

    assert '<a href="#id_caller">The end is before the beginning.</a>' in printed(
        "{% error_summary form %}", form=form
    )
    assert "The end is before the beginning." in str(form)


def test_faults_of_a_formset_are_summed_up_too() -> None:
    rows = forms.formset_factory(Report, min_num=1, validate_min=True)
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-note": "x"}

    html = printed("{% error_summary rows %}", rows=rows(data))

    assert 'href="#id_form-0-caller"' in html


def test_hint_and_error_are_tied_to_their_control() -> None:
    class Asked(forms.Form):
        caller = forms.CharField(label="Caller", help_text="As they give it")

    html = str(Asked({}))

    assert 'aria-describedby="id_caller-hint id_caller-error"' in html
    assert 'id="id_caller-hint"' in html
    assert 'id="id_caller-error"' in html


def test_only_fields_that_may_stay_empty_say_so() -> None:
    html = str(Report())

    assert "NSIR note (optional)" in html
    assert "Name of caller (optional)" not in html


def test_a_list_of_filters_does_not_call_every_field_optional() -> None:
    class Filters(forms.Form):
        place = forms.CharField(required=False)

    assert "optional" not in str(Filters())


def test_no_control_makes_the_browser_judge_before_the_server() -> None:
    assert not re.search(r"\s(required|maxlength|placeholder|min|max)[\s=>]", str(Report()))


def test_a_number_is_typed_as_text_with_a_number_keyboard() -> None:
    class Counted(forms.Form):
        times = forms.IntegerField(min_value=1)

    assert re.search(r'<input type="text"[^>]*inputmode="numeric"', str(Counted()))


def test_what_was_typed_is_shown_again_and_escaped() -> None:
    html = str(Report({"caller": '<script>"x"</script>', "on_day": "31", "on_month": "<2"}))

    assert "<script>" not in html
    assert 'value="31"' in html
    assert 'value="&lt;2"' in html


def guard(request: HttpRequest, form: object) -> str:
    html = printed("{% form_guard %}", request, form=form)
    assert 'name="csrfmiddlewaretoken"' in html
    return re.findall(r'name="idempotency_key" value="([^"]+)"', html)[0]


def test_each_fresh_form_has_a_key_of_its_own() -> None:
    request = RequestFactory().get("/")

    first, second = guard(request, Report()), guard(request, Report())

    assert uuid.UUID(first) != uuid.UUID(second)


def test_a_form_refused_by_validation_keeps_the_key_it_was_sent_with() -> None:
    key = str(uuid.uuid4())
    request = RequestFactory().post("/", {"idempotency_key": key})

    assert guard(request, Report(request.POST)) == key


def test_a_form_that_was_fine_gets_a_new_key() -> None:
    key = str(uuid.uuid4())
    request = RequestFactory().post(
        "/", {"idempotency_key": key, "caller": "x", "kind": "a", "on": "2026-11-23"}
    )

    assert guard(request, Report(request.POST)) != key


def test_a_key_that_is_none_is_not_printed_back() -> None:
    request = RequestFactory().post("/", {"idempotency_key": '"><b>'})

    assert uuid.UUID(guard(request, Report(request.POST)))
