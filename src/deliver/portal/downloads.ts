import { parsePeriod, isProblem } from '../../core/measure/index.ts';
import type { ReleasedPromise } from '../../evidence/delivery/release-shapes.ts';
import { type Written, writeCsv } from '../../evidence/intake/sheet/index.ts';
import { isOpen, type OpenBook, type Open } from './held.ts';
import { addressOf, type At } from './layout.ts';
import { promisesOf } from './list-pages.ts';

/** Files of what is open, at the address of their page. */

/** The figures as a sheet: one row for each period. */
export function csvOf(promises: readonly ReleasedPromise[]): Uint8Array {
  const head = [
    '编号 id',
    '承诺 promise',
    '指标 indicator',
    '单位 unit',
    '时期 period',
    '数值 value',
    '缺数原因 missing',
    '状态 status',
    '来源 source',
    '等级 grade',
    '公布日 known_on',
    '演示 demo',
  ];
  const rows = promises.flatMap(({ id, title, indicator, points }): Written[][] =>
    points.map(({ period, value, missing, status, source, grade, knownOn, demo }) => [
      id,
      title.zh,
      indicator?.name.zh ?? '',
      indicator?.unit ?? '',
      period,
      value,
      missing?.why.zh ?? '',
      status,
      source,
      grade,
      knownOn,
      demo ? '演示' : '',
    ]),
  );
  return writeCsv([head, ...rows]);
}

/** One thing as JSON: what the page shows. */
export function jsonOf({ lang, origin }: At, book: OpenBook, open: Extract<Open, { content: object }>): object {
  return {
    address: `${origin}${addressOf(lang, book.jurisdiction, open.object)}`,
    jurisdiction: { id: book.jurisdiction, name: book.name },
    releasedOn: open.on,
    ...open.content,
    history: open.history.map(({ on, light, newest }) => ({ on, light, newest })),
  };
}

export function allAsJson(at: At, book: OpenBook): object {
  return {
    jurisdiction: { id: book.jurisdiction, name: book.name },
    items: book.things.map((thing) =>
      isOpen(thing)
        ? jsonOf(at, book, thing)
        : { object: thing.object, withdrawn: { on: thing.withdrawn.on, note: thing.withdrawn.note } },
    ),
  };
}

/** Codes of units as SDMX-CSV carries them; a unit without one is written by the code points of its name. */
const unitCodes: Readonly<Record<string, string>> = {
  亿元: 'CNY_100M',
  万元: 'CNY_10K',
  元: 'CNY',
  '%': 'PC',
  个百分点: 'PC_POINT',
  人: 'PS',
  万人: 'PS_10K',
  户: 'HH',
  家: 'NR',
  个: 'NR',
  项: 'NR',
  条: 'NR',
  亩: 'MU',
  万亩: 'MU_10K',
  公里: 'KM',
  吨: 'T',
  万吨: 'T_10K',
};

const unitCode = (unit: string): string =>
  unitCodes[unit] ??
  (unit === '' ? 'NONE' : [...unit].map((c) => `U${(c.codePointAt(0) ?? 0).toString(16).toUpperCase()}`).join('_'));

/** An identifier as SDMX allows it: a letter first, then letters, digits and underscores. */
function code(id: string): string {
  const plain = id.toUpperCase().replace(/[^A-Z0-9]/gu, '_');
  return /^[A-Z]/u.test(plain) ? plain : `X${plain}`;
}

/** FREQ and TIME_PERIOD of a period, and whether it counts from January: that is no period of SDMX, so the month stands with an attribute. */
export function sdmxPeriod(key: string): { freq: string; period: string; ytd: boolean } {
  const period = parsePeriod(key);
  if (isProblem(period)) return { freq: 'A', period: key, ytd: false };
  switch (period.kind) {
    case 'half':
      return { freq: 'S', period: key.replace('H', '-S'), ytd: false };
    case 'quarter':
      return { freq: 'Q', period: key.replace('Q', '-Q'), ytd: false };
    case 'month':
      return { freq: 'M', period: key, ytd: false };
    case 'ytd':
      return { freq: 'M', period: key.replace(/-\d\d\.\./u, '-'), ytd: true };
    case 'day':
      return { freq: 'D', period: key, ytd: false };
    case 'years': {
      const [from = '', to = ''] = key.split('..');
      return { freq: 'A', period: `${from}-01-01/P${Number(to) - Number(from) + 1}Y`, ytd: false };
    }
    default:
      return { freq: 'A', period: key, ytd: false };
  }
}

/** CL_OBS_STATUS: A normal, L missing and collected but not available, M missing. */
function observationStatus({ value, missing }: ReleasedPromise['points'][number]): string {
  if (value !== null) return 'A';
  return missing?.reason === 'overdue' || missing?.reason === 'refused' ? 'L' : 'M';
}

const quoted = (text: string): string => (/[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * SDMX-CSV after the field guides 1.0 (SDMX 2.1: DATAFLOW first) and 2.0 (SDMX 3.0: STRUCTURE, STRUCTURE_ID, ACTION; I: information).
 * Codes, not names; a missing figure is empty, with its status.
 */
export function sdmxOf(jurisdiction: string, promises: readonly ReleasedPromise[], version: 1 | 2): string {
  const head = version === 1 ? ['DATAFLOW'] : ['STRUCTURE', 'STRUCTURE_ID', 'ACTION'];
  const columns = [
    'FREQ',
    'REF_AREA',
    'INDICATOR',
    'TIME_PERIOD',
    'OBS_VALUE',
    'UNIT_MEASURE',
    'OBS_STATUS',
    'YTD',
    'SOURCE',
    'DEMO',
  ];
  const seen = new Set<string>();
  const rows = promises.flatMap(({ plan, indicator, points }) =>
    indicator === null
      ? []
      : points.flatMap((point) => {
          const flow = `${code(jurisdiction)}:${code(plan.id)}(1.0)`;
          const { freq, period, ytd } = sdmxPeriod(point.period);
          // Two promises over one indicator have one series.
          const key = [flow, indicator.id, point.period].join(' ');
          if (seen.has(key)) return [];
          seen.add(key);
          const lead = version === 1 ? [flow] : ['dataflow', flow, 'I'];
          const { value, source, grade, demo } = point;
          return [
            [
              ...lead,
              freq,
              code(jurisdiction),
              code(indicator.id),
              period,
              value === null ? '' : String(value),
              unitCode(indicator.unit),
              observationStatus(point),
              String(ytd),
              `${source} (${grade})`,
              String(demo),
            ],
          ];
        }),
  );
  return [[...head, ...columns], ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

export const allPromises = (book: OpenBook): ReleasedPromise[] => promisesOf(book).map(({ content }) => content);
