import { useState } from 'preact/hooks';
import { bilingual, useLang, useText } from '../i18n';
import { useMe, useWorkspace } from '../store/store';
import type { Company, Currency, Policies } from '../store/types';
import { saveCompany, savePolicies } from '../store/workspace';
import { Button, Panel } from '../ui/basics';
import { Check, SelectField, TextField } from '../ui/form';
import { toast } from '../ui/overlay';
import { words } from '../words';
import { SettingsFrame } from './settings-frame';

const text = bilingual({
  en: {
    company: 'Company profile', companyNote: 'Printed on reports and exports.', display: 'Display name', legal: 'Legal name', registration: 'Registration no.', registrationHint: 'Qualified-invoice number, or EIN',
    address: 'Address', fiscal: 'Fiscal year starts in', currency: 'Base currency', closing: 'Closing day', lastDay: 'Last day of the month', dayOf: (n: number) => `Day ${n}`, need: 'Enter the legal name.', needDisplay: 'Enter a display name.',
    limits: 'Limits', limitsNote: (code: string) => `Amounts in ${code}. Above a limit, the expense carries an alert.`, receiptAbove: 'Receipt required above', meal: 'Meals, each', lodging: 'Lodging, each night', mileage: 'Mileage rate', second: 'Second approval above',
    warnings: 'Warnings', weekend: 'Entertainment on a weekend', duplicate: 'Possible duplicates', duplicateHint: 'Same merchant and amount within three days.', number: 'Enter a number of zero or more.',
  },
  ja: {
    company: '会社情報', companyNote: 'レポートと出力データに記載されます。', display: '表示名', legal: '正式名称', registration: '登録番号', registrationHint: '適格請求書発行事業者の登録番号',
    address: '住所', fiscal: '会計年度の開始月', currency: '基準通貨', closing: '締め日', lastDay: '月末', dayOf: (n) => `${n}日`, need: '正式名称を入力してください。', needDisplay: '表示名を入力してください。',
    limits: '上限', limitsNote: (code) => `金額の単位は${code}です。上限を超えた経費にはアラートが付きます。`, receiptAbove: '領収書が必要な金額', meal: '会議費(1件)', lodging: '宿泊費(1泊)', mileage: '距離単価', second: '二次承認が必要な金額',
    warnings: '注意喚起', weekend: '週末の接待交際費', duplicate: '重複の可能性', duplicateHint: '3日以内に同じ支払先・同じ金額があるとき', number: '0以上の数字を入力してください。',
  },
});

const useMonths = (): [string, string][] => {
  const lang = useLang();
  const name = new Intl.DateTimeFormat(lang === 'ja' ? 'ja-JP' : 'en-US', { month: 'long' });
  return Array.from({ length: 12 }, (_, index): [string, string] => [String(index + 1), name.format(new Date(2026, index, 15))]);
};

const CompanyForm = ({ locked }: { locked: boolean }) => {
  const t = useText(text);
  const { save, saved } = useText(words);
  const months = useMonths();
  const [company, setCompany] = useState(useWorkspace().company);
  const [tried, setTried] = useState(false);
  const set = (change: Partial<Company>) => setCompany({ ...company, ...change });
  const submit = () => {
    setTried(true);
    if (!company.name.trim() || !company.legalName.trim()) return;
    saveCompany(company);
    toast(saved);
  };
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <fieldset class="plain" disabled={locked}>
        <legend class="sr">{t.company}</legend>
        <div class="form-grid">
          <TextField label={t.display} value={company.name} onText={(name) => set({ name })} error={tried && !company.name.trim() ? t.needDisplay : undefined} />
          <TextField label={t.legal} value={company.legalName} onText={(legalName) => set({ legalName })} error={tried && !company.legalName.trim() ? t.need : undefined} />
          <TextField label={t.registration} optional hint={t.registrationHint} value={company.registration} onText={(registration) => set({ registration })} />
          <SelectField<Currency> label={t.currency} value={company.currency} onPick={(currency) => set({ currency })} options={[['JPY', 'JPY ¥'], ['USD', 'USD $']]} />
          <TextField wide label={t.address} optional value={company.address} onText={(address) => set({ address })} />
          <SelectField label={t.fiscal} value={String(company.fiscalMonth)} onPick={(value) => set({ fiscalMonth: Number(value) })} options={months} />
          <SelectField label={t.closing} value={String(company.closingDay)} onPick={(value) => set({ closingDay: Number(value) })}
            options={[10, 15, 20, 25, 31].map((day) => [String(day), day === 31 ? t.lastDay : t.dayOf(day)])} />
        </div>
        <div class="form-foot"><Button type="submit" look="primary" testid="company-save">{save}</Button></div>
      </fieldset>
    </form>
  );
};

export const CompanyPage = () => {
  const t = useText(text);
  const locked = useMe().role !== 'admin';
  return <SettingsFrame readOnly={locked}><Panel title={t.company} note={t.companyNote}><CompanyForm locked={locked} /></Panel></SettingsFrame>;
};

const limits = ['receiptAbove', 'mealLimit', 'lodgingLimit', 'secondApprovalAbove', 'mileageRate'] as const;
type Limit = (typeof limits)[number];

const valid = (value: string) => value.trim() !== '' && Number(value) >= 0;

const PolicyForm = ({ locked }: { locked: boolean }) => {
  const t = useText(text);
  const { save, saved } = useText(words);
  const { policies } = useWorkspace();
  const [values, setValues] = useState(() => Object.fromEntries(limits.map((key) => [key, String(policies[key])])) as Record<Limit, string>);
  const [flags, setFlags] = useState({ weekendWarning: policies.weekendWarning, duplicateWarning: policies.duplicateWarning });
  const labels: Record<Limit, string> = { receiptAbove: t.receiptAbove, mealLimit: t.meal, lodgingLimit: t.lodging, secondApprovalAbove: t.second, mileageRate: t.mileage };
  const submit = () => {
    if (!limits.every((key) => valid(values[key]))) return;
    const numbers = Object.fromEntries(limits.map((key) => [key, Number(values[key])])) as unknown as Pick<Policies, Limit>;
    savePolicies({ ...numbers, ...flags });
    toast(saved);
  };
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <fieldset class="plain" disabled={locked}>
        <legend class="sr">{t.limits}</legend>
        <div class="form-grid">
          {limits.map((key) => <TextField key={key} label={labels[key]} inputMode="decimal" value={values[key]} onText={(value) => setValues({ ...values, [key]: value })} error={valid(values[key]) ? undefined : t.number} />)}
        </div>
        <h3>{t.warnings}</h3>
        <Check label={t.weekend} checked={flags.weekendWarning} onToggle={(weekendWarning) => setFlags({ ...flags, weekendWarning })} />
        <Check label={t.duplicate} hint={t.duplicateHint} checked={flags.duplicateWarning} onToggle={(duplicateWarning) => setFlags({ ...flags, duplicateWarning })} />
        <div class="form-foot"><Button type="submit" look="primary" testid="policy-save">{save}</Button></div>
      </fieldset>
    </form>
  );
};

export const PoliciesPage = () => {
  const t = useText(text);
  const locked = useMe().role !== 'admin';
  const { company, policies } = useWorkspace();
  // Help can turn the flag on from outside the form.
  return <SettingsFrame readOnly={locked}><Panel title={t.limits} note={t.limitsNote(company.currency)}><PolicyForm key={String(policies.weekendWarning)} locked={locked} /></Panel></SettingsFrame>;
};
