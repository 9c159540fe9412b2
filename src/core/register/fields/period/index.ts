import { isPeriodKey } from '../../../measure/index.ts';
import { type FieldKind, ordered, plain, Wrong } from '../kind.ts';
import { withinCalendar } from '../date/index.ts';
import { cleanText } from '../text/index.ts';

/** A period by its key: 2026, 2026Q1, 2026-05. */
export const period: FieldKind<string> = {
  name: { zh: '时期', en: 'Period' },
  parts: [],
  check(_field, raw) {
    const value = cleanText(raw);
    if (value instanceof Wrong) return value;
    return isPeriodKey(value)
      ? withinCalendar(value)
      : new Wrong(
          'no-such-period',
          `不认得时期 ${value}，请写成 2026、2026Q1 或 2026-05`,
          `is not a period: ${value}; write 2026, 2026Q1 or 2026-05`,
        );
  },
  holds: (value): value is string => typeof value === 'string' && isPeriodKey(value),
  words: (value) => plain(value),
  compares: 'text',
  ops: ordered,
  inTime: true,
  sheet: { kind: 'text', read: (cell) => cell.period() },
};
