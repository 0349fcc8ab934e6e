// Where the row of sections is wider than the screen, the section in which the reader is comes into sight.

for (const here of document.querySelectorAll(".sz-tabs__list [aria-current]")) {
  const row = here.closest(".sz-tabs__list");
  const place = here.getBoundingClientRect().left - row.getBoundingClientRect().left;
  if (place + here.offsetWidth > row.clientWidth) row.scrollLeft += place - (row.clientWidth - here.offsetWidth) / 2;
}
