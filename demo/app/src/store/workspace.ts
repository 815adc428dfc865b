/** Changes to the account itself: people, settings, integrations, reports. */
import { track } from '../banso';
import { today } from '../dates';
import { change, getState, personaOf, workspaceOf } from './store';
import type { Company, Delegation, Member, Policies, Report, Role, SavedFilter } from './types';

const newId = (prefix: string) => `${prefix}-${Date.now().toString(36)}`;

export const inviteMember = (email: string, role: Role, department: string): void => {
  const member: Member = { id: newId('usr'), name: email.split('@')[0]!, email, role, department, state: 'invited', since: today() };
  change(({ members }) => ({ members: [...members, member] }));
  track('Member Invited', { role });
};

export const setRole = (id: string, role: Role): void =>
  change(({ members }) => ({ members: members.map((one) => (one.id === id ? { ...one, role } : one)) }));

export const removeMember = (id: string): void =>
  change(({ members }) => ({ members: members.filter((one) => one.id !== id) }));

export const connect = (integration: string): void => {
  change(({ integrations }) => ({ integrations: { ...integrations, [integration]: today() } }));
  track('Integration Connected', { integration });
};

export const disconnect = (integration: string): void =>
  change(({ integrations }) => ({ integrations: Object.fromEntries(Object.entries(integrations).filter(([id]) => id !== integration)) }));

export const saveCompany = (company: Company): void => {
  change(() => ({ company }));
  track('Company Profile Saved', {});
};

export const savePolicies = (policies: Policies): void => {
  change(() => ({ policies }));
  track('Policy Saved', {});
};

/** Turns the note on weekend entertainment on, for those who may. */
export const flagWeekends = (): void => {
  const state = getState();
  if (personaOf(state).role === 'admin') savePolicies({ ...workspaceOf(state).policies, weekendWarning: true });
};

export const setDelegation = (delegation: Delegation | null): void => change(() => ({ delegation }));

export const saveFilter = (filter: Omit<SavedFilter, 'id'>): void =>
  change(({ filters }) => ({ filters: [...filters, { ...filter, id: newId('ft') }] }));

export const removeFilter = (id: string): void =>
  change(({ filters }) => ({ filters: filters.filter((one) => one.id !== id) }));

export const saveReport = (report: Omit<Report, 'id' | 'updated'>): void =>
  change(({ reports }) => ({ reports: [{ ...report, id: newId('rp'), updated: today() }, ...reports] }));

export const removeReport = (id: string): void =>
  change(({ reports }) => ({ reports: reports.filter((one) => one.id !== id) }));
