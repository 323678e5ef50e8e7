"""Devices let in by an invitation: a remote that leads, a kiosk at the door."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

from facilitator.errors import FacilitatorError

DeviceKind = Literal[
    "iphone", "ipad", "android", "tablet", "mac", "windows", "linux", "other"
]
# What an invited device may do; which doors that opens is decided in web.access.
Role = Literal["remote", "kiosk"]
DEVICE_KINDS: tuple[DeviceKind, ...] = get_args(DeviceKind)

# Long enough to find the camera, short enough that a photograph of it is worthless.
INVITATION_LASTS = timedelta(minutes=10)


class InvitationGoneError(FacilitatorError):
    """The invitation was used, has run out, or never was one."""

    code = "invitation-gone"
    status = 410
    sentence = (
        "This invitation was used already, or its ten minutes are over. "
        "Ask the trainer for a new one."
    )


class RemoteGoneError(FacilitatorError):
    """The device was a remote of this session and is none any more."""

    code = "remote-gone"
    status = 403
    sentence = (
        "This device is no longer a remote of this session. "
        "Ask for a new invitation at the console."
    )


class KioskGoneError(FacilitatorError):
    """The device was a kiosk of this session and is none any more."""

    code = "kiosk-gone"
    status = 403
    sentence = (
        "This device is no longer a kiosk of this session. "
        "Ask the trainer for a new invitation."
    )


@dataclass(frozen=True, slots=True)
class Remote:
    """A device that joined by an invitation; known by its kind, and by no name."""

    id: str
    kind: DeviceKind
    joined_at: datetime
