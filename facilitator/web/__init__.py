"""The doors: pages, downloads, messages; with `app`, all that knows Flask."""
