// Times in the reader's own language and time zone: relative in the text, exact on hover, kept up to date.

const STEPS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];
const EVERY_MS = 30_000;
const relative = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeStyle: "long" });

function words(moment) {
  const seconds = (moment - Date.now()) / 1000;
  const step = STEPS.find(([, length]) => Math.abs(seconds) >= length);
  return step ? relative.format(Math.round(seconds / step[1]), step[0]) : "just now";
}

function refresh(root = document) {
  for (const time of root.querySelectorAll("time[data-relative]")) {
    const moment = new Date(time.dateTime);
    const text = words(moment);
    if (time.textContent !== text) time.textContent = text;
    time.title = exact.format(moment);
  }
}

refresh();
setInterval(refresh, EVERY_MS);
document.addEventListener("htmx:after:swap", () => refresh());
