import { addDays, today } from '../../dates';
import type { Workspace } from '../types';
import { expandExpenses, expandMembers, expandTransactions, type ExpenseRow, type MemberRow, type TransactionRow } from './expand';

const members: MemberRow[] = [
  ['usr_oliver', 'Oliver Reed', 'oliver@harborandpine.example', 'admin', 'Finance', 238],
  ['usr_emma', 'Emma Clark', 'emma@harborandpine.example', 'approver', 'Studio', 201],
  ['usr_priya', 'Priya Nair', 'priya@harborandpine.example', 'member', 'Studio', 180],
  ['usr_marcus', 'Marcus Bell', 'marcus@harborandpine.example', 'member', 'Growth', 144],
  ['usr_nora', 'Nora Lindqvist', 'nora@harborandpine.example', 'member', 'Studio', 73],
  ['usr_hiro', '石田 博', 'hiro@harborandpine.example', 'member', 'Tokyo office', 51],
  ['usr_tess', 'Tess Okafor', 'tess@harborandpine.example', 'approver', 'Operations', 2, 'invited'],
];

const expenses: ExpenseRow[] = [
  [1, 'Delta Air Lines', 'travel', 412.6, 'usr_marcus', 'submitted', 'SEA–JFK, client workshop'],
  [1, 'Blue Bottle Coffee', 'meals', 18.5, 'usr_priya', 'submitted', 'Portfolio review, 2 people'],
  [2, 'The Marlton Hotel', 'lodging', 534, 'usr_marcus', 'submitted', 'Client workshop, 2 nights', { receipt: false }],
  [2, 'Figma', 'software', 675, 'usr_nora', 'submitted', '15 editors, monthly'],
  [3, 'Lyft', 'travel', 27.9, 'usr_oliver', 'draft', 'Studio to client'],
  [4, 'Canlis', 'entertainment', 386.2, 'usr_marcus', 'returned', 'Dinner with Alder Foods', { comment: 'Please list who attended.' }],
  [4, 'ヨドバシカメラ 新宿西口本店', 'supplies', 15400, 'usr_hiro', 'submitted', '外付けSSD', { currency: 'JPY', tax: 'jp10', invoice: true }],
  [5, 'Blick Art Materials', 'supplies', 142.35, 'usr_nora', 'approved', 'Prototyping supplies'],
  [6, 'JR東日本 成田エクスプレス', 'travel', 3070, 'usr_hiro', 'approved', '空港送迎', { currency: 'JPY', tax: 'jp10' }],
  [7, 'Studio → Tacoma print shop', 'mileage', 43.55, 'usr_priya', 'approved', 'Press check', { trip: { from: 'Seattle studio', to: 'Tacoma print shop', distance: 65, unit: 'mi', round: true } }],
  [8, 'Adobe', 'software', 239.96, 'usr_nora', 'reimbursed', 'Creative Cloud, 4 seats'],
  [9, 'Uber Eats', 'meals', 64.8, 'usr_emma', 'reimbursed', 'Team lunch, sprint close'],
  [11, 'Alaska Airlines', 'travel', 268.4, 'usr_emma', 'reimbursed', 'SEA–SFO, pitch'],
  [12, 'citizenM San Francisco', 'lodging', 289, 'usr_emma', 'reimbursed', 'Pitch, 1 night'],
  [13, 'T-Mobile', 'communication', 90, 'usr_marcus', 'reimbursed', 'Business line, October'],
  [15, 'Notion Labs', 'software', 180, 'usr_oliver', 'reimbursed', '15 seats, monthly'],
  [16, 'Staples', 'supplies', 73.18, 'usr_oliver', 'reimbursed', 'Envelopes and labels'],
  [18, 'コメダ珈琲店 恵比寿店', 'meals', 1980, 'usr_hiro', 'reimbursed', '採用面談', { currency: 'JPY', tax: 'jp10' }],
  [20, 'Config 2026', 'training', 899, 'usr_nora', 'approved', 'Conference ticket'],
  [24, 'Delta Air Lines', 'travel', 1120, 'usr_priya', 'reimbursed', 'SEA–LHR, brand launch'],
  [26, 'Tartine Manufactory', 'meals', 41.7, 'usr_emma', 'reimbursed', 'Breakfast with client'],
  [29, 'Amazon Web Services', 'software', 918.44, 'usr_oliver', 'reimbursed', 'Hosting, quarter'],
  [33, 'FedEx', 'supplies', 36.2, 'usr_nora', 'reimbursed', 'Sample box to client'],
  [38, 'Herman Miller', 'other', 1490, 'usr_oliver', 'reimbursed', 'Two desk chairs'],
  [44, 'Hertz', 'travel', 164.3, 'usr_marcus', 'reimbursed', 'Site visit, 2 days'],
];

const transactions: TransactionRow[] = [
  [0, 'card-1', 'DELTA AIR LINES', 'travel', 38, 'open'],
  [1, 'card-1', 'GITHUB INC', 'software', 84, 'open'],
  [2, 'card-2', 'WHOLE FOODS MARKET', 'meals', 52.14, 'open'],
  [4, 'card-1', 'CANLIS RESTAURANT', 'entertainment', 386.2, 'matched'],
  [5, 'card-2', 'BLICK ART', 'supplies', 142.35, 'matched'],
  [8, 'card-1', 'ADOBE SYSTEMS', 'software', 239.96, 'matched'],
];

/** A design studio on the team plan: dollars, with one colleague in Tokyo. */
export const harbor = (): Workspace => {
  const filled = expandExpenses(expenses, 417, 'USD', 'usr_emma');
  return {
    company: {
      name: 'Harbor & Pine', legalName: 'Harbor & Pine LLC', registration: '91-2203817',
      address: '1417 Western Avenue, Suite 300, Seattle, WA 98101', fiscalMonth: 1, currency: 'USD', closingDay: 31,
    },
    policies: {
      receiptAbove: 25, mealLimit: 75, lodgingLimit: 260, mileageRate: 0.67,
      secondApprovalAbove: 500, weekendWarning: false, duplicateWarning: true,
    },
    members: expandMembers(members),
    expenses: filled.expenses,
    receipts: [
      { id: 'rc-in-1', file: 'IMG_0918.jpg', merchant: 'Elm Coffee Roasters', date: addDays(today(), -1), amount: 14.25, currency: 'USD', category: 'meals', state: 'ready', ownerId: 'usr_oliver' },
      { id: 'rc-in-2', file: 'parking-oct.pdf', merchant: 'Diamond Parking', date: addDays(today(), -5), amount: 22, currency: 'USD', category: 'travel', state: 'ready', ownerId: 'usr_emma' },
      ...filled.receipts,
    ],
    cards: [
      { id: 'card-1', name: 'Company card', last4: '7710', holderId: 'usr_oliver', limit: 15000 },
      { id: 'card-2', name: 'Studio card', last4: '2264', holderId: 'usr_emma', limit: 5000 },
    ],
    transactions: expandTransactions(transactions, 'USD'),
    reports: [
      { id: 'rp-1', name: 'Spend by category', group: 'category', period: 'month', status: 'all', updated: addDays(today(), -3) },
      { id: 'rp-2', name: 'By person, this quarter', group: 'person', period: 'quarter', status: 'all', updated: addDays(today(), -12) },
    ],
    filters: [{ id: 'ft-1', name: 'Travel to approve', query: '', status: 'submitted', category: 'travel' }],
    integrations: { quickbooks: addDays(today(), -150), slack: addDays(today(), -148) },
    delegation: null,
    next: 442,
  };
};
