"""Case reviews by the API: received, decided on, heard by a panel, answered and closed."""
