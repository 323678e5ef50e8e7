// One screen of the gallery: the module that draws it in a session draws what it got.
import { html, render, useState } from "../vendor/preact-htm.js";
import { language, t } from "../strings.js";
import { Results } from "../charts.js";
import { Poll } from "../phone/poll.js";
import { bothLanguages } from "../projector/speech.js";
import { Wall } from "../projector/wall.js";
import { Rounds } from "../rounds.js";

const { screen, state, results, own: said } = JSON.parse(
  document.getElementById("facts").textContent,
);
const { poll } = state;
const saved = (answer, change) => ({ answer, change, round: poll.round, state: "saved", message: "" });

// A phone whose answers go nowhere but into this page.
function Phone() {
  const [own, setOwn] = useState(said === null ? null : saved(said, 1));
  const [isMore, setMore] = useState(false);
  const answer = (_name, _round, given) => setOwn(saved(given, (own?.change ?? 0) + 1));
  const facts = {
    poll,
    own,
    code: `gallery-${screen}-${language}`,
    started: null,
    order: "",
    ahead: Date.parse(state.now) - Date.now(),
    more: { isOn: isMore, trouble: "" },
  };
  return html`<${Poll} ...${facts} onAnswer=${answer} onMoreTime=${setMore} />
    ${state.results &&
    html`<section class="stack" aria-labelledby="results">
      <h2 id="results">${t("What the room said")}</h2>
      <${Results} results=${state.results} question=${poll.question} language=${language} size="small" />
    </section>`}`;
}

async function drawn() {
  if (["phone", "answered", "closed"].includes(screen)) return html`<${Phone} />`;
  if (screen === "console") {
    const { question } = poll;
    return html`<h1 class="visually-hidden">${t("Results")}</h1>
      <${Rounds} ...${{ results, question, language }} size="medium" />`;
  }
  const say = (await bothLanguages())[language];
  const shown = { ...state, language };
  const count = { answered: state.results?.answered ?? 0 };
  return html`<${Wall} state=${shown} told=${state.results} ...${{ count, say }} door=${null} />`;
}

render(await drawn(), document.getElementById("screen") ?? document.getElementById("projector"));
document.documentElement.dataset.drawn = "yes";
