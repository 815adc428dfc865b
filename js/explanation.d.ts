/** What `banso.explain` answers: why a guide is shown, or is not. Times are UTC ms. */

/** Why a guide is shown, or is not. */
export interface Explanation {
  /** The guide's id. */
  guide: string;
  /** In one sentence, in the language of the page. */
  summary: string;
  /** `would_show`: nothing holds it back, and it starts as soon as the engine looks again. */
  state: "shown" | "under_way" | "would_show" | "held";
  /** Everything that holds it back now, each by itself, the engine's own reason first. */
  holds: Reason[];
  /** Its audience, schedule and dependencies, with the answer to every question. */
  rule: RuleNode;
  /** The fewest answers that would have to turn for the rule to hold. */
  near: Miss[];
  /** When it would start if nothing but time went by. */
  opensAt: number | null;
  /** `control`, `holdout` or the id of a variant, where the guide is compared. */
  variation: string | null;
}

/** Something that holds a guide back. */
export interface Reason {
  hold:
    | "page" | "element" | "schedule" | "audience" | "frequency" | "snoozed" | "trigger" | "budget" | "target"
    | "holdout" | "rested" | "outranked" | "quiet" | "elsewhere";
    | "holdout" | "rested" | "outranked" | "quiet" | "consent";
  /** When it ends though nothing happens. */
  until: number | null;
  /** What there is to say about it, by `hold`. */
  fact:
    | null
    | { address: string; wanted: string | null }
    | { may: Often; shown: number[]; seen: number | null; completed: number | null; dismissed: number | null }
    | { waits: (string | Record<string, string | number>)[] }
    | { spent: { kind: string | null; times: number; within: number; shown: number; until: number }[] }
    | { selector: string | null; why: "absent" | "hidden" | "ambiguous" | "covered" | "gone" | null }
    | { by: string };
}

/** How often a guide may appear by itself; `within` in ms. */
export type Often =
  | "once" | "until_interacted" | "every_visit" | "always"
  | { limit: { times: number; within: number } };

/** `unknown`: the page is not watched for it now, or has not told it yet. */
export type Known = "yes" | "no" | "unknown";

/** A part of a rule. */
export type RuleNode =
  | { kind: "all" | "any"; value: Known; members: RuleNode[] }
  | { kind: "not"; value: Known; member: RuleNode }
  | ({ kind: "leaf" } & Asked);

/** A question and its answer. */
export interface Asked {
  value: Known;
  /**
   * What is asked, by its kind: `{ page: { pattern } }`, `{ trait: { account, name, test } }`,
   * `{ answer: { survey, question, test } }` and so on.
   */
  question: Record<string, unknown>;
  /** What was found, by the same kind. */
  found: Record<string, unknown>;
  /** When the answer may change though nothing happens. */
  until: number | null;
}

/** An answer that would have to turn. */
export interface Miss extends Asked {
  /** Whether the question must hold; otherwise it must not. */
  wanted: boolean;
}
