import { useState } from 'preact/hooks';
import { bilingual, day, money, useLang, useText } from '../i18n';
import { today } from '../dates';
import { Link, navigate } from '../router';
import { createExpense, submitExpense } from '../store/expenses';
import { useVisible, useWorkspace } from '../store/store';
import type { Trip } from '../store/types';
import { Button, Empty, Page, Panel, StatusBadge } from '../ui/basics';
import { Check, TextField } from '../ui/form';
import { toast } from '../ui/overlay';
import { words } from '../words';

const text = bilingual({
  en: {
    title: 'Mileage', lead: (rate: string, unit: string) => `Paid at ${rate} per ${unit} by policy.`, trip: 'New trip', from: 'From', to: 'To',
    distance: (unit: string) => `Distance, one way (${unit})`, round: 'Round trip', pay: 'To be paid', save: 'Save draft', submit: 'Submit for approval',
    past: 'Past trips', none: 'No trips yet', noneText: 'Trips you enter will be listed here.', saved: 'Draft saved.', submitted: 'Submitted for approval.',
    need: 'Fill this in.', needDistance: 'Enter a distance above zero.', again: 'Use again',
  },
  ja: {
    title: 'マイレージ', lead: (rate, unit) => `社内規程により1${unit}あたり${rate}で精算します。`, trip: '移動を記録', from: '出発地', to: '到着地',
    distance: (unit) => `距離・片道(${unit})`, round: '往復', pay: '精算額', save: '下書き保存', submit: '申請する',
    past: 'これまでの移動', none: '移動の記録はまだありません', noneText: '記録するとここに一覧が表示されます。', saved: '下書きを保存しました。', submitted: '申請しました。',
    need: '入力してください。', needDistance: '0より大きい距離を入力してください。', again: '再利用',
  },
});

const blank = () => ({ date: today(), from: '', to: '', distance: '', round: true });
type Entry = ReturnType<typeof blank>;

const TripForm = ({ entry, set }: { entry: Entry; set: (change: Partial<Entry>) => void }) => {
  const t = useText(text);
  const w = useText(words);
  const lang = useLang();
  const { policies, company } = useWorkspace();
  const [tried, setTried] = useState(false);
  const unit = company.currency === 'JPY' ? 'km' : 'mi';
  const distance = Number(entry.distance.normalize('NFKC')) || 0;
  const raw = distance * (entry.round ? 2 : 1) * policies.mileageRate;
  const amount = company.currency === 'JPY' ? Math.round(raw) : Math.round(raw * 100) / 100;
  const finish = (submit: boolean) => {
    setTried(true);
    if (!entry.from.trim() || !entry.to.trim() || !(distance > 0) || !entry.date) return;
    const trip: Trip = { from: entry.from.trim(), to: entry.to.trim(), distance, unit, round: entry.round };
    const id = createExpense({
      date: entry.date, merchant: `${trip.from} → ${trip.to}`, category: 'mileage', amount, currency: company.currency, tax: 'outside', memo: '', trip,
    });
    if (submit) submitExpense(id);
    toast(submit ? t.submitted : t.saved);
    navigate(`/expenses/${id}`);
  };
  const need = (value: string) => (tried && !value.trim() ? t.need : undefined);
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); finish(false); }}>
      <Panel title={t.trip}>
        <div class="form-grid">
          <TextField label={t.from} value={entry.from} onText={(from) => set({ from })} error={need(entry.from)} />
          <TextField label={t.to} value={entry.to} onText={(to) => set({ to })} error={need(entry.to)} />
          <TextField label={w.date} type="date" value={entry.date} onText={(date) => set({ date })} error={need(entry.date)} />
          <TextField label={t.distance(unit)} inputMode="decimal" value={entry.distance} onText={(value) => set({ distance: value })}
            error={tried && !(distance > 0) ? t.needDistance : undefined} />
        </div>
        <Check label={t.round} checked={entry.round} onToggle={(round) => set({ round })} />
        <p class="pay-line"><span>{t.pay}</span><output class="number">{money(amount, company.currency, lang)}</output></p>
        <div class="form-foot">
          <Button type="submit" testid="expense-save">{t.save}</Button>
          <Button look="primary" testid="expense-submit" onClick={() => finish(true)}>{t.submit}</Button>
        </div>
      </Panel>
    </form>
  );
};

export const MileagePage = () => {
  const t = useText(text);
  const w = useText(words);
  const lang = useLang();
  const { expenses, policies, company } = useVisible();
  const [entry, setEntry] = useState(blank);
  const trips = expenses.filter((one) => one.trip);
  const unit = company.currency === 'JPY' ? 'km' : lang === 'ja' ? 'マイル' : 'mile';
  const reuse = ({ from, to, distance, round }: Trip) => setEntry({ date: today(), from, to, distance: String(distance), round });
  return (
    <Page title={t.title} lead={t.lead(money(policies.mileageRate, company.currency, lang), unit)} back={['/expenses', w.nav.expenses]}>
      <div class="columns even">
        <TripForm entry={entry} set={(change) => setEntry({ ...entry, ...change })} />
        <Panel flush title={t.past}>
          {trips.length === 0 ? <Empty icon="car" title={t.none}>{t.noneText}</Empty> : (
            <ul class="lines">
              {trips.map((one) => (
                <li key={one.id} class="line">
                  <span class="line-text"><strong><Link to={`/expenses/${one.id}`}>{one.trip!.from} → {one.trip!.to}</Link></strong><span>{day(one.date, lang)} · {one.trip!.distance} {one.trip!.unit} · {money(one.amount, one.currency, lang)}</span></span>
                  <StatusBadge status={one.status} />
                  <Button look="quiet" onClick={() => reuse(one.trip!)}>{t.again}</Button>
                </li>
              ))}
            </ul>
          )}
        </Panel>
      </div>
    </Page>
  );
};
