// Other devices that lead: invited by a code, listed, and sent away.
import { html, useState } from "../vendor/preact-htm.js";
import { timeOfDay, useSecondsLeft } from "../room_clock.js";
import { language, t } from "../strings.js";
import { Drawing } from "../projector/parts.js";
import { Dialog } from "./parts.js";

const names = () => ({
  iphone: t("iPhone"),
  ipad: t("iPad"),
  android: t("Android phone"),
  tablet: t("Android tablet"),
  mac: t("Mac"),
  windows: t("Windows computer"),
  linux: t("Linux computer"),
  other: t("Other device"),
});

async function post(path) {
  try {
    const headers = { Accept: "application/json" };
    return await (await fetch(path, { method: "POST", headers })).json();
  } catch {
    return { ok: false, message: t("The program did not answer. Try again.") };
  }
}

function Invitation({ invitation, state }) {
  const { url, qr, expires_at: ends } = invitation;
  const left = useSecondsLeft({ timer_ends: ends, now: state.now });
  if (left <= 0) {
    return html`<p class="message message-wait" role="status">
      ${t("This invitation has run out. Make a new one.")}
    </p>`;
  }
  return html`<div class="invitation">
    <${Drawing} class="invitation-qr" svg=${qr} label=${t("QR code of the invitation")} />
    <div>
      <p>${t("Point the phone’s camera here. It has to be in the same network.")}</p>
      <p class="invitation-address">${url}</p>
      <p class="hint">
        ${t("For one device, until {time}.", { time: timeOfDay(ends, state.time_zone, language) })}
      </p>
    </div>
  </div>`;
}

function Devices({ session, state, say }) {
  const remove = async (id) => {
    const answer = await post(`/console/${session}/remotes/${id}/remove`);
    say(answer.ok ? "" : answer.message);
  };
  if (state.remotes.length === 0) return html`<p class="quiet">${t("No device has joined.")}</p>`;
  return html`<ul class="devices" role="list">
    ${state.remotes.map(({ id, kind, joined_at: joined }) => {
      const name = names()[kind] || names().other;
      const time = timeOfDay(joined, state.time_zone, language);
      return html`<li key=${id}>
        <p><b>${name}</b> <span>${t("joined at {time}", { time })}</span></p>
        <button type="button" class="button-secondary" onClick=${() => remove(id)}>
          ${t("Remove")}<span class="visually-hidden"> ${name}, ${time}</span>
        </button>
      </li>`;
    })}
  </ul>`;
}

/** Makes invitations, and lists who took one. */
export function RemotesDialog({ session, state, close }) {
  const [invitation, setInvitation] = useState(null);
  const [joined, setJoined] = useState(0);
  const [said, say] = useState("");
  const isTaken = state.remotes.length > joined;
  const invite = async () => {
    const answer = await post(`/console/${session}/remotes`);
    setJoined(state.remotes.length);
    setInvitation(answer.ok ? answer : null);
    say(answer.ok ? "" : answer.message);
  };
  return html`<${Dialog} title=${t("Remotes")} close=${close} class="remotes">
    <p>${t("A phone becomes a remote, or a second trainer leads along: notes, what comes next, and every move but the end of the session.")}</p>
    ${invitation && !isTaken && html`<${Invitation} invitation=${invitation} state=${state} />`}
    ${invitation &&
    isTaken &&
    html`<p class="message message-good" role="status">${t("A device has joined.")}</p>`}
    ${said && html`<p class="message message-bad" role="alert">${said}</p>`}
    <p>
      <button type="button" class="button" onClick=${invite}>
        ${invitation ? t("Make a new invitation") : t("Invite a device")}
      </button>
    </p>
    <h3>${t("Devices that lead")}</h3>
    <${Devices} session=${session} state=${state} say=${say} />
    <div class="dialog-buttons">
      <button type="button" class="button-secondary" onClick=${close}>${t("Close")}</button>
    </div>
  <//>`;
}
