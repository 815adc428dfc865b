// A host application for the view alone: one plain page under a strict policy, and the files it needs.
// `node tests/view/host.mjs <port> <folder of the modules> <folder of the scenes>`
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { basename, extname, join, normalize } from "node:path";

import { build } from "esbuild";

const [port, sdk, scenes] = process.argv.slice(2);
const POLICY =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; require-trusted-types-for 'script'";
const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json" };

const page = (lang, theme) => `<!doctype html>
<html lang="${lang}" dir="${lang === "ar" ? "rtl" : "ltr"}" data-theme="${theme}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/host.css"><link rel="stylesheet" href="/host.css"><title>Host</title></head>
<body><header><b>Seisan</b> <button data-testid="new-expense">New expense</button></header>
<main><h1>Expenses</h1>
<button data-testid="nav-expenses">All</button> <button data-testid="bulk-edit">Bulk edit</button>
<input aria-label="Filter"><div id="slot"></div>
<dialog aria-label="Confirm"><p>Sure?</p><div id="in-dialog"></div></dialog>
<p class="tall">The page goes on.</p></main>
<script type="module" src="/host.js"></script></body></html>`;

const STYLE = `body { margin: 0; font: 16px/1.5 sans-serif; background: #fff; color: #111 }
[data-theme=dark] body { background: #111; color: #eee }
header { display: flex; justify-content: space-between; padding: 16px }
main { padding: 16px } .tall { height: 3000px; margin: 0 }`;

// What the core does for the view, with a record of what the view said.
const SCRIPT = `
const bytes = async (path) => {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(path);
  return new Uint8Array(await answer.arrayBuffer());
};
addEventListener("securitypolicyviolation", (event) => console.error("policy: " + event.violatedDirective + " " + event.sample));
Object.assign(window, { presses: [], acted: [], traits: [{}, {}], warnings: [], parts: [], clicks: 0, keys: 0 });
document.querySelector("[data-testid=new-expense]").onclick = () => clicks++;
document.addEventListener("keydown", (event) => event.key.length === 1 && keys++);
const { core, guides, view: file } = await (await fetch("/sdk/manifest.json")).json();
const { mount } = await import("/sdk/" + file);
const glue = await import("/glue/core.js");
await glue.load(await bytes("/sdk/" + core.wasm));
await glue.load(await bytes("/sdk/" + guides));
const { reader } = await import("/js/codec.js");
const view = await mount(new URL("/sdk/", location.href), {
  press: (press) => presses.push([...press]),
  act(guide, answers, acts) {
    acted.push([guide, answers, [...acts]]);
    presses.push([13, acts[0]]);
    // As the core does: an article opens in help. The tags are those of Action and of Ask.
    if (acts[0] === 1) view.ask(Uint8Array.from([3, ...acts.slice(1)]));
  },
  reader,
  trait: (account, name) => window.traits[account]?.[name],
  settings: { urlFilter: (address) => (window.filter ? window.filter(address) : address) },
  part: (hash) => (parts.push(hash), window.offline ? Promise.reject() : bytes("/scenes/" + hash)),
  warn: (text) => warnings.push(text),
  place: (...of) => new Float32Array(glue.place(...of).slice().buffer),
  wasm: glue.wasm,
});
window.view = view;
window.paint = async (scene) => view.paint(await bytes("/scenes/" + scene));
window.ask = async (wish) => view.ask(await bytes("/scenes/ask-" + wish));
document.documentElement.dataset.ready = "";`;

// Style sheets of others, as they are published.
const STYLES = {
  "bootstrap.css": "bootstrap/dist/css/bootstrap.min.css",
  "tailwind.css": "tailwindcss/preflight.css",
  "materialize.css": "materialize-css/dist/css/materialize.min.css",
};

/** A style sheet of another project, a picture, or a script with its framework bundled in. */
async function foreign(path) {
  const name = basename(path);
  if (STYLES[name]) return [await readFile(join("node_modules", STYLES[name])), "text/css"];
  if (extname(name) === ".css") return [await readFile(path), "text/css"];
  if (extname(name) === ".svg") return [await readFile(path), "image/svg+xml"];
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    write: false,
    format: "esm",
    define: { "process.env.NODE_ENV": '"development"', __VUE_OPTIONS_API__: "true", __VUE_PROD_DEVTOOLS__: "false", __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false" },
  });
  return [outputFiles[0].contents, "text/javascript"];
}

const files = { "/host.css": [STYLE, "text/css"], "/host.js": [SCRIPT, "text/javascript"] };

async function answer(url) {
  if (url.pathname === "/") {
    const html = page(url.searchParams.get("lang") ?? "en", url.searchParams.get("theme") ?? "light");
    return [html, "text/html"];
  }
  if (files[url.pathname]) return files[url.pathname];
  const [, folder, name] = normalize(url.pathname).split("/");
  if (folder === "host") return foreign(join("tests/view/hosts", name));
  // The pictures that the demo's guides name.
  if (folder === "media") return [await readFile(join("demo/app/public/media", name)), "image/webp"];
  // What starts the modules, as it was before it was bundled.
  if (folder === "glue") return foreign(join(sdk, "../xtask/sdk", "glue." + name));
  if (folder === "js") return foreign(join("js", name));
  const path = join(folder === "sdk" ? sdk : scenes, name);
  return [await readFile(path), TYPES[extname(path)] ?? "application/octet-stream"];
}

createServer(async (request, response) => {
  try {
    const [body, type] = await answer(new URL(request.url, "http://host"));
    response.writeHead(200, { "content-type": type, "content-security-policy": POLICY }).end(body);
  } catch {
    response.writeHead(404).end();
  }
}).listen(Number(port), "127.0.0.1");
