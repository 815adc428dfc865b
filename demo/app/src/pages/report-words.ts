import { bilingual } from '../i18n';
import { within } from '../store/spend';
import type { Expense, Grouping, Period, Report } from '../store/types';

export const reportWords = bilingual({
  en: {
    groups: { category: 'Category', person: 'Person', month: 'Month', status: 'Status' } as Record<Grouping, string>,
    periods: { month: 'This month', lastMonth: 'Last month', quarter: 'Last three months', all: 'All time' } as Record<Period, string>,
  },
  ja: {
    groups: { category: 'カテゴリ', person: '申請者', month: '月', status: 'ステータス' },
    periods: { month: '今月', lastMonth: '先月', quarter: '直近3か月', all: '全期間' },
  },
});

/** The expenses a report speaks of. */
export const chosen = (expenses: Expense[], { period, status }: Pick<Report, 'period' | 'status'>): Expense[] =>
  within(expenses, period).filter((one) => status === 'all' || one.status === status);
