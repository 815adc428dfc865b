import { bilingual, useText } from '../i18n';
import { navigate, query } from '../router';
import { createExpense, submitExpense } from '../store/expenses';
import { useWorkspace } from '../store/store';
import { Page } from '../ui/basics';
import { toast } from '../ui/overlay';
import { words } from '../words';
import { blank, fromReceipt } from './expense-entry';
import { ExpenseForm } from './expense-form';

const text = bilingual({
  en: { title: 'New expense', lead: 'Saved as a draft until you submit it.', saved: 'Draft saved.', submitted: 'Submitted for approval.' },
  ja: { title: '経費を作成', lead: '申請するまでは下書きとして残ります。', saved: '下書きを保存しました。', submitted: '申請しました。' },
});

export const NewExpensePage = () => {
  const t = useText(text);
  const { nav } = useText(words);
  const { company, receipts } = useWorkspace();
  const receipt = receipts.find((one) => one.id === query('receipt') && one.state === 'ready');
  return (
    <Page title={t.title} lead={t.lead} back={['/expenses', nav.expenses]}>
      <ExpenseForm start={receipt ? fromReceipt(receipt) : blank(company.currency)} onDone={(draft, submit) => {
        const id = createExpense(draft);
        if (submit) submitExpense(id);
        toast(submit ? t.submitted : t.saved);
        navigate(`/expenses/${id}`);
      }} />
    </Page>
  );
};
