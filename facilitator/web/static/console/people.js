// Who is in the room, by name: for the trainer's eyes, beside a count of heads.
import { html, useEffect, useRef, useState } from "../vendor/preact-htm.js";
import { timeOfDay } from "../room_clock.js";
import { language, t, tn } from "../strings.js";
import { Dialog, Tabs } from "./parts.js";

const HEADERS = { Accept: "application/json" };
const MOST_SHOWN = 200;
const NO_ANSWER = () => t("The program did not answer. Try again.");

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

async function ask(path, form) {
  try {
    const sent = form && { method: "POST", body: new URLSearchParams(form) };
    return await (await fetch(path, { headers: HEADERS, ...sent })).json();
  } catch {
    return { ok: false, message: NO_ANSWER() };
  }
}

/** The room by name, as last told; `send(path, form)` changes it. */
function usePeople(session, count) {
  const [people, setPeople] = useState(null);
  const [said, say] = useState("");
  const at = `/console/${session}`;
  const take = (answer) => {
    if (answer.ok) setPeople(answer);
    say(answer.ok ? "" : answer.message);
    return answer.ok;
  };
  useEffect(() => {
    let isWanted = true;
    ask(`${at}/people`).then((answer) => isWanted && take(answer));
    return () => {
      isWanted = false;
    };
  }, [count?.signed_in, count?.inside, count?.awaited]);
  const send = async (path, form) => take(await ask(`${at}/${path}`, form));
  return { people, said, send };
}

function difference(counted, listed) {
  const by = counted - listed;
  if (by === 0) return t("As many as on the list.");
  if (by > 0) {
    return tn("{n} more than on the list: somebody has not signed in.", "{n} more than on the list: some have not signed in.", by);
  }
  return tn("{n} fewer than on the list: somebody may have left without signing out, or is outside for a moment.", "{n} fewer than on the list: some may have left without signing out, or are outside for a moment.", -by);
}

function LastCount({ last, listed, zone }) {
  if (!last) {
    return html`<p class="last-count">${tn("By the list {n} person is in the room.", "By the list {n} people are in the room.", listed)}</p>`;
  }
  const said = t("Last count at {time}: {counted} heads, {listed} by the list.", {
    time: timeOfDay(last.at, zone, language),
    counted: last.counted,
    listed: last.listed,
  });
  return html`<p class="last-count">${said}${last.note && html` <q>${last.note}</q>`}</p>`;
}

function CountForm({ people, send, zone }) {
  const [typed, setTyped] = useState("");
  const [note, setNote] = useState("");
  const [isKept, setKept] = useState(false);
  const noteField = useRef(null);
  const listed = people.inside.length;
  const isNumber = /^\d{1,4}$/.test(typed.trim());
  const settle = async (event) => {
    event.preventDefault();
    if (!isNumber || !(await send("count", { counted: typed.trim(), note }))) return;
    setTyped("");
    setNote("");
    setKept(true);
  };
  const write = (set) => (event) => {
    setKept(false);
    set(event.target.value);
  };
  // Enter after the number goes on to the note: Enter there settles, once it is compared.
  const goOn = (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    noteField.current?.focus();
  };
  return html`<form class="count-form" onSubmit=${settle}>
    <label class="field count-field">
      <span class="label">${t("I count")}</span>
      <input class="input" id="counted" inputmode="numeric" maxlength="4" autocomplete="off" value=${typed} onInput=${write(setTyped)} onKeyDown=${goOn} />
    </label>
    <div class="count-said" role="status">
      ${isNumber && html`<p class=${Number(typed) === listed ? "even" : "odd"}>${difference(Number(typed), listed)}</p>`}
      ${isKept && html`<p class="even">${t("The count is kept.")}</p>`}
      ${!isNumber && html`<${LastCount} last=${people.last_count} ...${{ listed, zone }} />`}
    </div>
    ${isNumber &&
    html`<label class="field count-note">
        <span class="label">${t("Note (if you like)")}</span>
        <input class="input" id="count-note" ref=${noteField} maxlength="300" autocomplete="off" value=${note} onInput=${write(setNote)} />
      </label>
      <button class="button">${t("Settle")}</button>`}
  </form>`;
}

function Line({ one, kind, tap, zone }) {
  const name = one.name || t("No name given");
  const hasCome = kind === "expected" && one.came;
  const label = kind === "inside" ? t("Tap out") : t("Tap in");
  const since = one.at && timeOfDay(one.at, zone, language);
  const when = { inside: t("since {time}", { time: since }), out: t("left at {time}", { time: since }) };
  return html`<li>
    <p>
      <b dir="auto">${name}</b>
      <span>${[one.organization, since && when[kind]].filter(Boolean).join(" · ")}</span>
    </p>
    ${hasCome
      ? html`<span class="has-come">${t("Has come")}</span>`
      : html`<button type="button" class="button-secondary" onClick=${() => tap(one)}>
          ${label}<span class="visually-hidden">: ${name}</span>
        </button>`}
  </li>`;
}

const EMPTY = {
  inside: () => t("Nobody is in the room."),
  expected: () => t("Nobody is expected."),
  awaited: () => t("Everybody who is expected has come."),
  out: () => t("Nobody has left."),
};

function List({ kind, people, send, zone }) {
  const [sought, seek] = useState("");
  const all = people[kind];
  const wanted = plain(sought.trim());
  const found = all.filter((one) => plain(`${one.name} ${one.organization}`).includes(wanted));
  const tap = (one) =>
    kind === "awaited" || kind === "expected"
      ? send(`awaited/${one.id}`, {})
      : send(`people/${one.id}/tap`, { direction: kind === "inside" ? "out" : "in" });
  return html`${all.length > 8 &&
    html`<label class="field">
      <span class="label">${t("Search by name or organization")}</span>
      <input class="input" type="search" id="people-search" autocomplete="off" value=${sought} onInput=${(event) => seek(event.target.value)} />
    </label>`}
    <ul class="people-list" role="list">
      ${found.slice(0, MOST_SHOWN).map((one) => html`<${Line} key=${one.id} ...${{ one, kind, tap, zone }} />`)}
    </ul>
    ${found.length === 0 && html`<p class="quiet">${all.length ? t("Nobody of this name.") : EMPTY[kind]()}</p>`}
    ${found.length > MOST_SHOWN && html`<p class="quiet">${t("These are the first {n}. Search for the others.", { n: MOST_SHOWN })}</p>`}`;
}

/** The dialog; `id` is the list that is asked for: inside, out, expected or awaited. */
export function PeopleDialog({ id, session, count, state, close }) {
  const { people, said, send } = usePeople(session, count);
  const [chosen, choose] = useState(id || "inside");
  const panel = useRef(null);
  const zone = state.time_zone;
  const tabs = people && [
    ["inside", t("In now ({n})", { n: people.inside.length })],
    ["out", t("Out now ({n})", { n: people.out.length })],
    people.expected.length > 0 && ["expected", t("Expected ({n})", { n: people.expected.length })],
    people.expected.length > 0 && ["awaited", t("Not yet ({n})", { n: people.awaited.length })],
  ].filter(Boolean);
  return html`<${Dialog} title=${t("Who is in the room")} close=${close} isRead=${true} class="people">
    ${said && html`<p class="message message-bad" role="alert">${said}</p>`}
    ${!people && !said && html`<p class="quiet">${t("Loading…")}</p>`}
    ${people &&
    html`<${CountForm} ...${{ people, send, zone }} />
      <${Tabs} ...${{ tabs, chosen, choose }} label=${t("Lists of people")} panel="people-panel" />
      <div id="people-panel" class="people-panel" ref=${panel} role="tabpanel" aria-labelledby=${`tab-${chosen}`} tabindex="0">
        <${List} key=${chosen} kind=${chosen} ...${{ people, send, zone }} />
      </div>`}
    <div class="dialog-buttons">
      <a class="button-quiet" href=${`/desk/sessions/${session}/people`} target="_blank">${t("All about people at the desk")}</a>
      <button type="button" class="button-secondary" onClick=${close}>${t("Close")}</button>
    </div>
  <//>`;
}
