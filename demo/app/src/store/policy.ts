import { daysBetween, isWeekend } from '../dates';
import type { Currency, Expense, Policies, Workspace } from './types';

export type Alert = 'receipt' | 'meal' | 'lodging' | 'second' | 'weekend' | 'duplicate';

/** Yen for one dollar, the rate at which totals are converted. */
export const yenPerDollar = 152;

/** An amount in the account's own currency. */
export const inBase = (amount: number, from: Currency, to: Currency): number => {
  if (from === to) return amount;
  return to === 'JPY' ? amount * yenPerDollar : amount / yenPerDollar;
};

type Checked = Pick<Expense, 'amount' | 'currency' | 'category' | 'date' | 'merchant' | 'receiptId' | 'trip'> & { id?: string };

const isDuplicate = (one: Checked, expenses: Expense[]) =>
  expenses.some((other) => other.id !== one.id && other.merchant === one.merchant && other.amount === one.amount
    && Math.abs(daysBetween(other.date, one.date)) <= 3);

/** The policy rules an expense breaks or has to heed. */
export const alertsOf = (expense: Checked, workspace: Pick<Workspace, 'policies' | 'expenses' | 'company'>): Alert[] => {
  const { policies, company, expenses } = workspace;
  const amount = inBase(expense.amount, expense.currency, company.currency);
  const rules: [Alert, boolean][] = [
    ['receipt', !expense.receiptId && !expense.trip && amount > policies.receiptAbove],
    ['meal', expense.category === 'meals' && amount > policies.mealLimit],
    ['lodging', expense.category === 'lodging' && amount > policies.lodgingLimit],
    ['second', amount > policies.secondApprovalAbove],
    ['weekend', policies.weekendWarning && expense.category === 'entertainment' && isWeekend(expense.date)],
    ['duplicate', policies.duplicateWarning && isDuplicate(expense, expenses)],
  ];
  return rules.filter(([, broken]) => broken).map(([alert]) => alert);
};

/** The limit an alert speaks of, if it has one. */
export const limitOf = (alert: Alert, policies: Policies): number | undefined =>
  ({ receipt: policies.receiptAbove, meal: policies.mealLimit, lodging: policies.lodgingLimit, second: policies.secondApprovalAbove } as Partial<Record<Alert, number>>)[alert];
