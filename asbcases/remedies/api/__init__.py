"""Community remedies, restorative justice and the menus of areas by the API."""
