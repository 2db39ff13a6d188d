// A link or form with data-dialog opens the part of its page that has id="confirm" in a dialog instead of going there.

import { guardForms } from "./forms.js";

const dialog = () => document.getElementById("dialog");

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-dialog]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(link.href, link);
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-dialog]");
  if (!form) return;
  event.preventDefault();
  const query = new URLSearchParams(new FormData(form));
  show(`${event.submitter?.getAttribute("formaction") ?? form.action}?${query}`, event.submitter ?? form);
});

document.addEventListener("click", (event) => {
  const shows = event.target.closest("[data-shows]");
  if (shows) document.getElementById(shows.dataset.shows).showModal();
  if (event.target.closest("dialog [data-close]") || event.target.matches("dialog")) {
    event.target.closest("dialog").close();
    event.preventDefault();
  }
});

async function show(address, opener) {
  const answer = await fetch(address, { credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const part = page.getElementById("confirm");
  if (answer.ok && part) open(part, opener);
  else window.location.assign(address);
}

function open(part, opener) {
  const body = dialog().querySelector(".dialog-body");
  body.replaceChildren(document.importNode(part, true));
  for (const back of body.querySelectorAll("[data-back]")) back.setAttribute("data-close", "");
  guardForms(body);
  dialog().showModal();
  dialog().addEventListener("close", () => opener.focus(), { once: true });
}
