import { useState } from 'preact/hooks';
import { bilingual, useText } from '../i18n';
import { query } from '../router';
import { useVisible, useWorkspace } from '../store/store';
import { removeFilter } from '../store/workspace';
import { categories, statuses, type Category, type Expense, type SavedFilter, type Status } from '../store/types';
import { Button, ButtonLink, Empty, IconButton, Page, Panel } from '../ui/basics';
import { Pick } from '../ui/form';
import { Icon } from '../ui/icon';
import { toast } from '../ui/overlay';
import { downloadCsv } from '../export';
import { words } from '../words';
import { BulkEditDialog, SaveFilterDialog } from './expenses-dialogs';
import { ExpenseTable, type Sort } from './expenses-table';

const text = bilingual({
  en: {
    title: 'Expenses', create: 'New expense', mileage: 'Mileage', lead: (n: number, all: number) => (n === all ? `${all} expenses` : `${n} of ${all} expenses`),
    find: 'Merchant, memo or number', category: 'Category', allCategories: 'All categories', bulk: 'Bulk edit', bulkSome: (n: number) => `Bulk edit (${n})`,
    saveFilter: 'Save filter', csv: 'CSV', csvLabel: 'Export as CSV', choose: 'Choose expenses in the list first.', dropFilter: (name: string) => `Remove the filter ${name}`,
    saved: 'Saved filters', byStatus: 'By status', none: 'No expenses yet', noneText: 'Create the first one, or capture a receipt.',
    noMatch: 'Nothing matches', noMatchText: 'Try fewer words, or another status.', clear: 'Clear filters',
  },
  ja: {
    title: '経費', create: '経費を作成', mileage: 'マイレージ', lead: (n, all) => (n === all ? `全${all}件` : `${all}件中 ${n}件`),
    find: '支払先・備考・番号', category: 'カテゴリ', allCategories: 'すべてのカテゴリ', bulk: '一括編集', bulkSome: (n) => `一括編集(${n})`,
    saveFilter: '条件を保存', csv: 'CSV', csvLabel: 'CSVで書き出す', choose: '先に一覧で経費を選択してください。', dropFilter: (name) => `条件「${name}」を削除`,
    saved: '保存した条件', byStatus: 'ステータス別', none: '経費はまだありません', noneText: '最初の経費を作成するか、領収書を取り込んでください。',
    noMatch: '該当する経費がありません', noMatchText: '語を減らすか、別のステータスをお試しください。', clear: '条件を解除',
  },
});

type Filter = Pick<SavedFilter, 'query' | 'status' | 'category'>;

const startFilter = (): Filter => {
  const status = query('status') as Status;
  return { query: query('q'), status: statuses.includes(status) ? status : 'all', category: 'all' };
};

const matches = (one: Expense, filter: Filter): boolean =>
  (filter.status === 'all' || one.status === filter.status)
  && (filter.category === 'all' || one.category === filter.category)
  && `${one.id} ${one.merchant} ${one.memo}`.toLowerCase().includes(filter.query.trim().toLowerCase());

const order = (list: Expense[], { by, up }: Sort): Expense[] =>
  [...list].sort((a, b) => (up ? 1 : -1) * (by === 'date' ? a.date.localeCompare(b.date) || a.id.localeCompare(b.id) : a.amount - b.amount));

type Bar = { filter: Filter; onFilter: (filter: Filter) => void };

const StatusTabs = ({ filter, onFilter }: Bar) => {
  const { statuses: names, all } = useText(words);
  const t = useText(text);
  const { expenses } = useVisible();
  return (
    <div class="tabs" role="group" aria-label={t.byStatus}>
      {(['all', ...statuses] as const).map((status) => (
        <button key={status} type="button" aria-pressed={filter.status === status} onClick={() => onFilter({ ...filter, status })}>
          {status === 'all' ? all : names[status]}
          <span class="tab-count">{expenses.filter((one) => status === 'all' || one.status === status).length}</span>
        </button>
      ))}
    </div>
  );
};

const SavedFilters = ({ onFilter }: Pick<Bar, 'onFilter'>) => {
  const t = useText(text);
  const { filters } = useWorkspace();
  if (filters.length === 0) return null;
  return (
    <ul class="chips" aria-label={t.saved}>
      {filters.map((one) => (
        <li key={one.id} class="chip">
          <button type="button" onClick={() => onFilter(one)}><Icon name="bookmark" size={16} />{one.name}</button>
          <IconButton icon="close" label={t.dropFilter(one.name)} onClick={() => removeFilter(one.id)} />
        </li>
      ))}
    </ul>
  );
};

const Tools = ({ filter, onFilter, chosen, onBulk, onSave }: Bar & { chosen: number; onBulk: () => void; onSave: () => void }) => {
  const t = useText(text);
  const { categories: names } = useText(words);
  return (
    <div class="tools-row">
      <div class="search">
        <Icon name="search" size={16} />
        <input type="search" aria-label={t.find} placeholder={t.find} value={filter.query} onInput={(event) => onFilter({ ...filter, query: event.currentTarget.value })} />
      </div>
      <Pick<Category | 'all'> label={t.category} value={filter.category} onPick={(category) => onFilter({ ...filter, category })}
        options={[['all', t.allCategories], ...categories.map((key): [Category, string] => [key, names[key]])]} />
      <Button icon="bookmark" testid="save-filter" onClick={onSave}>{t.saveFilter}</Button>
      <Button icon="pencil" testid="bulk-edit" onClick={onBulk}>{chosen > 0 ? t.bulkSome(chosen) : t.bulk}</Button>
    </div>
  );
};

export const ExpensesPage = () => {
  const t = useText(text);
  const { expenses } = useVisible();
  const [filter, setFilter] = useState(startFilter);
  const [sort, setSort] = useState<Sort>({ by: 'date', up: false });
  const [chosen, setChosen] = useState<Set<string>>(new Set());
  const [dialog, setDialog] = useState<'bulk' | 'filter' | null>(null);
  const shown = order(expenses.filter((one) => matches(one, filter)), sort);
  const clear = () => setFilter({ query: '', status: 'all', category: 'all' });
  return (
    <Page title={t.title} lead={t.lead(shown.length, expenses.length)} actions={<>
      <ButtonLink to="/expenses/mileage" icon="car">{t.mileage}</ButtonLink>
      <Button icon="download" testid="export-csv" aria-label={t.csvLabel} onClick={() => downloadCsv(shown)}>{t.csv}</Button>
      <ButtonLink to="/expenses/new" look="primary" icon="plus" testid="new-expense">{t.create}</ButtonLink>
    </>}>
      <StatusTabs filter={filter} onFilter={setFilter} />
      <Tools filter={filter} onFilter={setFilter} chosen={chosen.size} onSave={() => setDialog('filter')}
        onBulk={() => (chosen.size > 0 ? setDialog('bulk') : toast(t.choose, 'info'))} />
      <SavedFilters onFilter={setFilter} />
      <Panel flush>
        {shown.length > 0 ? <ExpenseTable expenses={shown} chosen={chosen} onChosen={setChosen} sort={sort} onSort={setSort} />
          : expenses.length === 0 ? <Empty icon="expenses" title={t.none}>{t.noneText}</Empty>
            : <Empty icon="search" title={t.noMatch} action={<Button onClick={clear}>{t.clear}</Button>}>{t.noMatchText}</Empty>}
      </Panel>
      {dialog === 'bulk' && <BulkEditDialog ids={chosen} onClose={(done) => { setDialog(null); if (done) setChosen(new Set()); }} />}
      {dialog === 'filter' && <SaveFilterDialog filter={filter} onClose={() => setDialog(null)} />}
    </Page>
  );
};
