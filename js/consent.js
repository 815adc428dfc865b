// The little of consent that every page needs. The rest is privacy.js, a file of its own that comes when somebody asks for
// more than that everything is granted.
import { REMEMBERED, bytes } from "./codec.js";
import { destroy, feed, hooks, pause, warn } from "./guard.js";
import { live, rest } from "./tabs.js";
import { purge } from "banso-store";

/** What another tab says of consent by taking the memory away: see privacy/consent.js. */
const WITHDRAWN = "withdrawn";
/** Until when nothing happens. */
export let paused;

let file;
/** The memory was there when this page fell asleep. */
let there;

/** Works with that file. Rejects when it cannot be had. */
export function aside(work) {
  file ??= import(new URL(__BANSO_PRIVACY_JS__, import.meta.url).href).then(({ equip }) => equip(hooks));
  return file.then(work);
}

/** The same, and nothing else happens until it is here. Without it all ends: nothing is done that was not agreed to. */
export function halt(work) {
  pause(true);
  const resume = (file) => {
    pause();
    const done = work(file);
    hooks.resume();
    return done;
  };
  const end = (error) => (destroy(), warn(`nothing is tracked: ${error.message}`));
  return (paused = aside(resume).catch(end));
}

/** The host says what the user has agreed to. */
export function agree(said) {
  if (hooks.decide) return hooks.decide(said);
  if (!hooks.begun) return void hooks.early.push(said);
  const granted = /^(granted|true)$/;
  if (granted.test(said)) return;
  if (!granted.test(typeof said == "object" ? (said.analytics ?? true) : said)) purge();
  halt((file) => file.decide(said));
}

/** Another tab wrote its memory, or has forgotten this browser. */
export function elsewhere(memory) {
  if (hooks.elsewhere) hooks.elsewhere(memory);
  else if (memory.length) feed(REMEMBERED, bytes(memory));
  else agree(WITHDRAWN);
}

/** The page falls asleep: it does not hear what other tabs do meanwhile. */
export function sleep() {
  there = hooks.recall().length;
  rest();
}

/** It hears of it now; `slept`: it may have missed that there is no memory any more. */
export function wake(slept) {
  const memory = hooks.recall();
  if (memory.length || (slept && there)) elsewhere(memory);
  if (slept) live(true);
}
