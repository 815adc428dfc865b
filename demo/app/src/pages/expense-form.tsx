import { useRef, useState } from 'preact/hooks';
import { bilingual, money, useLang, useText } from '../i18n';
import type { Draft } from '../store/expenses';
import { useVisible } from '../store/store';
import { categories, taxes, type Category, type Currency, type Receipt, type Tax } from '../store/types';
import { useAlertTexts } from '../ui/alerts';
import { Alerts, Button, Panel } from '../ui/basics';
import { SelectField, TextArea, TextField } from '../ui/form';
import { words } from '../words';
import { check, checkDraft, toDraft, type Entry, type Problem, type Problems } from './expense-entry';
import { ReceiptPaper } from '../ui/receipt-paper';

const text = bilingual({
  en: {
    details: 'Details', save: 'Save draft', submit: 'Submit for approval', pickCategory: 'Choose a category',
    invoice: 'Invoice registration no.', invoiceHint: 'T and 13 digits, from the qualified invoice', memoHint: 'Purpose; for entertainment, who attended',
    attach: 'Attach a file', fromInbox: 'From the receipt inbox', detach: 'Remove receipt', noReceipt: 'JPG, PNG or PDF. Or choose one from the inbox.', file: 'Receipt file',
    problems: {
      merchant: 'Enter the merchant.', category: 'Choose a category.', amount: 'Enter an amount above zero.', yen: 'Yen have no decimals.',
      future: 'The date lies in the future.', date: 'Enter the date.', invoice: 'T and 13 digits are needed.', memo: 'Say who attended.',
    } satisfies Record<Problem, string> as Record<Problem, string>,
  },
  ja: {
    details: '明細', save: '下書き保存', submit: '申請する', pickCategory: 'カテゴリを選択',
    invoice: '適格請求書 登録番号', invoiceHint: 'T と13桁の数字(適格請求書に記載)', memoHint: '目的。接待の場合は参加者もご記入ください',
    attach: 'ファイルを添付', fromInbox: '領収書の受信箱から', detach: '領収書を外す', noReceipt: 'JPG・PNG・PDF。受信箱からも選べます。', file: '領収書ファイル',
    problems: {
      merchant: '支払先を入力してください。', category: 'カテゴリを選択してください。', amount: '0より大きい金額を入力してください。', yen: '円に小数は使えません。',
      future: '未来の日付です。', date: '日付を入力してください。', invoice: 'T と13桁の数字で入力してください。', memo: '参加者を記入してください。',
    },
  },
});

type Part = { entry: Entry; set: (change: Partial<Entry>) => void };

const ReceiptPart = ({ entry, set }: Part) => {
  const t = useText(text);
  const { receipt: label } = useText(words);
  const lang = useLang();
  const { receipts } = useVisible();
  const input = useRef<HTMLInputElement>(null);
  const chosen = receipts.find((one) => one.id === entry.receiptId);
  const inbox = receipts.filter((one) => one.state === 'ready');
  const take = (one: Receipt) => set({
    receiptId: one.id, file: undefined, merchant: entry.merchant || one.merchant, amount: entry.amount || String(one.amount),
    currency: entry.amount ? entry.currency : one.currency, category: entry.category || one.category, date: one.date,
  });
  return (
    <Panel title={label}>
      {chosen || entry.file ? (
        <div class="attached">
          <ReceiptPaper merchant={entry.merchant} amount={Number(entry.amount) || 0} currency={entry.currency} date={entry.date} />
          <p class="file-name">{chosen?.file ?? entry.file}</p>
          <Button icon="close" onClick={() => set({ receiptId: undefined, file: undefined })}>{t.detach}</Button>
        </div>
      ) : (
        <div class="attach">
          <p class="hint">{t.noReceipt}</p>
          <input ref={input} type="file" class="sr" tabIndex={-1} aria-label={t.file} accept="image/*,application/pdf"
            onChange={(event) => set({ file: event.currentTarget.files?.[0]?.name })} />
          <Button icon="upload" onClick={() => input.current?.click()}>{t.attach}</Button>
          {inbox.length > 0 && <h3>{t.fromInbox}</h3>}
          <ul class="inbox-picks">
            {inbox.slice(0, 4).map((one) => (
              <li key={one.id}><button type="button" onClick={() => take(one)}><span>{one.merchant}</span><span class="number">{money(one.amount, one.currency, lang)}</span></button></li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  );
};

const Fields = ({ entry, set, problems }: Part & { problems: Problems }) => {
  const t = useText(text);
  const w = useText(words);
  const error = (field: keyof Entry) => problems[field] && t.problems[problems[field]];
  return (
    <div class="form-grid">
      <TextField wide label={w.merchant} value={entry.merchant} onText={(merchant) => set({ merchant })} error={error('merchant')} />
      <TextField label={w.date} type="date" value={entry.date} onText={(date) => set({ date })} error={error('date')} />
      <SelectField<Category | ''> label={w.category} value={entry.category} onPick={(category) => set({ category })} error={error('category')}
        options={[['', t.pickCategory], ...categories.filter((key) => key !== 'mileage').map((key): [Category, string] => [key, w.categories[key]])]} />
      <TextField label={w.amount} inputMode="decimal" value={entry.amount} onText={(amount) => set({ amount })} error={error('amount')} />
      <SelectField<Currency> label={w.currency} value={entry.currency} onPick={(currency) => set({ currency, tax: currency === 'JPY' ? 'jp10' : 'us' })}
        options={[['JPY', 'JPY ¥'], ['USD', 'USD $']]} />
      <SelectField<Tax> label={w.tax} value={entry.tax} onPick={(tax) => set({ tax })} options={taxes.map((key): [Tax, string] => [key, w.taxes[key]])} />
      <TextField label={t.invoice} optional hint={t.invoiceHint} value={entry.invoice} onText={(invoice) => set({ invoice })} error={error('invoice')} />
      <TextArea wide label={w.memo} hint={t.memoHint} optional={entry.category !== 'entertainment'} value={entry.memo} onText={(memo) => set({ memo })} error={error('memo')} />
    </div>
  );
};

/** The one form for a new expense and for a change to one; `checked` shows from the start what it still lacks. */
export const ExpenseForm = ({ start, id, checked = false, onDone }: { start: Entry; id?: string; checked?: boolean; onDone: (draft: Draft, submit: boolean) => void }) => {
  const t = useText(text);
  const [entry, setEntry] = useState(start);
  const [tried, setTried] = useState<'no' | 'save' | 'submit'>(checked ? 'submit' : 'no');
  const form = useRef<HTMLFormElement>(null);
  const alertsFor = useAlertTexts();
  const shown = { no: () => ({}), save: checkDraft, submit: check }[tried](entry);
  const set = (change: Partial<Entry>) => setEntry((before) => ({ ...before, ...change }));
  const finish = (submit: boolean) => {
    setTried(submit ? 'submit' : 'save');
    if (Object.keys((submit ? check : checkDraft)(entry)).length === 0) return onDone(toDraft(entry), submit);
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
  };
  const complete = Object.keys(check(entry)).length === 0;
  return (
    <form ref={form} class="columns form-columns" noValidate onSubmit={(event) => { event.preventDefault(); finish(false); }}>
      <Panel title={t.details}>
        <Fields entry={entry} set={set} problems={shown} />
        {complete && <Alerts texts={alertsFor({ ...toDraft(entry), id, receiptId: entry.receiptId ?? entry.file })} />}
        <div class="form-foot">
          <Button type="submit" testid="expense-save">{t.save}</Button>
          <Button look="primary" testid="expense-submit" onClick={() => finish(true)}>{t.submit}</Button>
        </div>
      </Panel>
      <ReceiptPart entry={entry} set={set} />
    </form>
  );
};
