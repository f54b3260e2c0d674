"""Which second reports call for an explanation of the ASB case review, worked out once more from the examples."""

from datetime import datetime

from tests.data.case_review_calendar import Row, instant, last_of_months, london_day


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
