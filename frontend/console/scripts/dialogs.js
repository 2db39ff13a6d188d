// A link with data-dialog opens the part of its page that has id="confirm" in a dialog instead of going there.

import { guardForms } from "./forms.js";

const dialog = () => document.getElementById("dialog");

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-dialog]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const answer = await fetch(link.href, { credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const part = page.getElementById("confirm");
  if (!answer.ok || !part) {
    window.location.assign(link.href);
    return;
  }
  open(part, link);
});

document.addEventListener("click", (event) => {
  const shows = event.target.closest("[data-shows]");
  if (shows) document.getElementById(shows.dataset.shows).showModal();
  if (event.target.closest("dialog [data-close]") || event.target.matches("dialog")) {
    event.target.closest("dialog").close();
    event.preventDefault();
  }
});

function open(part, opener) {
  const body = dialog().querySelector(".dialog-body");
  body.replaceChildren(document.importNode(part, true));
  body.querySelectorAll("[data-back]").forEach((back) => back.setAttribute("data-close", ""));
  guardForms(body);
  dialog().showModal();
  dialog().addEventListener("close", () => opener.focus(), { once: true });
}
