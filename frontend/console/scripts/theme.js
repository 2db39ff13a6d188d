// The choice of light or dark shows at once; the server keeps it in a cookie and answers with the page redrawn.

import { announce } from "./announce.js";

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-theme-choice]");
  if (!form) return;
  event.preventDefault();
  const chosen = event.submitter.value;
  const body = new URLSearchParams(new FormData(form, event.submitter));
  if (chosen === "auto") document.documentElement.removeAttribute("data-bs-theme");
  else document.documentElement.dataset.bsTheme = chosen;
  for (const button of form.querySelectorAll("button")) button.setAttribute("aria-pressed", button.value === chosen);
  form.closest("details").open = false;
  delete form.dataset.sent;
  announce(`Appearance: ${event.submitter.textContent.trim()}`);
  await fetch(form.action, { method: "POST", body, credentials: "same-origin", redirect: "manual" });
});
