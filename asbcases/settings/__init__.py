"""Settings: base holds everything, the others change a few lines each."""
