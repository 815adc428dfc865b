/** The vocabulary of Seisan: what a workspace holds. Dates are local days, `YYYY-MM-DD`. */

export type Lang = 'ja' | 'en';
export type Theme = 'system' | 'light' | 'dark';
export type Currency = 'JPY' | 'USD';
export type Role = 'admin' | 'approver' | 'member';
export type Plan = 'starter' | 'team' | 'business';

export const categories = [
  'travel', 'lodging', 'meals', 'entertainment', 'software',
  'supplies', 'communication', 'training', 'mileage', 'other',
] as const;
export type Category = (typeof categories)[number];

export const taxes = ['jp10', 'jp8', 'exempt', 'outside', 'us'] as const;
export type Tax = (typeof taxes)[number];

export const statuses = ['draft', 'submitted', 'approved', 'returned', 'reimbursed'] as const;
export type Status = (typeof statuses)[number];

/** One entry of an expense's history. */
export interface Step {
  kind: 'created' | 'submitted' | 'approved' | 'returned' | 'reimbursed' | 'edited' | 'withdrawn';
  by: string;
  /** ISO date and time, UTC. */
  at: string;
  comment?: string;
}

export interface Trip {
  from: string;
  to: string;
  distance: number;
  unit: 'km' | 'mi';
  round: boolean;
}

export interface Expense {
  id: string;
  date: string;
  merchant: string;
  category: Category;
  /** In whole yen, or in dollars with cents. */
  amount: number;
  currency: Currency;
  tax: Tax;
  /** Japanese qualified-invoice registration number, "T" and 13 digits. */
  invoice?: string;
  memo: string;
  ownerId: string;
  status: Status;
  receiptId?: string;
  trip?: Trip;
  steps: Step[];
}

export interface Receipt {
  id: string;
  file: string;
  merchant: string;
  date: string;
  amount: number;
  currency: Currency;
  category: Category;
  state: 'scanning' | 'ready' | 'attached';
  ownerId: string;
}

export interface CardTransaction {
  id: string;
  cardId: string;
  date: string;
  merchant: string;
  amount: number;
  currency: Currency;
  category: Category;
  state: 'open' | 'matched' | 'personal';
  expenseId?: string;
}

export interface Card {
  id: string;
  name: string;
  last4: string;
  holderId: string;
  limit: number;
}

export interface Member {
  id: string;
  name: string;
  email: string;
  role: Role;
  department: string;
  state: 'active' | 'invited';
  /** Day of joining, or of the invitation. */
  since: string;
}

export type Grouping = 'category' | 'person' | 'month' | 'status';
export type Period = 'month' | 'lastMonth' | 'quarter' | 'all';

export interface Report {
  id: string;
  name: string;
  group: Grouping;
  period: Period;
  status: Status | 'all';
  updated: string;
}

export interface SavedFilter {
  id: string;
  name: string;
  query: string;
  status: Status | 'all';
  category: Category | 'all';
}

export interface Policies {
  /** Above this amount an expense needs a receipt. */
  receiptAbove: number;
  mealLimit: number;
  lodgingLimit: number;
  mileageRate: number;
  secondApprovalAbove: number;
  weekendWarning: boolean;
  duplicateWarning: boolean;
}

export interface Company {
  name: string;
  legalName: string;
  registration: string;
  address: string;
  fiscalMonth: number;
  currency: Currency;
  closingDay: number;
}

export interface Delegation {
  toId: string;
  from: string;
  until: string;
}

/** All that one customer account of Seisan owns. */
export interface Workspace {
  company: Company;
  policies: Policies;
  members: Member[];
  expenses: Expense[];
  receipts: Receipt[];
  cards: Card[];
  transactions: CardTransaction[];
  reports: Report[];
  filters: SavedFilter[];
  /** Integration id -> day of connection. */
  integrations: Record<string, string>;
  delegation: Delegation | null;
  /** The next number of an expense. */
  next: number;
}

/** A person who can sign in to the demo. */
export interface Persona {
  id: string;
  accountId: string;
  name: string;
  email: string;
  role: Role;
  lang: Lang;
  department: string;
  /** Days before today that the user signed up. */
  signedUpDaysAgo: number;
}

/** What Seisan, as a company, knows of its customer. */
export interface Account {
  id: string;
  name: string;
  plan: Plan;
  seats: number;
  /** Monthly recurring revenue in US dollars. */
  mrr: number;
  industry: string;
  /** Days from today to the renewal. */
  renewsInDays: number;
}
