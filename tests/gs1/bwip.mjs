// Judges element strings with bwip-js: a line of JSON [ai, value] comes in, its error or "" goes out.
import { createInterface } from "node:readline";
import bwipjs from "bwip-js";

for await (const line of createInterface({ input: process.stdin })) {
  const [ai, value] = JSON.parse(line);
  let answer = "";
  try {
    bwipjs.raw({ bcid: "gs1qrcode", text: `(${ai})${value}`, lintreqs: false });
  } catch (error) {
    answer = String(error);
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
