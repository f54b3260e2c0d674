"""The rules that decide or count, one module for each power; each is a pure function of facts and limits."""
