"""The clause library, and what stands beside a term that is worded badly, as people see them."""

import re

from django.db import transaction
from playwright.sync_api import Page, expect

from asbcases.accounts.choices import Role
from asbcases.enforcement.choices import TermKind
from asbcases.enforcement.transitions.drafting import add_term
from tests.browser.browser import come_in, follow, look, press
from tests.enforcement.make_measures import draft_warning, fresh
from tests.make import NOW, make_case, make_user


def test_an_officer_finds_a_clause_and_mends_a_term_by_what_stands_beside_it(page: Page) -> None:
    with transaction.atomic():
        amira = make_user("amira", Role.CPT_OFFICER, district_code="colchester", name="Amira Osei")
        case = make_case(by=amira)
        draft = draft_warning(case, by=amira)
        words = "You must not be in Fernhill Road, Tolbridge or make excesive noise etc."
        add_term(
            fresh(draft), kind=TermKind.STOP, words=words, place="Fernhill Road, Tolbridge", by=amira, now=NOW
        )
    come_in(page, "amira")
    page.goto("/clauses/")
    look(page, "clauses")
    page.get_by_label("Behaviour").select_option("begging")
    press(page, "Show")
    expect(page.get_by_role("heading", name="Begging")).to_be_visible()
    expect(page.get_by_role("heading", name="Dogs")).to_have_count(0)
    look(page, "clauses-begging")

    page.goto(f"/cases/{case.reference}/measures/{draft.reference}/")
    expect(page.get_by_role("list", name="How it is worded")).to_have_count(3)
    look(page, "measure-findings")
    follow(page, "Where they must be, and when")
    page.get_by_role("main").get_by_role("textbox").first.fill("At school all day")
    press(page, "Save it")
    expect(page.get_by_role("alert")).to_contain_text("Line 1 cannot be read")
    look(page, "measure-duties-faults")
    line = "School: Fernhill Academy, Fernhill Road, Tolbridge; Mon-Fri 08:45-15:15"
    page.get_by_role("main").get_by_role("textbox").first.fill(line)
    press(page, "Save it")
    expect(page.get_by_role("main")).to_contain_text("They must be at Fernhill Academy")


def test_a_term_is_begun_from_a_clause_and_checked_before_it_is_saved(page: Page) -> None:
    with transaction.atomic():
        amira = make_user("amira", Role.CPT_OFFICER, district_code="colchester", name="Amira Osei")
        case = make_case(by=amira)
        draft = draft_warning(case, by=amira)
    come_in(page, "amira")
    page.goto(f"/cases/{case.reference}/measures/{draft.reference}/terms/")
    look(page, "term-new")
    page.get_by_label("Where (optional)").fill("9 Oak Road, Tolbridge")
    page.get_by_label("A clause of the library").select_option("noise-tools")
    press(page, "Insert")
    words = page.get_by_label("The requirement", exact=True)
    expect(words).to_have_value(re.compile("power tools at 9 Oak Road, Tolbridge"))
    look(page, "term-clause")
    words.fill("You must not be in Oak Road, Tolbridge or make excesive noise etc.")
    press(page, "Check the wording")
    expect(page.get_by_role("region", name="How it is worded")).to_contain_text("Vague words")
    expect(page.get_by_label("Where (optional)")).to_have_value("9 Oak Road, Tolbridge")
    look(page, "term-checked")
    page.set_viewport_size({"width": 1280, "height": 900})
    press(page, "Add the requirement")
    expect(page.get_by_role("main")).to_contain_text("excesive")
