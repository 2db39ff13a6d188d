// One live region for things that happen without a page: the shell has it from the start, or readers miss the first.

export function announce(text) {
  const region = document.getElementById("announcements");
  if (region) region.textContent = text;
}
