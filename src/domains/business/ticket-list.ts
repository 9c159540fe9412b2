import { isProblem, type Text, workdaysBetween } from '../../core/measure/index.ts';
import type { RecordOf } from '../../core/register/index.ts';
import { byLight, lacking, lit, say, tilesBy } from '../../evidence/judged-parts.ts';
import { type Judgement, list, type Section } from '../../evidence/judgement.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { firms } from '../firms/registers.ts';
import { leads } from '../investment/registers.ts';
import { projects } from '../projects/registers.ts';
import { tickets } from './registers.ts';

type Ticket = RecordOf<typeof tickets>;

interface JudgedTicket extends Judgement {
  due: string | null;
  /** Decided by its day; null where it is not done, or has no day. */
  inTime: boolean | null;
}

const phases = tickets.fields.find(({ id }) => id === 'phase')?.choices ?? [];

function judgeTicket(row: Ticket, day: string): JudgedTicket {
  const limit = dueOf(row);
  const at = { due: limit, inTime: null };
  if (row.stage === 'withdrawn') return { ...at, ...lit('green', '已撤回。', 'Withdrawn.') };
  if (limit === null) return { ...at, ...lit('grey', '没有承诺时限。', 'No limit is promised.') };
  if (row.done_on !== null) {
    const inTime = row.done_on <= limit;
    if (!inTime)
      return {
        ...at,
        inTime,
        ...lit('red', `${limit} 到期，${row.done_on} 才办结。`, `Due ${limit}, done ${row.done_on}.`),
      };
    return row.content === 'no'
      ? { ...at, inTime, ...lit('yellow', '按时办结，企业不满意。', 'Done in time; the firm is not content.') }
      : { ...at, inTime, ...lit('green', '按时办结。', 'Done in time.') };
  }
  return day > limit
    ? { ...at, ...lit('red', `${limit} 到期，还没有办结。`, `Due ${limit}, not done.`) }
    : { ...at, ...lit('yellow', `${limit} 前办结。`, `To be done by ${limit}.`) };
}

export const ticketList = list<typeof tickets, JudgedTicket>({
  register: tickets,
  judge: async (view, rows) => new Map(rows.map((row) => [row.id, judgeTicket(row, view.asOf)])),
  columns: [
    {
      id: 'used',
      name: say('用时', 'Used'),
      unit: '个工作日',
      decimals: 0,
      of: ({ raised, done_on }) => daysOf(raised, done_on),
    },
  ],
  order: (one, other) =>
    byLight[one.judged?.light ?? 'grey'] - byLight[other.judged?.light ?? 'grey'] ||
    (one.row.raised < other.row.raised ? 1 : -1),
  tiles: async (view, rows, judged) => {
    const must = rows.filter(({ id, stage }) => stage !== 'withdrawn' && mustBeDone(judged.get(id), view.asOf));
    const inTime = must.filter(({ id }) => judged.get(id)?.inTime).length;
    const said = rows.filter(({ content }) => content !== null);
    return [
      {
        name: say('按时办结率', 'Done in time'),
        value: must.length === 0 ? lacking('没有到期的诉求', 'none is due') : (100 * inTime) / must.length,
        unit: '%',
        note: say(`应办结 ${must.length} 件`, `of ${must.length} due`),
      },
      {
        name: say('企业满意', 'Firms content'),
        value:
          said.length === 0
            ? lacking('没有评价', 'no firm has said')
            : (100 * said.filter(({ content }) => content === 'yes').length) / said.length,
        unit: '%',
        note: say(`评价 ${said.length} 件`, `of ${said.length} said`),
      },
      ...tilesBy(
        'phase',
        phases,
        rows,
        ({ phase }) => phase,
        (own) => ({ value: own.length, unit: '件' }),
      ),
    ];
  },
  notes: async () => [
    say(
      '应办结：已到期的，和没到期已办结的；没有承诺时限的不计。',
      'Due: what has reached its day, and what is done before it; without a limit it is left out.',
    ),
  ],
  sections: async (view, row) => [await lifeOf(view, row)],
});

function mustBeDone(judged: JudgedTicket | undefined, day: string): boolean {
  return judged?.due != null && (judged.inTime !== null || judged.due < day);
}

/** The clock of an open ticket; of one that is done, the day that it had, without what is known of no more. */
function dueOf({ clock, due }: Ticket): string | null {
  return clock ? clock.due.due : due;
}

function daysOf(raised: string, done: string | null): number | null {
  const days = done === null ? null : workdaysBetween(raised, done);
  return days === null || isProblem(days) ? null : days;
}

/**
 * The life of whom a ticket speaks of: the lead that it began with, the project that this became, the firm, and all that it
 * asked for on the way. What a ticket does not name is found through what it names.
 */
async function lifeOf(view: ViewAt, row: Ticket): Promise<Section> {
  const [leadRows, projectRows, firmRows, all] = await Promise.all([
    view.list(leads),
    view.list(projects),
    view.list(firms),
    view.list(tickets),
  ]);
  const lead = leadRows.rows.find(
    ({ id, project }) => id === row.lead?.id || (row.project !== null && project?.id === row.project.id),
  );
  const project = projectRows.byId.get(row.project?.id ?? lead?.project?.id ?? '');
  const firm =
    firmRows.byId.get(row.firm?.id ?? '') ?? firmRows.rows.find(({ name }) => name === (project?.firm ?? lead?.firm));
  const same = (one: Ticket) =>
    (lead && one.lead?.id === lead.id) ||
    (project && one.project?.id === project.id) ||
    (firm && one.firm?.id === firm.id);
  const line = (
    register: string,
    of: { id: string; name: string } | undefined,
    on: string | null | undefined,
    phase: Text,
  ) => (of ? [{ name: { register, id: of.id, title: of.name }, cells: [on ?? null, phase] }] : []);
  return {
    title: say('全生命周期', 'The whole life'),
    about:
      lead || project || firm ? undefined : say('没有关联线索、项目或企业。', 'It names no lead, project or firm.'),
    heads: [say('日期', 'Day'), say('环节', 'Phase')],
    lines: [
      ...line(leads.id, lead, lead?.passed.lead, say('招商', 'Attract')),
      ...line(projects.id, project, project?.passed.signed, say('安商', 'Settle')),
      ...line(firms.id, firm, firm?.came, say('扶商', 'Support')),
      ...all.rows
        .filter((one) => one.id !== row.id && same(one))
        .map((one) => ({
          name: { register: tickets.id, id: one.id, title: one.matter },
          cells: [one.raised, phases.find(({ id }) => id === one.phase)?.name ?? null],
        })),
    ],
  };
}
