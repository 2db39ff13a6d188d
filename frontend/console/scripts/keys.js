// Keyboard: "/" goes to the filter, "?" shows the shortcuts, "g" and a letter goes to a part of the console.

const AFTER_G_MS = 1200;
let waitingSince = 0;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key === "/") focusFilter(event);
  else if (event.key === "?") showShortcuts(event);
  else if (event.key === "g") waitingSince = event.timeStamp;
  else if (event.timeStamp - waitingSince < AFTER_G_MS) follow(event);
});

function isTyping(element) {
  return element.matches?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
}

function focusFilter(event) {
  const filter = document.querySelector("main input[type=search]");
  if (!filter) return;
  event.preventDefault();
  filter.focus();
  filter.select();
}

function showShortcuts(event) {
  const dialog = document.getElementById("shortcuts");
  if (!dialog || dialog.open) return;
  event.preventDefault();
  dialog.showModal();
}

function follow(event) {
  waitingSince = 0;
  const link = document.querySelector(`nav a[data-key="${CSS.escape(event.key)}"]`);
  if (link) link.click();
}
