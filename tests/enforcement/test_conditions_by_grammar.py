"""Conditions read by their grammar: by who is to do what to whose, whatever the words that no list has."""

import json
import re
from datetime import date
from typing import Any

from asbcases.enforcement.rules.conditions import Condition, Duty, LiveTerm, check_condition
from tests.enforcement.condition_bank import DATA

HOME = "4 Fern Road, Northam"
LINES: dict[str, list[str]] = json.loads((DATA / "conditions_by_grammar.json").read_text(encoding="utf-8"))


def codes(line: str, **said: Any) -> dict[str, str]:
    kind, words = line.split("|", 1)
    asked = kind in ("do", "requirement")
    day = re.search(r"(\d+) (February|April) 2027", words)
    due = date(2027, 2 if day[2] == "February" else 4, min(int(day[1]), 28)) if day else date(2027, 3, 1)
    form: dict[str, Any] = {
        "power": "cbo" if kind in ("requirement", "prohibition") else "cpn",
        "from_on": date(2027, 2, 1),
        "until_on": date(2027, 8, 1),
        "do_by": due if asked else None,
        "place": HOME,
        "lives_at": HOME,
        "warned": (words,),
    }
    found = check_condition(Condition(kind=kind, words=words, **(form | said)))
    return {one.code: one.sentence for one in found}


def test_what_nobody_can_do_is_told_from_what_anybody_can() -> None:
    assert [line for line in LINES["nobody_can"] if "impossible" not in codes(line)] == []
    assert [line for line in LINES["anybody_can"] if "impossible" in codes(line)] == []


def test_a_ban_in_any_words_meets_work_and_asks_where_the_words_are_unknown() -> None:
    shift = (Duty("work", "Mason Ltd, 3 Dock Road, Northam", (("Mon-Fri", "09:00", "17:00"),)),)

    def met(words: str) -> str | None:
        form: dict[str, Any] = {"place": "Dock Road, Northam", "hours": (("Mon-Sun", "08:00", "18:00"),)}
        return codes(f"prohibition|{words}", duties=shift, **form).get("conflict_work")

    whole = {"place": "Dock Road, Northam", "when": "between 8am and 6pm"}
    assert [words for words in LINES["bars"] if not met(words.format(**whole))] == []
    assert [words for words in LINES["acts_there"] if met(words.format(**whole))] == []
    asked = met("Dock Road, Northam is not somewhere you may be between 8am and 6pm.")
    assert asked
    assert asked.startswith("Does this keep them from Mason Ltd, 3 Dock Road, Northam, where")
    told = met("You must not enter Dock Road, Northam between 8am and 6pm.")
    assert told
    assert told.startswith("They must be at Mason Ltd, 3 Dock Road, Northam for work")
    unnamed = codes("prohibition|You shall not on any day go upon Dock Road.", duties=shift, place="")
    assert "conflict_work" in unnamed


def test_two_terms_clash_however_the_ban_is_said_and_two_bans_do_not() -> None:
    group = LiveTerm(
        "CBO 7", "Attend the Hub every Tuesday at 6pm.", "The Hub, Mill Street, Northam", (), True
    )
    street = {"place": "Mill Street, Northam", "hours": (("Mon-Sun", "17:00", "21:00"),)}
    barred = "prohibition|Mill Street, Northam is not somewhere you may be between 5pm and 9pm."
    assert "conflict_term" in codes(barred, live_terms=(group,), **street)
    shut = LiveTerm("CBO 8", "Darken the doors of Mill Street.", "Mill Street, Northam")
    assert "conflict_term" not in codes(barred, live_terms=(shut,), **street)
    there = "requirement|Be in Mill Street, Northam at 6pm each Tuesday."
    assert "conflict_term" in codes(there, live_terms=(shut,), **street)
    gates = LiveTerm("CPN 9", "Leave the back gate unlocked.", HOME, (), True)
    assert "conflict_term" not in codes("do|Keep the front gate of 4 Fern Road locked.", live_terms=(gates,))


def test_a_flat_over_the_shop_lies_in_its_street() -> None:
    street = {"place": "The Parade, Northam", "lives_at": "18a The Parade, Northam"}
    assert "conflict_home" in codes("prohibition|The Parade, Northam is out of bounds to you.", **street)


def test_what_an_act_is_for_and_what_is_let_is_no_second_act() -> None:
    for line in (
        "do|You must be at 4 Fern Road at noon on 1 March 2027, to let the drain men in.",
        "prohibition|Have no contact with Kim Ware, but you may ring her on Wednesdays to speak to your daughter.",
        "prohibition|The defendant shall not on any Sunday, at any hour, go upon Mill Street.",
        "prohibition|You must not go to Mill Street or be there.",
    ):
        assert "several_acts" not in codes(line), line
