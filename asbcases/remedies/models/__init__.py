"""Menus of areas, community remedies on cases, and restorative justice."""

from asbcases.remedies.models.menus import Menu, MenuAction
from asbcases.remedies.models.remedies import Remedy, RemedyNote
from asbcases.remedies.models.restorative import Restorative, RestorativeSide

__all__ = ["Menu", "MenuAction", "Remedy", "RemedyNote", "Restorative", "RestorativeSide"]
