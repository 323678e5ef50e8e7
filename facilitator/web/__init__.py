"""The doors: pages, downloads and messages; with `app`, the only rooms that know Flask."""
