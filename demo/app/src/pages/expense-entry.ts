/** What a person types for one expense, and what may be wrong with it. */
import { today } from '../dates';
import type { Draft } from '../store/expenses';
import type { Category, Currency, Expense, Receipt, Tax } from '../store/types';

export interface Entry {
  date: string;
  merchant: string;
  category: Category | '';
  amount: string;
  currency: Currency;
  tax: Tax;
  invoice: string;
  memo: string;
  receiptId?: string;
  file?: string;
}

export type Problem = 'merchant' | 'category' | 'amount' | 'yen' | 'future' | 'date' | 'invoice' | 'memo';

export const blank = (currency: Currency): Entry => ({
  date: today(), merchant: '', category: '', amount: '', currency, tax: currency === 'JPY' ? 'jp10' : 'us', invoice: '', memo: '',
});

export const fromReceipt = (receipt: Receipt): Entry => ({
  ...blank(receipt.currency), date: receipt.date, merchant: receipt.merchant, category: receipt.category,
  amount: String(receipt.amount), receiptId: receipt.id,
});

export const fromExpense = (expense: Expense): Entry => ({
  date: expense.date, merchant: expense.merchant === unnamed ? '' : expense.merchant, category: expense.category, amount: String(expense.amount), currency: expense.currency,
  tax: expense.tax, invoice: expense.invoice ?? '', memo: expense.memo, receiptId: expense.receiptId,
});

/** Full-width digits, commas and currency signs are as good as plain ones. */
const toNumber = (amount: string): number => Number(amount.normalize('NFKC').replace(/[,\s¥$円]/g, '') || NaN);

const amountProblem = ({ amount, currency }: Entry): Problem | undefined => {
  const value = toNumber(amount);
  if (!(value > 0)) return 'amount';
  return currency === 'JPY' && !Number.isInteger(value) ? 'yen' : undefined;
};

const dateProblem = (date: string): Problem | undefined => {
  if (!date) return 'date';
  return date > today() ? 'future' : undefined;
};

export type Problems = Partial<Record<keyof Entry, Problem>>;

/** The first problem of each field; empty when the entry is complete. */
export const check = (entry: Entry): Problems => {
  const found: [keyof Entry, Problem | undefined][] = [
    ['merchant', entry.merchant.trim() ? undefined : 'merchant'],
    ['category', entry.category ? undefined : 'category'],
    ['amount', amountProblem(entry)],
    ['date', dateProblem(entry.date)],
    ['invoice', !entry.invoice || /^T\d{13}$/.test(entry.invoice.normalize('NFKC').trim()) ? undefined : 'invoice'],
    ['memo', entry.category === 'entertainment' && !entry.memo.trim() ? 'memo' : undefined],
  ];
  return Object.fromEntries(found.filter(([, problem]) => problem));
};

/** Whether an expense can be submitted as it is; a trip always can. */
export const isComplete = (expense: Expense): boolean => Boolean(expense.trip) || Object.keys(check(fromExpense(expense))).length === 0;

/** What already matters for a draft: an amount and a date are enough. */
export const checkDraft = (entry: Entry): Problems => {
  const { merchant: _merchant, category: _category, memo: _memo, ...rest } = check(entry);
  return rest;
};

/** Stands for a merchant that a draft does not name yet. */
const unnamed = '—';

/** An entry as the store takes it. */
export const toDraft = (entry: Entry): Draft => ({
  date: entry.date, merchant: entry.merchant.trim() || unnamed, category: entry.category || 'other', amount: toNumber(entry.amount), currency: entry.currency,
  tax: entry.tax, invoice: entry.invoice.normalize('NFKC').trim() || undefined, memo: entry.memo.trim(), receiptId: entry.receiptId, file: entry.file,
});
