"""The street files to import: the published ones where they stand beside the checkout, else some of that shape."""

from pathlib import Path
from random import Random

from tests.casework.imports.street import ASB, row, written
from tests.tools.report import REPOSITORY

PUBLISHED = REPOSITORY.parent / "shared" / "data" / "police-uk-essex"
SEED = 20261123
# As those of Essex are: a fifth to a sixth of the rows tell of anti-social behaviour, at a few thousand places.
MONTHS = [f"{year}-{month:02}" for year in (2023, 2024, 2025) for month in range(1, 10)]
ROWS, PLACES, ASB_SHARE = 14_800, 2_500, 0.18
COUNCILS = ("Colchester", "Tendring", "Basildon", "Harlow", "Maldon", "Uttlesford", "Thurrock", "Babergh")


def street_files(folder: Path, scale: float) -> tuple[list[Path], bool]:
    """Return the files to import, 27 at full size, and whether they are the published ones."""
    found = sorted(PUBLISHED.glob("*-street.csv.gz"))
    many = max(round(len(MONTHS) * scale), 1)
    return (found[:many], True) if found else ([_made(folder, month) for month in MONTHS[:many]], False)


def _made(folder: Path, month: str) -> Path:
    dice = Random(f"{SEED} {month}")
    return written(folder / f"{month}-street.csv.gz", *(_row(dice, month) for _ in range(ROWS)))


def _row(dice: Random, month: str) -> dict[str, str]:
    place = dice.randrange(PLACES)
    return row(
        month=month,
        longitude=f"{0.4 + place % 50 / 100:.6f}",
        latitude=f"{51.5 + place // 50 / 100:.6f}",
        location=f"On or near Street {place}",
        lsoa_code=f"E010{place // 5:05}",
        lsoa_name=f"{COUNCILS[place % len(COUNCILS)]} 005A",
        crime_type=ASB if dice.random() < ASB_SHARE else "Violence and sexual offences",
    )
