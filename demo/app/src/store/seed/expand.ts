import { addDays, atHour, today } from '../../dates';
import type { Category, Currency, Expense, Member, Receipt, CardTransaction, Role, Status, Step, Tax, Trip } from '../types';

/** Days ago, merchant, category, amount, owner, status, memo; then what only some rows have. */
export type ExpenseRow = [
  daysAgo: number, merchant: string, category: Category, amount: number, ownerId: string, status: Status, memo: string,
  extra?: { currency?: Currency; tax?: Tax; invoice?: true; receipt?: boolean; trip?: Trip; comment?: string },
];

export type MemberRow = [id: string, name: string, email: string, role: Role, department: string, daysAgo: number, invited?: 'invited'];

export type TransactionRow = [daysAgo: number, cardId: string, merchant: string, category: Category, amount: number, state: CardTransaction['state']];

const reached: Record<Status, Step['kind'][]> = {
  draft: ['created'],
  submitted: ['created', 'submitted'],
  approved: ['created', 'submitted', 'approved'],
  returned: ['created', 'submitted', 'returned'],
  reimbursed: ['created', 'submitted', 'approved', 'reimbursed'],
};

/** Days after the expense's date at which each step happened. */
const delay: Record<Step['kind'], number> = { created: 0, edited: 0, withdrawn: 0, submitted: 0, approved: 1, returned: 1, reimbursed: 4 };

const history = (row: ExpenseRow, approverId: string): Step[] => {
  const [daysAgo, , , , ownerId, status, , extra] = row;
  return reached[status].map((kind, index) => ({
    kind,
    by: kind === 'created' || kind === 'submitted' ? ownerId : approverId,
    at: atHour(addDays(today(), Math.min(0, delay[kind] - daysAgo)), 1 + index * 2),
    ...(kind === 'returned' || kind === 'approved' ? { comment: extra?.comment } : {}),
  }));
};

/** A registration number of the right form that belongs to nobody. */
const inventedInvoice = (seed: number) => `T${9_100_000_000_000 + seed * 7919}`;

/** Expenses from rows, the oldest with the lowest number; and the receipts that belong to them. */
export const expandExpenses = (rows: ExpenseRow[], first: number, currency: Currency, approverId: string) => {
  const receipts: Receipt[] = [];
  const expenses = [...rows].sort((a, b) => b[0] - a[0]).map((row, index): Expense => {
    const [daysAgo, merchant, category, amount, ownerId, status, memo, extra = {}] = row;
    const id = `EX-${String(first + index).padStart(4, '0')}`;
    const money = extra.currency ?? currency;
    const date = addDays(today(), -daysAgo);
    const receiptId = extra.receipt === false || extra.trip ? undefined : `rc-${first + index}`;
    if (receiptId) {
      receipts.push({
        id: receiptId, file: `IMG_${2200 + index * 7}.jpg`, merchant, date, amount,
        currency: money, category, state: 'attached', ownerId,
      });
    }
    return {
      id, date, merchant, category, amount, currency: money, ownerId, status, memo, receiptId,
      tax: extra.tax ?? (money === 'JPY' ? 'jp10' : 'us'), trip: extra.trip,
      invoice: extra.invoice && inventedInvoice(first + index),
      steps: history(row, approverId),
    };
  });
  return { expenses: expenses.reverse(), receipts: receipts.reverse() };
};

export const expandMembers = (rows: MemberRow[]): Member[] =>
  rows.map(([id, name, email, role, department, daysAgo, invited]) => ({
    id, name, email, role, department, state: invited ?? 'active', since: addDays(today(), -daysAgo),
  }));

export const expandTransactions = (rows: TransactionRow[], currency: Currency): CardTransaction[] =>
  rows.map(([daysAgo, cardId, merchant, category, amount, state], index) => ({
    id: `tx-${index + 1}`, cardId, date: addDays(today(), -daysAgo), merchant, amount, currency, category, state,
  }));
