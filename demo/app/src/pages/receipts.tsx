import { useRef, useState } from 'preact/hooks';
import { bilingual, day, money, useLang, useText } from '../i18n';
import { Link } from '../router';
import { captureReceipt, deleteReceipt } from '../store/capture';
import { useVisible } from '../store/store';
import type { Receipt } from '../store/types';
import { Button, ButtonLink, Empty, IconButton, Page, Panel, Tag } from '../ui/basics';
import { Icon } from '../ui/icon';
import { ReceiptPaper } from '../ui/receipt-paper';
import { words } from '../words';

const text = bilingual({
  en: {
    title: 'Receipts', lead: (n: number) => (n === 0 ? 'The inbox is empty.' : `${n} in the inbox, ready to become expenses.`),
    capture: 'Capture receipt', drop: 'Drop receipts here', dropNote: 'JPG, PNG or PDF. Seisan reads merchant, date and amount.', files: 'Choose files', file: 'Receipt files',
    inbox: 'Inbox', filed: 'Filed', none: 'No receipts waiting', noneText: 'Capture one, or drop a file above.', scanning: 'Reading…', read: (name: string) => `Read: ${name}`,
    create: 'Create expense', remove: (name: string) => `Delete receipt from ${name}`, attached: 'On an expense', noneFiled: 'Nothing filed yet', noneFiledText: 'Receipts that belong to an expense are kept here.',
  },
  ja: {
    title: '領収書', lead: (n) => (n === 0 ? '受信箱は空です。' : `受信箱に${n}件あります。そのまま経費にできます。`),
    capture: '領収書を取り込む', drop: 'ここに領収書をドロップ', dropNote: 'JPG・PNG・PDF。支払先・日付・金額を自動で読み取ります。', files: 'ファイルを選択', file: '領収書ファイル',
    inbox: '受信箱', filed: '処理済み', none: '未処理の領収書はありません', noneText: '取り込むか、上にファイルをドロップしてください。', scanning: '読み取り中…', read: (name) => `読み取り完了: ${name}`,
    create: '経費を作成', remove: (name) => `${name} の領収書を削除`, attached: '経費に添付済み', noneFiled: '処理済みの領収書はありません', noneFiledText: '経費に添付した領収書がここに残ります。',
  },
});

const DropZone = () => {
  const t = useText(text);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null | undefined) => { for (const file of files ?? []) captureReceipt(file.name); };
  return (
    <div class={`drop ${over ? 'over' : ''}`}
      onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}
      onDrop={(event) => { event.preventDefault(); setOver(false); take(event.dataTransfer?.files); }}>
      <span class="drop-icon"><Icon name="upload" size={24} /></span>
      <div class="drop-text"><p><strong>{t.drop}</strong></p><p class="note">{t.dropNote}</p></div>
      <input ref={input} type="file" multiple class="sr" tabIndex={-1} aria-label={t.file} accept="image/*,application/pdf"
        onChange={(event) => { take(event.currentTarget.files); event.currentTarget.value = ''; }} />
      <Button onClick={() => input.current?.click()}>{t.files}</Button>
    </div>
  );
};

const InboxCard = ({ receipt }: { receipt: Receipt }) => {
  const t = useText(text);
  const { categories } = useText(words);
  const lang = useLang();
  const scanning = receipt.state === 'scanning';
  return (
    <li class="receipt-card" data-testid="receipt-card">
      <ReceiptPaper {...receipt} scanning={scanning} />
      <div class="receipt-text">
        <p class="file-name">{receipt.file}</p>
        {scanning ? <p class="scan-line"><span class="spinner" aria-hidden="true" />{t.scanning}</p> : (
          <>
            <p><strong>{receipt.merchant}</strong></p>
            <p class="receipt-facts"><span class="number">{money(receipt.amount, receipt.currency, lang)}</span><span>{day(receipt.date, lang)}</span></p>
            <p><Tag>{categories[receipt.category]}</Tag></p>
            <div class="receipt-actions">
              <ButtonLink to={`/expenses/new?receipt=${receipt.id}`} testid="receipt-expense">{t.create}</ButtonLink>
              <IconButton icon="trash" label={t.remove(receipt.merchant)} onClick={() => deleteReceipt(receipt.id)} />
            </div>
          </>
        )}
      </div>
    </li>
  );
};

const FiledTable = ({ receipts }: { receipts: Receipt[] }) => {
  const t = useText(text);
  const w = useText(words);
  const lang = useLang();
  const { expenses } = useVisible();
  return (
    <table class="table">
      <caption class="sr">{t.filed}</caption>
      <thead><tr><th scope="col">{w.date}</th><th scope="col">{w.merchant}</th><th scope="col" class="wide-only">{w.receipt}</th><th scope="col" class="number">{w.amount}</th></tr></thead>
      <tbody>
        {receipts.map((one) => {
          const expense = expenses.find((other) => other.receiptId === one.id);
          return (
            <tr key={one.id}>
              <td class="cell-date">{day(one.date, lang)}</td>
              <td class="cell-main">{expense ? <Link to={`/expenses/${expense.id}`}>{one.merchant}</Link> : one.merchant}</td>
              <td class="wide-only muted">{one.file}</td>
              <td class="number">{money(one.amount, one.currency, lang)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
};

export const ReceiptsPage = () => {
  const t = useText(text);
  const { receipts } = useVisible();
  const inbox = receipts.filter((one) => one.state !== 'attached');
  const filed = receipts.filter((one) => one.state === 'attached');
  const latest = inbox.find((one) => one.state === 'ready')?.merchant;
  return (
    <Page title={t.title} lead={t.lead(inbox.length)}
      actions={<Button look="primary" icon="camera" testid="receipt-capture" onClick={() => captureReceipt()}>{t.capture}</Button>}>
      <DropZone />
      <p class="sr" role="status">{inbox.some((one) => one.state === 'scanning') ? t.scanning : latest && t.read(latest)}</p>
      <Panel title={t.inbox} flush>
        {inbox.length === 0 ? <Empty icon="receipts" title={t.none}>{t.noneText}</Empty>
          : <ul class="receipt-grid">{inbox.map((one) => <InboxCard key={one.id} receipt={one} />)}</ul>}
      </Panel>
      <Panel title={t.filed} flush>
        {filed.length === 0 ? <Empty icon="bookmark" title={t.noneFiled}>{t.noneFiledText}</Empty> : <FiledTable receipts={filed.slice(0, 12)} />}
      </Panel>
    </Page>
  );
};
