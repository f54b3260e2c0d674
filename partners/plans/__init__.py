"""Problem-solving plans, as far as it is asked who sees them."""
