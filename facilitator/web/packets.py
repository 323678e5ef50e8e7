"""What a client may send through its socket; whoever sends anything else is let go.

The libraries write a traceback for each packet that they cannot read, and go on: three
phones that send nonsense as fast as they can would hold up the whole room.
"""

import logging
from types import CodeType
from typing import Final

import socketio
from socketio import packet

log = logging.getLogger(__name__)

# Names that python-socketio itself calls; as messages they would be taken for its own.
_RESERVED: Final = frozenset({"connect", "disconnect", "__disconnect_final"})

_Place = tuple[CodeType, int]


class NoMessageError(ValueError):
    """A packet that holds no message, or one that has binary parts."""


class Packet(packet.Packet):  # type: ignore[misc]  # python-socketio has no types
    """A packet whose messages have a name that a client may use."""

    def decode(self, encoded_packet: str) -> int:
        """Read a packet; return how many binary parts follow, which is none.

        Raises:
            ValueError: it is no packet, or one that nobody here expects.
        """
        attachments = int(super().decode(encoded_packet))
        if attachments:  # they would be gathered, as many as it says
            raise NoMessageError
        if self.packet_type == packet.EVENT:
            given = self.data
            name = given[0] if isinstance(given, list) and given else None
            if not isinstance(name, str) or name in _RESERVED:
                raise NoMessageError
        return attachments


def install(server: socketio.Server) -> None:
    """Let go of every client of `server` that sends what is no packet."""
    server.packet_class = Packet
    read = server.eio.handlers["message"]
    told: set[_Place | None] = set()

    def message(engine_sid: str, data: str | bytes) -> None:
        line = server.eio.sockets.get(engine_sid)
        if line is None or line.closed:
            return  # the reader has not heard of it yet
        try:
            read(engine_sid, data)
        except Exception as nonsense:
            # A bug of ours would come by here too: each place is told of once.
            if (place := _place(nonsense)) not in told:
                told.add(place)
                log.exception("a client's packet could not be read")
            reason = server.eio.reason.TRANSPORT_ERROR
            line.close(wait=False, abort=True, reason=reason)

    server.eio.on("message", message)


def _place(error: Exception) -> _Place | None:
    trace, place = error.__traceback__, None
    while trace is not None:
        place = (trace.tb_frame.f_code, trace.tb_lineno)
        trace = trace.tb_next
    return place
