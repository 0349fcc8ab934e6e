// A clock for the reader. It counts by the server's time and announces a few minutes only, not each second.

const ANNOUNCED_MINUTES = [30, 10, 5, 1];

function enhance(root) {
  const deadline = Date.parse(root.dataset.deadline);
  // A running stopwatch would stand still while a laptop sleeps; the wall clock does not.
  const offset = Date.parse(root.dataset.now) - Date.now();
  const value = root.querySelector("time");
  const status = root.querySelector("[role='status']");
  const label = root.querySelector("[data-label]");
  let announced = Infinity;
  label.textContent = label.dataset.label;

  const tick = () => {
    const left = Math.max(0, Math.ceil((deadline - offset - Date.now()) / 1000));
    const pad = (number) => String(number).padStart(2, "0");
    const hours = Math.floor(left / 3600);
    value.textContent = `${hours ? `${hours}:` : ""}${pad(Math.floor(left / 60) % 60)}:${pad(left % 60)}`;
    root.classList.toggle("is-short", left <= 300 && left > 60);
    root.classList.toggle("is-over", left <= 60);
    const due = ANNOUNCED_MINUTES.find((minutes) => left <= minutes * 60 && left > minutes * 60 - 5);
    if (due && due < announced) {
      announced = due;
      status.textContent = root.dataset.announce.replace("{minutes}", due);
    }
    if (left > 0) return;
    clearInterval(timer);
    status.textContent = root.dataset.over;
    root.dispatchEvent(new CustomEvent("sz:timeup", { bubbles: true }));
  };
  const timer = setInterval(tick, 1000);
  tick();
}

document.querySelectorAll("[data-sz-countdown]").forEach(enhance);
