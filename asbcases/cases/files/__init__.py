"""Files as they are given to us: what is taken, under which name it is shown, and where its bytes are kept."""

from asbcases.cases.files.keeping import Kept, forget_left_before, keep, opened, put_aside, take_up
from asbcases.cases.files.names import clean_name, name_to_save
from asbcases.cases.files.pictures import without_metadata
from asbcases.cases.files.sniffing import ACCEPTED, MOST, WORDS

__all__ = [
    "ACCEPTED",
    "MOST",
    "WORDS",
    "Kept",
    "clean_name",
    "forget_left_before",
    "keep",
    "name_to_save",
    "opened",
    "put_aside",
    "take_up",
    "without_metadata",
]
