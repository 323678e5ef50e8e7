"""Random ids signed and hashed by a session's key, so that answers stay nameless."""

import hmac
import secrets
from hashlib import sha256

from facilitator.errors import FacilitatorError

LONGEST_TOKEN = 80


class NotJoinedError(FacilitatorError):
    """The phone's token is missing, forged, or of another session."""

    code = "not-joined"
    status = 403
    sentence = "This phone has not joined the session yet. Load the page again."


def _mac(key: bytes, use: str, nonce: str) -> str:
    return hmac.new(key, f"{use}:{nonce}".encode(), sha256).hexdigest()[:32]


def issue(key: bytes, use: str) -> str:
    """Return a new random token that only the holder of `key` can make."""
    nonce = secrets.token_hex(12)
    return f"{nonce}.{_mac(key, use, nonce)}"


def is_genuine(key: bytes, use: str, token: str) -> bool:
    """Whether `token` was issued with this key for this use."""
    nonce, _, mac = token[:LONGEST_TOKEN].partition(".")
    return hmac.compare_digest(mac.encode(), _mac(key, use, nonce).encode())


def participant_hash(key: bytes | None, token: str) -> str:
    """Return what the store knows a phone by; without the key nobody can redo it.

    Raises:
        NotJoinedError: the token is forged, or the session has ended.
    """
    if key is None or not is_genuine(key, "participant", token):
        raise NotJoinedError
    return _mac(key, "row", token.partition(".")[0])


def order_seed(key: bytes, token: str) -> str:
    """Return what the order of choices on a phone is made from.

    It is on the phone's page, so it must not lead to the hash that answers are kept by.
    """
    return _mac(key, "order", token[:LONGEST_TOKEN].partition(".")[0])[:8]


def typed_hash(once: str, name: str) -> str:
    """Return what somebody is kept by whom the trainer typed in.

    Nobody holds a cookie for it. The same form with the same name is one person,
    however often it is sent; `once` is its random mark, "" for none.
    """
    mark = once or secrets.token_hex(16)
    return sha256(f"typed:{mark}:{name}".encode()).hexdigest()


def identity_hash(token: str) -> str:
    """Return the hash by which a signed-in person's cookie is kept."""
    return sha256(token[:LONGEST_TOKEN].encode()).hexdigest()
