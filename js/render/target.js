// The element that a step stands by, for a host that paints it: found and followed as the view does.
import { anchors } from "../anchors.js";

const page = anchors({ begun: (undo) => undo, signal: (react) => react });

/** The only visible element that fits, by the first way that leads to exactly one; or else why there is none. */
export function find(ways) {
  const target = page.find(ways);
  return [target, page.reason()];
}

/** Each way and how many fit, for the developer. */
export const counts = (ways) => page.counts(ways);

/** Calls `changed` at most once a frame while the page changes; answers what ends it. */
export const follow = (changed) => page.watch(changed);
