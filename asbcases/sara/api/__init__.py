"""Problem-solving plans by the API."""
