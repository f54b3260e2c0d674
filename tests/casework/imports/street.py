"""Street files written by the tests."""

import gzip
from pathlib import Path

TITLES = [
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude",
    "Location", "LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context",
]  # fmt: skip
SNAKES = [title.lower().replace(" ", "_") for title in TITLES]
ASB = "Anti-social behaviour"


def row(**changes: str) -> dict[str, str]:
    """Return one incident in Colchester, changed as asked; names are those of the snake_case header."""
    usual = ["", "2025-09", "Essex Police", "Essex Police", "0.900000", "51.890000",
             "On or near Mill Road", "E01021670", "Colchester 005A", ASB, "", ""]  # fmt: skip
    return dict(zip(SNAKES, usual, strict=True)) | changes


def text_of(*rows: dict[str, str], header: list[str] = TITLES, ends: str = "\n") -> str:
    """Return a file's text: no quotation marks, as the publisher writes it."""
    lines = [",".join(header), *(",".join(one[name] for name in SNAKES) for one in rows)]
    return ends.join(lines) + ends


def written(path: Path, *rows: dict[str, str], header: list[str] = TITLES, ends: str = "\n") -> Path:
    """Write a file, packed when its name says so, and return its path."""
    data = text_of(*rows, header=header, ends=ends).encode()
    path.write_bytes(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)
    return path
