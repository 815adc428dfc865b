import { useState } from 'preact/hooks';
import { bilingual, useText } from '../i18n';
import { approveExpense, returnExpense } from '../store/expenses';
import type { Expense } from '../store/types';
import { Button, focusTitle } from '../ui/basics';
import { TextArea } from '../ui/form';
import { Dialog, toast } from '../ui/overlay';

const text = bilingual({
  en: {
    approve: 'Approve', giveBack: 'Return', approved: 'Approved.', returned: 'Returned with your comment.', title: 'Return this expense',
    comment: 'Comment', hint: 'What should be changed? The submitter reads this.', need: 'Write a comment.', confirm: 'Return expense',
  },
  ja: {
    approve: '承認する', giveBack: '差し戻す', approved: '承認しました。', returned: 'コメントを添えて差し戻しました。', title: '経費を差し戻す',
    comment: 'コメント', hint: '修正してほしい点をご記入ください。申請者に届きます。', need: 'コメントを入力してください。', confirm: '差し戻す',
  },
});

type CommentProps = { title: string; confirm: string; hint: string; testid: string; needed?: boolean; onComment: (comment: string) => void; onClose: () => void };

/** Asks for a comment before something is done. */
export const CommentDialog = ({ title, confirm, hint, testid, needed = false, onComment, onClose }: CommentProps) => {
  const t = useText(text);
  const [comment, setComment] = useState('');
  const [tried, setTried] = useState(false);
  const missing = needed && !comment.trim();
  return (
    <Dialog title={title} confirm={confirm} testid={testid} onClose={onClose}
      onConfirm={() => { setTried(true); if (!missing) onComment(comment.trim()); }}>
      <TextArea label={t.comment} hint={hint} optional={!needed} value={comment} onText={setComment} error={tried && missing ? t.need : undefined} />
    </Dialog>
  );
};

/** The two answers to a submitted expense. */
export const Decide = ({ expense }: { expense: Expense }) => {
  const t = useText(text);
  const [returning, setReturning] = useState(false);
  const approve = () => { approveExpense(expense.id); toast(t.approved); focusTitle(); };
  const giveBack = (comment: string) => { setReturning(false); returnExpense(expense.id, comment); toast(t.returned); focusTitle(); };
  return (
    <>
      <Button icon="back" testid="return" onClick={() => setReturning(true)}>{t.giveBack}</Button>
      <Button look="primary" icon="check" testid="approve" onClick={approve}>{t.approve}</Button>
      {returning && <CommentDialog needed title={t.title} confirm={t.confirm} hint={t.hint} testid="return-confirm" onComment={giveBack} onClose={() => setReturning(false)} />}
    </>
  );
};
