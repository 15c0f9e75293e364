const DAY = 24 * 60 * 60 * 1000;

/** How long ago a time was: `today`, `1 day ago`, `40 days ago`; `never` for what is no time. */
export function ageText(time: string, now: Date): string {
  const then = Date.parse(time);
  if (Number.isNaN(then)) return 'never';
  const days = Math.floor((now.getTime() - then) / DAY);
  if (days <= 0) return 'today';
  return days === 1 ? '1 day ago' : `${days} days ago`;
}
