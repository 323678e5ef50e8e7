// Where the session stands in its agenda, in whole minutes; plain numbers, no page.

const MINUTE = 60_000;
// A session that begins farther from its date than this is a rehearsal.
const NEAR = 45 * MINUTE;

const whole = (milliseconds) => Math.trunc(milliseconds / MINUTE);

function beganAt(agenda, startsAt) {
  const times = agenda.filter(({ began }) => began).map(({ began }) => Date.parse(began));
  if (times.length === 0) return null;
  const first = Math.min(...times);
  return Math.abs(first - startsAt) <= NEAR ? Math.min(first, startsAt) : first;
}

/**
 * Return `{untilStart, elapsed, item, left, behind}` at `now` (milliseconds).
 *
 * `item` is the agenda item that began last, `left` its minutes left (negative: over),
 * `behind` the minutes behind the agenda (negative: ahead). Before the first item
 * `item` is null and `untilStart` counts down.
 */
export function standing({ agenda, starts_at: startsAtIso }, now) {
  const startsAt = Date.parse(startsAtIso);
  const first = beganAt(agenda, startsAt);
  if (first === null) return { untilStart: Math.ceil((startsAt - now) / MINUTE), item: null };
  const current = agenda.reduce((last, one, index) => (one.began ? index : last), 0);
  const item = agenda[current];
  const planned = agenda
    .slice(0, current)
    .reduce((sum, { minutes }) => sum + minutes * MINUTE, 0);
  const began = Date.parse(item.began);
  const length = item.minutes * MINUTE;
  const lateAtBeginning = began - first - planned;
  const lateAtEnd = now - first - planned - length;
  return {
    untilStart: 0,
    elapsed: whole(now - first),
    item,
    // A minute that has begun is still left; and never "minus zero".
    left: Math.ceil((began + length - now) / MINUTE) + 0,
    behind: whole(Math.max(lateAtBeginning, lateAtEnd)),
  };
}

/** Return the agenda item after the one that began last, or undefined at the end. */
export function partAfter(agenda) {
  const current = agenda.reduce((last, one, index) => (one.began ? index : last), -1);
  return agenda.slice(current + 1).find(({ began }) => !began);
}
