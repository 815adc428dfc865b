// What every specification of the view starts from: the host page, and a silent console.
import { type Page, test as base } from "@playwright/test";

export { expect } from "@playwright/test";

/** The variants of `Press` by their numbers in the engine's view.rs: what a press's first byte says. */
const PRESSES = [
  "Next", "Back", "Dismiss", "Shown", "TargetMissing", "Task", "Note", "", "", "", "", "Snooze",
  "Launch", "Do",
];

/** The variants of `Action` by their numbers in the content's model.rs: what a drawn button does first. */
const ACTIONS = [
  "Page", "Article", "Guide", "Link", "Track", "Call", "Help", "Checklist", "Next", "Back", "Finish", "Dismiss",
  "Snooze", "Go",
];

/** The host page and what the view said to it. */
export class Host {
  constructor(readonly page: Page) {}

  async open(query = ""): Promise<void> {
    await this.page.goto(`/?${query}`);
    await this.page.locator("html[data-ready]").waitFor();
  }

  paint(scene: string): Promise<void> {
    return this.page.evaluate((scene) => (window as any).paint(scene), scene);
  }

  ask(wish: string): Promise<void> {
    return this.page.evaluate((wish) => (window as any).ask(wish), wish);
  }

  /** The names of the presses so far; of a note, the name of its event, of a drawn button, what it does. */
  async presses(): Promise<string[]> {
    const all: number[][] = await this.page.evaluate(() => (window as any).presses);
    const text = ([length, ...rest]: number[]) => String.fromCharCode(...rest.slice(0, length));
    const name = ([kind, ...rest]: number[]) =>
      PRESSES[kind] === "Note" ? text(rest) : PRESSES[kind] === "Do" ? ACTIONS[rest[0]] : PRESSES[kind];
    return all.map(name);
  }

  get<T>(name: string): Promise<T> {
    return this.page.evaluate((name) => (window as any)[name], name);
  }

  /** What has the focus, inside the view or outside. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return active?.getAttribute("data-act") ?? active?.getAttribute("aria-label") ?? (active?.className || active?.localName) ?? "";
    });
  }
}

export const test = base.extend<{ host: Host; expectedErrors: RegExp }>({
  // Matches nothing.
  expectedErrors: [/(?!)/, { option: true }],

  host: async ({ page, expectedErrors }, use) => {
    const heard: string[] = [];
    page.on("console", (message) => heard.push(message.text()));
    page.on("pageerror", (error) => heard.push(`uncaught: ${error.stack}`));
    await use(new Host(page));
    const unexpected = heard.filter((text) => !expectedErrors.test(text));
    base.expect(unexpected, "the page must stay silent").toEqual([]);
  },
});
