"""The spreadsheets that go out: attendance, evaluation, polls."""
