"""What the forms share for which nobody signs in: their answers, their pages, and what stops machines."""
