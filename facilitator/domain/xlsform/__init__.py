"""Surveys as XLSForm, and back."""
