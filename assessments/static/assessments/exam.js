// Saves an answer when it is chosen. What the server has not acknowledged is kept in this browser and sent again:
// from any task of the examination, and from the overview, which cannot hand in before it is sent.
// sheets.js turns from task to task; each task is a form that holds the number of its latest choice.

import { clock } from "./clock.js";
import { read, write } from "./reply.js";
import { comfort } from "./comfort.js";
import { Sheets } from "./sheets.js";

const sitting = document.querySelector("[data-sitting]");
const says = sitting.dataset;
const handIn = sitting.querySelector("[data-hand-in]"); // on the overview
const shelf = `exam:${says.attempt}`;
const RETRY_FIRST = 1000;
const RETRY_LAST = 15000;
const PAUSE = 2000; // ms without a key

const waiting = () => JSON.parse(localStorage.getItem(shelf) || "{}");
const keep = (answers) => localStorage.setItem(shelf, JSON.stringify(answers));

let retry = RETRY_FIRST;
let isSending = false;
let leaving = "";

const sheets = sitting.querySelector("[data-exam]") && new Sheets(sitting, { opened, left });

function say(words, form = sheets?.shown) {
  (form ?? sitting).querySelector("[data-status]").textContent = words;
}

// The posted form carries the number of the choice that it shows, so that no earlier choice can overtake it.
function count(form, to) {
  form.dataset.seq = to;
  form.elements.seq.value = to;
}

// A choice that this browser still keeps is later than what the server drew on the page.
function opened(form) {
  const kept = waiting()[form.dataset.save];
  const held = Number(form.dataset.seq);
  comfort(form);
  if (kept?.seq > held) {
    write(form, kept.value);
    form.elements.flag.checked = kept.is_flagged;
    form.dispatchEvent(new Event("sz:restored"));
    sheets?.mark(form, kept.value.length > 0, kept.is_flagged);
  }
  count(form, Math.max(held, kept?.seq || 0));
}

function remember(form) {
  const answer = { seq: Number(form.dataset.seq) + 1, value: read(form), is_flagged: form.elements.flag.checked };
  count(form, answer.seq);
  form.dataset.chosen = answer.seq; // number of the last choice made on this page
  keep({ ...waiting(), [form.dataset.save]: answer });
  sheets.mark(form, answer.value.length > 0, answer.is_flagged);
}

async function put(url, answer) {
  const headers = { "Content-Type": "application/json", "X-Exam-Token": says.token };
  return fetch(url, { method: "PUT", headers, body: JSON.stringify(answer), keepalive: true });
}

function forget(url, sent) {
  const answers = waiting();
  if (JSON.stringify(answers[url]) === JSON.stringify(sent)) delete answers[url];
  keep(answers);
}

// Another window has counted further on the same task: what was chosen here, just now, is numbered after it.
function isOvertaken(form, answer, reply, held) {
  const isLatestHere = form && answer.seq === Number(form.dataset.chosen);
  return isLatestHere && (held.seq > answer.seq || (!reply.ok && held.seq === answer.seq));
}

// Sends one answer; false if the server takes it no more.
async function deliver(url, answer) {
  const reply = await put(url, answer);
  if (reply.status === 423) window.location.reload(); // a break or a pause: the answer stays here and is sent after it
  if (reply.status >= 500 || reply.status === 423) throw new Error(`server answered ${reply.status}`);
  const held = reply.ok || reply.status === 409 ? await reply.json() : {};
  const form = sheets?.at(url);
  forget(url, answer);
  retry = RETRY_FIRST;
  if (isOvertaken(form, answer, reply, held)) {
    count(form, held.seq);
    remember(form);
    return true;
  }
  if (reply.ok) say(says.saved.replace("{time}", clock(held.server_time, says.zone)), form);
  else say(says.refused);
  return reply.ok;
}

async function send() {
  if (isSending) return;
  isSending = true;
  let sent = 0;
  let refused = 0;
  try {
    for (let [next] = Object.entries(waiting()); next; [next] = Object.entries(waiting())) {
      say(says.saving, sheets?.at(next[0]));
      if (await deliver(...next)) sent += 1;
      else refused += 1;
    }
    afterAll(sent, refused);
  } catch {
    say(says.offline);
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

// A text is saved while it is being written, whenever the hands rest; and when its task is left before they do.
let resting = 0;
function saveWhilePausing(event) {
  if (!["text", "textarea"].includes(event.target.type)) return;
  clearTimeout(resting);
  resting = setTimeout(saveNow, PAUSE);
}

function saveNow() {
  clearTimeout(resting);
  resting = 0;
  remember(sheets.shown);
  send();
}

function left() {
  if (resting) saveNow();
}

// Without a connection the page must stay: what the browser would show instead has no examination in it.
function stayIfOffline(event) {
  if (navigator.onLine || event.defaultPrevented) return;
  event.preventDefault();
  say(says.offline);
}

if (sheets) {
  sheets.begin();
  sitting.addEventListener("submit", stayIfOffline);
  document.addEventListener("click", (event) => event.target.closest("a[href]") && stayIfOffline(event));
  sitting.addEventListener("change", saveNow);
  sitting.addEventListener("input", saveWhilePausing);
  window.addEventListener("pagehide", () => resting && saveNow());
  document.addEventListener("sz:timeup", () => {
    leaving = says.review;
    send();
  });
} else {
  handIn.disabled = Object.keys(waiting()).length > 0;
}
window.addEventListener("online", send);
send();
