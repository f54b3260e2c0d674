"""Administration: the accounts of people, and the teams and agencies that they work in."""
