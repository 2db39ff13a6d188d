// The command palette: Ctrl or Cmd and K. A combobox over a list of links: the focus stays in the field, arrows choose.

import { forget, recentSearches, recentlyOpened, rememberOpened, rememberSearch } from "./recent.js";

const WAIT_MS = 90;
const SHORTEST = 2;

const palette = document.getElementById("palette");
const home = palette?.dataset.home;
const field = palette?.querySelector("input");
const says = palette?.querySelector(".palette-says");
let timer;
let request;
let jumps = false;

if (palette) start();

function start() {
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (palette.open) palette.close();
    else open();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-palette]");
    if (!button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches('form[action="/console/sign-out"]')) forget();
  });
  field.addEventListener("input", ask);
  field.addEventListener("paste", () => (jumps = true));
  field.addEventListener("keydown", choose);
  palette.addEventListener("click", (event) => {
    if (event.target.closest("[role=option]")) rememberSearch(home, field.value);
  });
  palette.addEventListener("close", () => {
    request?.abort();
    palette.removeAttribute("aria-busy");
  });
  palette.addEventListener("pointermove", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) select(option);
  });
  rememberOpened(home);
}

function open() {
  if (palette.open || document.querySelector("dialog[open]")) return;
  field.value = "";
  show(empty());
  showRecent();
  palette.showModal();
  field.focus();
  settle("");
}

function ask() {
  clearTimeout(timer);
  timer = setTimeout(search, jumps ? 0 : WAIT_MS);
}

async function search() {
  const query = field.value.trim();
  request?.abort();
  if (query.length < SHORTEST && /^[\x20-\x7e]*$/.test(query)) {
    show(empty());
    settle(query);
    return;
  }
  const own = new AbortController();
  request = own;
  palette.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(`${home}search/hits?q=${encodeURIComponent(query)}`, { signal: own.signal });
    if (!answer.ok) throw new Error(String(answer.status));
    const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".palette-found");
    if (!found) throw new Error("signed out");
    if (jumps && found.dataset.goal) return go(found.dataset.goal);
    show(found);
    settle(query);
  } catch (error) {
    if (error.name === "AbortError") return;
    show(empty());
    say("The search did not answer. Check the connection and type on.");
  }
  jumps = false;
  palette.removeAttribute("aria-busy");
}

// What stands below the hits, which option is chosen, and what is said about it all.
function settle(query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const actions = palette.querySelector("[data-actions]");
  for (const option of actions.querySelectorAll("[role=option]")) {
    const label = option.querySelector(".hit-title").textContent.toLowerCase();
    option.hidden = !words.every((word) => label.includes(word));
  }
  actions.hidden = !actions.querySelector("[role=option]:not([hidden])");
  const recent = palette.querySelector("[data-recent]");
  recent.hidden = Boolean(query) || !recent.querySelector("[role=option]");
  select(options()[0]);
  const hits = palette.querySelectorAll(".palette-found [role=option]").length;
  if (!query) say("");
  else if (hits) say(hits === 1 ? "1 result" : `${hits} results`, true);
  else if (query.length < SHORTEST) say("Type one more character to search.");
  else say("Nothing found. Fewer letters find more; a serial needs its first four characters.");
}

function showRecent() {
  const group = palette.querySelector("[data-recent]");
  for (const option of group.querySelectorAll("[role=option]")) option.remove();
  recentlyOpened(home).forEach(({ path, title }, place) => group.append(row("data-row", `opened-${place}`, title, path)));
  recentSearches(home).forEach((query, place) => {
    const option = row("data-search-row", `searched-${place}`, query, `${home}search?q=${encodeURIComponent(query)}`);
    option.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      field.value = query;
      field.focus();
      search();
    });
    group.append(option);
  });
}

function row(template, id, text, path) {
  const option = palette.querySelector(`template[${template}]`).content.firstElementChild.cloneNode(true);
  option.id = `palette-${id}`;
  option.href = path;
  option.querySelector(".hit-title").textContent = text;
  return option;
}

function choose(event) {
  const all = options();
  const at = all.findIndex((option) => option.ariaSelected === "true");
  const places = { ArrowDown: (at + 1) % all.length, ArrowUp: (at - 1 + all.length) % all.length };
  if (event.key in places && all.length) {
    event.preventDefault();
    select(all[places[event.key]]);
    all[places[event.key]].scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" && !event.isComposing) {
    event.preventDefault();
    if (palette.ariaBusy === "true" || !all[at]) go(`${home}search?q=${encodeURIComponent(field.value)}`);
    else all[at].dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: event.ctrlKey }));
  }
}

function options() {
  return [...palette.querySelectorAll("[role=option]")].filter((option) => !option.closest("[hidden]"));
}

function select(option) {
  for (const each of palette.querySelectorAll('[aria-selected="true"]')) each.ariaSelected = "false";
  if (option) {
    option.ariaSelected = "true";
    field.setAttribute("aria-activedescendant", option.id);
  } else field.removeAttribute("aria-activedescendant");
}

function show(found) {
  palette.querySelector(".palette-found").replaceWith(found);
}

function empty() {
  const found = document.createElement("div");
  found.className = "palette-found";
  return found;
}

function say(text, quietly = false) {
  says.textContent = text;
  says.toggleAttribute("data-quiet", quietly);
}

function go(path) {
  rememberSearch(home, field.value);
  window.location.assign(path);
}
