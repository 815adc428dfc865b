// Every thing that people can see, and in which conditions: what `matrix.spec.ts` measures and `sheets.ts` takes pictures of.
import type { Page } from "@playwright/test";

import type { Host } from "./host";

/** What is painted, and what is done to see it. */
export interface Sight {
  name: string;
  scene: string;
  act?: (page: Page, host: Host) => Promise<void>;
}

const QUESTIONS = ["intro", "nps", "csat", "ces", "stars", "choice", "choices", "alone", "text", "long", "ranking", "matrix", "thanks"];

const sight = (scene: string, name = scene.replace(/^m-/, ""), act?: Sight["act"]): Sight => ({ name, scene, act });

/** Asks help for something, and waits for it. */
const asking = (wish: string, scene = "m-centre") =>
  sight(scene, `help ${wish}${scene === "m-centre" ? "" : ` in ${scene}`}`, async (page, host) => {
    await host.ask(wish);
    await page.locator(".body :is(.row, article, .still)").first().waitFor();
  });

const sent = (of: string) =>
  sight(`survey-${of}`, `survey-${of} sent empty`, async (page) => {
    await page.locator(".card .main").click();
    await page.locator("[role=alert] :visible").waitFor();
  });

export const SIGHTS: Sight[] = [
  sight("m-tip"),
  sight("m-tour"),
  sight("m-modal"),
  sight("m-slideout"),
  sight("m-banner-top"),
  sight("m-banner-bottom"),
  sight("m-hotspot", "hotspot, its hint open", (page) => page.locator(".beacon").click()),
  sight("m-spotlight"),
  sight("m-fixtures"),
  sight("m-stress-modal"),
  sight("m-stress-tour"),
  sight("m-stress-banner"),
  sight("m-corners"),
  sight("m-centre", "launcher"),
  asking("home"),
  asking("search"),
  asking("nothing"),
  asking("article"),
  asking("rates"),
  asking("news"),
  sight("m-done", "checklist done", async (page, host) => {
    await host.ask("home");
    await page.locator(".row").first().waitFor();
  }),
  sight("m-sharp"),
  sight("m-round"),
  asking("home", "m-sharp"),
  asking("home", "m-round"),
  ...QUESTIONS.map((of) => sight(`survey-${of}`)),
  ...["nps", "choices", "long", "matrix"].map(sent),
  sight("survey-choice", "survey-choice, another one", (page) => page.locator(".option").last().click()),
  sight("centred-nps"),
  sight("centred-matrix"),
];

export const LOCALES = ["en", "ja", "ar"] as const;

/** Paints one and waits until it is all there. */
export async function see(page: Page, host: Host, { scene, act }: Sight, locale: string): Promise<void> {
  await page.evaluate(async (scene) => {
    const { ask, paint } = window as any;
    await ask("close");
    await paint("none.en");
    await paint(scene);
  }, `${scene}.${locale}`);
  await page.locator("banso-root :is(.card, .beacon, .launcher, .edge)").first().waitFor();
  if (await page.locator("banso-root form").count()) {
    await page.waitForFunction(() => {
      const form = document.querySelector("banso-root")!.shadowRoot!.querySelector("form");
      return getComputedStyle(form!).visibility === "visible";
    });
  }
  await act?.(page, host);
  await page.waitForFunction(() => {
    const all = [...document.querySelector("banso-root")!.shadowRoot!.querySelectorAll("img")];
    const near = (one: Element) => one.checkVisibility() && one.getBoundingClientRect().top < innerHeight;
    return all.every((one) => !one.src || one.complete || !near(one));
  });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
