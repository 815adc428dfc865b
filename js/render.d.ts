/** What a host is given that paints guides itself: `init({ render })`. */

/** What a guide is. Announcements are part of help and never painted as guides. */
export type GuideKind =
  | "tour" | "spotlight" | "tooltip" | "hotspot" | "modal" | "banner" | "slideout" | "survey" | "embedded" | "launcher";

/**
 * Paints a guide, and answers what takes it away again. Called once its target is there, and again, after that, for each
 * step, each new target, language and look. False leaves the step to Banso; so does an error, for the whole guide.
 */
export type Renderer = (guide: RenderedGuide) => void | false | (() => void);

/** A step of a guide, to be painted. */
export interface RenderedGuide {
  /** The guide's id. */
  guide: string;
  kind: GuideKind;
  /** The step's position, from 0. */
  step: number;
  /** How many steps there are. */
  steps: number;
  /** The element that the step stands by; undefined where it stands by none. */
  target?: Element;
  /** On which side of the target, if there is room; of a banner, at which edge of the window. */
  side: "top" | "bottom" | "left" | "right";
  /** The BCP 47 tag of the texts. */
  locale: string;
  dark: boolean;
  /** The title; values of the reader are filled in, here and in the body. */
  title: string;
  /** The body: what the compiler has checked, so that no script is in it. */
  body: RenderedNode[];
  /** The buttons, in their order; of a survey without the one that sends the answer. */
  buttons: RenderedButton[];
  /** Of a survey: what this step asks. */
  question?: RenderedQuestion;
  /** Of a survey: what the button says that sends the answer. */
  submit?: string;
  /**
   * Of a survey: checks an answer, and sends it and goes on if it will do; otherwise answers what is wrong, in the
   * reader's language. The answer: of a scale or stars a number; of one option its value, or `{ other: "..." }`; of
   * several, and of a ranking, a list; of a text the text; of a matrix an object of options by row.
   */
  answer?(value: unknown): string | undefined;
  /** Goes on, as the primary button does. */
  next(): void;
  /** Goes back on the way that led here. */
  back(): void;
  /** Closes the guide. */
  dismiss(): void;
  /** Puts the guide off until later, where its content allows that. */
  snooze(): void;
}

/** A text, or an element. */
export type RenderedNode = string | RenderedElement;

/** An element of HTML or SVG. */
export interface RenderedElement {
  /** Its name in lower case. */
  tag: string;
  /** Its attributes by name. */
  attributes: Record<string, string>;
  children: RenderedNode[];
  /** Of a link or a button: what a press on it does, in place of what the browser would do. */
  press?(): void;
}

/** A button. */
export interface RenderedButton {
  label: string;
  /** Whether it is the one that goes on. */
  primary: boolean;
  press(): void;
}

/** What a step of a survey asks. */
export interface RenderedQuestion {
  /** The id of its step. */
  id: string;
  kind: "scale" | "stars" | "choice" | "choices" | "text" | "ranking" | "matrix";
  /** Whether it must be answered. */
  required: boolean;
  /** The least number of characters, options or rows. */
  least: number;
  /** The largest number of characters or options, if there is one. */
  most?: number;
  /** Of a text: whether it has several lines. */
  long: boolean;
  placeholder?: string;
  /** What can be chosen, of a ranking in its first order. */
  options: { value: string | number; label: string }[];
  /** Of a matrix: its rows. */
  rows: { id: string; label: string }[];
  /** Whether a text of one's own may stand in for an option. */
  other: boolean;
  /** Of a scale or stars: what their ends mean; empty where nothing is said. */
  ends: string[];
}
