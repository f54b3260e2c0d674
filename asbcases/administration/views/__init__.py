"""Pages of the administrator: people, teams and agencies."""
