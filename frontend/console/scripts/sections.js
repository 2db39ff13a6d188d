// Long forms: the section in view is marked, what is missing can be shown alone, and a link to a field puts the cursor there.

const nav = document.querySelector(".section-nav");

if (nav) {
  const links = new Map([...nav.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
  const visible = new Set();
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) entry.isIntersecting ? visible.add(entry.target.id) : visible.delete(entry.target.id);
    const first = [...links.keys()].find((id) => visible.has(id));
    for (const [id, link] of links) link.toggleAttribute("data-here", id === first);
  }, { rootMargin: "-80px 0px -40% 0px" });
  for (const id of links.keys()) {
    const section = document.getElementById(id);
    if (section) observer.observe(section);
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-only-missing]");
  if (!link) return;
  event.preventDefault();
  const only = document.querySelector(".edit-columns").classList.toggle("only-missing");
  link.setAttribute("aria-pressed", only);
  const address = new URL(window.location);
  if (only) address.searchParams.set("only", "missing");
  else address.searchParams.delete("only");
  window.history.replaceState(window.history.state, "", address);
});

function goToField() {
  const field = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
  if (field?.matches(".attribute *")) (field.matches("[data-materials]") ? field.querySelector("input") : field).focus();
}

window.addEventListener("hashchange", goToField);
goToField();
