// The buttons that are always there, and the room's switches.
import { html } from "../vendor/preact-htm.js";
import { t, words } from "../strings.js";
import { KeyButton, Switch } from "./parts.js";
import { undoWords } from "./undo.js";

const LANGUAGES = { en: "English", es: "Español" };

export function Controls({ state, act, ask, isRemote }) {
  const on = (screen) => state.screen === screen;
  return html`<nav class="controls" aria-label=${t("Moves")}>
    <div class="controls-steps">
      <${KeyButton} name="previous" disabled=${state.finished} keys="←" label=${t("Previous")} act=${act} />
      <${KeyButton} name="next" disabled=${state.finished} keys="→" label=${t("Next")} act=${act} class="button-next" />
    </div>
    <div class="controls-group">
      <${KeyButton} name="go-to" disabled=${state.finished} keys="G" label=${t("Go to")} act=${ask} />
      <${KeyButton} name="timer" disabled=${state.finished} keys="T" label=${t("Time")} act=${ask} />
    </div>
    <div class="controls-group">
      <${KeyButton} name="lobby" disabled=${state.finished} keys="L" label=${t("Lobby")} act=${act} pressed=${on("lobby")} />
      <${KeyButton} name="calm" disabled=${state.finished} keys="C" label=${t("Calm")} act=${act} pressed=${on("calm")} />
      <${KeyButton} name="black" disabled=${state.finished} keys="B" label=${t("Black")} act=${act} pressed=${on("black")} />
      <${KeyButton} name="sign-out" disabled=${state.finished} keys="S" label=${t("Sign-out")} act=${act} pressed=${on("sign-out")} />
    </div>
    <${KeyButton}
      name="undo"
      keys="U"
      label=${undoWords(state)}
      title=${undoWords(state)}
      act=${act}
      disabled=${!state.can_undo || state.finished}
      class="undo"
    />
    <div class="controls-group controls-end">
      ${!isRemote &&
      html`<${KeyButton} name="projector" label=${t("Projector…")} act=${ask} quiet=${true} />
        <${KeyButton} name="remotes" label=${t("Remotes…")} act=${ask} quiet=${true} disabled=${state.finished} />`}
      <${KeyButton} name="help" keys="?" label=${t("Keys")} title=${t("Keys")} act=${ask} quiet=${true} />
      ${!isRemote &&
      html`<${KeyButton} name="finish" label=${t("Finish…")} act=${ask} quiet=${true} disabled=${state.finished} />`}
    </div>
  </nav>`;
}

/** The codes of the moment, to be read out to somebody who leaves early. */
function Codes({ door }) {
  return html`<dl class="door-codes">
    <div><dt>${t("Code to sign in")}</dt><dd>${door.in.code}</dd></div>
    <div><dt>${t("Code to sign out")}</dt><dd>${door.out.code}</dd></div>
  </dl>`;
}

// How many came in stays together where the line is full.
function unbroken(label) {
  return label.replace(/ · (\S+) (\S+)$/, " ·\u00a0$1\u00a0$2");
}

/** The forms before and after, where the plan has them, with how many came in. */
function BeforeAndAfter({ state, count, move }) {
  const names = ["pre", "post"].filter((name) => state.forms[name]);
  return names.map((name) => {
    const facts = { title: words(state.forms[name]), n: count?.forms?.[name] ?? 0 };
    return html`<${Switch}
      key=${name}
      name=${`form-${name}`}
      label=${unbroken(t("“{title}” on phones · {n} sent", facts))}
      isOn=${state[name]}
      change=${(open) => move(name, { open })}
    />`;
  });
}

export function Switches({ state, door, count, move }) {
  return html`<section class="switches" aria-labelledby="switches-title">
    <h2 id="switches-title">${t("The room")}</h2>
    ${state.guarded && door && html`<${Codes} door=${door} />`}
    <${Switch}
      name="evaluation"
      label=${t("Evaluation on phones")}
      isOn=${state.evaluation}
      change=${(open) => move("evaluation", { open })}
    />
    <${BeforeAndAfter} ...${{ state, count, move }} />
    <${Switch}
      name="follow"
      label=${t("Slides on phones")}
      isOn=${state.follow}
      change=${(on) => move("follow", { on })}
    />
    <${Switch}
      name="phone-results"
      label=${t("Results on phones")}
      isOn=${state.phone_results}
      change=${(on) => move("phone_results", { on })}
    />
    <${Switch}
      name="corner"
      label=${t("Address in the corner")}
      isOn=${state.corner}
      change=${(on) => move("corner", { on })}
    />
    ${state.languages.length > 1 &&
    html`<fieldset class="wall-language">
      <legend>${t("Projector in")}</legend>
      ${state.languages.map(
        (code) => html`<label key=${code}>
          <input
            type="radio"
            name="wall-language"
            value=${code}
            checked=${state.language === code}
            onChange=${() => move("language", { language: code })}
          />
          <span lang=${code}>${LANGUAGES[code]}</span>
        </label>`,
      )}
    </fieldset>`}
  </section>`;
}
