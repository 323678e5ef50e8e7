"""What a page may load, run and reach: everything else is refused by the browser."""

HEADER = "Content-Security-Policy"

PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data: blob:; connect-src 'self' ws:; font-src 'self'; "
    "media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
# The desk's page of a session opens the page below in a frame.
WITH_DRAWING = f"{PAGE}; frame-src 'self'"
# In there a stranger's slides become elements. They reach no network at all: their
# pictures are within the deck, and the deck is handed in by the desk.
DRAWING = (
    "default-src 'none'; script-src 'self'; img-src data: blob:; connect-src blob:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)
# Without scripts the phone's page shows in a frame whose phone it is.
WITH_NAME = f"{PAGE}; frame-src 'self'"
# A survey as it would be on a phone: it runs nothing, reaches nothing, sends nothing.
PREVIEW = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)
