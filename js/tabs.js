// Which tab sends what: each its own messages. A tab holds a Web Lock of its name while it lives, and nothing while it
// is frozen or in the back/forward cache, which a held lock would keep it out of. What a tab left whose lock nobody
// holds, another takes over, under that lock: short claims, and no timers.
import { RECOVERED } from "./codec.js";
import { feed, guard, hooks } from "./guard.js";
import { lockOf, own, recover, tabs } from "banso-store";
import { hurry } from "banso-transport";

export { own };

let living;
let release;

/** Begins to live, or comes back to life: then first looks what others have taken over meanwhile. */
export function live(again) {
  if (living) return;
  living = true;
  if (again) take(own());
  claim(own(), {}, () => {
    if (!living) return undefined;
    if (again) take(own());
    return new Promise((free) => (release = free));
  });
  adopt();
}

/** Holds nothing any more, and keeps no message back. */
export function rest() {
  hurry();
  living = false;
  release?.();
}

/** Takes over what tabs left that live no more, where the user has agreed to records. */
export function adopt() {
  if (hooks.lean) return;
  for (const tab of tabs()) claim(tab, { ifAvailable: true }, (held) => held && take(tab));
}

/** Takes over what a tab left; of this one, what it still has. */
export const take = guard((tab) => recover(tab, (...parts) => feed(RECOVERED, ...parts)));

/** Without locks everyone takes over everything: the collector stores each message once, however often it comes. */
async function claim(tab, options, then) {
  try {
    await navigator.locks.request(lockOf(tab), options, guard(then));
  } catch {
    if (tab !== own()) take(tab);
  }
}
