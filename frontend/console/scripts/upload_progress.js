// A form with data-upload-progress shows how much of its file is there. What the server answers is what it answers
// without script: another page, to which this goes, or the form again with what was wrong.

import { announce } from "./announce.js";
import { takeDrops } from "./drop.js";

const FORM = "form[data-upload-progress]";

document.addEventListener("submit", (event) => {
  const form = event.target.closest(FORM);
  if (!form) return;
  event.preventDefault();
  send(form);
});

function send(form) {
  const shown = form.querySelector(".upload-progress");
  const [bar, told, button] = ["progress", "output", "button.btn-primary"].map((each) => form.querySelector(each));
  const request = new XMLHttpRequest();
  const again = (text) => {
    shown.hidden = true;
    button.disabled = false;
    announce(text);
  };
  shown.hidden = false;
  button.disabled = true;
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    bar.value = total ? loaded / total : 0;
    told.textContent = loaded < total ? `${Math.floor((100 * loaded) / total)} %` : "Reading the file…";
  });
  request.addEventListener("load", () => {
    if (new URL(request.responseURL).pathname !== new URL(form.action).pathname) location.assign(request.responseURL);
    else show(form, request.responseText);
  });
  request.addEventListener("error", () => again("The connection was lost. Try again."));
  request.open("POST", form.action);
  request.send(new FormData(form));
}

function show(form, page) {
  const answered = new DOMParser().parseFromString(page, "text/html").querySelector(FORM);
  if (!answered) return location.reload();
  form.replaceWith(answered);
  answered.querySelectorAll("[data-drop]").forEach(takeDrops);
  (answered.querySelector("[role=alert], [tabindex='-1']") ?? answered.querySelector("input[type=file]")).focus();
}
