// The console's line to the room: snapshots in, moves out.
import { connect } from "../room.js";
import { language, t } from "../strings.js";

const MOVE_TIMEOUT = 5000;
// A key pressed while the page is still connecting waits this long.
const FIRST_CONNECT = 3000;

/**
 * Connect and return `{move, point, close}`. `move(name, payload)` resolves with "" or
 * with the sentence that says why nothing happened; `point(at)` shows the dot at two
 * shares of the slide, or takes it away.
 */
export function openLine(session, { onState, onResults, onCount, onDoor, onQuestions, onConnected }) {
  const line = connect({
    namespace: "/console",
    auth: { session, language },
    probe: "here",
    onResults,
    onCount,
    onDoor,
    onStatus: (status, refusal) => status === "refused" && onConnected(false, refusal),
  });
  let newest = -1;
  // A snapshot of the same version may carry a new worksheet: only older ones are old.
  line.socket.on("state", (state) => {
    if (state.v < newest) return;
    newest = state.v;
    onState(state);
  });
  const begun = new Promise((begin) => line.socket.once("connect", begin));
  line.socket.on("questions", onQuestions);
  line.socket.on("connect", () => onConnected(true));
  line.socket.on("disconnect", () => onConnected(false));

  async function move(name, payload = {}) {
    await Promise.race([begun, new Promise((over) => setTimeout(over, FIRST_CONNECT))]);
    // Kept for later, a move would surprise the room: it is refused here and now.
    if (!line.socket.connected) {
      return t("Not done: the connection to the program is lost. It comes back by itself.");
    }
    try {
      const reply = await line.send("move", { move: name, ...payload }, { timeout: MOVE_TIMEOUT });
      return reply.ok ? "" : reply.message;
    } catch {
      return t("The program did not answer. Look at the projector before you try again.");
    }
  }

  // The next point follows at once: a lost one is not worth sending again.
  const point = (at) => line.socket.connected && line.socket.volatile.emit("point", { at });

  return { move, point, close: () => line.socket.disconnect() };
}
