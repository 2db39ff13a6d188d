// Bundles the console's styles, scripts, font and icons into src/countermark/entrypoints/assets:
// every file is named after its content, so it may be cached for ever, and manifest.json says which is which.

import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, extname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { build } from "esbuild";
import { ICONS } from "./icons.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "..");
const out = join(root, "src/countermark/entrypoints/assets");

const ENTRIES = ["console/console.css", "console/console.js", "api-docs/api-docs.css", "api-docs/api-docs.js"];
const COMPRESSIBLE = new Set([".css", ".js", ".svg"]);

async function bundle() {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ENTRIES.map((entry) => join(here, entry)),
    outdir: out,
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    bundle: true,
    minify: true,
    metafile: true,
    format: "esm",
    target: ["chrome123", "firefox120", "safari17.5"],
    loader: { ".woff2": "file" },
    legalComments: "linked",
    logLevel: "warning",
  });
  const entries = Object.entries(metafile.outputs).filter(([, output]) => output.entryPoint);
  return entries.map(([file, output]) => [basename(output.entryPoint), basename(file)]);
}

// One file of symbols; a page draws an icon with <use href="/assets/icons-….svg#name">.
async function sprite() {
  const symbols = await Promise.all(ICONS.map(symbol));
  const text = `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
  return ["icons.svg", await writeHashed("icons.svg", text)];
}

async function symbol(name) {
  const drawing = await readFile(join(root, `node_modules/@tabler/icons/icons/outline/${name}.svg`), "utf8");
  const shapes = drawing.replace(/^[^>]*>/s, "").replace("</svg>", "");
  const drawn = shapes.replace(/<path stroke="none"[^>]*\/>/, "").replace(/\s+/g, " ").trim();
  return `<symbol id="${name}" viewBox="0 0 24 24">${drawn}</symbol>`;
}

async function favicon() {
  return ["favicon.svg", await writeHashed("favicon.svg", await readFile(join(here, "favicon.svg")))];
}

// Fonts of labels: not served, but embedded into what is printed.
const FONTS = {
  "DejaVuSans.ttf": "dejavu-fonts-ttf/ttf/DejaVuSans.ttf",
  "DejaVuSans-Bold.ttf": "dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf",
  "NotoSansSC.ttf": "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
  "DejaVu-LICENSE.txt": "dejavu-fonts-ttf/LICENSE",
  "NotoSansSC-LICENSE.txt": "@expo-google-fonts/noto-sans-sc/LICENSE_FONT",
};

async function fonts() {
  const folder = join(root, "src/countermark/carriers/fonts");
  await mkdir(folder, { recursive: true });
  await Promise.all(
    Object.entries(FONTS).map(([name, source]) => copyFile(join(root, "node_modules", source), join(folder, name))),
  );
}

async function writeHashed(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8).toUpperCase();
  const hashed = `${basename(name, extname(name))}-${hash}${extname(name)}`;
  await writeFile(join(out, hashed), content);
  return hashed;
}

async function compress() {
  const names = (await readdir(out)).filter((name) => COMPRESSIBLE.has(extname(name)));
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
  await Promise.all(
    names.map(async (name) => {
      const content = await readFile(join(out, name));
      await writeFile(join(out, `${name}.br`), await promisify(brotliCompress)(content, options));
    }),
  );
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const manifest = Object.fromEntries([...(await bundle()), await sprite(), await favicon()]);
await compress();
await fonts();
await writeFile(join(out, "manifest.json"), `${JSON.stringify({ files: manifest, icons: ICONS }, null, 2)}\n`);
console.log(`built ${Object.keys(manifest).length} assets into ${relative(root, out)}`);
