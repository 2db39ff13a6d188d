// What was opened and searched last, by brand. It stays in this browser, and signing out forgets it.

const KEPT = 5;
const PREFIX = "countermark.recent.";
const DETAIL = /\/(products|batches|passports|minting)\/[0-9a-f-]{36}$/;

export const recentlyOpened = (home) => read(home).opened ?? [];
export const recentSearches = (home) => read(home).searched ?? [];

export function rememberSearch(home, text) {
  const query = text.trim().slice(0, 200);
  if (query) write(home, { searched: [query, ...recentSearches(home).filter((each) => each !== query)] });
}

// The page this is, if it is about one thing.
export function rememberOpened(home) {
  const path = window.location.pathname;
  const heading = document.querySelector("main h1");
  if (!heading || !path.startsWith(home) || !DETAIL.test(path)) return;
  const title = (heading.firstChild?.textContent ?? "").trim() || heading.textContent.trim();
  write(home, { opened: [{ path, title }, ...recentlyOpened(home).filter((each) => each.path !== path)] });
}

export function forget() {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
}

function read(home) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + home)) ?? {};
  } catch {
    return {};
  }
}

function write(home, changed) {
  const all = { ...read(home), ...changed };
  for (const name of Object.keys(all)) all[name] = all[name].slice(0, KEPT);
  try {
    localStorage.setItem(PREFIX + home, JSON.stringify(all));
  } catch {
    // A browser that keeps nothing has no recent things, and everything else works.
  }
}
