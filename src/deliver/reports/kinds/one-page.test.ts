import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plain } from '../../../core/document/index.ts';
import { onePage, type Part } from './one-page.ts';

const part = (id: number, rows: readonly (readonly string[])[]): Part => ({
  id: `p${id}`,
  title: `第${id}表`,
  heads: ['项目', '甲', '乙'],
  rows: rows.map((cells) => cells.map((cell) => [cell])),
});

it('goes onto one page, and what has no room is named there', () => {
  const row = fc.tuple(
    fc.constantFrom('签约', '开工', '竣工'),
    fc.constantFrom('', '—（未到）', '12'),
    fc.constantFrom('', '3'),
  );
  fc.assert(
    fc.property(fc.nat({ max: 30 }), fc.array(fc.array(row, { maxLength: 40 }), { maxLength: 6 }), (facts, tables) => {
      const parts = tables.map((rows, at) => part(at, rows));
      const blocks = onePage(
        Array.from({ length: facts }, (_, at) => [[`项${at}`], ['值']]),
        '状态：绿灯。',
        parts,
      );
      const drawn = blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
      const lines = drawn.reduce((sum, { rows, title }) => sum + rows.length + (title === '' ? 1 : 3), 0);
      expect(lines).toBeLessThanOrEqual(33);
      const last = blocks.at(-1);
      const named = last?.kind === 'paragraph' && last.id === 'left-out' ? plain(last.runs) : '';
      for (const { id, title, rows } of parts) {
        const saying = rows.filter(([, ...cells]) => cells.some(([cell]) => cell === '12' || cell === '3')).length;
        const table = drawn.find((one) => one.id === id);
        if (table) expect(table.rows).toHaveLength(saying);
        else if (saying > 0) expect(named).toContain(`${title}（${saying}行）`);
      }
    }),
  );
});

it('lays months side by side, the newest eight, and says so', () => {
  const months = Array.from({ length: 10 }, (_, at) => [`2026-${String(at + 1).padStart(2, '0')}`, String(at), '']);
  const table = onePage([[['名称'], ['甲']]], null, [part(1, months)]).find((block) => block.id === 'p1');
  expect(table).toMatchObject({ kind: 'table', title: '第1表，最近8期' });
  if (table?.kind !== 'table') return;
  expect(table.columns.map(({ head }) => head)).toEqual(['项目', ...months.slice(2).map(([month]) => month)]);
  expect(table.rows.map((row) => row.map((runs) => plain(runs)))).toEqual([
    ['甲', '2', '3', '4', '5', '6', '7', '8', '9'],
    ['乙', '', '', '', '', '', '', '', ''],
  ]);
});
