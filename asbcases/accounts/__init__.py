"""Who: people, their agencies and teams, and the places they answer for."""
