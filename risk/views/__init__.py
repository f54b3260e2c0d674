"""The pages of risk: on a case, and on an incident before there is one."""
