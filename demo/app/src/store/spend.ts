import { addDays, monthOf, monthStart, today } from '../dates';
import { inBase } from './policy';
import type { Currency, Expense, Grouping, Period, Workspace } from './types';

export interface Slice {
  key: string;
  total: number;
  count: number;
}

/** First and last day of a period. */
export const rangeOf = (period: Period): [from: string, until: string] => {
  const now = today();
  switch (period) {
    case 'month': return [monthStart(now), addDays(monthStart(now, 1), -1)];
    case 'lastMonth': return [monthStart(now, -1), addDays(monthStart(now), -1)];
    case 'quarter': return [monthStart(now, -2), addDays(monthStart(now, 1), -1)];
    case 'all': return ['0000-01-01', '9999-12-31'];
  }
};

export const within = (expenses: Expense[], period: Period): Expense[] => {
  const [from, until] = rangeOf(period);
  return expenses.filter((one) => one.date >= from && one.date <= until);
};

/** A sum in the account's currency. */
export const total = (expenses: Expense[], currency: Currency): number =>
  expenses.reduce((sum, one) => sum + inBase(one.amount, one.currency, currency), 0);

const keyOf: Record<Grouping, (expense: Expense) => string> = {
  category: (one) => one.category,
  person: (one) => one.ownerId,
  month: (one) => monthOf(one.date),
  status: (one) => one.status,
};

/** Totals by group, the largest first; months in order of time. */
export const slices = (expenses: Expense[], group: Grouping, currency: Currency): Slice[] => {
  const groups = new Map<string, Expense[]>();
  for (const one of expenses) {
    const key = keyOf[group](one);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const list = [...groups].map(([key, members]) => ({ key, total: total(members, currency), count: members.length }));
  return list.sort((a, b) => (group === 'month' ? a.key.localeCompare(b.key) : b.total - a.total));
};

/** What others have submitted and this person may decide on. */
export const queueOf = (workspace: Workspace, userId: string): Expense[] =>
  workspace.expenses.filter((one) => one.status === 'submitted' && one.ownerId !== userId);
