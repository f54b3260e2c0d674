"""Community remedies and restorative justice."""
