"""What of enforcement follows from plain values: terms put into words, conditions checked, what may be shown."""
