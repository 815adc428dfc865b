import type { Workspace } from '../types';
import { expandMembers } from './expand';

/** An architecture office three days into its starter plan: everything is still empty. */
export const tsubame = (): Workspace => ({
  company: { name: 'つばめ設計', legalName: 'つばめ設計合同会社', registration: '', address: '', fiscalMonth: 4, currency: 'JPY', closingDay: 31 },
  policies: {
    receiptAbove: 3000, mealLimit: 5000, lodgingLimit: 12000, mileageRate: 20,
    secondApprovalAbove: 50000, weekendWarning: false, duplicateWarning: true,
  },
  members: expandMembers([['usr_haruna', '小林 陽菜', 'haruna@tsubame-sekkei.example', 'admin', '代表社員', 3]]),
  expenses: [],
  receipts: [],
  cards: [{ id: 'card-1', name: '法人カード', last4: '5508', holderId: 'usr_haruna', limit: 500000 }],
  transactions: [],
  reports: [],
  filters: [],
  integrations: {},
  delegation: null,
  next: 1,
});
