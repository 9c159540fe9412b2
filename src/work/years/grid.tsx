import { useState } from 'react';
import { type Breakdown, type Edit, edited, quartersOf } from '../../core/breakdown/index.ts';
import { isProblem } from '../../core/measure/index.ts';
import { figure } from '../../ui/format.ts';
import { useText } from '../../ui/text.tsx';
import type { BreakdownView } from './api.ts';

/** The grid: whoever types into a cell fixes it, the others share the rest, and every sum stays its parent. */
export function Grid({
  data,
  breakdown: b,
  change,
}: {
  data: BreakdownView;
  breakdown: Breakdown;
  change: (next: Breakdown) => void;
}) {
  const { t, tx } = useText();
  const [fault, setFault] = useState<string | null>(null);
  const units = new Map(data.weights.map(({ unit }) => [unit.id, tx(unit.name)]));
  for (const { unit } of data.task?.parts ?? []) units.set(unit.id, tx(unit.name));
  const edit = (one: Edit) => {
    const next = edited(b, one);
    setFault(isProblem(next) ? t(next.zh, next.en) : null);
    if (!isProblem(next)) change(next);
  };
  const quarters = [t('一季度', 'Q1'), t('二季度', 'Q2'), t('三季度', 'Q3'), t('四季度', 'Q4')];
  return (
    <div className="years-grid">
      <table>
        <caption>
          {t(
            `单位：${data.indicator.unit}。改过的数不再变，其余自动分摊。`,
            `In ${data.indicator.unit}. What is typed stays; the rest shares what is left.`,
          )}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('单位', 'Unit')}</th>
            <th scope="col">{t('全年', 'Year')}</th>
            {b.quarters.length > 0 &&
              quarters.map((name) => (
                <th scope="col" key={name}>
                  {name}
                </th>
              ))}
            <th scope="col">{t('操作', 'Do')}</th>
          </tr>
        </thead>
        <tbody>
          <tr className="is-whole">
            <th scope="row">{t('全市', 'Whole')}</th>
            <td>
              <Cell
                name={t('全市全年', 'Whole, year')}
                value={b.total}
                set={(value) => edit({ what: 'total', value })}
              />
            </td>
            {b.quarters.map((value, quarter) => (
              <td key={quarters[quarter]}>
                <Cell
                  name={`${t('全市', 'Whole')} ${quarters[quarter]}`}
                  value={value}
                  set={(next) => edit({ what: 'quarter', quarter, value: next })}
                />
              </td>
            ))}
            <td className="soft small">{t('改全市，未定的随之变', 'the rest follows')}</td>
          </tr>
        </tbody>
        {b.groups.map((group) => {
          const rows = quartersOf(b, group);
          const total = group.parts.reduce((sum, { value }) => sum + Math.round(value * 10 ** b.decimals), 0);
          const spare = data.weights.filter(
            (one) => one.by === group.by && !group.parts.some((part) => part.unit === one.unit.id),
          );
          return (
            <tbody key={group.by}>
              <tr className="is-head">
                <th scope="rowgroup" colSpan={3 + b.quarters.length}>
                  {group.by === 'department' ? t('分到部门', 'By department') : t('分到镇街园区', 'By town and park')}
                </th>
              </tr>
              {group.parts.map((part, n) => (
                <tr key={part.unit}>
                  <th scope="row">{units.get(part.unit) ?? part.unit}</th>
                  <td>
                    <Cell
                      name={units.get(part.unit) ?? part.unit}
                      value={part.value}
                      set={(value) => edit({ what: 'part', by: group.by, unit: part.unit, value })}
                    />
                  </td>
                  {(rows[n] ?? []).map((value, q) => (
                    <td key={quarters[q]} className="num">
                      {figure(value, b.decimals)}
                    </td>
                  ))}
                  <td>
                    {part.fixed && (
                      <button
                        type="button"
                        className="text-button"
                        onClick={() => edit({ what: 'free', by: group.by, unit: part.unit })}
                      >
                        {t('放开', 'Free')}
                      </button>
                    )}{' '}
                    <button
                      type="button"
                      className="text-button"
                      onClick={() => edit({ what: 'remove', by: group.by, unit: part.unit })}
                    >
                      {t('去掉', 'Take out')}
                    </button>
                  </td>
                </tr>
              ))}
              {b.sums && (
                <tr className="is-sum">
                  <th scope="row">{t('合计', 'Sum')}</th>
                  <td className="num">{figure(total / 10 ** b.decimals, b.decimals)}</td>
                  {b.quarters.map((_, q) => (
                    <td key={quarters[q]} className="num">
                      {figure(
                        rows.reduce((sum, row) => sum + Math.round((row[q] ?? 0) * 10 ** b.decimals), 0) /
                          10 ** b.decimals,
                        b.decimals,
                      )}
                    </td>
                  ))}
                  <td>✓ {t('与全市相等', 'equals the whole')}</td>
                </tr>
              )}
              {spare.length > 0 && (
                <tr>
                  <td colSpan={3 + b.quarters.length}>
                    {spare.map(({ unit, weight }) => (
                      <button
                        key={unit.id}
                        type="button"
                        className="chip"
                        onClick={() => edit({ what: 'add', by: group.by, unit: unit.id, weight })}
                      >
                        + {tx(unit.name)}
                      </button>
                    ))}
                  </td>
                </tr>
              )}
            </tbody>
          );
        })}
      </table>
      {fault !== null && (
        <p role="alert" className="is-red">
          {fault}
        </p>
      )}
    </div>
  );
}

/** A figure: it is taken when the field is left, or with the enter key. */
function Cell({ name, value, set }: { name: string; value: number; set: (value: number) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  const take = () => {
    if (typed !== null && typed.trim() !== '' && Number(typed) !== value) set(Number(typed));
    setTyped(null);
  };
  return (
    <input
      className="field num"
      aria-label={name}
      inputMode="decimal"
      value={typed ?? String(value)}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}
