// Turn a list of links to sections into tabs (WAI-ARIA tabs pattern, selection follows focus).

function enhance(root) {
  const list = root.querySelector(".sz-tabs__list");
  const tabs = [...list.querySelectorAll("a")];
  const panelOf = (tab) => document.getElementById(tab.getAttribute("href").slice(1));

  const select = (chosen) => {
    for (const tab of tabs) {
      const on = tab === chosen;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      panelOf(tab).hidden = !on;
    }
  };
  const move = (tab, key) => {
    const last = tabs.length - 1;
    const here = tabs.indexOf(tab);
    const target = { ArrowLeft: here ? here - 1 : last, ArrowRight: here < last ? here + 1 : 0, Home: 0, End: last }[key];
    if (target === undefined) return false;
    select(tabs[target]);
    tabs[target].focus();
    return true;
  };

  list.setAttribute("role", "tablist");
  for (const tab of tabs) {
    tab.parentElement.setAttribute("role", "presentation");
    tab.setAttribute("role", "tab");
    const panel = panelOf(tab);
    tab.setAttribute("aria-controls", panel.id);
    panel.setAttribute("role", "tabpanel");
    panel.tabIndex = 0;
    tab.addEventListener("click", (event) => {
      event.preventDefault();
      select(tab);
      history.replaceState(null, "", tab.hash);
    });
    tab.addEventListener("keydown", (event) => {
      if (move(tab, event.key)) event.preventDefault();
    });
  }
  select(tabs.find((tab) => tab.hash === location.hash) ?? tabs[0]);
}

document.querySelectorAll("[data-sz-tabs]").forEach(enhance);
