// How a step finds the element that it stands by, and when it refuses to guess.
import { expect, type Host, test } from "./host";

/** Puts elements of the host's own into the page, which takes markup from its own policy alone. */
function put(host: Host, html: string): Promise<void> {
  return host.page.evaluate((html) => {
    const { trustedTypes } = window as any;
    const policy = ((window as any).policy ??= trustedTypes.createPolicy("host", { createHTML: (html: string) => html }));
    document.querySelector("#slot")!.innerHTML = policy.createHTML(html);
  }, html);
}

/** Waits until the card stands below the element. */
async function stands(host: Host, id: string): Promise<void> {
  const { page } = host;
  await expect(page.locator(".card")).toBeVisible();
  const box = (await page.locator(`#${id}`).boundingBox())!;
  const card = (await page.locator(".card").boundingBox())!;
  expect(Math.min(Math.abs(card.y - box.y - box.height), Math.abs(box.y - card.y - card.height))).toBeLessThan(20);
}

/** Lets the step wait until it gives up; why it did. */
async function refused(host: Host, scene: string, html: string): Promise<string> {
  await host.page.clock.install({ time: 0 });
  await host.open();
  await put(host, html);
  await host.page.clock.pauseAt(3_600_000);
  await host.paint(scene);
  await host.page.clock.runFor(8_100);
  expect(await host.presses()).toEqual(["TargetMissing"]);
  await expect(host.page.locator(".card")).toHaveCount(0);
  const press = await host.page.evaluate(() => String.fromCharCode(...(window as any).presses[0]));
  const [warning] = await host.get<string[]>("warnings");
  const [, why] = /reason\W+(\w+)$/.exec(press)!;
  expect(warning).toContain(` is ${why}; `);
  return warning;
}

for (const [what, html] of [
  ["its content", "<button id=it> Add <b>one</b></button>"],
  ["its label", "<button id=it aria-label='Add one'>+</button>"],
  ["another element", "<i id=a>Add</i><i id=b>one</i><button id=it aria-labelledby='a b'>+</button>"],
  ["a picture in it", "<button id=it><img alt='Add one' src='/host.css'></button>"],
  ["its value", "<input id=it type=button value='Add one'>"],
  ["its title", "<button id=it title='Add one'></button>"],
  ["a given role", "<div id=it role=button>Add one<span aria-hidden=true> +</span></div>"],
] as const) {
  test(`a button is found by its name from ${what}`, async ({ host }) => {
    await host.open();
    await put(host, `${html}<button>Add two</button>`);
    await host.paint("by-name.en");
    await stands(host, "it");
  });
}

test("a way that fits several elements, or hidden ones alone, gives way to the next", async ({ host }) => {
  await host.open();
  await put(host, "<i data-testid=odd hidden>x</i><button>Add one</button><a role=button>Add one</a><p id=last>Last</p>");
  await host.paint("by-name.en");
  await stands(host, "last");
});

test("of two elements one of which is hidden, the other is meant", async ({ host }) => {
  await host.open();
  await put(host, "<button hidden>Add one</button><button id=it>Add one</button>");
  await host.paint("by-name.en");
  await stands(host, "it");
});

test("an element is found by the text that it says itself", async ({ host }) => {
  await host.open();
  await put(host, "<div><section><p id=it>Here</p></section>There</div>");
  await host.paint("by-text.en");
  await stands(host, "it");
});

test("two that fit are refused, with the count of each way", async ({ host }) => {
  const warning = await refused(host, "by-name.en", "<button>Add one</button><button>Add one</button>");
  expect(warning).toContain('is ambiguous; visible matches: [data-testid="odd"]: 0, Add one: 2, #last: 0');
});

test("a selector that fits two is refused as well", async ({ host }) => {
  await refused(host, "late.en", "<p id=late>One</p><p id=late>Two</p>");
});

test("one that is there and cannot be seen is said to be hidden", async ({ host }) => {
  expect(await refused(host, "by-name.en", "<button hidden>Add one</button>")).toContain("is hidden");
});

test("one that is not there is said to be absent", async ({ host }) => {
  expect(await refused(host, "by-name.en", "")).toContain("is absent");
});

test("a name that comes late is waited for", async ({ host }) => {
  await host.open();
  await put(host, "<button>Add one</button><button id=it>Add one</button>");
  await host.paint("by-name.en");
  await expect(host.page.locator(".card")).toHaveCount(0);
  await put(host, "<button id=it>Add one</button>");
  await stands(host, "it");
  expect(await host.presses()).toEqual(["Shown"]);
});

test("the element is found again when the host makes it anew in the same breath", async ({ page, host }) => {
  await host.open();
  await put(host, "<button id=it>Add one</button>");
  await host.paint("by-name.en");
  const card = (await page.locator(".card").elementHandle())!;
  await card.evaluate((card) => {
    (window as any).removals = 0;
    new MutationObserver(() => (window as any).removals++).observe(card.parentNode!, { childList: true });
  });
  await put(host, "<p>Above</p><p>it</p><button id=it>Add one</button>");
  await expect.poll(async () => (await page.locator(".card").boundingBox())!.y).toBeGreaterThan(180);
  await stands(host, "it");
  expect(await host.get("removals")).toBe(0);
  expect(await host.presses()).toEqual(["Shown"]);
});

test("an element in an open shadow root is found", async ({ page, host }) => {
  await host.open();
  await put(host, "<my-bar></my-bar>");
  await page.evaluate(() => {
    const root = document.querySelector("my-bar")!.attachShadow({ mode: "open" });
    root.append(Object.assign(document.createElement("button"), { className: "new", id: "it", textContent: "New" }));
    document.querySelector("#slot")!.append("done");
  });
  await host.paint("in-root.en");
  await stands(host, "it");
});
