// Reads the board again every few seconds. A row whose form is open stays as it is, and nothing moves under one's hands.

const board = document.querySelector("[data-board]");
const stale = document.querySelector("[data-stale]");
const EVERY = 7000;
const calm = document.title;

const isTyping = () => board.contains(document.activeElement) && document.activeElement.matches("input, textarea");

function show(html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  for (const open of board.querySelectorAll("tr:has(details[open])")) {
    fresh.content.getElementById(open.id)?.replaceWith(open);
  }
  board.replaceChildren(fresh.content);
  const waiting = board.querySelectorAll("tr.is-exception, [role=alert]").length;
  document.title = waiting ? `(${waiting}) ${calm}` : calm;
}

async function refresh() {
  if (document.hidden || isTyping()) return;
  try {
    const reply = await fetch(board.dataset.board);
    if (!reply.ok || reply.redirected) throw new Error(`server answered ${reply.status}`);
    show(await reply.text());
    stale.hidden = true;
  } catch {
    stale.hidden = false;
  }
}

setInterval(refresh, EVERY);
document.addEventListener("visibilitychange", refresh);
