/** Rankings of a form: the fields that say a place each, ordered by tapping instead. */

import { html, render, useState } from "../vendor/preact-htm.js";
import { Ranking } from "./fields/ranking.js";

function placesOf(selects) {
  const placed = selects.filter(({ value }) => value);
  placed.sort((a, b) => Number(a.value) - Number(b.value));
  return placed.map(({ dataset }) => dataset.option);
}

function Field({ question, selects, redrawn }) {
  const [order, setOrder] = useState(placesOf(selects));
  redrawn.now = () => setOrder(placesOf(selects));
  const change = (next) => {
    for (const select of selects) {
      const place = next.indexOf(select.dataset.option) + 1;
      select.value = place ? String(place) : "";
    }
    setOrder(next);
    selects[0].dispatchEvent(new Event("input", { bubbles: true }));
  };
  return html`<${Ranking} question=${question} value=${order} onChange=${change} />`;
}

function asked(block, fields, selects) {
  const words = (text) => ({ en: text, es: text });
  return {
    name: block.dataset.question,
    label: words(block.querySelector("legend").textContent.trim()),
    most: Number(fields.dataset.most),
    choices: selects.map((select) => ({
      name: select.dataset.option,
      label: words(select.labels[0].lastElementChild.textContent),
    })),
  };
}

/** Put the tapping field in place of each ranking's fields; returns how to redraw all. */
export function rankings(blocks) {
  const drawn = [];
  for (const block of blocks) {
    const fields = block.querySelector("[data-ranking]");
    if (!fields) continue;
    const selects = [...fields.querySelectorAll("select")];
    for (const select of selects) {
      select.dataset.option = select.name.slice(block.dataset.question.length + 1);
    }
    const question = asked(block, fields, selects);
    const place = document.createElement("div");
    fields.before(place);
    fields.hidden = true;
    block.querySelector("[data-ranking-hint]").hidden = true;
    const redrawn = { now: () => undefined };
    render(html`<${Field} ...${{ question, selects, redrawn }} />`, place);
    drawn.push(redrawn);
  }
  return () => drawn.forEach((one) => one.now());
}
