"""Powers and the steps before them: warnings, notices, orders, breaches, penalties, papers, exhibits, authorities."""
