import { useState } from 'preact/hooks';
import { bilingual, day, money, useLang, useText } from '../i18n';
import { downloadCsv, downloadJournal } from '../export';
import { track } from '../banso';
import { Link } from '../router';
import { total, within } from '../store/spend';
import { useVisible } from '../store/store';
import type { Period, Report } from '../store/types';
import { removeReport } from '../store/workspace';
import { Button, ButtonLink, Empty, IconButton, Page, Panel } from '../ui/basics';
import { SelectField } from '../ui/form';
import { Dialog, toast } from '../ui/overlay';
import { words } from '../words';
import { chosen, reportWords } from './report-words';

const text = bilingual({
  en: {
    title: 'Reports', lead: 'Saved views of spending, always up to date.', create: 'New report', csv: 'Export CSV', accounting: 'Accounting export',
    saved: 'Saved reports', group: 'Grouped by', period: 'Period', updated: 'Saved', none: 'No reports yet', noneText: 'Build the first one; it takes a minute.', remove: (name: string) => `Delete the report ${name}`,
    exportTitle: 'Accounting export', target: 'Accounting software', exportNote: (n: number, sum: string) => (n === 0 ? 'No approved expenses in this period.' : `${n} approved ${n === 1 ? 'expense' : 'expenses'}, ${sum}, as journal entries.`),
    confirm: 'Export', exported: (n: number) => `${n} journal entries exported.`,
  },
  ja: {
    title: 'レポート', lead: '保存した集計は、いつでも最新の数字で開けます。', create: 'レポートを作成', csv: 'CSVを書き出す', accounting: '会計データ出力',
    saved: '保存したレポート', group: '集計軸', period: '期間', updated: '保存日', none: 'レポートはまだありません', noneText: '最初のレポートを作成してください。1分ほどで終わります。', remove: (name) => `レポート「${name}」を削除`,
    exportTitle: '会計データ出力', target: '会計ソフト', exportNote: (n, sum) => (n === 0 ? 'この期間に承認済みの経費はありません。' : `承認済み${n}件(${sum})を仕訳として書き出します。`),
    confirm: '書き出す', exported: (n) => `${n}件の仕訳を書き出しました。`,
  },
});

const targets: [id: string, name: string][] = [['freee', 'freee会計'], ['yayoi', '弥生会計'], ['quickbooks', 'QuickBooks'], ['xero', 'Xero']];

const AccountingDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useText(text);
  const r = useText(reportWords);
  const lang = useLang();
  const { expenses, company } = useVisible();
  const [target, setTarget] = useState(company.currency === 'JPY' ? 'freee' : 'quickbooks');
  const [period, setPeriod] = useState<Period>('month');
  const entries = within(expenses, period).filter((one) => one.status === 'approved' || one.status === 'reimbursed');
  const confirm = () => {
    downloadJournal(target, entries);
    track('Accounting Export Completed', { target });
    toast(t.exported(entries.length));
    onClose();
  };
  return (
    <Dialog title={t.exportTitle} confirm={t.confirm} onConfirm={confirm} onClose={onClose} testid="export-accounting-confirm" disabled={entries.length === 0}>
      <SelectField label={t.target} value={target} onPick={setTarget} options={targets} />
      <SelectField<Period> label={t.period} value={period} onPick={setPeriod} options={Object.entries(r.periods) as [Period, string][]} />
      <p class="note">{t.exportNote(entries.length, money(total(entries, company.currency), company.currency, lang, 0))}</p>
    </Dialog>
  );
};

const ReportRow = ({ report }: { report: Report }) => {
  const t = useText(text);
  const r = useText(reportWords);
  const lang = useLang();
  const { expenses, company } = useVisible();
  return (
    <tr>
      <td class="cell-main"><Link to={`/reports/new?report=${report.id}`}>{report.name}</Link><span class="sub narrow-only">{r.groups[report.group]} · {r.periods[report.period]}</span></td>
      <td class="wide-only">{r.groups[report.group]}</td>
      <td class="wide-only">{r.periods[report.period]}</td>
      <td class="wide-only muted">{day(report.updated, lang)}</td>
      <td class="number">{money(total(chosen(expenses, report), company.currency), company.currency, lang, 0)}</td>
      <td class="cell-actions"><IconButton icon="trash" label={t.remove(report.name)} onClick={() => removeReport(report.id)} /></td>
    </tr>
  );
};

export const ReportsPage = () => {
  const t = useText(text);
  const w = useText(words);
  const { reports, expenses } = useVisible();
  const [exporting, setExporting] = useState(false);
  return (
    <Page title={t.title} lead={t.lead} actions={<>
      <Button icon="download" testid="export-csv" onClick={() => downloadCsv(expenses)}>{t.csv}</Button>
      <Button icon="ledger" testid="export-accounting" onClick={() => setExporting(true)}>{t.accounting}</Button>
      <ButtonLink to="/reports/new" look="primary" icon="plus" testid="report-new">{t.create}</ButtonLink>
    </>}>
      <Panel flush title={t.saved}>
        {reports.length === 0 ? <Empty icon="reports" title={t.none}>{t.noneText}</Empty> : (
          <table class="table">
            <caption class="sr">{t.saved}</caption>
            <thead><tr><th scope="col">{w.name}</th><th scope="col" class="wide-only">{t.group}</th><th scope="col" class="wide-only">{t.period}</th><th scope="col" class="wide-only">{t.updated}</th><th scope="col" class="number">{w.total}</th><th scope="col"><span class="sr">{w.remove}</span></th></tr></thead>
            <tbody>{reports.map((one) => <ReportRow key={one.id} report={one} />)}</tbody>
          </table>
        )}
      </Panel>
      {exporting && <AccountingDialog onClose={() => setExporting(false)} />}
    </Page>
  );
};
