"""Credit: rules, claims, papers, and what is handed off."""
