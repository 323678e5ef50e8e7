"""Other devices let in to lead a session or to stand at its door, and sent away."""

import base64
import secrets
from hashlib import sha256

from facilitator.domain.attendance.opening import closes
from facilitator.domain.stage.remote import INVITATION_LASTS, Remote, Role
from facilitator.errors import NotFoundError, SessionClosedError
from facilitator.live.held import HeldSession

# 136 bits: nobody guesses one within ten minutes, or ever.
TOKEN_BYTES = 17


def invitation_hash(token: str) -> str:
    """Return what an invitation is kept by; a code reader may have changed its case."""
    return sha256(token.upper().encode()).hexdigest()


def key_hash(key: str) -> str:
    """Return what a device is kept by."""
    return sha256(key.encode()).hexdigest()


class Inviting(HeldSession):
    """The trainer's side of remotes and kiosks."""

    def invite(self, role: Role = "remote") -> str:
        """Return the token of an invitation that one device may take."""
        if self.stage.finished:
            raise SessionClosedError
        # Capitals and digits alone make the code's modules larger.
        token = base64.b32encode(secrets.token_bytes(TOKEN_BYTES)).decode().rstrip("=")
        self.remotes_kept.invite(
            self.session.id,
            secrets.token_hex(16),
            invitation_hash(token),
            self.clock() + INVITATION_LASTS,
            role,
        )
        return token

    def remotes(self) -> tuple[Remote, ...]:
        """Return the devices that lead besides the trainer's laptop."""
        return self.remotes_kept.all(self.session.id)

    def remote(self, key: str) -> Remote | None:
        """Return the device that holds this key, or None."""
        return self.remotes_kept.find(self.session.id, key_hash(key))

    def kiosks(self) -> tuple[Remote, ...]:
        """Return the devices that stand at the door as kiosks."""
        return self.remotes_kept.all(self.session.id, "kiosk")

    def kiosk(self, key: str) -> Remote | None:
        """Return the kiosk that holds this key, or None.

        None is one any more once nobody can sign out by themselves.
        """
        until = closes(self.stage.ended_at)
        if until and self.clock() > until:
            return None
        return self.remotes_kept.find(self.session.id, key_hash(key), "kiosk")

    def remove_kiosk(self, kiosk_id: str) -> None:
        """Send a kiosk away: its next request is refused.

        Raises:
            NotFoundError: it is not one of the session's.
        """
        if not self.remotes_kept.remove(self.session.id, kiosk_id, "kiosk"):
            raise NotFoundError

    def remove_remote(self, remote_id: str) -> None:
        """Send a device away, at once.

        Raises:
            NotFoundError: it is not one of the session's.
        """
        if not self.remotes_kept.remove(self.session.id, remote_id):
            raise NotFoundError
        self.audience.remotes_changed(self.session.id)
