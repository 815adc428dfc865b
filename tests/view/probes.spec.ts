// Probes in a real page: what content may ask of elements and of the pointer.
import type { Page } from "@playwright/test";

import { expect, test } from "./host";

const KINDS = ["present", "visible", "disabled", "hover", "appears", "idle", "scroll", "exit", "size", "zone", "input"];

/** Watches one probe, and keeps what it reports in `window.told`. */
async function watch(page: Page, kind: string, selector = "", amount = 0, at = 7): Promise<void> {
  await page.evaluate(
    async ([at, kind, selector, amount]) => {
      const host = window as any;
      if (!host.probes) {
        const { probes } = await (await fetch("/sdk/manifest.json")).json();
        host.probes = await import(`/sdk/${probes}`);
        host.told = [];
        host.facts = [];
        const path = (path: any[], selector: string) => path.some((node) => node.matches?.(selector));
        // How many, then a number and a state each: the numbers are small here. Facts have tags of their own.
        const feed = (tag: number, [, ...found]: number[]) => {
          if (tag !== 17) return host.facts.push(tag);
          for (let at = 0; at < found.length; at += 2) host.told.push([found[at], !!found[at + 1]]);
        };
        host.probes.begin(feed, (call: any) => call, path);
      }
      host.probes.watch(at, kind, selector, amount);
    },
    [at, KINDS.indexOf(kind), selector, amount] as const,
  );
}

const told = (page: Page): Promise<[number, boolean][]> => page.evaluate(() => (window as any).told);

/** What was told of states since the start, in order. */
const states = async (page: Page) => (await told(page)).map(([, holds]) => holds);

const expectStates = (page: Page, expected: boolean[]) => expect.poll(() => states(page)).toEqual(expected);

/** Changes the slot of the page. */
const change = (page: Page, work: (slot: HTMLElement) => void) =>
  page.evaluate(`(${work})(document.getElementById("slot"))`);

/** Lets the page make two frames: whatever a frame was to bring has come. */
const frames = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

test.beforeEach(({ host }) => host.open());

test("present: an element comes late, goes, and comes again as another", async ({ page }) => {
  await watch(page, "present", ".late");
  await expectStates(page, [false]);
  await change(page, (slot) => slot.append(Object.assign(document.createElement("i"), { className: "late" })));
  await expectStates(page, [false, true]);
  await change(page, (slot) => slot.replaceChildren(slot.firstElementChild!.cloneNode()));
  await frames(page);
  await change(page, (slot) => slot.replaceChildren());
  await expectStates(page, [false, true, false]);
});

test("present: by an attribute that only the selector names", async ({ page }) => {
  await watch(page, "present", "#slot[data-state=open]");
  await expectStates(page, [false]);
  await change(page, (slot) => (slot.dataset.state = "open"));
  await expectStates(page, [false, true]);
});

test("present: inside an open shadow root, whose element is defined late", async ({ page }) => {
  await watch(page, "present", "x-late >>> .inner");
  await change(page, (slot) => slot.append(document.createElement("x-late")));
  await expectStates(page, [false]);
  await page.evaluate(() => {
    class Late extends HTMLElement {
      constructor() {
        super();
        this.attachShadow({ mode: "open" });
      }
    }
    customElements.define("x-late", Late);
  });
  await frames(page);
  await page.evaluate(() => {
    const inner = Object.assign(document.createElement("b"), { className: "inner" });
    document.querySelector("x-late")!.shadowRoot!.append(inner);
  });
  await expectStates(page, [false, true]);
});

test("visible: by style, by a style sheet, by size", async ({ page }) => {
  await watch(page, "visible", "[data-testid=bulk-edit]");
  await expectStates(page, [true]);
  await page.evaluate(() => ((document.querySelector("[data-testid=bulk-edit]") as any).style.visibility = "hidden"));
  await expectStates(page, [true, false]);
  await page.evaluate(() => ((document.querySelector("[data-testid=bulk-edit]") as any).style = ""));
  await expectStates(page, [true, false, true]);
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("[data-testid=bulk-edit] { display: none }");
    document.adoptedStyleSheets = [sheet];
  });
  await expectStates(page, [true, false, true, false]);
});

test("disabled: the attribute, a fieldset, aria-disabled", async ({ page }) => {
  await change(page, (slot) => {
    const set = document.createElement("fieldset");
    set.append(Object.assign(document.createElement("button"), { className: "pay" }));
    slot.append(set);
  });
  await watch(page, "disabled", ".pay");
  const steps: [(slot: HTMLElement) => void, boolean][] = [
    [(slot) => slot.querySelector("button")!.toggleAttribute("disabled"), true],
    [(slot) => slot.querySelector("button")!.toggleAttribute("disabled"), false],
    [(slot) => slot.querySelector("fieldset")!.toggleAttribute("disabled"), true],
    [(slot) => slot.querySelector("fieldset")!.toggleAttribute("disabled"), false],
    [(slot) => slot.querySelector("button")!.setAttribute("aria-disabled", "true"), true],
  ];
  const expected = [false];
  await expectStates(page, expected);
  for (const [step, holds] of steps) {
    await change(page, step);
    expected.push(holds);
    await expectStates(page, expected);
  }
});

test("a thousand changes of the page cost one look a frame", async ({ page }) => {
  await watch(page, "present", ".late");
  await expectStates(page, [false]);
  const looks = await page.evaluate(async () => {
    const { querySelectorAll } = Document.prototype;
    let looks = 0;
    Document.prototype.querySelectorAll = function (this: Document, selector: string) {
      looks++;
      return querySelectorAll.call(this, selector);
    } as any;
    const slot = document.getElementById("slot")!;
    for (let at = 0; at < 1000; at++) {
      slot.append(document.createElement("i"));
      if (at % 100 === 0) await Promise.resolve(); // Observers are called between.
    }
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    Document.prototype.querySelectorAll = querySelectorAll;
    return looks;
  });
  expect(looks).toBeLessThanOrEqual(2);
  expect(looks).toBeGreaterThan(0);
});

test("hover: once while the pointer rests, again after it left", async ({ page }) => {
  await watch(page, "hover", "[data-testid=bulk-edit]");
  const target = page.getByTestId("bulk-edit");
  await target.hover();
  await expect.poll(() => told(page)).toEqual([[7, true]]);
  await target.hover({ position: { x: 3, y: 3 } });
  await page.mouse.move(600, 600);
  await target.hover();
  await expect.poll(() => told(page)).toEqual([[7, true], [7, true]]);
});

test("hover: a finger and a pointer that passes do not rest", async ({ page }) => {
  await page.clock.install();
  await watch(page, "hover", "[data-testid=bulk-edit]");
  await page.getByTestId("bulk-edit").hover();
  await page.mouse.move(600, 600);
  await page.getByTestId("bulk-edit").dispatchEvent("pointerover", { pointerType: "touch" });
  await page.clock.runFor(1000);
  expect(await told(page)).toEqual([]);
});

test("appears: once for each time that it comes into view", async ({ page }) => {
  await change(page, () => {
    const far = Object.assign(document.createElement("p"), { className: "far", textContent: "far" });
    document.querySelector("main")!.append(far);
  });
  await watch(page, "appears", ".far");
  await frames(page);
  expect(await told(page)).toEqual([]);
  for (const times of [1, 2]) {
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await expect.poll(() => told(page)).toHaveLength(times);
    await page.evaluate(() => scrollTo(0, 0));
    await expect.poll(() => page.evaluate(() => document.querySelector(".far")!.getBoundingClientRect().top > innerHeight)).toBe(true);
    await frames(page);
  }
});

test("idle: nobody touches the page for so long; a key begins anew", async ({ page }) => {
  await page.clock.install();
  await watch(page, "idle", "", 5000);
  await page.clock.runFor(4000);
  await page.keyboard.press("Shift");
  await page.clock.runFor(4000);
  expect(await told(page)).toEqual([]);
  await page.clock.runFor(2000);
  expect(await told(page)).toHaveLength(1);
  await page.clock.runFor(60_000);
  expect(await told(page)).toHaveLength(1);
  await page.mouse.move(10, 10);
  await page.clock.runFor(6000);
  expect(await told(page)).toHaveLength(2);
});

test("scroll: past so many percent, of the page or of what fills it", async ({ page }) => {
  await watch(page, "scroll", "", 50);
  await page.evaluate(() => scrollTo(0, 200));
  await frames(page);
  expect(await told(page)).toEqual([]);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await expect.poll(() => told(page)).toHaveLength(1);
  await page.evaluate(() => {
    scrollTo(0, 0);
    const [main, small] = ["main", "small"].map((id) => Object.assign(document.createElement("div"), { id }));
    for (const [box, size] of [[main, "fixed; inset: 0"], [small, "fixed; top: 0; height: 50px; width: 50px"]] as const) {
      box.style.cssText = `position: ${size}; overflow: auto`;
      box.append(Object.assign(document.createElement("p"), { style: "height: 5000px" }));
      document.body.append(box);
    }
  });
  await frames(page);
  await page.evaluate(() => document.getElementById("small")!.scrollTo(0, 4000));
  await frames(page);
  expect(await told(page)).toHaveLength(1);
  await page.evaluate(() => document.getElementById("main")!.scrollTo(0, 4000));
  await expect.poll(() => told(page)).toHaveLength(2);
});

test("exit: the pointer leaves upwards; a finger never does", async ({ page }) => {
  await watch(page, "exit");
  const leave = (clientY: number, pointerType: string) =>
    page.evaluate(
      (init) => document.body.dispatchEvent(new PointerEvent("pointerout", { ...init, bubbles: true, relatedTarget: null })),
      { clientY, pointerType },
    );
  await leave(-3, "touch");
  await leave(300, "mouse");
  expect(await told(page)).toEqual([]);
  await leave(-3, "mouse");
  expect(await told(page)).toEqual([[7, true]]);
});

test("input: a field is filled in, or chosen from, also inside what matches", async ({ page }) => {
  await watch(page, "input", "#slot");
  await change(page, (slot) => {
    const field = Object.assign(document.createElement("input"), { ariaLabel: "field" });
    const choice = Object.assign(document.createElement("select"), { ariaLabel: "choice" });
    choice.append(new Option("a"), new Option("b"));
    slot.append(field, choice);
  });
  await page.getByLabel("field").fill("12");
  expect(await told(page), "not before the field is left").toEqual([]);
  await page.getByLabel("field").press("Enter");
  await expect.poll(() => told(page)).toEqual([[7, true]]);
  await page.getByLabel("choice").selectOption("b");
  await expect.poll(() => told(page)).toHaveLength(2);
});

test("a selector that the browser does not know finds nothing and harms nothing", async ({ page }) => {
  await watch(page, "visible", ":no-such-thing");
  await expectStates(page, [false]);
});

test("facts: told at once, and again when the window changes", async ({ page }) => {
  const facts = () => page.evaluate(() => (window as any).facts);
  await watch(page, "size");
  await watch(page, "zone", "", 0, 8);
  expect(await facts()).toEqual([18, 19]);
  await page.setViewportSize({ width: 700, height: 500 });
  await expect.poll(facts).toEqual([18, 19, 18]);
});

test("what is watched no more says nothing and leaves nothing behind", async ({ page }) => {
  await page.clock.install();
  await page.evaluate(() => {
    const host = window as any;
    host.open = 0;
    const { addEventListener, removeEventListener } = EventTarget.prototype;
    EventTarget.prototype.addEventListener = function (...args: any) {
      host.open++;
      return (addEventListener as any).apply(this, args);
    };
    EventTarget.prototype.removeEventListener = function (...args: any) {
      host.open--;
      return (removeEventListener as any).apply(this, args);
    };
    for (const name of ["MutationObserver", "ResizeObserver", "IntersectionObserver"]) {
      const Observer = host[name];
      host[name] = class extends Observer {
        constructor(...args: any[]) {
          super(...args);
          host.open++;
        }
        disconnect() {
          host.open--;
          super.disconnect();
        }
      };
    }
  });
  for (const [at, kind] of KINDS.entries()) await watch(page, kind, "[data-testid=bulk-edit]", 100, at);
  await frames(page);
  expect(await page.evaluate(() => (window as any).open)).toBeGreaterThan(8);
  await page.evaluate(() => {
    const host = window as any;
    host.probes.unwatch(0);
    host.probes.end();
    host.told.length = 0;
  });
  expect(await page.evaluate(() => (window as any).open)).toBe(0);
  await page.getByTestId("bulk-edit").hover();
  await change(page, (slot) => slot.append("x"));
  await page.clock.runFor(1000);
  expect(await told(page)).toEqual([]);
});
