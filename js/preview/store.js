// What a preview keeps, in place of store.js: messages as long as the page lives, the engine's memory as long as the
// tab. Nothing of any other visit is read or written.
import { fromLatin1 } from "../store.js";
import { MEMORY, held, keep as keepInTab, recall, tookIt } from "./draft.js";

export { fromLatin1 };

const messages = new Map();

export const open = () => {};
export const memoryKey = () => MEMORY;
export const memory = () => fromLatin1(recall(MEMORY) ?? "");
export const remember = (bytes) => keepInTab(MEMORY, String.fromCharCode(...bytes));
export const put = (id, json) => messages.set(id, json);
export const get = (id) => messages.get(id);
export const remove = (id) => messages.delete(id);
export const account = () => {};
export const own = () => MEMORY;
export const lockOf = (tab) => tab;
export const tabs = () => [];
export const recover = () => {};

/** Nothing outlives the tab: nobody is asked. */
export const asks = false;
export const purge = () => messages.clear();

/** The core has taken the draft. */
export const keep = () => tookIt();

/** The draft that it took, for the debug panel. */
export const kept = async () => held.bytes;
