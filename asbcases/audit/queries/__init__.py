"""Reading the record of looks."""
