// What each key and button does with the room as it is now.

import { partAfter } from "./clock.js";
import { setupOf } from "./poll_setup.js";

/** The poll that O, X and R act on: on stage, else open, else next in the order. */
export function pollInHand(state) {
  const named = (name) => state.polls.find((poll) => poll.name === name);
  const next = state.next_step;
  return (
    named(state.poll?.name) ||
    state.polls.find(({ phase }) => phase === "open") ||
    (next?.kind === "poll" ? named(next.poll) : undefined)
  );
}

/** Return the move for a key's name as `[name, payload]`, or null where there is none. */
export function moveFor(name, state) {
  const poll = pollInHand(state);
  const covered = (screen) => [state.screen === screen ? "uncover" : screen, {}];
  const withPoll = (move) => (poll ? [move, { poll: poll.name }] : null);
  const moves = {
    next: () => ["next", {}],
    previous: () => ["previous", {}],
    black: () => covered("black"),
    calm: () => covered("calm"),
    lobby: () => ["lobby", {}],
    "sign-out": () => ["sign_out", {}],
    undo: () => ["undo", {}],
    "next-part": () => {
      const part = partAfter(state.agenda);
      return part ? ["agenda", { item: part.name }] : null;
    },
    open: () => poll && ["open_poll", setupOf(poll)],
    "close-only": () => withPoll("close_poll"),
    close: () => withPoll(poll?.phase === "open" ? "close_and_show" : "show_results"),
    zoom: () => (state.zoom ? ["zoom", { part: null }] : null),
    play: () => {
      if (state.playing) return ["pause", {}];
      const [first] = state.media;
      return first ? ["play", { media: first.name.split(".")[0] }] : null;
    },
    results: () => withPoll(poll?.results_shown ? "hide_results" : "show_results"),
  };
  return moves[name]?.() ?? null;
}
