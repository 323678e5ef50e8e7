"""A phone or a second laptop that leads a session beside the trainer's own."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

from facilitator.errors import FacilitatorError

DeviceKind = Literal[
    "iphone", "ipad", "android", "tablet", "mac", "windows", "linux", "other"
]
DEVICE_KINDS: tuple[DeviceKind, ...] = get_args(DeviceKind)

# Long enough to find the camera, short enough that a photograph of it is worthless.
INVITATION_LASTS = timedelta(minutes=10)


class InvitationGoneError(FacilitatorError):
    """The invitation was used, has run out, or never was one."""

    code = "invitation-gone"
    status = 410
    sentence = (
        "This invitation was used already, or its ten minutes are over. "
        "Ask for a new one at the console."
    )


class RemoteGoneError(FacilitatorError):
    """The device was a remote of this session and is none any more."""

    code = "remote-gone"
    status = 403
    sentence = (
        "This device is no longer a remote of this session. "
        "Ask for a new invitation at the console."
    )


@dataclass(frozen=True, slots=True)
class Remote:
    """A device that joined by an invitation; known by its kind, and by no name."""

    id: str
    kind: DeviceKind
    joined_at: datetime
