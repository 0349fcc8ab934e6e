// Lesson player: report presence while the page is visible, answer self-checks in place.

const player = document.querySelector("[data-lesson]");
const token = player.querySelector("[name='csrfmiddlewaretoken']").value;
const PERIOD = 15000;

let visibleSince = document.visibilityState === "visible" ? performance.now() : null;
let seen = 0; // milliseconds not yet reported
let furthest = Number(player.dataset.furthest);

const headers = { "X-CSRFToken": token, "X-Requested-With": "fetch" };

function settle() {
  if (visibleSince === null) return;
  seen += performance.now() - visibleSince;
  visibleSince = document.visibilityState === "visible" ? performance.now() : null;
}

function show(state) {
  player.querySelector("[data-minutes-left]").textContent = state.minutes_left;
  player.querySelector("[data-open]").hidden = state.is_worked_through;
  player.querySelector("[data-done]").hidden = !state.is_worked_through;
}

async function report({ keepalive = false } = {}) {
  settle();
  const seconds = Math.floor(seen / 1000);
  if (!seconds) return;
  seen -= seconds * 1000;
  const body = new URLSearchParams({ seconds, block: furthest });
  try {
    const response = await fetch(player.dataset.presence, { method: "POST", headers, body, keepalive });
    if (response.ok && !keepalive) show(await response.json());
  } catch {
    // Off line: this stretch of time is not claimed again, the next beacon speaks for itself.
  }
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") {
    settle();
    visibleSince = null;
    report({ keepalive: true });
  } else {
    visibleSince = performance.now();
  }
});
setInterval(() => document.visibilityState === "visible" && report(), PERIOD);

const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (entry.isIntersecting) furthest = Math.max(furthest, Number(entry.target.dataset.block));
  }
});
const watch = (root) => root.querySelectorAll("[data-block]").forEach((block) => watcher.observe(block));
watch(player);

player.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-check-form]");
  if (!form) return;
  event.preventDefault();
  const box = form.closest("[data-block]");
  const response = await fetch(form.action, { method: "POST", headers, body: new FormData(form) }).catch(() => null);
  if (!response?.ok) {
    form.submit();
    return;
  }
  const holder = document.createElement("template");
  holder.innerHTML = await response.text();
  const fresh = holder.content.firstElementChild;
  watcher.unobserve(box);
  box.replaceWith(fresh);
  watcher.observe(fresh);
  // An empty status that is filled is read out; one that arrives filled is not.
  const status = fresh.querySelector("[role='status']");
  const words = status.textContent;
  status.textContent = "";
  requestAnimationFrame(() => { status.textContent = words; });
  (fresh.querySelector("input:checked") ?? fresh.querySelector("[name='chosen']")).focus({ preventScroll: true });
});
