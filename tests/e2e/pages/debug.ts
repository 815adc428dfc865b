// The debug panel: one element with an open shadow root.
import { expect, type Locator, type Page } from "@playwright/test";

export type Tab = "guides" | "events" | "adoption" | "facts" | "time" | "pick";

export class Debug {
  readonly root: Locator;
  /** The room of the present tab. */
  readonly room: Locator;
  readonly slider: Locator;
  /** The selector of the element that was picked. */
  readonly selector: Locator;

  constructor(readonly page: Page) {
    this.root = page.locator("banso-debug");
    this.room = this.root.getByRole("tabpanel");
    this.slider = this.root.getByRole("slider");
    this.selector = this.root.locator("[data-selector]");
  }

  /** Opens the panel, as a developer does in the console. */
  async open(): Promise<void> {
    await this.page.evaluate(() => window.banso.debug());
    await expect(this.room).toBeVisible();
  }

  async tab(name: Tab): Promise<void> {
    await this.root.locator(`#tab-${name}`).click();
    await expect(this.root.locator(`#tab-${name}`)).toHaveAttribute("aria-selected", "true");
  }

  /** A guide in the list, a feature or a message, by its name. */
  entry(text: string): Locator {
    return this.room.locator("details").filter({ has: this.page.locator("summary b", { hasText: new RegExp(`^${text}$`) }) }).first();
  }

  button(name: string): Locator {
    return this.root.getByRole("button", { name, exact: true });
  }
}
