// Dialogs: keys, go to, ask again, the projector's window, and the end.
import { html } from "../vendor/preact-htm.js";
import { t, tn, words } from "../strings.js";
import { Dialog } from "./parts.js";
import { pollInHand } from "./deeds.js";
import { GoTo } from "./go_to.js";
import { MoreDialog } from "./handheld.js";
import { PeopleDialog } from "./people.js";
import { PollDialog } from "./poll_form.js";
import { PollSetup, setupOf } from "./poll_setup.js";
import { RemotesDialog } from "./remotes.js";
import { TimerDialog } from "./timer.js";
import { WorksheetDialog } from "./worksheets.js";

function Buttons({ close, sure, label, danger }) {
  return html`<div class="dialog-buttons">
    <button type="button" class="button-secondary" onClick=${close}>${t("Cancel")}</button>
    <button type="button" class=${`button ${danger ? "button-danger" : ""}`} onClick=${sure}>
      ${label}
    </button>
  </div>`;
}

function Help({ close }) {
  const keys = [
    ["→ · PageDown · Space", t("Next")],
    ["← · PageUp", t("Previous")],
    ["G", t("Go to a slide or poll")],
    ["T", t("Countdown, or a break")],
    ["U", t("Undo the last move")],
    ["O", t("Open the poll")],
    ["X", t("Close the poll and show its results")],
    ["R", t("Show or hide results")],
    ["D", t("Point at the slide with a dot, and stop")],
    ["Z", t("Enlarge a part of the slide, and back")],
    ["P", t("Play or pause the video or sound of the slide")],
    ["L", t("Lobby: how to join")],
    ["C", t("Calm, and back")],
    ["B · .", t("Black, and back")],
    ["S", t("Sign-out: also opens the evaluation")],
    ["N", t("Start the next part of the agenda")],
    ["F", t("Full screen, in the projector’s window")],
    ["?", t("This help")],
  ];
  const numbers = [
    [t("In now"), t("Signed in and not signed out yet, also without a name")],
    [t("Out now"), t("Signed in and out again")],
    [t("Expected"), t("Everybody on the roster")],
    [t("Not yet"), t("On the roster and not signed in yet")],
    [t("Phones now"), t("Phones that have the session open at this moment")],
  ];
  return html`<${Dialog} title=${t("Keys")} close=${close} isRead=${true}>
    <dl class="key-list">
      ${keys.map(([key, does]) => html`<div key=${key}><dt>${key}</dt><dd>${does}</dd></div>`)}
    </dl>
    <p class="hint">
      ${t("A presenter clicker works too, whether this window or the projector was clicked last.")}
    </p>
    <h3>${t("The numbers above")}</h3>
    <dl class="key-list">
      ${numbers.map(([name, is]) => html`<div key=${name}><dt>${name}</dt><dd>${is}</dd></div>`)}
    </dl>
    <div class="dialog-buttons">
      <button type="button" class="button" onClick=${close}>${t("Close")}</button>
    </div>
  <//>`;
}

function AskAgain({ state, move, close }) {
  const poll = pollInHand(state);
  if (!poll) return null;
  const sure = () => {
    close();
    move("ask_again", setupOf(poll));
  };
  return html`<${Dialog} title=${t("Ask this question again?")} close=${close}>
    <p>${words(poll.label)}</p>
    <p>
      ${t("Phones answer anew in round {next}. The answers so far are kept apart, as round {round}.", {
        next: poll.round + 1,
        round: poll.round,
      })}
    </p>
    <${PollSetup} poll=${poll} />
    <${Buttons} close=${close} sure=${sure} label=${t("Ask again")} />
  <//>`;
}

function ProjectorHelp({ openProjector, close }) {
  return html`<${Dialog} title=${t("The projector’s window")} close=${close}>
    <ol class="steps">
      <li>${t("Connect the projector and choose “extend the display” on the laptop.")}</li>
      <li>${t("Open the window, and drag it onto the projector’s display.")}</li>
      <li>${t("Click into it once and press F for full screen. F again brings it back.")}</li>
    </ol>
    <${Buttons}
      close=${close}
      sure=${() => {
        openProjector();
        close();
      }}
      label=${t("Open the window")}
    />
  <//>`;
}

function Finish({ move, count, close }) {
  const signedIn = count?.inside ?? 0;
  const sure = () => {
    close();
    move("finish");
  };
  return html`<${Dialog} title=${t("Finish the session?")} close=${close}>
    <p>${t("This cannot be undone.")}</p>
    <ul>
      <li>${t("The answer key is destroyed: phones can no longer send or change answers, and nobody can tell any more which phone gave which answer.")}</li>
      <li>${t("The evaluation closes, and this console can make no more moves.")}</li>
      <li>${t("Answers, evaluations and attendance stay, and people can sign out for another half an hour.")}</li>
    </ul>
    ${signedIn > 0 &&
    html`<p class="message message-wait">
      ${tn(
        "{n} person is signed in and has not signed out yet.",
        "{n} people are signed in and have not signed out yet.",
        signedIn,
      )}
    </p>`}
    <${Buttons} close=${close} sure=${sure} label=${t("Finish and destroy the key")} danger=${true} />
  <//>`;
}

const DIALOGS = {
  help: Help,
  "go-to": GoTo,
  "ask-again": AskAgain,
  timer: TimerDialog,
  projector: ProjectorHelp,
  people: PeopleDialog,
  remotes: RemotesDialog,
  more: MoreDialog,
  finish: Finish,
  poll: PollDialog,
  worksheet: WorksheetDialog,
};

/** The dialog called `name` ("help", "worksheet ID"), or nothing. */
export function OpenDialog({ name, ...rest }) {
  const [kind, id] = name.split(" ");
  const Chosen = DIALOGS[kind];
  return Chosen ? html`<${Chosen} key=${name} id=${id} ...${rest} />` : null;
}
