"""What counts towards the threshold of an ASB case review, worked out once more from the examples."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from tests.data.case_review_calendar import DAY, Row, blocks, last_of_months, london_day

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
