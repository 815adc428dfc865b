/** Local calendar days as `YYYY-MM-DD`, so that a day never shifts with the time zone. */

const pad = (value: number) => String(value).padStart(2, '0');
const toDay = (date: Date) => `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;

/** A day as a local `Date` at noon, clear of daylight-saving changes. */
export const fromDay = (day: string): Date => new Date(`${day}T12:00:00`);

export const today = (): string => toDay(new Date());

export const addDays = (day: string, count: number): string => {
  const date = fromDay(day);
  date.setDate(date.getDate() + count);
  return toDay(date);
};

/** The first day of the month that lies `count` months from the month of `day`. */
export const monthStart = (day: string, count = 0): string => {
  const date = fromDay(day);
  return toDay(new Date(date.getFullYear(), date.getMonth() + count, 1, 12));
};

/** A UTC timestamp on that day, `hour` hours into the morning; never in the future. */
export const atHour = (day: string, hour: number): string => {
  const date = fromDay(day);
  date.setHours(8 + hour, 12 + hour * 7);
  return new Date(Math.min(date.getTime(), Date.now())).toISOString();
};

export const isWeekend = (day: string): boolean => [0, 6].includes(fromDay(day).getDay());

/** `YYYY-MM` of a day. */
export const monthOf = (day: string): string => day.slice(0, 7);

/** Whole days from `from` until `to`. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((fromDay(to).getTime() - fromDay(from).getTime()) / 86_400_000);
