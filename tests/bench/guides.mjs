// What a step of a tour costs the page, beside the libraries that product teams know: main-thread time from the first
// byte to the step on the screen ("first", with download and start), and from there to the next one, on a page of
// 5,000 elements; then the script that runs because 1,000 things change on the page while that step is open. CPU time of
// the main thread, the least of several runs, taken in turns within one run of the browser.
// node tests/bench/guides.mjs FOLDER_OF_THE_MODULES FOLDER_OF_THE_SCENES CHROMIUM
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, resolve } from "node:path";
import { build } from "esbuild";
import { chromium } from "playwright";

const [sdk, scenes, executablePath] = process.argv.slice(2);
const RUNS = 7;
/** What starts the modules, as it was before it was bundled. */
const glue = resolve(sdk, "../xtask/sdk/glue.core.js");
const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json", ".css": "text/css" };

/** Each shows the same two steps: `begin` the first, `next` the second. What nothing costs is the measuring itself. */
const CONTENDERS = {
  nothing: "export const begin = () => {}; export const next = begin;",
  Banso: `
    const { core, guides, view: file } = await (await fetch("/sdk/manifest.json")).json();
    import { reader } from "./js/codec.js";
    import { load, place as at, wasm } from "${glue}";
    const bytes = async (path) => new Uint8Array(await (await fetch("/sdk/" + path)).arrayBuffer());
    await load(await bytes(core.wasm));
    await load(await bytes(guides));
    const { mount } = await import("/sdk/" + file);
    const place = (...of) => new Float32Array(at(...of).slice().buffer);
    const scene = async (name) => new Uint8Array(await (await fetch("/scenes/" + name)).arrayBuffer());
    const shown = [await scene("tour-first.en"), await scene("tour.en")];
    const view = await mount(new URL("/sdk/", location.href), { press() {}, act() {}, part: () => Promise.reject(), reader, trait() {}, place, wasm });
    export const begin = () => view.paint(shown[0]);
    export const next = () => view.paint(shown[1]);`,
  "driver.js": `
    import { driver } from "driver.js";
    const tour = driver({ showProgress: true, steps: steps(([element, title, description]) => ({ element, popover: { title, description } })) });
    export const begin = () => tour.drive();
    export const next = () => tour.moveNext();`,
  Shepherd: `
    import Shepherd from "shepherd.js";
    const tour = new Shepherd.Tour({ useModalOverlay: true });
    const buttons = [{ text: "Next", action: () => tour.next() }];
    for (const step of steps(([element, title, text]) => ({ attachTo: { element, on: "bottom" }, title, text, buttons }))) tour.addStep(step);
    export const begin = () => tour.start();
    export const next = () => tour.next();`,
  "Intro.js": `
    import introJs from "intro.js";
    const tour = introJs.tour().setOptions({ showProgress: true, steps: steps(([element, title, intro]) => ({ element: document.querySelector(element), title, intro })) });
    export const begin = () => tour.start();
    export const next = () => tour.nextStep();`,
};
const SHEETS = { "driver.js": "driver.js/dist/driver.css", Shepherd: "shepherd.js/dist/css/shepherd.css", "Intro.js": "intro.js/minified/introjs.min.css" };
const STEPS = `function steps(form) { return [
  ['[data-testid="nav-expenses"]', "Your expenses, in one place", "Drafts, submitted and reimbursed: each shows where it stands."],
  ['[data-testid="new-expense"]', "Start here", "Write down an expense, or take a picture of its receipt."],
].map(form); }`;

const rows = Array.from({ length: 1000 }, (_, row) => `<tr><td>${row}</td><td>Lunch</td><td>12.50</td><td><b>Sent</b></td></tr>`).join("");
const html = (name) => `<!doctype html><meta charset="utf-8"><title>Bench</title><link rel="icon" href="data:,">
${SHEETS[name] ? `<link rel="stylesheet" href="/sheet/${SHEETS[name]}">` : ""}
<body><button data-testid="nav-expenses">All</button><p>Expenses of this month</p>
<button data-testid="new-expense">New expense</button><table>${rows}</table>`;

const bundles = {};
for (const [name, contents] of Object.entries(CONTENDERS)) {
  const stdin = { contents: `${contents}\n${STEPS}`, resolveDir: process.cwd() };
  const { outputFiles } = await build({ stdin, bundle: true, minify: true, write: false, format: "esm", target: "es2022", external: ["/sdk/*"] });
  bundles[name] = outputFiles[0].contents;
}

const server = createServer((request, response) => {
  const path = decodeURIComponent(request.url);
  const [, folder, ...rest] = path.split("/");
  try {
    const name = rest.join("/");
    const [body, type] =
      folder === "page" ? [html(name), "text/html"]
      : folder === "tour" ? [bundles[name], "text/javascript"]
      : [readFileSync(join({ sdk, scenes, sheet: "node_modules" }[folder], name)), TYPES[extname(name)] ?? "application/octet-stream"];
    response.writeHead(200, { "content-type": type }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
const best = {};
for (let run = 0; run < RUNS; run++) {
  for (const name of Object.keys(CONTENDERS)) {
    const costs = await tour(name);
    best[name] = best[name]?.map((least, at) => Math.min(least, costs[at])) ?? costs;
  }
}
await browser.close();
server.close();
print(best);

/** The milliseconds and the layouts of the first step, then of the next; the milliseconds of script for the changes. */
async function tour(name) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
  page.on("pageerror", (error) => {
    throw error;
  });
  await page.goto(`${origin}/page/${encodeURIComponent(name)}`);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const metrics = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    const of = (name) => metrics.find((metric) => metric.name === name).value;
    return [of("TaskDuration") * 1000, of("LayoutCount"), of("ScriptDuration") * 1000];
  };
  const cost = async (act) => {
    // What reading the page left behind is collected some time later: not while one of them happens to be measured.
    await session.send("HeapProfiler.collectGarbage");
    await rest(page);
    const before = await metrics();
    await page.evaluate(act, `/tour/${encodeURIComponent(name)}`);
    await rest(page);
    const after = await metrics();
    return after.map((value, at) => value - before[at]);
  };
  const first = await cost(async (url) => {
    window.tour = await import(url);
    window.tour.begin();
  });
  const next = await cost(() => window.tour.next());
  const [, , changes] = await cost(change);
  await page.close();
  return [...first.slice(0, 2), ...next.slice(0, 2), changes];
}

/** Changes 1,000 things of the page: texts, attributes, rows. Runs in the page. */
function change() {
  const cells = document.querySelectorAll("td");
  const rows = document.querySelector("tbody");
  for (let at = 0; at < 1000; at++) {
    if (at % 3 === 0) cells[at * 4].firstChild.data = "changed";
    else if (at % 3 === 1) cells[at * 4].className = "changed";
    else rows.append(rows.firstElementChild);
  }
}

/** Until the browser has had time to paint, and nothing is left to do. */
function rest(page) {
  return page.evaluate(() => new Promise((done) => setTimeout(() => requestIdleCallback(done), 500)));
}

function print(best) {
  const { nothing, Banso: ours } = best;
  console.log(`${"a step of a tour".padEnd(18)}${"first ms".padStart(10)}${"layouts".padStart(9)}${"next ms".padStart(10)}${"layouts".padStart(9)}${"changes ms".padStart(12)}   against Banso`);
  for (const [name, costs] of Object.entries(best)) {
    const [first, layouts, next, more, changes] = costs;
    const times = (at) => `${((costs[at] - nothing[at]) / (ours[at] - nothing[at])).toFixed(1)}x`;
    const ratio = name === "nothing" ? "" : `${times(0)}, ${times(2)}`;
    const script = (changes - (name === "nothing" ? 0 : nothing[4])).toFixed(2);
    console.log(`${name.padEnd(18)}${first.toFixed(1).padStart(10)}${String(layouts).padStart(9)}${next.toFixed(1).padStart(10)}${String(more).padStart(9)}${script.padStart(12)}   ${ratio}`);
  }
}
