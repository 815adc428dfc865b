import { track } from '../banso';
import { change, getState, personaOf, workspaceOf } from './store';
import type { Category, Expense, Step } from './types';

/** What a form fills in; the store adds the id, the owner and the history. */
export type Draft = Pick<Expense, 'date' | 'merchant' | 'category' | 'amount' | 'currency' | 'tax' | 'invoice' | 'memo' | 'receiptId' | 'trip'> & {
  /** The name of a file that becomes the receipt. */
  file?: string;
};

const step = (kind: Step['kind'], comment?: string): Step => ({
  kind, by: personaOf(getState()).id, at: new Date().toISOString(), ...(comment ? { comment } : {}),
});

const figures = ({ amount, currency, category }: Draft) => ({ amount, currency, category });

const edit = (id: string, apply: (expense: Expense) => Expense): Expense => {
  change(({ expenses }) => ({ expenses: expenses.map((one) => (one.id === id ? apply(one) : one)) }));
  return workspaceOf(getState()).expenses.find((one) => one.id === id)!;
};

/** Keeps the file of a draft as a receipt of its own. */
const fileReceipt = ({ file, date, merchant, category, amount, currency }: Draft): string | undefined => {
  if (!file) return undefined;
  const id = `rc-${Date.now().toString(36)}`;
  const ownerId = personaOf(getState()).id;
  change(({ receipts }) => ({ receipts: [{ id, file, date, merchant, category, amount, currency, ownerId, state: 'attached' }, ...receipts] }));
  return id;
};

/** Settles which receipt an expense has: a chosen one is taken out of the inbox, a dropped one returns to it. */
const settleReceipt = (draft: Draft, before?: string): Omit<Draft, 'file'> => {
  const { file, ...rest } = draft;
  const receiptId = fileReceipt(draft) ?? draft.receiptId;
  change(({ receipts }) => ({
    receipts: receipts.map((one) => {
      if (one.id === receiptId) return { ...one, state: 'attached' as const };
      return one.id === before ? { ...one, state: 'ready' as const } : one;
    }),
  }));
  return { ...rest, receiptId };
};

/** Adds a draft and returns its id. */
export const createExpense = (draft: Draft): string => {
  const settled = settleReceipt(draft);
  const id = `EX-${String(workspaceOf(getState()).next).padStart(4, '0')}`;
  const expense: Expense = { ...settled, id, ownerId: personaOf(getState()).id, status: 'draft', steps: [step('created')] };
  change(({ expenses, next }) => ({ expenses: [expense, ...expenses], next: next + 1 }));
  track('Expense Created', { ...figures(draft), has_receipt: Boolean(settled.receiptId) });
  return id;
};

export const updateExpense = (id: string, draft: Draft): void => {
  const before = workspaceOf(getState()).expenses.find((one) => one.id === id)?.receiptId;
  const settled = settleReceipt(draft, before);
  edit(id, (one) => ({ ...one, ...settled, steps: [...one.steps, step('edited')] }));
};

export const submitExpense = (id: string): void => {
  const expense = edit(id, (one) => ({ ...one, status: 'submitted', steps: [...one.steps, step('submitted')] }));
  track('Expense Submitted', figures(expense));
};

/** Takes a submission back; the expense is a draft again. */
export const withdrawExpense = (id: string, comment: string): void =>
  void edit(id, (one) => ({ ...one, status: 'draft', steps: [...one.steps, step('withdrawn', comment)] }));

export const approveExpense = (id: string): void => {
  const expense = edit(id, (one) => ({ ...one, status: 'approved', steps: [...one.steps, step('approved')] }));
  track('Expense Approved', figures(expense));
};

export const returnExpense = (id: string, comment: string): void => {
  const expense = edit(id, (one) => ({ ...one, status: 'returned', steps: [...one.steps, step('returned', comment)] }));
  track('Expense Returned', { category: expense.category });
};

/** Gives expenses one category, one memo, or both; what is absent stays as it is. */
export const bulkEdit = (ids: Set<string>, edits: { category?: Category; memo?: string }): void =>
  change(({ expenses }) => ({
    expenses: expenses.map((one) => (ids.has(one.id) ? {
      ...one, category: edits.category ?? one.category, memo: edits.memo || one.memo, steps: [...one.steps, step('edited')],
    } : one)),
  }));

export const deleteExpense = (id: string): void =>
  change(({ expenses, receipts }) => {
    const gone = expenses.find((one) => one.id === id);
    return {
      expenses: expenses.filter((one) => one.id !== id),
      receipts: receipts.map((one) => (one.id === gone?.receiptId ? { ...one, state: 'ready' as const } : one)),
    };
  });
