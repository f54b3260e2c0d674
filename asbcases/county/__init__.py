"""A county to try the system on: a dozen stories through the verbs, or thousands of cases for measuring."""
