// What few hosts ask for, and what the browser may ask for in the user's name: a file of its own.
import * as consent from "./privacy/consent.js";
import { prepare } from "./privacy/message.js";
import { data, forgetThere } from "./privacy/person.js";

/** Takes its places in the core, which lends what is in core.js. */
export function equip(core) {
  const { settings, warn, tools, anonymousId } = core;
  consent.begin(core);
  const { account, decide, elsewhere, log, put, recall, remember, stated, tell } = consent;
  Object.assign(core, { account, decide, elsewhere, log, put, recall, remember, stated, tell });
  return {
    /** Before the core starts. */
    settle() {
      prepare(core);
      consent.settle();
    },
    decide,
    data: () => data(settings, stated(), recall(), tools),
    /** What is on this device goes first, whatever becomes of the rest. */
    forget() {
      const id = anonymousId();
      consent.forget();
      return forgetThere(settings, id, warn);
    },
  };
}
