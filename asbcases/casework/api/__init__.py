"""Reports, incidents and cases through the API: the same queries and verbs as the pages."""
