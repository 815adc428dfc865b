import type { Category, Currency } from '../types';

/** What a scan or a card feed may find: merchant, category, amount. */
export type Found = [merchant: string, category: Category, amount: number];

/** Receipts that "arrive" when someone captures one, in turn. */
export const receiptPool: Record<Currency, Found[]> = {
  JPY: [
    ['タリーズコーヒー 芝浦店', 'meals', 1180],
    ['都営地下鉄 三田駅', 'travel', 1000],
    ['キンコーズ 田町店', 'supplies', 3630],
    ['セブン-イレブン 芝浦3丁目店', 'supplies', 864],
    ['帝国ホテル ラウンジ', 'entertainment', 8470],
  ],
  USD: [
    ['Analog Coffee', 'meals', 12.75],
    ['Sound Transit', 'travel', 6],
    ['Office Depot', 'supplies', 48.9],
    ['Powell’s Books', 'training', 37.5],
    ['The Pink Door', 'entertainment', 128.4],
  ],
};

/** Transactions that wait at the card feed; each import takes the next few. */
export const feedPool: Record<Currency, Found[]> = {
  JPY: [
    ['JR九州 ネット予約', 'travel', 8740],
    ['SLACK TECHNOLOGIES', 'software', 15750],
    ['タイムズ24', 'travel', 1760],
    ['サイゼリヤ 田町店', 'meals', 2190],
    ['GOOGLE WORKSPACE', 'software', 20400],
    ['モノタロウ', 'supplies', 6347],
    ['日本航空', 'travel', 27650],
    ['ソフトバンク', 'communication', 5830],
  ],
  USD: [
    ['UNITED AIRLINES', 'travel', 318.2],
    ['SLACK TECHNOLOGIES', 'software', 131.25],
    ['SHELL OIL', 'travel', 48.62],
    ['SWEETGREEN', 'meals', 16.4],
    ['GOOGLE WORKSPACE', 'software', 172.8],
    ['ULINE', 'supplies', 94.1],
    ['HILTON SEATTLE', 'lodging', 241],
    ['COMCAST BUSINESS', 'communication', 119.95],
  ],
};
