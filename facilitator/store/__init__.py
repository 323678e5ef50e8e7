"""Everything kept in the database, and the only SQL."""
