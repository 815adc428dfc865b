// The platform under Banso fails in every way there is: the host page hears of it by one line in the console at most.
import { expect, test } from "./fixtures";

const STORES = ["localStorage", "sessionStorage", "caches"];
const UNUSED = ["indexedDB", "BroadcastChannel"];
const APIS = [...STORES, ...UNUSED, "fetch", "sendBeacon", "fetchLater", "crypto", "locks", "CompressionStream"];
const WAYS = ["throws", "hangs", "answers garbage", "is missing", "rejects", "is full"];
/** What answers with a promise. */
const LATER = ["fetch", "locks", "caches"];

for (const api of APIS) {
  for (const way of WAYS) {
    if (way === "rejects" && !LATER.includes(api)) continue;
    if (way === "is full" && !STORES.includes(api)) continue;
    test(`${api} ${way}`, async ({ page, servers }) => {
      const heard: string[] = [];
      page.on("pageerror", (error) => heard.push(`uncaught: ${error.stack ?? error}`));
      page.on("console", (message) => heard.push(message.text()));
      await page.addInitScript(spoil, [api, way]);
      await page.goto(servers.address);
      await page.waitForFunction(() => window.banso?.version);
      const thrown = await page.evaluate(() => {
        try {
          window.banso.identify("usr_1", { plan: "team" });
          for (let at = 0; at < 50; at++) window.banso.track(`Event ${at}`, { amount: 1 });
          window.banso.flush();
          dispatchEvent(new PageTransitionEvent("pagehide"));
          dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
          return "";
        } catch (error) {
          return String(error);
        }
      });
      expect(thrown).toBe("");
      // What does not need the spoilt part goes on: the events arrive.
      if (api !== "fetch") await expect.poll(() => [...servers.stored.values()].filter((name) => name.startsWith("Event")).length).toBe(50);
      const asked = await page.evaluate(async (mayForget) => {
        try {
          window.banso.consent({ surveys: false });
          window.banso.consent("denied");
          window.banso.track("Denied");
          window.banso.consent("pending");
          window.banso.track("Waiting");
          window.banso.consent("granted");
          const { writeKey } = await window.banso.data();
          if (mayForget) await window.banso.forget();
          return writeKey;
        } catch (error) {
          return String(error);
        }
      }, api !== "fetch");
      expect(asked).toBe("wk_faults");
      await page.evaluate(() => new Promise((idle) => setTimeout(idle, 50)));
      // There is no content here, and one line says so.
      const expected = /Failed to load resource|Banso: the content could not be fetched/;
      expect(heard.filter((text) => !expected.test(text)).length, heard.join("\n")).toBeLessThanOrEqual(1);
      expect(heard.filter((text) => text.startsWith("uncaught"))).toEqual([]);
    });
  }
}

/** Spoils one part of the platform, before the page's first script. */
function spoil([api, way]: string[]): void {
  const garbage = { length: "x", then: 7, get: () => ({}), request: () => 7, toString: () => "garbage" };
  const ways: Record<string, () => unknown> = {
    throws: () => {
      throw new DOMException("spoilt", "SecurityError");
    },
    hangs: () => new Promise(() => {}),
    "answers garbage": () => garbage,
    rejects: () => Promise.reject(new DOMException("spoilt", "AbortError")),
    "is full": () => {
      throw new DOMException("spoilt", "QuotaExceededError");
    },
  };
  const bad = ways[way];
  const spoilt = (names: string[]) => Object.fromEntries(names.map((name) => [name, bad]));
  const set = (owner: object, name: string, value: unknown) =>
    Object.defineProperty(owner, name, way === "throws" && !["fetch", "sendBeacon", "fetchLater"].includes(name) ? { get: bad } : { value, configurable: true });
  const missing = way === "is missing";
  if (way === "is full") {
    if (api === "caches") Cache.prototype.put = async () => bad() as never;
    // Both kinds of storage have the same methods.
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (...given) {
      return this === window[api as "localStorage"] ? (bad() as never) : setItem.apply(this, given);
    };
  } else if (api === "localStorage" || api === "sessionStorage") {
    set(window, api, missing ? undefined : way === "throws" ? bad : spoilt(["getItem", "setItem", "removeItem"]));
  } else if (api === "fetch") {
    const real = window.fetch;
    // The SDK's own files come by it too.
    set(window, api, (url: string, ...rest: []) => (String(url).includes("/v1/") ? (missing ? (undefined as unknown as () => void)() : bad()) : real(url, ...rest)));
  } else if (api === "sendBeacon") set(navigator, api, missing ? undefined : bad);
  else if (api === "locks") set(navigator, api, missing ? undefined : { request: bad, query: bad });
  else if (api === "crypto") set(window, api, missing ? undefined : { getRandomValues: bad, randomUUID: bad, subtle: garbage });
  else if (api === "caches") set(window, api, missing ? undefined : { open: bad });
  else set(window, api, missing ? undefined : bad);
}
