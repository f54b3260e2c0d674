"""Community remedies and restorative justice: menus of areas, what is used on a case, and what came of it (2014 Act ss.101-103)."""
