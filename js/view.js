// The view's facade: sets the stage, and brings help in when someone first asks for it.
import css from "banso-view-style";

import { anchors } from "./anchors.js";
import { guides } from "./guides.js";
import { perform } from "./perform.js";
import { failed, giveUp, stands } from "./press.js";
import { BROKEN, BUSY, CLOSED, GONE, scene } from "./scene.js";
import { makeStage } from "./stage.js";

// The first byte of an `Ask` that there is nothing to download for.
const CLOSE_HELP = 1;

/**
 * What the core does for the view: takes the bytes of a `Press`; takes what a drawn button does, of which guide it is and
 * what the form around it holds; gets a help pack; reads bytes; knows the traits of the user and of the account;
 * places a card beside a target; has what the files that are linked export.
 * @typedef {{
 *   press(bytes: Uint8Array): void,
 *   act(guide: string, answers: object, acts: Uint8Array): void,
 *   part(hash: string): Promise<Uint8Array>,
 *   reader(bytes: Uint8Array): object,
 *   trait(account: number, name: string): unknown,
 *   place(...of: number[]): Float32Array,
 *   wasm: object,
 *   warn?(text: string): void,
 * }} Host
 */

/**
 * Starts the view.
 * @param {string | URL} base - The address that the SDK's files lie beside.
 * @param {Host} host
 * @returns {Promise<{ paint(bytes: Uint8Array): void, ask(bytes: Uint8Array): void, retell(): void, destroy(): void }>}
 */
export async function mount(base, host) {
  host.form = lazyForm(base, host);
  const stage = makeStage(host);
  const help = lazyHelp(base, stage, (state) => view.call("help", state));
  const view = perform(stage, "view", guides(), css, { ask: help.ask, warn: stage.warn }, (tools) => ({ ...anchors(tools), ...lazyParts(base, host, tools) }));
  return {
    paint(bytes) {
      const seen = scene(bytes);
      view.call("paint", seen);
      help.paint(seen);
    },
    ask: help.ask,
    retell: stage.retell,
    destroy: () => stage.leave(),
  };
}

/** How forms are filled in and sent, downloaded with the first. */
function lazyForm(base, host) {
  let loaded;
  return (...given) => {
    loaded ??= import(new URL(__BANSO_FORM_JS__, base).href);
    loaded
      .then(({ form }) => form(...given))
      .catch((error) => {
        loaded = undefined;
        host.warn?.(`a survey cannot be filled in: ${error}`);
      });
  };
}

/** What is downloaded when it is first asked for, and handed to who asked. */
function lazyParts(base, host, { signal }) {
  const lazy = (file, name, what) => {
    let loading;
    return (code) => {
      loading ??= import(new URL(file, base).href)
        .then((module) => signal(code)(module[name]))
        .catch((error) => {
          loading = undefined;
          host.warn?.(`${what}: ${error}`);
        });
    };
  };
  return {
    // So that what they say is not downloaded with each.
    stands,
    giveUp,
    launcher: lazy(__BANSO_LAUNCHER_JS__, "launcher", "help has no launcher"),
    fixtures: lazy(__BANSO_FIXTURES_JS__, "fixtures", "the page has no parts of ours"),
  };
}

/** Help, downloaded with the first ask. `tell` says how it is. */
function lazyHelp(base, stage, tell) {
  const asks = [];
  let loading = false;
  let failures = 0;
  let latest;
  let help;

  const begin = ({ browser, css }, Help) => {
    help = perform(stage, "help", Help, css, { tell }, browser, () => tell(GONE));
    help.call("paint", latest);
    for (const bytes of asks.splice(0)) help.call("ask", bytes);
  };
  const download = async () => {
    loading = true;
    try {
      // A browser may remember that an address failed; with a fragment it is another one.
      const again = failures ? `#${failures}` : "";
      const module = await import(new URL(__BANSO_HELP_JS__ + again, base).href);
      const Help = await module.load(base, stage.host.wasm);
      if (!stage.over) begin(module, Help);
    } catch (error) {
      if (!failures++) {
        stage.warn(`help could not be loaded: ${error}`);
        stage.host.press(failed("help", error));
      }
      if (asks.length) tell(BROKEN);
    }
    loading = false;
  };
  return {
    paint(seen) {
      latest = seen;
      help?.call("paint", seen);
    },
    ask(bytes) {
      if (help) return help.call("ask", bytes);
      if (stage.over) return;
      if (bytes[0] === CLOSE_HELP) {
        asks.length = 0;
        return tell(CLOSED);
      }
      asks.push(bytes);
      tell(BUSY);
      if (!loading) download();
    },
  };
}
