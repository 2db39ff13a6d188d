// A form with data-uploads sends its files one by one as soon as they are chosen or dropped, and shows how far each is.

import { announce } from "./announce.js";
import { refusalOf } from "./file_limits.js";

const LONGEST_NAME = 60;
// Files can be dropped anywhere on a page that takes some.
const form = document.querySelector("form[data-uploads]");

if (form) {
  const input = form.querySelector("input[type=file]");
  input.addEventListener("change", () => send([...input.files]));
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      form.dataset.dragged = "";
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) delete form.dataset.dragged;
  });
  document.addEventListener("drop", (event) => {
    delete form.dataset.dragged;
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    send([...event.dataTransfer.files]);
  });
}

async function send(files) {
  const list = form.querySelector(".file-progress");
  list.hidden = false;
  let added = 0;
  for (const row of files.map((file) => rowOf(list, file))) {
    const problem = await sendOne(row);
    if (!problem) added += 1;
    finish(row, problem);
  }
  form.reset();
  await refresh();
  announce(added === files.length ? `${added} of ${added} files added` : `${files.length - added} files could not be added`);
}

function rowOf(list, file) {
  const item = document.createElement("li");
  const name = document.createElement("span");
  name.textContent = file.name.slice(0, LONGEST_NAME);
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", `Upload of ${file.name}`);
  item.append(name, bar);
  list.append(item);
  return { file, item, bar };
}

// Says what was wrong, null when the file is there.
function sendOne({ file, bar }) {
  const refusal = refusalOf(file, Number(form.dataset.limit), form.querySelector("input[type=file]").accept);
  if (refusal) return Promise.resolve(refusal);
  const body = new FormData();
  body.append("csrf", form.elements.csrf.value);
  body.append("file", file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    });
    request.addEventListener("load", () => resolve(problemIn(request)));
    request.addEventListener("error", () => resolve("The connection was lost. Try again."));
    request.open("POST", form.action);
    request.setRequestHeader("x-csrf-token", form.elements.csrf.value);
    request.setRequestHeader("x-upload", "1");
    request.send(body);
  });
}

function problemIn(request) {
  if (request.status === 200) return null;
  if (request.status === 422) return request.responseText;
  return "The file could not be added. Load the page again and try once more.";
}

function finish({ file, item, bar }, problem) {
  if (!problem) {
    item.remove();
    return;
  }
  const told = document.createElement("p");
  told.className = "field-error";
  told.textContent = problem.startsWith(file.name) ? problem.slice(file.name.length).replace(/^: /, "") : problem;
  bar.replaceWith(told);
}

// The cards anew; htmx looks after those that are still being prepared.
async function refresh() {
  const list = form.querySelector(".file-progress");
  list.hidden = list.children.length === 0;
  await window.htmx.ajax("GET", form.action, { target: "#files", select: "#files", swap: "outerHTML" });
}
