"""How an older data file becomes a current one."""
