/**
 * The calls Seisan makes to the Banso SDK. They go to `window.banso`: the stub
 * until banso.js has loaded, the SDK afterwards. None of them throws, and all
 * do nothing when the SDK is blocked.
 */
import type { Currency, Category, Lang, Plan, Role } from './store/types';

export interface UserTraits {
  name: string;
  email: string;
  role: Role;
  locale: Lang;
  plan: Plan;
  /** Sign-up day, ISO date. */
  created_at: string;
}

export interface AccountTraits {
  name: string;
  plan: Plan;
  seats: number;
  /** US dollars a month. */
  mrr: number;
  industry: string;
  /** ISO date. */
  renewal_at: string;
}

/** Every event Seisan reports, with its properties. */
export interface Events {
  'Expense Created': { amount: number; currency: Currency; category: Category; has_receipt: boolean };
  'Expense Submitted': { amount: number; currency: Currency; category: Category };
  'Receipt Scanned': { category: Category };
  'Card Transactions Imported': { count: number };
  'Expense Approved': { amount: number; currency: Currency; category: Category };
  'Expense Returned': { category: Category };
  'Accounting Export Completed': { target: string };
  'Integration Connected': { integration: string };
  'Member Invited': { role: Role };
  'Policy Saved': Record<string, never>;
  'Company Profile Saved': Record<string, never>;
}

type Sdk = Partial<Record<'init' | 'identify' | 'group' | 'track' | 'reset' | 'on', (...args: unknown[]) => unknown>>;

declare global {
  interface Window {
    banso?: Sdk;
  }
}

const call = (method: keyof Sdk, ...args: unknown[]): void => {
  try {
    window.banso?.[method]?.(...args);
  } catch {
    // A guest in the page must never stop the page.
  }
};

/** Lets guides and checklists open pages through the app's own router, without a reload. */
export const useRouter = (navigate: (path: string) => void): void => call('init', { navigate });
export const identify = (userId: string, traits: UserTraits): void => call('identify', userId, traits);
export const group = (accountId: string, traits: AccountTraits): void => call('group', accountId, traits);
export const track = <E extends keyof Events>(event: E, properties: Events[E]): void => call('track', event, properties);
/** Runs `act` when a button of Banso's content calls this name. */
export const onCall = (name: string, act: () => void): void => call('on', `call:${name}`, act);
export const reset = (): void => call('reset');
