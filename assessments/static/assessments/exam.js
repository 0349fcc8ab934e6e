// Saves an answer when it is chosen. What the server has not acknowledged is kept in this browser and sent again:
// from any task of the examination, and from the overview, which cannot hand in before it is sent.

import { clock } from "./clock.js";
import { read, write } from "./reply.js";
import "./comfort.js";

const form = document.querySelector("[data-exam]");
const status = form.querySelector("[data-status]");
const handIn = form.querySelector("[data-hand-in]"); // on the overview
const here = form.dataset.save; // address of the task on this page; the overview has none
const shelf = `exam:${form.dataset.attempt}`;
const RETRY_FIRST = 1000;
const RETRY_LAST = 15000;
const PAUSE = 2000; // ms without a key

const waiting = () => JSON.parse(localStorage.getItem(shelf) || "{}");
const keep = (answers) => localStorage.setItem(shelf, JSON.stringify(answers));

let seq = Number(form.dataset.seq);
let chosen = 0; // number of the last choice made on this page
let retry = RETRY_FIRST;
let isSending = false;
let leaving = "";

// The posted form carries the number of the choice that it shows, so that no earlier choice can overtake it.
function count(to) {
  seq = to;
  form.elements.seq.value = seq;
}

// A choice that this browser still keeps is later than what the server drew on the page.
function restore() {
  const kept = waiting()[here];
  if (kept?.seq > seq) {
    write(form, kept.value);
    form.elements.flag.checked = kept.is_flagged;
    document.dispatchEvent(new Event("sz:restored"));
  }
  count(Math.max(seq, kept?.seq || 0));
}

function remember() {
  count(seq + 1);
  chosen = seq;
  keep({ ...waiting(), [here]: { seq, value: read(form), is_flagged: form.elements.flag.checked } });
}

async function put(url, answer) {
  const headers = { "Content-Type": "application/json", "X-Exam-Token": form.dataset.token };
  return fetch(url, { method: "PUT", headers, body: JSON.stringify(answer), keepalive: true });
}

function forget(url, sent) {
  const answers = waiting();
  if (JSON.stringify(answers[url]) === JSON.stringify(sent)) delete answers[url];
  keep(answers);
}

// Another window has counted further on the same task: what was chosen here, just now, is numbered after it.
function isOvertaken(url, answer, reply, held) {
  const isLatestHere = url === here && answer.seq === chosen;
  return isLatestHere && (held.seq > answer.seq || (!reply.ok && held.seq === answer.seq));
}

// Sends one answer; false if the server takes it no more.
async function deliver(url, answer) {
  const reply = await put(url, answer);
  if (reply.status === 423) window.location.reload(); // a break or a pause: the answer stays here and is sent after it
  if (reply.status >= 500 || reply.status === 423) throw new Error(`server answered ${reply.status}`);
  const held = reply.ok || reply.status === 409 ? await reply.json() : {};
  forget(url, answer);
  retry = RETRY_FIRST;
  if (isOvertaken(url, answer, reply, held)) {
    count(held.seq);
    remember();
    return true;
  }
  status.textContent = reply.ok
    ? form.dataset.saved.replace("{time}", clock(held.server_time, form.dataset.zone))
    : form.dataset.refused;
  return reply.ok;
}

async function send() {
  if (isSending) return;
  isSending = true;
  let sent = 0;
  let refused = 0;
  try {
    for (let [next] = Object.entries(waiting()); next; [next] = Object.entries(waiting())) {
      status.textContent = form.dataset.saving;
      if (await deliver(...next)) sent += 1;
      else refused += 1;
    }
    afterAll(sent, refused);
  } catch {
    status.textContent = form.dataset.offline;
    setTimeout(send, retry);
    retry = Math.min(retry * 2, RETRY_LAST);
  } finally {
    isSending = false;
  }
}

function afterAll(sent, refused) {
  if (leaving) window.location.href = leaving;
  else if (handIn && sent && !refused) window.location.reload(); // with what has arrived counted
  else if (handIn) handIn.disabled = false;
}

// A text is saved while it is being written, whenever the hands rest; and when the page is left before they do.
let resting = 0;
function saveWhilePausing(event) {
  if (!["text", "textarea"].includes(event.target.type)) return;
  clearTimeout(resting);
  resting = setTimeout(saveNow, PAUSE);
}

function saveNow() {
  clearTimeout(resting);
  resting = 0;
  remember();
  send();
}

// Without a connection the page must stay: what the browser would show instead has no examination in it.
function stayIfOffline(event) {
  if (navigator.onLine) return;
  event.preventDefault();
  status.textContent = form.dataset.offline;
}

if (here) {
  restore();
  form.addEventListener("submit", stayIfOffline);
  for (const link of document.querySelectorAll("a[href]")) link.addEventListener("click", stayIfOffline);
  form.addEventListener("change", saveNow);
  form.addEventListener("input", saveWhilePausing);
  window.addEventListener("pagehide", () => resting && saveNow());
  document.addEventListener("sz:timeup", () => {
    leaving = form.dataset.review;
    send();
  });
} else {
  handIn.disabled = Object.keys(waiting()).length > 0;
}
window.addEventListener("online", send);
send();
