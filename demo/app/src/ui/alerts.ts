import { money, useLang, useText } from '../i18n';
import { alertsOf, limitOf } from '../store/policy';
import { useWorkspace } from '../store/store';
import { words } from '../words';

type Checked = Parameters<typeof alertsOf>[0];

/** Returns a function that puts an expense's policy alerts into words. */
export const useAlertTexts = (): ((expense: Checked) => string[]) => {
  const workspace = useWorkspace();
  const lang = useLang();
  const { alerts } = useText(words);
  return (expense) => alertsOf(expense, workspace).map((alert) => {
    const limit = limitOf(alert, workspace.policies);
    return alerts[alert](limit === undefined ? '' : money(limit, workspace.company.currency, lang, 0));
  });
};
