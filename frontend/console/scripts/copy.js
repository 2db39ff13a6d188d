// Buttons that copy what stands beside them, and say so to everybody.

import { announce } from "./announce.js";

const SHOWN_FOR_MS = 1600;

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  button.dataset.copied = "";
  announce("Copied");
  setTimeout(() => delete button.dataset.copied, SHOWN_FOR_MS);
});
