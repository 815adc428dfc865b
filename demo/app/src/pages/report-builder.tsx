import { useState } from 'preact/hooks';
import { bilingual, money, month, percent, useLang, useText } from '../i18n';
import { navigate, query } from '../router';
import { slices, total, type Slice } from '../store/spend';
import { useVisible, useWorkspace } from '../store/store';
import { statuses, type Category, type Grouping, type Period, type Report, type Status } from '../store/types';
import { saveReport } from '../store/workspace';
import { Button, Empty, Page, Panel } from '../ui/basics';
import { Bars } from '../ui/chart';
import { Choice, SelectField, TextField } from '../ui/form';
import { toast } from '../ui/overlay';
import { words } from '../words';
import { chosen, reportWords } from './report-words';

const text = bilingual({
  en: {
    title: 'Report builder', lead: 'The preview follows your choices.', setup: 'Setup', name: 'Report name', group: 'Group by', period: 'Period', status: 'Status',
    preview: 'Preview', save: 'Save report', saved: 'Report saved.', need: 'Give the report a name.', count: 'Items', share: 'Share', none: 'No expenses in this selection', noneText: 'Choose a longer period or another status.',
  },
  ja: {
    title: 'レポートビルダー', lead: '選んだ条件がすぐプレビューに反映されます。', setup: '条件', name: 'レポート名', group: '集計軸', period: '期間', status: 'ステータス',
    preview: 'プレビュー', save: 'レポートを保存', saved: 'レポートを保存しました。', need: 'レポート名を入力してください。', count: '件数', share: '割合', none: '該当する経費がありません', noneText: '期間を広げるか、ステータスを変えてください。',
  },
});

type Setup = Pick<Report, 'name' | 'group' | 'period' | 'status'>;

/** Returns a function that names a group of a report. */
const useGroupName = (group: Grouping): ((key: string) => string) => {
  const w = useText(words);
  const lang = useLang();
  const { members } = useWorkspace();
  const names: Record<Grouping, (key: string) => string> = {
    category: (key) => w.categories[key as Category],
    status: (key) => w.statuses[key as Status],
    person: (key) => members.find((one) => one.id === key)?.name ?? key,
    month: (key) => month(key, lang),
  };
  return names[group];
};

const PreviewTable = ({ rows, name, sum, head }: { rows: Slice[]; name: (key: string) => string; sum: number; head: string }) => {
  const t = useText(text);
  const w = useText(words);
  const lang = useLang();
  const { currency } = useWorkspace().company;
  return (
    <table class="table">
      <caption class="sr">{t.preview}</caption>
      <thead><tr><th scope="col">{head}</th><th scope="col" class="number">{t.count}</th><th scope="col" class="number">{t.share}</th><th scope="col" class="number">{w.amount}</th></tr></thead>
      <tbody>
        {rows.map((row) => <tr key={row.key}><th scope="row">{name(row.key)}</th><td class="number">{row.count}</td><td class="number">{percent(row.total / sum, lang)}</td><td class="number">{money(row.total, currency, lang, 0)}</td></tr>)}
      </tbody>
      <tfoot><tr><th scope="row">{w.total}</th><td class="number">{rows.reduce((all, row) => all + row.count, 0)}</td><td class="number">100%</td><td class="number">{money(sum, currency, lang, 0)}</td></tr></tfoot>
    </table>
  );
};

const Preview = ({ setup }: { setup: Setup }) => {
  const t = useText(text);
  const r = useText(reportWords);
  const lang = useLang();
  const { expenses, company } = useVisible();
  const name = useGroupName(setup.group);
  const list = chosen(expenses, setup);
  const rows = slices(list, setup.group, company.currency);
  const sum = total(list, company.currency);
  if (rows.length === 0) return <Panel title={t.preview}><Empty icon="reports" title={t.none}>{t.noneText}</Empty></Panel>;
  return (
    <Panel title={t.preview} note={`${r.groups[setup.group]} · ${r.periods[setup.period]}`}>
      <Bars title={t.preview} bars={rows.map((row) => ({ label: name(row.key), value: row.total, shown: money(row.total, company.currency, lang, 0) }))} />
      <PreviewTable rows={rows} name={name} sum={sum} head={r.groups[setup.group]} />
    </Panel>
  );
};

const startSetup = (reports: Report[]): Setup =>
  reports.find((one) => one.id === query('report')) ?? { name: '', group: 'category', period: 'month', status: 'all' };

export const ReportBuilderPage = () => {
  const t = useText(text);
  const w = useText(words);
  const r = useText(reportWords);
  const { reports } = useWorkspace();
  const [setup, setSetup] = useState(() => startSetup(reports));
  const [tried, setTried] = useState(false);
  const set = (change: Partial<Setup>) => setSetup({ ...setup, ...change });
  const save = () => {
    setTried(true);
    if (!setup.name.trim()) return;
    saveReport({ name: setup.name.trim(), group: setup.group, period: setup.period, status: setup.status });
    toast(t.saved);
    navigate('/reports');
  };
  return (
    <Page title={t.title} lead={t.lead} back={['/reports', w.nav.reports]} actions={<Button look="primary" icon="check" testid="report-save" onClick={save}>{t.save}</Button>}>
      <div class="columns builder-columns">
        <Panel title={t.setup}>
          <div class="form-stack">
            <TextField label={t.name} value={setup.name} onText={(name) => set({ name })} error={tried && !setup.name.trim() ? t.need : undefined} />
            <Choice<Grouping> legend={t.group} value={setup.group} onPick={(group) => set({ group })} options={Object.entries(r.groups) as [Grouping, string][]} />
            <SelectField<Period> label={t.period} value={setup.period} onPick={(period) => set({ period })} options={Object.entries(r.periods) as [Period, string][]} />
            <SelectField<Status | 'all'> label={t.status} value={setup.status} onPick={(status) => set({ status })}
              options={[['all', w.all], ...statuses.map((key): [Status, string] => [key, w.statuses[key]])]} />
          </div>
        </Panel>
        <Preview setup={setup} />
      </div>
    </Page>
  );
};
