/** One lasting connection to the room, through sleep, refresh and changed networks. */

import { io } from "./vendor/socket.io.js";

/**
 * Connect to `namespace` and stay connected.
 *
 * `auth` is an object, or a function that returns one, asked before every attempt; the
 * newest version seen is added to it. Snapshots arrive in `onState` in order, none
 * older than one already seen. `onStatus` is told "connecting", "connected",
 * "offline", or "refused" with the server's `{code, message}`. `probe` names a harmless
 * event with an acknowledgement, sent after sleep to see whether the line still lives.
 *
 * @returns {{send: Function, socket: object}} `send(event, payload,
 *   {timeout})` resolves with the acknowledgement, or rejects when none came in time.
 */
export function connect({
  namespace,
  auth = {},
  onState = () => {},
  onResults = () => {},
  onCount = () => {},
  onDoor = () => {},
  onStatus = () => {},
  probe = "",
}) {
  let seen = -1;
  const socket = io(namespace, {
    auth: (give) => {
      const own = typeof auth === "function" ? auth() : auth;
      give(seen < 0 ? own : { ...own, v: seen });
    },
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnectionDelay: 400,
    reconnectionDelayMax: 4000,
    // A whole room comes back at once after the access point restarts: spread it.
    randomizationFactor: 0.7,
    timeout: 8000,
  });

  let refused = false;
  socket.on("state", (state) => {
    // The same version may come again, with more in it for the console.
    if (state.v < seen) return;
    seen = state.v;
    onState(state);
  });
  socket.on("results", (results) => onResults(results));
  socket.on("count", (count) => onCount(count));
  socket.on("door", (door) => onDoor(door));
  socket.on("connect", () => {
    refused = false;
    onStatus("connected");
  });
  socket.on("disconnect", (reason) => {
    onStatus("offline");
    // The server let go of this phone on purpose, for instance to restart.
    if (reason === "io server disconnect") setTimeout(wake, 500 + 1500 * Math.random());
  });
  socket.on("connect_error", (error) => {
    const said = error.data ?? parse(error.message);
    refused = !socket.active && Boolean(said?.code);
    onStatus(refused ? "refused" : "offline", refused ? said : undefined);
    if (!refused && !socket.active) setTimeout(wake, 2000 + 2000 * Math.random());
  });
  onStatus("connecting");

  function wake() {
    if (socket.connected || refused) return;
    // Drop the attempt or the back-off under way: a phone that just woke must not wait.
    socket.disconnect();
    socket.connect();
  }

  function look() {
    if (document.visibilityState !== "visible") return;
    if (!socket.connected) wake();
    else if (probe) prove();
  }

  // After sleep a socket may look open and be dead: a missing reply proves it.
  function prove() {
    socket.timeout(3000).emit(probe, {}, (silence) => {
      if (silence) socket.io.engine?.close();
    });
  }

  document.addEventListener("visibilitychange", look);
  window.addEventListener("online", look);
  window.addEventListener("pageshow", (event) => {
    // At the first load the first attempt is still under way.
    if (event.persisted) look();
  });
  window.addEventListener("offline", () => onStatus("offline"));

  return {
    socket,
    async send(event, payload = {}, { timeout = 8000 } = {}) {
      return socket.timeout(timeout).emitWithAck(event, payload);
    },
  };
}

function parse(message) {
  try {
    return JSON.parse(message);
  } catch {
    return { message };
  }
}
