import { column, say, tilesBy } from '../../evidence/judged-parts.ts';
import { type Judgement, list } from '../../evidence/judgement.ts';
import { directives } from '../../evidence/delivery/registers.ts';
import { daysLeft } from './view.ts';

interface JudgedDirective extends Judgement {
  left: number | null;
}

/** The register of directives: when each is due, and which are late. */
export const directiveList = list<typeof directives, JudgedDirective>({
  register: directives,
  judge: async (view, rows) =>
    new Map(
      rows.map((row): [string, JudgedDirective] => {
        if (row.stage === 'closed')
          return row.unturned === true
            ? [row.id, { left: null, light: 'yellow', why: say('销号未转绿。', 'Closed without turning.') }]
            : [row.id, { left: null, light: 'green', why: say('已销号。', 'Closed.') }];
        if (row.stage === 'withdrawn')
          return [row.id, { left: null, light: 'grey', why: say('已撤销。', 'Withdrawn.') }];
        const left = daysLeft(row.due, view.asOf);
        if (row.stage === 'answered')
          return [
            row.id,
            { left, light: 'yellow', why: say('已反馈，等待核销。', 'Answered, waits for verification.') },
          ];
        return left < 0
          ? [row.id, { left, light: 'red', why: say(`逾期 ${-left} 个工作日。`, `${-left} working days late.`) }]
          : [row.id, { left, light: 'green', why: say(`还有 ${left} 个工作日。`, `${left} working days left.`) }];
      }),
    ),
  columns: [column('left', '还有工作日', 'Working days left', ({ left }) => left, { unit: '天', decimals: 0 })],
  tiles: async (_view, rows) =>
    tilesBy(
      'stage',
      directives.stages,
      rows,
      ({ stage }) => stage,
      (own) => ({ value: own.length, unit: '件' }),
    ),
});
