import type { Workspace } from '../types';
import { harbor } from './harbor';
import { minato } from './minato';
import { tsubame } from './tsubame';

export { accounts, firstPersona, personas } from './personas';

/** Fresh data for every account, dated back from today. */
export const seed = (): Record<string, Workspace> => ({
  acct_minato: minato(),
  acct_harbor: harbor(),
  acct_tsubame: tsubame(),
});
