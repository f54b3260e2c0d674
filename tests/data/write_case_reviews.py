"""Writes the banks of the ASB case review: what counts, the local clocks and the second reports.

The examples stand, with what was worked by hand, in the three case_review_*.txt. Each is worked out here
once more by walking the calendar day by day; where walk and hand differ, nothing is written. Nothing
is imported from the project, and the bank holidays are typed from GOV.UK's list for England and Wales (OGL
v3.0). The rows are sorted by kind and dealt in turn to the two files of each bank. Run it with
`python tests/data/write_case_reviews.py`.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

HERE = Path(__file__).parent
LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)
Row = dict[str, Any]

PUBLISHED = """
2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26
"""
HOLIDAYS = {date.fromisoformat(day) for day in PUBLISHED.split()}

PLAIN: Row = {
    "area": "Northmere",
    "in_force_from": "2020-01-01",
    "min_complaints": 3,
    "complaint_window_months": 1,
    "application_window_months": 6,
    "hate": None,
    "several": None,
    "latest_within_months": None,
    "must_be_closed": False,
    "not_while_open": False,
    "dedupe": "none",
}
PROCEDURES = {
    "act": PLAIN,
    "colchester": PLAIN | {"area": "Colchester", "hate": {"number": 1, "months": 6}},
    "eastmere": PLAIN | {"area": "Eastmere", "several": {"number": 5, "people": 2, "months": 6}},
    "westmere": PLAIN | {"area": "Westmere", "several": {"number": 5, "people": 5, "months": 6}},
}


def of_numbers(*names: str) -> Callable[[str], Row]:
    """Return what reads "5/2/6" as a rule of those names."""
    return lambda text: dict(zip(names, map(int, text.split("/")), strict=True))


WORDS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "from": ("in_force_from", str),
    "min": ("min_complaints", int),
    "cw": ("complaint_window_months", int),
    "aw": ("application_window_months", int),
    "hate": ("hate", of_numbers("number", "months")),
    "several": ("several", of_numbers("number", "people", "months")),
    "latest": ("latest_within_months", int),
    "closed": ("must_be_closed", lambda _: True),
    "open": ("not_while_open", lambda _: True),
    "dedupe": ("dedupe", str),
}


def blocks(name: str) -> Iterator[list[str]]:
    """Yield the examples of a file, each as its lines."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#"))
    for block in text.split("\n\n"):
        if block.strip():
            yield block.strip().splitlines()


def instant(text: str) -> datetime:
    """Return an instant; a day alone is noon in London."""
    if len(text) == 10:
        return datetime.combine(date.fromisoformat(text), time(12), LONDON)
    return datetime.fromisoformat(text)


def london_day(at: datetime) -> date:
    """Return the day on the calendar in London at an instant."""
    return at.astimezone(LONDON).date()


def last_of_months(day: date, months: int) -> date:
    """Return the last day of so many months beginning with a day, walking to the month and up to the day."""
    walked, passed = day, 0
    while passed < months:
        walked += DAY
        passed += walked.day == 1
    end = walked - DAY
    while (end + DAY).month == walked.month and (end + DAY).day < day.day:
        end += DAY
    return end


# ---------------------------------------------------------------- what counts


def procedure(words: list[str]) -> Row:
    """Return one version of a procedure."""
    result = dict(PROCEDURES[words[0]])
    for word in words[1:]:
        name, _, value = word.partition("=")
        field, read = WORDS[name]
        result[field] = read(value)
    return result


def complaint(number: int, words: list[str]) -> Row:
    """Return one complaint as the worksheet is given it."""
    agency, behaviour, made, complainant, *rest = words
    said = dict(word.split("=") for word in rest if "=" in word)
    source = next((word for word in rest if word in ("published", "by_hand")), "recorded")
    link = said.get("link", "victim")
    known = {"?": None}.get(behaviour, behaviour.split("..") if ".." in behaviour else behaviour)
    return {
        "id": f"c{number}",
        "agency": agency,
        "behaviour_on": known,
        "complaint_on": made,
        "complainant": complainant.strip("-"),
        "victim": "v1" if link == "victim" and source != "published" else "",
        "place": said.get("place", "p1").strip("-"),
        "hate": "hate" in rest,
        "incident": said.get("incident", ""),
        "source": source,
        "link": link,
        "decided_duplicate": {"yes": True, "no": False}.get(said.get("dup", "")),
    }


def dated(each: Row, rule: Row, received: date, months: int) -> str:
    """Return what is wrong with the dates of a complaint, or an empty text."""
    made, known = date.fromisoformat(each["complaint_on"]), each["behaviour_on"]
    if made > received:
        return "after_application"
    if known is None:
        return "behaviour_unknown"
    first, *_, last = [
        date.fromisoformat(day) for day in (known if isinstance(known, list) else [known, known])
    ]
    if made < first:
        return "before_behaviour"
    if made > last_of_months(last, rule["complaint_window_months"]):
        return "late_complaint"
    return "late_application" if received > last_of_months(made, months) else ""


def reason(each: Row, rule: Row, received: date, months: int) -> str:
    """Return why a complaint does not count before duplicates are looked at, or an empty text."""
    if each["source"] == "published":
        return "published"
    return "not_linked" if each["link"] == "none" else dated(each, rule, received, months)


def stands_for(each: Row, others: list[Row], dedupe: str) -> str | None:
    """Return the first of the earlier complaints, in their order, that stands for this one."""
    keys = {
        "none": (),
        "same_incident": ("incident", "complainant"),
        "same_day": ("complaint_on", "complainant"),
        "same_complainant": ("complainant",),
    }[dedupe]
    if not keys or not all(each[key] for key in keys):
        return None
    same = (other["id"] for other in others if all(other[key] == each[key] for key in keys))
    return next(same, None)


def judged(complaints: list[Row], rule: Row, received: date) -> list[Row]:
    """Return what is expected of each complaint."""
    why = {each["id"]: reason(each, rule, received, rule["application_window_months"]) for each in complaints}
    in_time = sorted(
        (each for each in complaints if not why[each["id"]]), key=lambda each: each["complaint_on"]
    )
    proposed: dict[str, str] = {}
    for place, each in enumerate(in_time):
        first = stands_for(each, in_time[:place], rule["dedupe"])
        if each["decided_duplicate"] is None and first:
            proposed[each["id"]] = first
        if each["decided_duplicate"]:
            if not first:
                raise SystemExit(f"{each}: decided to be a duplicate of nothing")
            why[each["id"]] = "duplicate"
    return [
        {
            "id": name,
            "counts": not code,
            "why": code or "counts",
            "proposed_duplicate_of": proposed.get(name),
        }
        for name, code in why.items()
    ]


def by_hate(complaints: list[Row], rule: Row, received: date) -> int:
    """Return how many complaints count towards the rule of hate."""
    months = rule["hate"]["months"]
    return sum(
        each["hate"] and not reason(each, rule, received, months) and not each["decided_duplicate"]
        for each in complaints
    )


def by_place(counting: list[Row], rule: Row, received: date) -> tuple[int, int, int]:
    """Return how many are missing at the best of the places, and how many complaints and people it has."""
    several, found = rule["several"], [(max(rule["several"]["number"], rule["several"]["people"]), 0, 0)]
    for place in {each["place"] for each in counting} - {""}:
        here = [
            each
            for each in counting
            if each["place"] == place
            and each["link"] in ("victim", "place")
            and received <= last_of_months(date.fromisoformat(each["complaint_on"]), several["months"])
        ]
        people = len({each["complainant"] for each in here} - {""})
        missing = max(several["number"] - len(here), several["people"] - people, 0)
        found.append((missing, len(here), people))
    return min(found, key=lambda each: (each[0], -each[1], -each[2]))


def routes(complaints: list[Row], results: list[Row], rule: Row, received: date) -> Row:
    """Return the part of what is expected that says whether the threshold is reached."""
    counting = [each for each, result in zip(complaints, results, strict=True) if result["counts"]]
    own = [each for each in counting if rule["several"] is None or each["link"] == "victim"]
    counted, needed = {"complaints": len(own)}, {"complaints": rule["min_complaints"]}
    missing = {"complaints": max(rule["min_complaints"] - len(own), 0)}
    if rule["hate"]:
        counted["hate"], needed["hate"] = by_hate(complaints, rule, received), rule["hate"]["number"]
        missing["hate"] = max(needed["hate"] - counted["hate"], 0)
    if rule["several"]:
        missing["several"], counted["several"], counted["people"] = by_place(counting, rule, received)
        needed |= {"several": rule["several"]["number"], "people": rule["several"]["people"]}
    route = next((name for name, short in missing.items() if not short), None)
    return {
        "reached": route is not None,
        "route": route,
        "counted": counted,
        "needed": needed,
        "short": min(missing.values()),
        "decision": "met" if route else "human",
    }


def worksheet(at: str, versions: list[Row], complaints: list[Row]) -> Row:
    """Return all that is expected of one application."""
    received = london_day(datetime.fromisoformat(at))
    in_force = [rule for rule in versions if date.fromisoformat(rule["in_force_from"]) <= received]
    rule = max(in_force, key=lambda each: str(each["in_force_from"]))
    results = judged(complaints, rule, received)
    hurdles = [name for name in ("latest_within_months", "must_be_closed", "not_while_open") if rule[name]]
    return {
        "in_force_from": rule["in_force_from"],
        "complaints": results,
        "ask": [each["id"] for each in results if each["why"] == "behaviour_unknown"],
        **routes(complaints, results, rule, received),
        "warnings": ["above_three"] * (rule["min_complaints"] > 3) + hurdles,
    }


def told_by_hand(expected: Row) -> tuple[list[tuple[str, str | None]], list[str]]:
    """Return what is expected in the form in which it was worked by hand."""
    each = [(one["why"], one["proposed_duplicate_of"]) for one in expected["complaints"]]
    route = expected["route"]
    number = expected["counted"][route] if route else expected["short"]
    return each, [route or "none", str(number), *expected["warnings"]]


def application(name: str, at: str, versions: list[str], lines: list[str], result: str) -> Row:
    """Return one application; stop where it is not as worked by hand."""
    parts = [line.split(" = ") for line in lines]
    complaints = [complaint(number, part[0].split()) for number, part in enumerate(parts, 1)]
    procedures = [procedure(version.split()) for version in versions]
    expected = worksheet(at, procedures, complaints)
    hand = [part[1].split() for part in parts]
    worked = [(code, rest[0].strip("~") if rest else None) for code, *rest in hand]
    if told_by_hand(expected) != (worked, result.split()):
        raise SystemExit(f"{name}: {worked} {result} is not {told_by_hand(expected)}")
    said = {"procedures": procedures, "received_at": at, "complaints": complaints}
    return said | {"expected": expected, "why": name}


def edge(line: str) -> Row:
    """Return the application of one line: the complaint at the edge and two without doubt."""
    _, at, version, dates, code, name = (part.strip() for part in line.split("|"))
    received = london_day(datetime.fromisoformat(at))
    sure = [
        f"{agency} {received - (days + 1) * DAY} {received - days * DAY} ann = counts"
        for agency, days in (("council", 3), ("landlord", 9))
    ]
    result = "complaints 3" if code == "counts" else "none 1"
    return application(name, at, [version], [f"police {dates} ann = {code}", *sure], result)


def applications() -> Iterator[tuple[Row, str]]:
    """Yield every application with its kind."""
    for lines in blocks("case_review_worksheets.txt"):
        if lines[0].startswith("edge"):
            for row in map(edge, lines):
                yield row, "edge " + str(row["expected"]["complaints"][0]["why"])
            continue
        name, at, *rest = lines
        versions = [line[3:] for line in rest if line.startswith("by ")]
        row = application(name, at[3:], versions, rest[len(versions) : -1], rest[-1][2:])
        yield row, str(row["expected"]["route"])


# ---------------------------------------------------------------- local clocks


def works(day: date) -> bool:
    """Return whether a day is a working day in England and Wales."""
    return day.weekday() < 5 and day not in HOLIDAYS


def walk(start: date, value: int, unit: str, step: timedelta) -> date:
    """Return the day on which so many days have been counted, the first not included."""
    left, day = value * 7 if unit == "weeks" else value, start
    while left:
        day += step
        left -= unit != "working_days" or works(day)
    return day


def clock(line: str) -> tuple[Row, str]:
    """Return one clock with its kind; stop where it is not as worked by hand."""
    area, name, rule, at, last, why = (part.strip() for part in line.split("|"))
    stated, anchor_day = rule != "none", london_day(instant(at))
    value, unit, anchor, direction = rule.split() if stated else ("1", "working_days", "receipt", "after")
    end = walk(anchor_day, int(value), unit, DAY if direction == "after" else -DAY).isoformat()
    if end != last:
        raise SystemExit(f"{line}: {end}")
    step = {"value": int(value), "unit": unit, "anchor": anchor, "direction": direction}
    row = {
        "area": area,
        "step": {"step": name} | (step if stated else dict.fromkeys(step)),
        "anchored_at": instant(at).isoformat(),
        "expected": {
            "last_day": end if stated else None,
            "task": None if stated else "agree_date",
            "task_by": None if stated else end,
        },
        "why": why,
    }
    return row, f"{unit} {direction}" if stated else "none"


# ---------------------------------------------------------------- second reports


def report(words: list[str]) -> Row:
    """Return one report as the rule is given it."""
    name, at, agency, *rest = words
    said = dict(word.split("=") for word in rest if "=" in word)
    source = next((word for word in rest if word in ("published", "by_hand")), "recorded")
    keys = {key: said.get(key, "") for key in ("person", "same_as", "phone", "email", "address", "name")}
    return {"id": name, "at": instant(at).isoformat(), "agency": agency, **keys, "source": source}


class Radar:
    """The reports so far, and what was explained to whom."""

    def __init__(self) -> None:
        self.reports: list[Row] = []
        self.told: list[tuple[Row, datetime]] = []

    def persons(self, each: Row) -> set[str]:
        """Return every record of the person of a report."""
        found = {each["person"], each["same_as"]} - {""}
        pairs = [{other["person"], other["same_as"]} - {""} for other in [*self.reports, each]]
        for _ in pairs:
            for pair in pairs:
                found |= pair if pair & found else set()
        return found

    def shared(self, phone: str, now: Row) -> bool:
        """Return whether a telephone is that of several known people."""
        known = [
            self.persons(each) for each in [*self.reports, now] if each["phone"] == phone and each["person"]
        ]
        return any(not one & other for one in known for other in known)

    def same(self, one: Row, other: Row, now: Row) -> bool:
        """Return whether two reports are certainly of one victim."""
        equal = {key for key in ("phone", "email", "address", "name") if one[key] and one[key] == other[key]}
        if self.persons(one) & self.persons(other) or "email" in equal or {"address", "name"} <= equal:
            return True
        return "phone" in equal and not self.shared(one["phone"], now)

    def judge(self, now: Row) -> Row:
        """Return what is expected of a report that has just come."""
        day, none = (
            london_day(instant(now["at"])),
            {"id": now["id"], "explain": False, "ask": False, "who": []},
        )
        if now["source"] == "published":
            return none
        days = {each["id"]: london_day(instant(each["at"])) for each in self.reports}
        recent = [each for each in self.reports if day <= last_of_months(days[each["id"]], 6)]
        certain = [each for each in recent if self.same(each, now, now)]
        near = [
            each["id"]
            for each in recent
            if each not in certain
            and any(each[key] and each[key] == now[key] for key in ("phone", "address", "name"))
        ]
        told = [at for each, at in self.told if self.same(each, now, now) and at <= instant(now["at"])]
        if certain:
            since = min(days[each["id"]] for each in certain)
            given = any(london_day(at) >= since for at in told)
            if given != any(day <= last_of_months(london_day(at), 6) for at in told):
                raise SystemExit(f"{now}: here the two readings of those six months differ")
            if given and near:
                raise SystemExit(f"{now}: explained and near another is left open")
            return none | {"explain": not given}
        return none | {"ask": bool(near), "who": near}


def sequence(lines: list[str]) -> tuple[Row, str]:
    """Return one sequence with its kind; stop where it is not as worked by hand."""
    name, *rest = lines
    radar, reports, explained, expected = Radar(), [], [], []
    for line in rest:
        if line.startswith("told "):
            _, which, at = line.split()
            radar.told.append((next(each for each in reports if each["id"] == which), instant(at)))
            explained.append({"report": which, "at": instant(at).isoformat()})
            continue
        words, hand = (part.split() for part in line.split(" = "))
        now = report(words)
        result = radar.judge(now)
        told = "explain" if result["explain"] else "ask" if result["ask"] else "no"
        if [told, *result["who"]] != hand:
            raise SystemExit(f"{name}: {line}: {result}")
        reports.append(now)
        expected.append(result)
        radar.reports += [now] if now["source"] != "published" else []
    instants = [instant(each["at"]) for each in reports]
    if instants != sorted(instants):
        raise SystemExit(f"{name}: not in order")
    return {
        "reports": reports,
        "explained": explained,
        "expected": expected,
        "why": name,
    }, f"{told} {bool(explained)}"


# ---------------------------------------------------------------- writing


def write(name: str, letters: str, found: list[tuple[Row, str]]) -> None:
    """Write both files of a bank: sorted by kind, the rows go in turn to the one and to the other."""
    rows = [({"id": f"{letters}{number:03}"} | row, kind) for number, (row, kind) in enumerate(found, 1)]
    inputs = [
        json.dumps({key: row[key] for key in row if key not in ("id", "why", "expected")}) for row, _ in rows
    ]
    twice = [row["id"] for (row, _), text in zip(rows, inputs, strict=True) if inputs.count(text) > 1]
    if twice:
        raise SystemExit(f"{name}: twice: {twice}")
    dealt = [row for row, _ in sorted(rows, key=lambda each: each[1])]
    for place, ending in enumerate(("", "_held_back")):
        half = sorted(dealt[place::2], key=lambda row: str(row["id"]))
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in half)
        (HERE / f"{name}{ending}.jsonl").write_text(text, encoding="utf-8")


def main() -> None:
    """Write the three banks."""
    clocks = [clock(line) for lines in blocks("case_review_clocks.txt") for line in lines]
    sequences = [sequence(lines) for lines in blocks("case_review_second_reports.txt")]
    write("case_review_worksheets", "cw", list(applications()))
    write("case_review_clocks", "cl", clocks)
    write("case_review_second_reports", "cs", sequences)


if __name__ == "__main__":
    main()
