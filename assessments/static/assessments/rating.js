// A judge's rating: slider and number move together, and a change of a rating that was given before is saved at once.
// The first rating of an item is sent by its button alone, because the key appears after it. All works without scripts.

import { clock } from "./clock.js";

const form = document.querySelector("[data-rating]");
const PAUSE = 600; // ms without a move

function start() {
  const slider = form.querySelector("[data-slider]");
  const number = form.elements.percent;
  const status = form.querySelector("[data-status]");
  let waiting;
  let turn = 0;

  async function save() {
    clearTimeout(waiting);
    waiting = undefined;
    if (!number.reportValidity()) return;
    const mine = ++turn;
    status.textContent = form.dataset.saving;
    try {
      const body = new FormData(form);
      const reply = await fetch(location.href, { method: "POST", headers: { Accept: "application/json" }, body });
      const held = await reply.json();
      if (mine !== turn) return; // a later rating is on its way
      const time = () => clock(held.saved_at, form.dataset.zone);
      status.textContent = reply.ok ? form.dataset.saved.replace("{time}", time()) : held.error;
    } catch {
      if (mine === turn) status.textContent = form.dataset.failed;
    }
  }

  function moved() {
    if (!("atOnce" in form.dataset)) return;
    clearTimeout(waiting);
    waiting = setTimeout(save, PAUSE);
  }

  slider.hidden = false;
  slider.addEventListener("input", () => {
    number.value = slider.value;
    moved();
  });
  number.addEventListener("input", () => {
    if (number.validity.valid) slider.value = number.value;
    moved();
  });
  // Enter in the slider does what it does in the field.
  slider.addEventListener("keydown", (event) => {
    if (event.key === "Enter") form.requestSubmit();
  });
  // Whoever goes on within the pause takes the rating along.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    if (!link || !waiting) return;
    event.preventDefault();
    await save();
    location.assign(link.href);
  });
}

if (form) start();
