"""Papers: what each says as JSON, and how it becomes a PDF that anybody can read, by eye or by ear."""
