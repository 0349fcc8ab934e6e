// On a narrow screen a row of a wide table becomes a card (desk.css); each cell then names itself by the head of its column.

function name(table) {
  const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent.trim());
  for (const row of table.tBodies[0]?.rows ?? []) {
    if (row.cells.length !== heads.length) continue;
    [...row.cells].forEach((cell, at) => heads[at] && at && cell.setAttribute("data-label", heads[at]));
  }
  table.classList.add("ad-table--cards");
}

document.querySelectorAll(".ad-scroll > .ad-table:not(.ad-table--narrow), .ad-scroll > .ad-table--fields").forEach(name);
