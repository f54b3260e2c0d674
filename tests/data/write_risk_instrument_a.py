"""Writes risk_instrument_a.csv and risk_count_trigger.csv: levels by sum with floors, and by count with triggers.

Source: the practice reference, 2.3 (14 questions, 0 to 41) and 2.6 (rule type D). The tables below are typed from
it and share nothing with the project's own scoring, so that the two can be compared. What was worked by hand stands
in the cases below with its result; where the reckoning differs, nothing is written. `score` and `permutations` are
there for a test of all 552,960 sets of answers. Run it with `python tests/data/write_risk_instrument_a.py`.
"""

import csv
from collections.abc import Iterator
from itertools import product
from pathlib import Path

HERE = Path(__file__).parent
Answers = dict[str, str]

POINTS = {
    "frequency": {"rare": 0, "most_months": 1, "most_weeks": 2, "most_days": 3},
    "linked": {"no": 0, "yes": 2},
    "escalating": {"no": 0, "yes": 2},
    "relationship": {"not_known": 0, "known": 1, "known_well": 2},
    "subject_history": {"none": 0, "reputation": 2, "harassed_before": 4, "harassing_now": 6},
    "other_agency": {"no": 0, "yes": 1},
    "target": {"community": 1, "family": 3, "personal": 4},
    "hate": {"no": 0, "yes": 3},
    "circumstances": {"no": 0, "yes": 3},
    "effect": {"none": 0, "little": 1, "moderate": 2, "lot": 3, "extreme": 5},
    "health": {"no": 0, "yes": 3},
    "support": {"no": 0, "yes": 1},
    "network": {"supported": 0, "isolated": 3},
    "others_affected": {"none": 0, "family": 1, "wider": 3},
}
UNSCORED = {
    "violence": ("no", "yes"),
    "subject_offender": ("no", "yes"),
    "prior_incidents": ("up_to_2", "3_to_5", "6_or_more"),
}
RISING = ["", "standard", "medium", "high"]
PERMUTATIONS = 552_960
SPREAD_STEP = 2_311

# name | what differs from the least of everything | score | band | floor, - for none | level
LEAST = {question: next(iter(options)) for question, options in POINTS.items()} | {
    question: options[0] for question, options in UNSCORED.items()
}
BY_HAND = """
the least of everything: 1 for the community | | 1 | standard | - | standard
everything at its most but the three unscored ones | MOST | 41 | high | medium | high
everything at its most and every floor met | MOST violence=yes subject_offender=yes prior_incidents=6_or_more | 41 | high | high | high
most but neither hate nor circumstances: 35 and no floor | MOST hate=no circumstances=no | 35 | high | - | high
frequency: most months | frequency=most_months | 2 | standard | - | standard
frequency: most weeks | frequency=most_weeks | 3 | standard | - | standard
frequency: most days | frequency=most_days | 4 | standard | - | standard
linked | linked=yes | 3 | standard | - | standard
escalating | escalating=yes | 3 | standard | - | standard
relationship: known | relationship=known | 2 | standard | - | standard
relationship: known well | relationship=known_well | 3 | standard | - | standard
history: a reputation | subject_history=reputation | 3 | standard | - | standard
history: harassed before is no floor by itself | subject_history=harassed_before | 5 | standard | - | standard
history: harassing now is no floor by itself | subject_history=harassing_now | 7 | standard | - | standard
other agency told | other_agency=yes | 2 | standard | - | standard
aimed at the family: 3, not 2 | target=family | 3 | standard | - | standard
aimed at the victim: 4 | target=personal | 4 | standard | - | standard
circumstances alone are no floor | circumstances=yes | 4 | standard | - | standard
effect: a little | effect=little | 2 | standard | - | standard
effect: moderate | effect=moderate | 3 | standard | - | standard
effect: a lot | effect=lot | 4 | standard | - | standard
effect: extreme, a step of two | effect=extreme | 6 | standard | - | standard
health | health=yes | 4 | standard | - | standard
support scores though it helps | support=yes | 2 | standard | - | standard
isolated | network=isolated | 4 | standard | - | standard
others: the family | others_affected=family | 2 | standard | - | standard
others: wider, a step of two | others_affected=wider | 4 | standard | - | standard
15 is standard | subject_history=harassing_now target=personal effect=extreme | 15 | standard | - | standard
15 by many small ones | frequency=most_days linked=yes escalating=yes relationship=known_well other_agency=yes target=personal support=yes | 15 | standard | - | standard
16 is medium | subject_history=harassing_now target=personal effect=extreme support=yes | 16 | medium | - | medium
16 by many small ones | frequency=most_days linked=yes escalating=yes relationship=known_well other_agency=yes target=personal support=yes effect=little | 16 | medium | - | medium
28 is medium | frequency=most_days linked=yes escalating=yes relationship=known_well subject_history=harassing_now other_agency=yes target=personal effect=extreme health=yes | 28 | medium | - | medium
29 is high | frequency=most_days linked=yes escalating=yes relationship=known_well subject_history=harassing_now other_agency=yes target=personal effect=extreme health=yes support=yes | 29 | high | - | high
28 with the isolated and the wider | frequency=most_days linked=yes escalating=yes relationship=known_well subject_history=harassing_now target=personal health=yes network=isolated others_affected=wider | 28 | medium | - | medium
29 with the isolated and the wider | frequency=most_days linked=yes escalating=yes relationship=known_well subject_history=harassing_now target=personal health=yes network=isolated others_affected=wider other_agency=yes | 29 | high | - | high
violence raises standard to medium | violence=yes | 1 | standard | medium | medium
hate raises standard to medium, and scores | hate=yes | 4 | standard | medium | medium
hate and violence are one floor | hate=yes violence=yes | 4 | standard | medium | medium
a known offender raises standard to medium | subject_offender=yes | 1 | standard | medium | medium
a known offender need not have harassed anybody | subject_offender=yes subject_history=none | 1 | standard | medium | medium
vulnerable with three to five before | circumstances=yes prior_incidents=3_to_5 | 4 | standard | medium | medium
vulnerable with up to two before: no floor | circumstances=yes prior_incidents=up_to_2 | 4 | standard | - | standard
three to five before and not vulnerable: no floor | prior_incidents=3_to_5 | 1 | standard | - | standard
six before: high from the least score | prior_incidents=6_or_more | 1 | standard | high | high
six before and vulnerable: the higher of two floors | circumstances=yes prior_incidents=6_or_more | 4 | standard | high | high
six before and violence: the higher of two floors | violence=yes prior_incidents=6_or_more | 1 | standard | high | high
six before and a known offender | subject_offender=yes prior_incidents=6_or_more | 1 | standard | high | high
four floors of medium at once are still medium | violence=yes hate=yes subject_offender=yes circumstances=yes prior_incidents=3_to_5 | 7 | standard | medium | medium
violence at 15 | subject_history=harassing_now target=personal effect=extreme violence=yes | 15 | standard | medium | medium
hate at 15 | subject_history=harassing_now target=personal effect=moderate hate=yes | 15 | standard | medium | medium
a known offender at 15 | subject_history=harassing_now target=personal effect=extreme subject_offender=yes | 15 | standard | medium | medium
vulnerable with three to five at 15 | subject_history=harassing_now target=personal effect=moderate circumstances=yes prior_incidents=3_to_5 | 15 | standard | medium | medium
six before at 15 | subject_history=harassing_now target=personal effect=extreme prior_incidents=6_or_more | 15 | standard | high | high
violence at 16: floor and band agree | subject_history=harassing_now target=personal effect=extreme support=yes violence=yes | 16 | medium | medium | medium
six before at 16 | subject_history=harassing_now target=personal effect=extreme support=yes prior_incidents=6_or_more | 16 | medium | high | high
six before at 28 | frequency=most_days linked=yes escalating=yes relationship=known_well subject_history=harassing_now other_agency=yes target=personal effect=extreme health=yes prior_incidents=6_or_more | 28 | medium | high | high
violence at 28 lifts nothing | frequency=most_days linked=yes escalating=yes relationship=known_well subject_history=harassing_now other_agency=yes target=personal effect=extreme health=yes violence=yes | 28 | medium | medium | medium
violence at 29: a floor below the band | frequency=most_days linked=yes escalating=yes relationship=known_well subject_history=harassing_now other_agency=yes target=personal effect=extreme health=yes support=yes violence=yes | 29 | high | medium | high
a known offender at 29: a floor below the band | frequency=most_days linked=yes escalating=yes relationship=known_well subject_history=harassing_now other_agency=yes target=personal effect=extreme health=yes support=yes subject_offender=yes | 29 | high | medium | high
hate at 29: a floor below the band | frequency=most_days linked=yes escalating=yes relationship=known_well subject_history=harassing_now other_agency=yes target=personal effect=moderate hate=yes health=yes support=yes | 29 | high | medium | high
vulnerable with three to five at 29 | frequency=most_days linked=yes escalating=yes relationship=known_well subject_history=harassing_now other_agency=yes target=personal effect=moderate circumstances=yes health=yes support=yes prior_incidents=3_to_5 | 29 | high | medium | high
six before at 29: floor and band agree | frequency=most_days linked=yes escalating=yes relationship=known_well subject_history=harassing_now other_agency=yes target=personal effect=extreme health=yes support=yes prior_incidents=6_or_more | 29 | high | high | high
three to five before at 29 and not vulnerable: no floor | frequency=most_days linked=yes escalating=yes relationship=known_well subject_history=harassing_now other_agency=yes target=personal effect=extreme health=yes support=yes prior_incidents=3_to_5 | 29 | high | - | high
"""

# name | yes, t for tick and c for concern | unknown, the same | police called in the month | ticks | level | could be
COUNTED = """
nothing at all | | | none | 0 | standard | standard
one tick | t1 | | none | 1 | medium | medium
the last of the ticks counts as the first | t23 | | none | 1 | medium | medium
eight ticks | t1-8 | | none | 8 | medium | medium
nine ticks | t1-9 | | none | 9 | high | high
nine ticks from the end of the list | t15-23 | | none | 9 | high | high
nine ticks here and there | t1 t3 t5 t7 t9 t11 t13 t15 t17 | | none | 9 | high | high
thirteen ticks | t1-13 | | none | 13 | high | high
fourteen ticks: very high is high here | t1-14 | | none | 14 | high | high
all twenty-three | t1-23 | | none | 23 | high | high
all of everything | t1-23 c1-7 | | five_or_more | 23 | high | high
one concern is no tick, and medium | c1 | | none | 0 | medium | medium
two concerns | c2 c6 | | none | 0 | medium | medium
three concerns | c1 c4 c7 | | none | 0 | high | high
four concerns: very high is high here | c1-4 | | none | 0 | high | high
all seven concerns and no tick | c1-7 | | none | 0 | high | high
called once is no trigger | | | one | 0 | standard | standard
called twice is no trigger | | | two | 0 | standard | standard
called three times | | | three | 0 | medium | medium
called four times | | | four | 0 | high | high
called five times: very high is high here | | | five_or_more | 0 | high | high
called twice with a tick | t12 | | two | 1 | medium | medium
called twice with a concern | c5 | | two | 0 | medium | medium
eight ticks and two concerns do not add up | t1-8 c1 c2 | | none | 8 | medium | medium
seven ticks and three concerns | t1-7 c1-3 | | none | 7 | high | high
eight ticks, two concerns and three calls are still medium | t16-23 c6 c7 | | three | 8 | medium | medium
a tick and four calls | t2 | | four | 1 | high | high
nine ticks and no concern | t5-13 | | two | 9 | high | high
one unknown tick is not counted, and could be medium | | t1 | none | 0 | standard | medium
all ticks unknown | | t1-23 | none | 0 | standard | high
eight unknown | | t1-8 | none | 0 | standard | medium
nine unknown | | t1-9 | none | 0 | standard | high
one unknown concern | | c1 | none | 0 | standard | medium
two unknown concerns | | c3 c4 | none | 0 | standard | medium
three unknown concerns | | c1 c2 c7 | none | 0 | standard | high
all unknown | | t1-23 c1-7 | none | 0 | standard | high
eight ticks and one unknown | t1-8 | t9 | none | 8 | medium | high
eight ticks and an unknown concern | t1-8 | c1 | none | 8 | medium | medium
seven ticks and one unknown | t1-7 | t8 | none | 7 | medium | medium
seven ticks and two unknown | t1-7 | t8 t9 | none | 7 | medium | high
five ticks and four unknown | t2 t4 t6 t8 t10 | t1 t3 t5 t7 | none | 5 | medium | high
five ticks and three unknown | t2 t4 t6 t8 t10 | t1 t3 t5 | none | 5 | medium | medium
two concerns and one unknown | c1 c2 | c3 | none | 0 | medium | high
one concern and one unknown | c1 | c2 | none | 0 | medium | medium
one concern and two unknown | c7 | c5 c6 | none | 0 | medium | high
two ticks, and three concerns unknown | t1 t2 | c1-3 | none | 2 | medium | high
nine ticks and the rest unknown: no higher than high | t1-9 | t10-23 c1-7 | none | 9 | high | high
thirteen ticks and one unknown | t1-13 | t14 | none | 13 | high | high
three calls and nothing else known | | t1-8 c1 c2 | three | 0 | medium | medium
three calls and nine unknown | | t1-9 | three | 0 | medium | high
four calls and all unknown | | t1-23 c1-7 | four | 0 | high | high
two calls and one unknown tick | | t20 | two | 0 | standard | medium
one call and an unknown concern | | c6 | one | 0 | standard | medium
a tick and eight unknown | t23 | t1-8 | none | 1 | medium | high
a tick and seven unknown | t23 | t1-7 | none | 1 | medium | medium
eight ticks, two concerns, and a third unknown | t1-8 c1 c2 | c3 | three | 8 | medium | high
four concerns, ticks unknown | c1-4 | t1-23 | none | 0 | high | high
unknown ticks and unknown concerns do not add up | | t1-8 c1 c2 | none | 0 | standard | medium
six ticks and two unknown, one concern and one unknown | t1-6 c1 | t7 t8 c2 | one | 6 | medium | medium
six ticks and two unknown, one concern and two unknown | t1-6 c1 | t7 t8 c2 c3 | one | 6 | medium | high
"""


def floor_level(answers: Answers) -> str:
    """Return the highest floor the answers meet, or an empty text when they meet none."""
    if answers["prior_incidents"] == "6_or_more":
        return "high"
    hurt = answers["violence"] == "yes" or answers["hate"] == "yes"
    repeated = answers["circumstances"] == "yes" and answers["prior_incidents"] == "3_to_5"
    return "medium" if hurt or repeated or answers["subject_offender"] == "yes" else ""


def score(answers: Answers) -> tuple[int, str, str, str]:
    """Return the sum of the points, the band, the highest floor and the higher of the two.

    Raises:
        KeyError: an answer is missing, scored or not: then there is no result.
    """
    points = sum(options[answers[question]] for question, options in POINTS.items())
    band = "standard" if points <= 15 else "medium" if points <= 28 else "high"
    floor = floor_level(answers)
    return points, band, floor, max(band, floor, key=RISING.index)


def permutations() -> Iterator[Answers]:
    """Yield each of the 552,960 sets of scored answers once, the twelve of the unscored ones in turn.

    After each dozen the turn begins one later, so that the unscored ones meet every two scored options.
    """
    dozen = [dict(zip(UNSCORED, each, strict=True)) for each in product(*UNSCORED.values())]
    for place, options in enumerate(product(*POINTS.values())):
        yield dict(zip(POINTS, options, strict=True)) | dozen[(place + place // 12) % 12]


def worked() -> Iterator[list[str]]:
    """Yield the lines worked by hand; stop where the reckoning differs."""
    most = {question: max(options, key=options.__getitem__) for question, options in POINTS.items()}
    for line in BY_HAND.strip().splitlines():
        name, changes, *by_hand = (part.strip() for part in line.split("|"))
        answers = LEAST | (most if "MOST" in changes else {})
        answers |= dict(change.split("=") for change in changes.split() if change != "MOST")
        reckoned = [str(part) for part in score(answers)]
        if reckoned != [part.replace("-", "") for part in by_hand]:
            raise SystemExit(f"{name}: {reckoned} is not {by_hand}")
        yield [*answers.values(), *reckoned, name]


def spread() -> Iterator[list[str]]:
    """Yield every so-manieth of all permutations; the step is a prime, so that no question keeps step with it."""
    for place, answers in enumerate(permutations()):
        if place % SPREAD_STEP == 0:
            yield [*answers.values(), *(str(part) for part in score(answers)), "spread"]


def codes(text: str) -> list[str]:
    """Return the codes of questions in short: t1-3 c2 is tick_1, tick_2, tick_3 and concern_2."""
    found = []
    for part in text.split():
        first, _, last = part[1:].partition("-")
        kind = {"t": "tick", "c": "concern"}[part[0]]
        found += [f"{kind}_{number}" for number in range(int(first), int(last or first) + 1)]
    return found


def counted_level(yes: list[str], callouts: str) -> tuple[int, str]:
    """Return the number of ticks and the level; very high is high."""
    ticks = sum(code.startswith("tick_") for code in yes)
    concerns = len(yes) - ticks
    called = ["none", "one", "two", "three", "four", "five_or_more"].index(callouts)
    if ticks >= 9 or concerns >= 3 or called >= 4:
        return ticks, "high"
    return ticks, "medium" if ticks or concerns or called == 3 else "standard"


def counted() -> Iterator[list[str]]:
    """Yield the lines of the rule by count; stop where the reckoning differs."""
    for line in COUNTED.strip().splitlines():
        name, sure, unsure, callouts, *by_hand = (part.strip() for part in line.split("|"))
        yes, unknown = codes(sure), codes(unsure)
        ticks, level = counted_level(yes, callouts)
        reckoned = [str(ticks), level, counted_level(yes + unknown, callouts)[1]]
        if reckoned != by_hand or set(yes) & set(unknown):
            raise SystemExit(f"{name}: {reckoned} is not {by_hand}")
        yield [";".join(yes), ";".join(unknown), callouts, *reckoned, name]


def write_rows(name: str, heading: list[str], rows: list[list[str]]) -> None:
    """Write one file."""
    with (HERE / name).open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows(rows)


def write() -> None:
    """Write both files."""
    results = ["score", "band_level", "floor_level", "level", "why"]
    write_rows("risk_instrument_a.csv", [*POINTS, *UNSCORED, *results], [*worked(), *spread()])
    heading = ["yes", "unknown", "callouts", "ticks", "level", "could_be", "why"]
    write_rows("risk_count_trigger.csv", heading, list(counted()))


if __name__ == "__main__":
    write()
