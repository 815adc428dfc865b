/** Banso in the browser: what `banso.js` puts on `window.banso`. Nothing in here throws. */

import type { Explanation } from "./explanation";
import type { GuideKind, Renderer } from "./render";

export type * from "./explanation";
export type * from "./render";

/** Settings: by data attributes of the script tag (`data-write-key`, `data-endpoint`) or by `init`. */
export interface Settings {
  /** The public key of the project. Tracking starts once it is known. */
  writeKey?: string;
  /**
   * The collector's address; by default the origin that served the script. Of several, the first that answers gets the
   * messages, and the first of all has the content.
   */
  endpoint?: string | string[];
  /** `false` towards another Segment-compatible server, which answers for no ids: any 2xx then counts as stored. */
  receipts?: boolean;
  /** A BCP 47 tag; by default the `lang` of the page's root element, followed as it changes. */
  locale?: string;
  /** Opens a page of the host application by path; by default `location.assign`. */
  navigate?: (path: string) => void;
  /**
   * What is sent of an address of the page, or of the page that led there; both come without query and fragment. Null:
   * nothing of it. One that throws, or answers no address, is told of in the console, and the address is sent as it came.
   */
  urlFilter?: (url: string) => string | null;
  /** Whether what Banso paints is light or dark, whatever the page and the content say. */
  theme?: "light" | "dark";
  /** Where the element stands that holds what Banso paints. */
  baseLayer?: BaseLayer;
  /** Paints guides in place of Banso: all of them, or those of a kind. See docs/sdk.md. */
  render?: Renderer | Partial<Record<GuideKind, Renderer>>;
  /** Taken for those who give it to every script: Banso adds no script and no style that would need one. */
  nonce?: string;
}

/** Where the element stands that holds what Banso paints. A modal dialog of the page comes first, while one is open. */
export interface BaseLayer {
  /** The element that it is put into, a selector of it, or what finds it; by default, and while there is none, the body. */
  parent?: Element | string | (() => Element | null | undefined);
  /** Whether it is painted in the browser's top layer, above the whole page; by default it is. Modal guides always are. */
  topLayer?: boolean;
  /** Its `z-index` outside the top layer; by default the highest there is. */
  zIndex?: number;
  /** What the user has agreed to, as `consent()` takes it; see docs/privacy.md. */
  consent?: Consent;
  /** `false` for hosts that ask by themselves: Global Privacy Control and Do Not Track are not looked at. */
  respectSignals?: boolean;
  /** Parameters of the page's address that `page` messages keep; `#` keeps the fragment. By default none. */
  keepQuery?: string[];
  /** Which properties and traits are kept, by their names. */
  properties?: PropertyRules;
  /**
   * Changes a message before it is stored, or with null drops it; its id and its type stay. When it throws, the message
   * goes out without properties and traits.
   */
  beforeSend?: (message: Message) => Message | null | void;
  /** `segment`: the endpoint is any server that speaks the Segment HTTP tracking API. */
  format?: "segment";
  /** The collector that has the content, where it is not the endpoint. */
  contentUrl?: string;
}

/** What the user has decided. */
export type ConsentState = "granted" | "pending" | "denied";

/** The purposes that a user agrees to, each by itself. */
export type Purpose = "analytics" | "guides" | "surveys" | "help";

/** A decision for every purpose, or for some: `true` stands for granted, `false` for denied. */
export type Consent = ConsentState | Partial<Record<Purpose, ConsentState | boolean>>;

/** Names of properties and traits, at any depth. */
export interface PropertyRules {
  /** Of the host's own, only these are kept (by their names at the top). */
  allow?: string[];
  /** These are left out. */
  deny?: string[];
  /** The values of these become `***`. */
  mask?: string[];
}

/** A message as it is stored and sent: of the Segment specification. */
export interface Message {
  type: "track" | "identify" | "group" | "page";
  messageId: string;
  anonymousId: string;
  userId?: string;
  timestamp: string;
  event?: string;
  properties?: Properties;
  traits?: Properties;
  [field: string]: unknown;
}

/** Everything that is kept on this device; see docs/privacy.md. */
export interface StoredData {
  writeKey: string;
  consent: Record<Purpose, ConsentState>;
  anonymousId: string | null;
  userId: string | null;
  groupId: string | null;
  /** Adoption, guides, checklists, answers: what the engine remembers. */
  memory: Record<string, unknown>;
  /** Messages that are not delivered yet. */
  messages: Message[];
  /** Further records, as they are kept. */
  other: Record<string, string>;
  /** The addresses of content that is kept: the same for everyone. */
  content: string[];
}

/** Anything that `JSON.stringify` takes. */
export type Properties = Record<string, unknown>;

/** The events that listeners can follow, with their properties; see docs/sdk.md. */
export type BansoEvent =
  | "Feature Used"
  | "Feature State Changed"
  | "Guide Shown"
  | "Guide Step Viewed"
  | "Guide Step Changed"
  | "Guide Completed"
  | "Guide Dismissed"
  | "Guide Target Missing"
  | "Guide Snoozed"
  | "Guides Held Back"
  | "Experiment Viewed"
  | "Checklist Started"
  | "Checklist Task Completed"
  | "Checklist Completed"
  | "Help Opened"
  | "Help Searched"
  | "Help Article Viewed"
  | "Help Article Rated"
  | "Help Inquiry Sent"
  | "Survey Answered"
  | "Messages Dropped"
  | "Display Failed"
  /** What buttons and tasks of the content call: `call:` and the name that they say. */
  | `call:${string}`;

/** Follows an event; called with its properties. */
export type Listener = (properties: Properties) => void;

/** Opens the help widget, and more. */
export interface Help {
  (): void;
  /** Opens the widget. */
  open(): void;
  /** Closes the widget. */
  close(): void;
  /** Opens the widget on a search. */
  search(query: string): void;
  /** Opens the widget on an article, by slug. */
  article(slug: string): void;
  /** Opens the widget on the announcements; with an id, at that one. */
  news(guideId?: string): void;
}

/** Asks a survey. */
export interface Surveys {
  (guideId: string): void;
  /** Asks a survey by id, whatever its audience and frequency, as `show` does. */
  show(guideId: string): void;
}

/** The API. Calls made before the module has loaded are kept and replayed in order. */
export interface Banso {
  /** The version of the SDK, once it has loaded. */
  readonly version?: string;
  /** Settings; may be called more than once, later settings are added. */
  init(settings: Settings): void;
  /** Names the user. Another user than before starts afresh; an anonymous one is kept. */
  identify(userId: string, traits?: Properties): void;
  /** Adds traits to the present user. */
  identify(traits: Properties): void;
  /** Names the user's account. */
  group(groupId: string, traits?: Properties): void;
  /** Tracks an event. */
  track(event: string, properties?: Properties): void;
  /** Reports a page by hand; changes of the address are followed without it. */
  page(name?: string, properties?: Properties): void;
  /** Forgets the user: call it at sign-out. */
  reset(): void;
  /** Follows an event. */
  on(event: BansoEvent, listener: Listener): void;
  /** Stops following an event. */
  off(event: BansoEvent, listener: Listener): void;
  /** Shows a guide by id, whatever its audience and frequency. */
  show(guideId: string): void;
  /** Shows a guide that the user picked, by id, if its content lets people pick it. */
  launch(guideId: string): void;
  /** Puts the visible guide off until later, where its content allows that. */
  snooze(): void;
  /** Lets no guide appear by itself while `on`, which is the default; `quiet(false)` ends it. */
  quiet(on?: boolean): void;
  /** Goes on in the visible guide, as its primary button does. */
  next(): void;
  /** Goes back in the visible guide, on the way that led to the present step. */
  back(): void;
  /** Closes the visible guide. */
  dismiss(): void;
  /** Closes whatever is visible; nothing appears by itself before the next page. */
  endAll(): void;
  /** The help widget. */
  help: Help;
  /** The checklist, in the help widget. */
  checklist: { (): void; open(): void };
  /** Surveys. */
  survey: Surveys;
  /** Opens this page with the draft that a link of `banso preview` names, by the link or by its parameter. */
  preview(link: string): void;
  /** Sets the language, instead of following the page's. */
  locale(tag: string): void;
  /** Sends what is waiting now. */
  flush(): void;
  /** What the user has agreed to, from here on; revoking purges what is stored. Without an argument, what holds now. */
  consent(consent: Consent): void;
  consent(): Record<Purpose, ConsentState>;
  /** Everything that is kept on this device, as plain JSON. */
  data(): Promise<StoredData>;
  /**
   * Erases what is on this device, and asks the collector to erase what came from it. Answers whether the collector has;
   * if not, another call asks again as long as the page lives.
   */
  forget(): Promise<boolean>;
  /** The id of this browser, once the module has loaded and the user has agreed to records. */
  anonymousId?(): string | undefined;
  /**
   * Opens the debug panel: what Banso decides on this page and why, live. Outside production, or by a link from
   * `banso debug-link`; otherwise the console says what to do.
   */
  debug(): void;
  /** Why the guide with this id is shown, or is not; undefined when there is none. */
  explain(guideId: string): Promise<Explanation | undefined>;
  /** The same of every guide, in the order in which they may appear. */
  explain(): Promise<Explanation[] | undefined>;
  /** Removes everything from the page. Stored events are sent on the next visit. */
  destroy(): void;
}

declare global {
  interface Window {
    banso: Banso;
  }
}
