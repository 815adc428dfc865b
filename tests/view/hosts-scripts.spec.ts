// The view beside the scripts of any host: what they take away, cover, patch or move.
import type { Page } from "@playwright/test";

import { type Host, expect, test } from "./host";
import { dress, frames, gap, useByKeyboard } from "./hosts/look";

/** A tour step stands by its target, can be pressed at its middle, and works by the keyboard. */
async function usable(page: Page, host: Host, target = "[data-testid=new-expense]"): Promise<void> {
  await expect(page.locator(".card")).toBeVisible();
  await frames(page);
  await page.getByRole("button", { name: "Next" }).click();
  expect(await gap(page, target)).toBeGreaterThan(6);
  expect(await gap(page, target)).toBeLessThan(20);
  await page.locator(".card").focus();
  expect(await useByKeyboard(page, host)).toEqual(["Next", "Dismiss"]);
  expect(await host.get("warnings")).toEqual([]);
}

/** Puts markup into the slot of the page, as nodes: the policy forbids text. */
const build = (page: Page, work: (slot: HTMLElement) => void) =>
  page.evaluate(`(${work})(document.getElementById("slot"))`);

const TAKEN: Record<string, () => void> = {
  "removes our root": () => document.querySelector("banso-root")!.remove(),
  "empties the body and fills it again": () => {
    const children = [...document.body.children].filter((child) => child.localName !== "banso-root");
    document.body.replaceChildren();
    document.body.append(...children);
  },
  "replaces the body": () => {
    const next = document.body.cloneNode(true) as HTMLElement;
    next.querySelector("banso-root")?.remove();
    document.body = next;
  },
};

for (const [name, take] of Object.entries(TAKEN)) {
  test(`a host that ${name}: a step, a modal and the launcher come back`, async ({ page, host }) => {
    await host.open();
    await host.paint("tour.en");
    await page.evaluate(take);
    await usable(page, host);
    await host.paint("modal.en");
    await page.evaluate(take);
    await expect(page.locator("dialog.card:modal")).toBeVisible();
    await page.getByRole("button", { name: "Close" }).click();
    await host.paint("help.en");
    await page.evaluate(take);
    await page.locator(".launcher").click();
    await expect(page.locator(".panel .row").first()).toBeVisible();
  });
}

test("a host that removes our root every time is left in peace", async ({ page, host }) => {
  await host.open();
  await page.evaluate(() => {
    Object.assign(window, { removed: 0 });
    new MutationObserver(() => {
      const root = document.querySelector("banso-root");
      if (root) (root.remove(), (window as any).removed++);
    }).observe(document.body, { childList: true });
  });
  await host.paint("help.en");
  await page.evaluate(() => document.querySelector("banso-root")?.remove());
  const removed = () => host.get<number>("removed");
  await expect.poll(removed).toBe(99);
  await frames(page);
  expect(await removed()).toBe(99);
});

test("a host that writes the page anew: nothing of ours stays, and nothing breaks", async ({ page, host }) => {
  await host.open();
  await host.paint("tour.en");
  await page.evaluate(() => {
    const policy = (window as any).trustedTypes.createPolicy("late", { createHTML: (text: string) => text });
    document.write(policy.createHTML("<!doctype html><title>New</title><button data-testid=new-expense>New</button>"));
    document.close();
  });
  await frames(page);
  await host.paint("modal.en");
  await frames(page);
  await expect(page.locator("banso-root")).toHaveCount(0);
  expect(await host.get("warnings")).toEqual([]);
});

test("dialogs over dialogs: the view follows the one on top, and a step stands by what is in it", async ({ page, host }) => {
  await host.open();
  await page.evaluate(() => {
    const last = Object.assign(document.createElement("dialog"), { id: "last" });
    const button = (id: string) => Object.assign(document.createElement("button"), { id, textContent: "Here" });
    last.append(button("late"));
    document.body.append(last);
    last.showModal();
    document.querySelector<HTMLDialogElement>("main dialog")!.showModal();
  });
  await host.paint("late.en");
  await expect(page.locator("main dialog banso-root")).toHaveCount(1);
  await expect(page.locator(".card")).toHaveCount(0);
  await page.evaluate(() => document.querySelector("#in-dialog")!.append(document.querySelector("#late")!));
  await usable(page, host, "#late");
  await page.evaluate(() => {
    document.querySelector("#last")!.append(document.querySelector("#late")!);
    document.querySelector<HTMLDialogElement>("main dialog")!.close();
  });
  await expect(page.locator("#last banso-root")).toHaveCount(1);
  await usable(page, host, "#late");
  await page.evaluate(() => {
    document.querySelector("#slot")!.append(document.querySelector("#late")!);
    document.querySelector<HTMLDialogElement>("#last")!.close();
  });
  await expect(page.locator("body > banso-root")).toHaveCount(1);
  await usable(page, host, "#late");
});

test("a dialog over a modal of ours: the modal stays modal, on top", async ({ page, host }) => {
  await host.open();
  await host.paint("modal.en");
  await page.evaluate(() => document.querySelector<HTMLDialogElement>("main dialog")!.showModal());
  await expect(page.locator("main dialog banso-root")).toHaveCount(1);
  await expect(page.locator("dialog.card:modal")).toBeVisible();
  await page.getByRole("button", { name: "Close" }).click();
  expect(await host.presses()).toEqual(["Shown", "Dismiss"]);
});

test("a dialog inside a shadow root does not lock the view out", async ({ page, host }) => {
  await host.open();
  await host.paint("in-root.en");
  await build(page, (slot) => {
    const bar = document.createElement("my-bar");
    slot.append(bar);
    const shadow = bar.attachShadow({ mode: "open" });
    const dialog = document.createElement("dialog");
    dialog.append(Object.assign(document.createElement("button"), { className: "new", textContent: "Inside" }));
    shadow.append(dialog);
    dialog.showModal();
  });
  await expect(page.locator("my-bar dialog banso-root")).toHaveCount(1);
  await expect(page.locator(".card")).toBeVisible();
  await page.locator(".card").focus();
  await page.keyboard.press("Escape");
  expect(await host.presses()).toEqual(["Shown", "Dismiss"]);
  await build(page, (slot) => slot.querySelector("my-bar")!.shadowRoot!.querySelector("dialog")!.close());
  await expect(page.locator("body > banso-root")).toHaveCount(1);
  await expect(page.locator(".card")).toHaveCount(0);
  await host.paint("tour.en");
  await usable(page, host);
});

test("a dialog that is none of the browser's, and keeps the focus: the view can be used, and is not hidden", async ({ page, host }) => {
  await host.open();
  await host.paint("help.en");
  // What component libraries do: the rest is hidden, the focus comes back, nothing outside scrolls.
  await build(page, (slot) => {
    const dialog = Object.assign(document.createElement("div"), { role: "dialog", ariaModal: "true", ariaLabel: "Theirs" });
    const input = Object.assign(document.createElement("input"), { ariaLabel: "Inside" });
    dialog.append(input);
    slot.append(dialog);
    const root = document.querySelector("banso-root")!;
    root.setAttribute("aria-hidden", "true");
    root.setAttribute("inert", "");
    const keep = (to: EventTarget | null) => to && !dialog.contains(to as Node) && input.focus();
    document.addEventListener("focusin", (event) => keep(event.target), true);
    document.addEventListener("focusout", (event) => keep(event.relatedTarget));
    input.addEventListener("blur", () => (input.dataset.left = ""));
    document.addEventListener("wheel", (event) => event.preventDefault(), { passive: false });
    input.focus();
  });
  await page.getByRole("button", { name: "Help" }).click();
  await page.getByRole("searchbox").or(page.locator(".panel input")).first().fill("card");
  await expect(page.locator(".panel .row").first()).toBeVisible();
  expect(await host.focused()).not.toBe("Inside");
  await expect(page.locator("[data-left]")).toHaveCount(1);
  await page.setViewportSize({ width: 1280, height: 320 });
  await host.ask("home");
  const scrolled = () => page.evaluate(() => Math.max(...[...document.querySelector("banso-root")!.shadowRoot!.querySelectorAll(".panel *")].map(({ scrollTop }) => scrollTop)));
  await page.locator(".panel .row").first().hover();
  await page.mouse.wheel(0, 60);
  await expect.poll(scrolled).toBeGreaterThan(0);
});

test("a popover and full screen do not cover the view", async ({ page, host }) => {
  await host.open();
  await host.paint("late.en");
  await build(page, (slot) => {
    slot.append(Object.assign(document.createElement("button"), { id: "late", textContent: "Here" }));
    slot.popover = "manual";
    slot.style.cssText = "inset: 0; width: 100vw; height: 100vh";
    slot.showPopover();
  });
  await usable(page, host, "#late");
  await build(page, (slot) => slot.hidePopover());
  await page.evaluate(() => (document.querySelector("header")!.onclick = () => document.querySelector("main")!.requestFullscreen()));
  await host.paint("none.en");
  await host.paint("help.en");
  await page.locator("header b").click();
  await expect.poll(() => page.evaluate(() => !!document.fullscreenElement)).toBe(true);
  await page.locator(".launcher").click();
  await expect(page.locator(".panel .row").first()).toBeVisible();
});

test("patched and littered prototypes, frozen ones too", async ({ page, host }) => {
  await page.addInitScript(() => {
    for (const { prototype } of [Array, Object, Function, String] as any[]) {
      prototype.each = () => "junk";
      prototype.last = "junk";
    }
    const { attachShadow } = Element.prototype;
    Element.prototype.attachShadow = function (init) {
      return attachShadow.call(this, { ...init, mode: "open" });
    };
    const { addEventListener } = EventTarget.prototype;
    EventTarget.prototype.addEventListener = function (type: string, listener: any, options: any) {
      const wrapped = (event: Event) => listener.call?.(this, event) ?? listener.handleEvent?.(event);
      return addEventListener.call(this, type, listener && wrapped, options);
    };
    (Array.prototype as any).toJSON = () => "junk";
    (Element.prototype as any).show = (Element.prototype as any).hide = () => undefined;
    for (const made of [Object, Array, Function, String]) Object.freeze(made.prototype);
  });
  await host.open();
  await host.paint("tour.en");
  await expect(page.locator(".card")).toBeVisible();
  await page.getByRole("button", { name: "Next" }).click();
  await host.paint("none.en");
  await host.paint("help.en");
  await page.locator(".launcher").click();
  await expect(page.locator(".panel .row").first()).toBeVisible();
  expect(await host.presses()).toEqual(["Shown", "Next", "Help Opened"]);
  expect(await host.get("warnings")).toEqual([]);
});

test("a history in turmoil", async ({ page, host }) => {
  await host.open();
  await host.paint("tour.en");
  await page.evaluate(async () => {
    for (let at = 0; at < 50; at++) {
      history.pushState({}, "", `/?${at}`);
      history.replaceState({}, "", `#${at}`);
      if (at % 10 === 0) history.back();
      await new Promise(requestAnimationFrame);
    }
  });
  await usable(page, host);
});

test("a pinch: the step stays by its target", async ({ page, host }) => {
  await host.open();
  await host.paint("tour.en");
  const client = await page.context().newCDPSession(page);
  await client.send("Emulation.setPageScaleFactor", { pageScaleFactor: 2 });
  await expect.poll(() => page.evaluate(() => visualViewport!.scale)).toBe(2);
  await frames(page);
  const below = await page.evaluate(() => {
    const bottom = (element: Element) => element.getBoundingClientRect().bottom;
    const card = document.querySelector("banso-root")!.shadowRoot!.querySelector(".card")!;
    return card.getBoundingClientRect().top - bottom(document.querySelector("[data-testid=new-expense]")!);
  });
  expect(below).toBeGreaterThan(6);
  expect(below).toBeLessThan(20);
});

test("a target inside a closed <details> is waited for until it is opened", async ({ page, host }) => {
  await host.open();
  await build(page, (slot) => {
    const details = document.createElement("details");
    details.append(
      Object.assign(document.createElement("summary"), { textContent: "More" }),
      Object.assign(document.createElement("button"), { id: "late", textContent: "Here" }),
    );
    slot.append(details);
  });
  await host.paint("late.en");
  await frames(page);
  await expect(page.locator(".card")).toHaveCount(0);
  await page.getByText("More").click();
  await usable(page, host, "#late");
});

test("a target that glides, tilts and is pushed by an image: the step follows", async ({ page, host }) => {
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await host.open();
  await dress(page, ".glide { transform: translate(80px, 120px) scale(1.2); transition: transform .2s }");
  await build(page, (slot) => slot.append(Object.assign(document.createElement("button"), { id: "late", textContent: "Here" })));
  await host.paint("late.en");
  await expect(page.locator(".card")).toBeVisible();
  await page.evaluate(() => document.querySelector("main")!.classList.add("glide"));
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  await usable(page, host, "#late");
  await page.evaluate(() => {
    const image = Object.assign(new Image(), { src: "/host/picture.svg" });
    document.querySelector("main")!.prepend(image);
    return image.decode();
  });
  await usable(page, host, "#late");
});

test("a target deep in scrolled boxes is brought into view, under a sticky header", async ({ page, host }) => {
  await host.open();
  await dress(
    page,
    `header { position: sticky; top: 0; background: #fff; z-index: 5 } .outer { height: 300px; overflow: auto } .inner { height: 200px; overflow: auto; margin: 400px 0 }
     .inner button { margin: 500px 0; display: block }`,
  );
  await build(page, (slot) => {
    const [outer, inner] = ["outer", "inner"].map((className) => Object.assign(document.createElement("div"), { className }));
    inner.append(Object.assign(document.createElement("button"), { id: "late", textContent: "Here" }));
    outer.append(inner);
    slot.append(outer);
  });
  await host.paint("late.en");
  await expect(page.locator(".card")).toBeVisible();
  await frames(page);
  const seen = await page.evaluate(() => {
    const target = document.querySelector("#late")!;
    const { x, y, width, height } = target.getBoundingClientRect();
    return document.elementFromPoint(x + width / 2, y + height / 2) === target;
  });
  expect(seen).toBe(true);
  await page.getByRole("button", { name: "Next" }).click();
});

test("a list that makes its rows anew as it scrolls: the step goes and comes with the row", async ({ page, host }) => {
  await host.open();
  await build(page, (slot) => {
    slot.style.cssText = "height: 200px; overflow: auto; position: relative";
    const rows = document.createElement("div");
    rows.style.height = "8000px";
    slot.append(rows);
    const render = () => {
      const first = Math.floor(slot.scrollTop / 20);
      rows.replaceChildren(
        ...Array.from({ length: 10 }, (_, at) => {
          const row = Object.assign(document.createElement("div"), { id: first + at === 5 ? "late" : "", textContent: `Row ${first + at}` });
          row.style.cssText = `position: absolute; top: ${(first + at) * 20}px; height: 20px; width: 200px`;
          return row;
        }),
      );
    };
    slot.onscroll = render;
    render();
  });
  await host.paint("late.en");
  await expect(page.locator(".card")).toBeVisible();
  await build(page, (slot) => (slot.scrollTop = 4000));
  await expect(page.locator(".card")).toHaveCount(0);
  await build(page, (slot) => (slot.scrollTop = 0));
  await usable(page, host, "#late");
});
