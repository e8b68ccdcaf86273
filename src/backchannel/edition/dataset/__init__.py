"""Make the edition's data for historians: one SQLite database with documented tables, views, and queries that show what it answers."""
