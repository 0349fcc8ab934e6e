// Comfort at the desk: no double posts, a letter that writes itself while it is composed, time that runs out.
// Everything works without it.

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
});

// A page restored by the back button may be acted from again; the server knows whether it is too old.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

document.addEventListener("sz:timeup", () => {
  // The server closes the run a few seconds after the deadline.
  setTimeout(() => location.reload(), 11_000);
});

// Whoever interrupts stands before all else: answered, or put off by its button or the escape key.
const ring = document.querySelector("[data-ring]");
if (ring) {
  ring.close();
  ring.showModal();
  // Going to the fragment of the address, the browser takes the focus away again; nothing else on the page can have it.
  const attend = () => ring.open && !ring.contains(document.activeElement) && ring.querySelector("[autofocus]").focus();
  for (const moment of ["load", "hashchange"]) window.addEventListener(moment, () => setTimeout(attend));
  document.addEventListener("focusout", () => setTimeout(attend));
  ring.addEventListener("cancel", (event) => {
    event.preventDefault();
    const later = ring.querySelector("[data-later]");
    later.form.requestSubmit(later);
  });
}

// The server writes the letter and reads the gauges, here as in the preview and in the file: one hand everywhere.
async function draft(composer, targets) {
  const body = new URLSearchParams(new FormData(composer));
  body.set("go", "draft");
  const turn = (composer.dataset.turn = String(Number(composer.dataset.turn ?? 0) + 1));
  const answer = await fetch(composer.action, { method: "POST", body });
  if (!answer.ok || answer.redirected || composer.dataset.turn !== turn) return; // a later draft is on its way
  const sheet = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const [name, target] of Object.entries(targets)) {
    const fresh = sheet.querySelector(`[data-${name}]`);
    // Said aloud only when it has changed.
    if (fresh.textContent !== target.textContent) target.replaceChildren(...fresh.childNodes);
  }
}

const isFilled = (input) => (["radio", "checkbox"].includes(input.type) ? input.checked : Boolean(input.value.trim()));

for (const composer of document.querySelectorAll("[data-composer]")) {
  const box = composer.parentElement.querySelector("[data-draft-box]");
  if (!box) continue;
  const targets = { gauges: composer.querySelector("[data-gauges]"), draft: box.querySelector("[data-draft]") };
  let waiting;
  box.open = matchMedia("(min-width: 72rem)").matches; // where the draft stands beside the form
  const refresh = () => {
    const isBegun = [...composer.querySelectorAll("input:not([type='hidden']), textarea")].some(isFilled);
    box.hidden = !isBegun; // an empty sheet tells nothing
    if (isBegun || composer.dataset.turn) draft(composer, targets);
  };
  composer.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, 250);
  });
  refresh();
}
