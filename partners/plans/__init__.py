"""Problem-solving plans, as far as it is asked who sees them, and what an agency is shown of one."""
