import { useState } from 'preact/hooks';
import { bilingual, useText } from '../i18n';
import { bulkEdit, submitExpense } from '../store/expenses';
import { getState, useMe, useVisible, workspaceOf } from '../store/store';
import { categories, type Category, type Expense, type SavedFilter } from '../store/types';
import { saveFilter } from '../store/workspace';
import { Check, SelectField, TextField } from '../ui/form';
import { Dialog, toast } from '../ui/overlay';
import { words } from '../words';
import { isComplete } from './expense-entry';

const text = bilingual({
  en: {
    bulkTitle: (n: number) => `Edit ${n} ${n === 1 ? 'expense' : 'expenses'}`, keep: 'Leave as it is', memoHint: 'Empty leaves each memo as it is.',
    settled: (n: number) => (n === 1 ? 'One is approved already and stays as it is.' : `${n} are approved already and stay as they are.`),
    submit: 'Submit the drafts among them', apply: 'Apply', applied: (n: number) => `${n} ${n === 1 ? 'expense' : 'expenses'} changed.`,
    filterTitle: 'Save this filter', filterHint: 'Search words, status and category are kept under this name.', filterName: 'Filter name', needName: 'Enter a name.',
  },
  ja: {
    bulkTitle: (n) => `${n}件の経費を編集`, keep: '変更しない', memoHint: '空欄のときは元の備考を残します。',
    settled: (n) => `承認済みの${n}件は変更されません。`,
    submit: '下書きは申請もする', apply: '適用する', applied: (n) => `${n}件の経費を変更しました。`,
    filterTitle: '条件を保存', filterHint: '検索語・ステータス・カテゴリをこの名前で残します。', filterName: '条件の名前', needName: '名前を入力してください。',
  },
});

const isOpen = (one: Expense) => one.status !== 'approved' && one.status !== 'reimbursed';

/** Submits a person's own drafts, where nothing is missing. */
const submitDrafts = (ids: Set<string>, ownerId: string): void => {
  const drafts = workspaceOf(getState()).expenses.filter((one) => ids.has(one.id) && one.ownerId === ownerId && one.status === 'draft' && isComplete(one));
  for (const one of drafts) submitExpense(one.id);
};

export const BulkEditDialog = ({ ids, onClose }: { ids: Set<string>; onClose: (done: boolean) => void }) => {
  const t = useText(text);
  const w = useText(words);
  const [category, setCategory] = useState<Category | ''>('');
  const [memo, setMemo] = useState('');
  const [submit, setSubmit] = useState(false);
  const me = useMe();
  const open = new Set(useVisible().expenses.filter((one) => ids.has(one.id) && isOpen(one)).map((one) => one.id));
  const apply = () => {
    bulkEdit(open, { category: category || undefined, memo: memo.trim() });
    if (submit) submitDrafts(open, me.id);
    toast(t.applied(open.size));
    onClose(true);
  };
  return (
    <Dialog title={t.bulkTitle(open.size)} disabled={open.size === 0} confirm={t.apply} onConfirm={apply} onClose={() => onClose(false)} testid="bulk-apply">
      <SelectField<Category | ''> label={w.category} value={category} onPick={setCategory}
        options={[['', t.keep], ...categories.filter((key) => key !== 'mileage').map((key): [Category, string] => [key, w.categories[key]])]} />
      <TextField label={w.memo} hint={t.memoHint} value={memo} onText={setMemo} />
      <Check label={t.submit} checked={submit} onToggle={setSubmit} />
      {open.size < ids.size && <p class="note">{t.settled(ids.size - open.size)}</p>}
    </Dialog>
  );
};

export const SaveFilterDialog = ({ filter, onClose }: { filter: Pick<SavedFilter, 'query' | 'status' | 'category'>; onClose: () => void }) => {
  const t = useText(text);
  const { saved } = useText(words);
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const save = () => {
    setTried(true);
    if (!name.trim()) return;
    saveFilter({ query: filter.query, status: filter.status, category: filter.category, name: name.trim() });
    toast(saved);
    onClose();
  };
  return (
    <Dialog title={t.filterTitle} confirm={useText(words).save} onConfirm={save} onClose={onClose} testid="save-filter-confirm">
      <TextField label={t.filterName} hint={t.filterHint} value={name} onText={setName} error={tried && !name.trim() ? t.needName : undefined} />
    </Dialog>
  );
};
