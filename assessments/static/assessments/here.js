// Tells the invigilator's board that this browser is there, and notices when the page is no longer the right one:
// paused, resumed, with another deadline, or taken over elsewhere. Answers chosen here are kept by exam.js meanwhile.

const root = document.querySelector("[data-here]");
const EVERY = 30000;
const SAME = 1500; // milliseconds

async function tell() {
  let reply;
  try {
    reply = await fetch(root.dataset.here, { method: "PUT", headers: { "X-Exam-Token": root.dataset.token } });
  } catch {
    return; // exam.js says that there is no connection
  }
  if (reply.status === 404) window.location.reload();
  if (!reply.ok) return;
  const sign = await reply.json();
  const hasMoved = Math.abs(Date.parse(sign.deadline) - Date.parse(root.dataset.deadline)) > SAME;
  if (sign.is_open !== (root.dataset.open === "true") || hasMoved) window.location.reload();
}

setInterval(tell, EVERY);
tell();
