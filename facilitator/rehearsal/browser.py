"""A browser's memory: cookies by path, redirects followed, forms sent."""

from collections.abc import Iterable
from urllib.parse import urlencode, urljoin, urlsplit

from facilitator.rehearsal.exchange import Place, Reply, exchange

PAGE, JSON_ONLY = "text/html,application/xhtml+xml;q=0.9", "application/json"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 5


class Browser:
    """Visits one place as one visitor."""

    def __init__(self, place: Place, language: str) -> None:
        self.place = place
        self.language = language
        self._cookies: dict[tuple[str, str], str] = {}

    def cookies(self, path: str) -> str:
        """Return the Cookie header for a path; a cookie stays within its own."""
        kept = (
            f"{name}={value}"
            for (name, home), value in self._cookies.items()
            if _is_below(path, home)
        )
        return "; ".join(kept)

    async def get(self, target: str, accept: str = PAGE) -> Reply:
        """Return a page, after any redirects."""
        for _ in range(_MOST_REDIRECTS):
            reply = await self._send("GET", target, accept)
            if reply.status not in _REDIRECTS:
                break
            there = urlsplit(urljoin(target, reply.header("location")))
            target = there.path + (f"?{there.query}" if there.query else "")
        return reply

    async def post(
        self,
        target: str,
        fields: Iterable[tuple[str, str]] = (),
        accept: str = JSON_ONLY,
    ) -> Reply:
        """Send a form as a page's script does, or with PAGE as the page alone does."""
        return await self._send(
            "POST", target, accept, urlencode(list(fields)).encode()
        )

    async def _send(
        self, method: str, target: str, accept: str, body: bytes = b""
    ) -> Reply:
        headers = {"Accept": accept, "Accept-Language": self.language}
        if cookies := self.cookies(target.partition("?")[0]):
            headers["Cookie"] = cookies
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = self.place.origin
        reply = await exchange(self.place, method, target, headers, body)
        for name, value in reply.headers:
            if name == "set-cookie":
                self.keep(value)
        return reply

    def keep(self, told: str) -> None:
        """Keep a cookie as a Set-Cookie header tells it."""
        pair, *rest = (part.strip() for part in told.split(";"))
        name, _, value = pair.partition("=")
        about = {k.lower(): v for k, _, v in (part.partition("=") for part in rest)}
        key = (name, about.get("path", "/"))
        if about.get("max-age") == "0":
            self._cookies.pop(key, None)
        else:
            self._cookies[key] = value


def _is_below(path: str, home: str) -> bool:
    return path == home or path.startswith(home.rstrip("/") + "/")
