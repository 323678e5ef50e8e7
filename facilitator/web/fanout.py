"""One message to a whole room: encoded once, written straight to every idle phone.

It takes two places that python-engineio keeps for its parts (the queue and the
websocket of the gevent driver) and the client manager of python-socketio. `install`
plays a short conversation through them first; where a release of those libraries has
changed what is relied on, they stay as they are and only lose their two dangers.
"""

import logging
from collections.abc import Callable
from typing import Final

import flask_socketio
import socketio
from engineio import packet as engine_packet
from gevent.queue import JoinableQueue
from socketio import packet as socket_packet
from socketio.manager import Manager

from facilitator.web import stock_websocket
from facilitator.web.fanout_check import converses
from facilitator.web.frames import message_frame
from facilitator.web.websocket import LINGER_SECONDS, WebSocket

log = logging.getLogger(__name__)

POLLING_BACKLOG: Final = 256


class Outgoing(JoinableQueue):  # type: ignore[misc]  # gevent has no types
    """What engineio has still to send to one client.

    While the client polls this is an ordinary queue. Once its websocket is attached
    everything goes through the websocket's own outbox, the one gate that keeps the
    order; only engineio's closing mark (`None`) still passes through the queue.
    """

    line: WebSocket | None = None

    def attach(self, line: WebSocket) -> None:
        """Send what has gathered through `line`, and from now on everything."""
        closing = False
        while not self.empty():
            packet = self.get_nowait()
            self.task_done()
            if packet is None:
                closing = True
            else:
                line.post(message_frame(packet.encode()))
        self.line = line
        if closing:
            self.put(None)

    def join(self, timeout: float | None = None) -> bool:
        """Wait until all has gone, but not for ever for a client that asks no more."""
        return bool(super().join(timeout or LINGER_SECONDS))

    def detach(self) -> None:
        """Let go of the line, which has ended."""
        self.line = None

    def put(
        self,
        item: engine_packet.Packet | None,
        block: bool = True,
        timeout: float | None = None,
    ) -> None:
        """Send a packet through the attached websocket, or queue it."""
        line = self.line
        if line is None or item is None:
            super().put(item, block, timeout)
        else:
            line.post(message_frame(item.encode()))

    def get(
        self, block: bool = True, timeout: float | None = None
    ) -> engine_packet.Packet | None:
        """Wait for a packet; on a websocket without limit.

        Engineio takes a queue that stays empty for a dead client, but pings no longer
        pass through here; the websocket's own timeout notices the dead.
        """
        return super().get(block, timeout if self.line is None else None)


class Fanout(Manager):  # type: ignore[misc]  # python-socketio has no types
    """The client manager that builds a broadcast's frame once for all websockets."""

    def emit(  # noqa: D102 - as in the base class
        self,
        event: str,
        data: object,
        namespace: str,
        room: object = None,
        skip_sid: object = None,
        callback: Callable[..., object] | None = None,
        to: object = None,
        **kwargs: object,
    ) -> None:
        if callback:  # each recipient gets a number of its own in the message
            super().emit(event, data, namespace, room, skip_sid, callback, to, **kwargs)
            return
        packets = self._packets(event, data, namespace)
        frames = [message_frame(packet.encode()) for packet in packets]
        skipped = skip_sid if isinstance(skip_sid, list) else [skip_sid]
        sockets = self.server.eio.sockets
        for sid, engine_sid in self.get_participants(namespace, to or room):
            socket = sockets.get(engine_sid)
            if socket is None or sid in skipped:
                continue
            line = socket.queue.line
            if line is not None:
                for ready in frames:
                    line.post(ready)
            elif socket.queue.qsize() > POLLING_BACKLOG:
                log.info("a client does not poll; it is dropped and may come back")
                socket.close(wait=False, abort=True)
            else:
                for packet in packets:
                    self.server._send_eio_packet(engine_sid, packet)  # noqa: SLF001

    def _packets(
        self, event: str, data: object, namespace: str
    ) -> list[engine_packet.Packet]:
        arguments = list(data) if isinstance(data, tuple) else [data]
        encoded = self.server.packet_class(
            socket_packet.EVENT,
            namespace=namespace,
            data=[event] + ([] if data is None else arguments),
        ).encode()
        parts = encoded if isinstance(encoded, list) else [encoded]
        return [engine_packet.Packet(engine_packet.MESSAGE, part) for part in parts]


def take_over(server: socketio.Server) -> None:
    """Put our queue, websocket and manager into a server that has no clients yet."""
    engine = server.eio
    engine._async = {  # noqa: SLF001 - engineio offers no other way to choose its parts
        **engine._async,  # noqa: SLF001
        "queue": Outgoing,
        "websocket": WebSocket,
    }
    if type(server.manager) is Manager:  # one with a message queue stays
        server.manager = Fanout()
        server.manager.set_server(server)


def install(socket_io: flask_socketio.SocketIO) -> bool:
    """Give `socket_io` our transport where it works, else make the stock one safe.

    Returns:
        Whether our transport is in place. `False` means that python-engineio or
        python-socketio has changed: everything works, some five times slower.
    """
    if converses(take_over):
        take_over(socket_io.server)
        return True
    log.warning("the fast way to the phones does not fit these libraries; going slower")
    stock_websocket.protect(socket_io.server)
    return False
