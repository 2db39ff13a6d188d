// Forms: Ctrl+Enter saves, a form is sent once, unsaved changes are not lost by accident.

const changed = new WeakSet();

export function guardForms(root) {
  for (const form of root.querySelectorAll("form[method=post]")) {
    form.addEventListener("input", () => changed.add(form));
    form.addEventListener("submit", (event) => {
      changed.delete(form);
      if (form.dataset.sent !== undefined) event.preventDefault();
      form.dataset.sent = "";
    });
  }
}

guardForms(document);
document.getElementById("error-summary")?.focus();

// A page that comes back from the history may send its forms again.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

window.addEventListener("beforeunload", (event) => {
  const unsaved = [...document.querySelectorAll("form[data-guarded]")].some((form) => changed.has(form));
  if (unsaved) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = event.target.closest?.("form") ?? document.querySelector("main form[method=post]");
    if (form) {
      event.preventDefault();
      form.requestSubmit();
    }
  }
});

// A field with data-suggests fills another one from what is typed, until that one is edited by hand.
document.addEventListener("input", (event) => {
  const source = event.target.closest("[data-suggests]");
  if (!source) {
    event.target.dataset.edited = "";
    return;
  }
  const target = document.getElementById(source.dataset.suggests);
  if (target && target.dataset.edited === undefined) target.value = hostLabel(source.value);
});

function hostLabel(text) {
  const plain = text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 63);
}

// A control with data-sends sends its form as soon as it changes.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-sends]")) event.target.form.requestSubmit();
});
