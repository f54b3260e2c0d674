"""Reads of case reviews."""

from triggers.queries.procedures import procedure_of, version_on
from triggers.queries.reviews import Area, Body, co_ordinator_of, relevant_bodies, whole_area
from triggers.queries.worksheets import as_written, complaints_on, received_on, worksheet_of

__all__ = [
    "Area",
    "Body",
    "as_written",
    "co_ordinator_of",
    "complaints_on",
    "procedure_of",
    "received_on",
    "relevant_bodies",
    "version_on",
    "whole_area",
    "worksheet_of",
]
