"""Curriculum files read into the domain."""
