import { useState } from 'react';
import type { ImportChoices, ImportView } from '../evidence/intake/import-api.ts';
import { noDataWords } from '../evidence/intake/sheet/no-data.ts';
import { WordField } from './import-word.tsx';
import { Table } from './table.tsx';
import { useText } from './text.tsx';

type Choose = (more: ImportChoices) => void;
interface Choosing {
  view: ImportView;
  busy: boolean;
  onChoose: Choose;
}

/** Which column is read as what; those that are not can be tied to a field by hand, and any sheet can be left out. */
export function ImportColumns({ view, busy, onChoose }: Choosing) {
  const { t, tx, brackets, unitOf } = useText();
  const { sheets, fields, choices } = view;
  const lost = sheets.some(({ unknown }) => unknown.length > 0);
  const tie = (key: string, field: string | null | undefined, unit?: string) => {
    const { [key]: _gone, ...others } = choices.ties ?? {};
    onChoose({ ties: field === undefined ? others : { ...others, [key]: { field, ...(unit && { unit }) } } });
  };
  const chosen = choices.sheets ?? sheets.filter(({ read }) => read).map(({ name }) => name);
  return (
    <details className="import-sample" open={sheets.length > 1 || lost}>
      <summary>{t('工作表和列', 'Sheets and columns')}</summary>
      {sheets.map((sheet) => (
        <section key={sheet.name} className="import-sheet">
          {sheets.length > 1 && (
            <label className="import-choice">
              <input
                type="checkbox"
                checked={chosen.includes(sheet.name)}
                disabled={busy}
                onChange={(event) =>
                  onChoose({
                    sheets: event.target.checked
                      ? [...chosen, sheet.name]
                      : chosen.filter((name) => name !== sheet.name),
                  })
                }
              />{' '}
              {sheet.name} <span className="soft">{t(`${sheet.rows} 行`, `${sheet.rows} rows`)}</span>
            </label>
          )}
          {sheet.columns.length + sheet.unknown.length > 0 && (
            <Table
              label={t(`${sheet.name}的列`, `Columns of ${sheet.name}`)}
              rows={[
                ...sheet.unknown.map((one) => ({ ...one, field: '', unit: null })),
                ...sheet.columns
                  .filter(({ field }) => !field.startsWith('_'))
                  .map((one) => ({ ...one, column: letter(one.column), maybe: [] as string[] })),
              ]}
              rowKey={({ key }) => key}
              columns={[
                {
                  head: t('表里的列', 'Column'),
                  cell: ({ column, header }) => (
                    <>
                      <b>{column}</b> {header}
                    </>
                  ),
                },
                {
                  head: t('读作', 'Read as'),
                  cell: (one) =>
                    fields.length === 0 ? (
                      'name' in one && one.name ? (
                        one.name.replace(/^[tip]:/u, '')
                      ) : (
                        t('没有读', 'left out')
                      )
                    ) : (
                      <select
                        className="field"
                        aria-label={t(`列“${one.header}”读作`, `Column "${one.header}" is read as`)}
                        value={choices.ties?.[one.key]?.field === null ? '-' : one.field}
                        disabled={busy}
                        onChange={(event) =>
                          tie(
                            one.key,
                            event.target.value === ''
                              ? undefined
                              : event.target.value === '-'
                                ? null
                                : event.target.value,
                          )
                        }
                      >
                        <option value="">{t('没有读', 'left out')}</option>
                        <option value="-">{t('不读这一列', 'not read')}</option>
                        {one.field !== '' && fields.every(({ id }) => id !== one.field) && 'name' in one && (
                          <option value={one.field}>{one.name}</option>
                        )}
                        {[...fields]
                          .sort((a, b) => Number(one.maybe.includes(b.id)) - Number(one.maybe.includes(a.id)))
                          .map((field) => (
                            <option key={field.id} value={field.id}>
                              {one.maybe.includes(field.id) ? '？ ' : ''}
                              {tx(field.name)}
                              {field.unit ? brackets(unitOf(field.unit)) : ''}
                            </option>
                          ))}
                      </select>
                    ),
                },
                {
                  head: t('表里的单位', 'Unit in the sheet'),
                  cell: (one) => {
                    const own = fields.find(({ id }) => id === one.field)?.unit;
                    return own ? (
                      <UnitField
                        key={one.unit ?? own}
                        unit={choices.ties?.[one.key]?.unit ?? one.unit ?? own}
                        name={t(`列“${one.header}”的单位`, `Unit of "${one.header}"`)}
                        busy={busy}
                        onSay={(unit) => tie(one.key, one.field, unit)}
                      />
                    ) : (
                      (one.unit ?? '')
                    );
                  },
                },
              ]}
            />
          )}
        </section>
      ))}
    </details>
  );
}

function UnitField({
  unit,
  name,
  busy,
  onSay,
}: {
  unit: string;
  name: string;
  busy: boolean;
  onSay: (unit: string) => void;
}) {
  const [said, setSaid] = useState(unit);
  return (
    <input
      className="field import-unit"
      aria-label={name}
      value={said}
      maxLength={20}
      disabled={busy}
      onChange={(event) => setSaid(event.target.value)}
      onBlur={() => said.trim() !== '' && said !== unit && onSay(said.trim())}
    />
  );
}

const letter = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : letter(Math.floor(column / 26) - 1) + letter(column % 26);

/** Rows that are no data, with the reason; each can be taken back. */
export function ImportLeft({
  view,
  busy,
  onChoose,
  onMean,
}: Choosing & { onMean: (key: string, id: string | null) => void }) {
  const { t, tx } = useText();
  const { left, leftCount, choices } = view;
  const back = choices.back ?? [];
  if (leftCount === 0 && back.length === 0) return null;
  return (
    <details className="import-sample" open={leftCount <= 8}>
      <summary>{t(`没有读的行：${leftCount} 行`, `Left out: ${leftCount} rows`)}</summary>
      {leftCount > 0 && (
        <Table
          label={t('没有读的行', 'Rows that were left out')}
          rows={left}
          rowKey={({ sheet, row }) => `${sheet} ${row}`}
          columns={[
            { head: t('行', 'Row'), className: 'nowrap', cell: ({ row }) => row },
            { head: t('写着', 'It says'), text: true, cell: ({ text }) => text },
            {
              head: t('因为是', 'Because it is'),
              by: ({ why }) => why,
              cell: ({ why }) => tx(noDataWords[why as keyof typeof noDataWords] ?? { zh: why, en: why }),
            },
            {
              head: '',
              cell: ({ sheet, row, why, word }) =>
                word ? (
                  <WordField word={word} view={view} busy={busy} onMean={onMean} />
                ) : why === 'head' || why === 'unknown' || why === 'hidden' ? null : (
                  <button
                    type="button"
                    className="text-button"
                    disabled={busy}
                    onClick={() => onChoose({ back: [...back, `${sheet}!${row}`] })}
                  >
                    {t('要读这一行', 'Read this row')}
                  </button>
                ),
            },
          ]}
        />
      )}
      {back.length > 0 && (
        <p>
          {t(`取回了 ${back.length} 行。`, `${back.length} rows taken back.`)}{' '}
          <button type="button" className="text-button" disabled={busy} onClick={() => onChoose({ back: [] })}>
            {t('还是不读', 'Leave them out again')}
          </button>
        </p>
      )}
    </details>
  );
}

/** Cells that show another figure than they hold, side by side. */
export function ImportShown({ view }: { view: ImportView }) {
  const { t } = useText();
  if (view.shown.length === 0) return null;
  return (
    <details className="import-sample">
      <summary>{t('显示的和读到的不一样', 'Shown otherwise than read')}</summary>
      <Table
        label={t('显示的和读到的不一样', 'Shown otherwise than read')}
        rows={view.shown}
        rowKey={({ sheet, row, column }) => `${sheet} ${row} ${column}`}
        columns={[
          {
            head: t('在哪里', 'Where'),
            cell: ({ row, column, header }) => (
              <>
                <b>
                  {column}
                  {row}
                </b>{' '}
                {header}
              </>
            ),
          },
          { head: t('表里显示', 'Shown'), cell: ({ shown }) => shown },
          { head: t('读到', 'Read'), cell: ({ read }) => read },
        ]}
      />
    </details>
  );
}

/** What is true of all figures of a file that do not say it themselves. */
export function ImportFigures({
  choices,
  busy,
  onChoose,
}: {
  choices: ImportChoices;
  busy: boolean;
  onChoose: Choose;
}) {
  const { t } = useText();
  const [said, setSaid] = useState({
    source: choices.source ?? '',
    knownOn: choices.knownOn ?? '',
    period: choices.period ?? '',
    grade: choices.grade ?? '',
  });
  const box = (id: 'source' | 'knownOn' | 'period', name: string, hint: string, type = 'text') => (
    <label>
      <span className="soft">{name}</span>
      <input
        className="field"
        type={type}
        value={said[id]}
        maxLength={500}
        placeholder={hint}
        disabled={busy}
        onChange={(event) => setSaid({ ...said, [id]: event.target.value })}
      />
    </label>
  );
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value.trim() !== ''));
  return (
    <fieldset className="import-figures">
      <legend>{t('整份表的来源（行里写了的以行里为准）', 'For the whole file (a row’s own word comes first)')}</legend>
      {box('source', t('来源', 'Source'), t('如：2025年统计年鉴', 'e.g. Yearbook 2025'))}
      <label>
        <span className="soft">{t('来源等级', 'Grade')}</span>
        <select
          className="field"
          value={said.grade}
          disabled={busy}
          onChange={(event) => setSaid({ ...said, grade: event.target.value as 'A' | 'B' | '' })}
        >
          <option value="">{t('没有写（记为 B）', 'not said (kept as B)')}</option>
          <option value="A">{t('A 官方来源', 'A official')}</option>
          <option value="B">{t('B 转引', 'B second hand')}</option>
        </select>
      </label>
      {box('knownOn', t('公布日期', 'Published on'), '', 'date')}
      {box('period', t('统计期（表里没有写的）', 'Period (where none is said)'), t('如：2025年', 'e.g. 2025'))}
      <button
        type="button"
        className="button"
        disabled={busy}
        onClick={() => {
          const { source: _s, grade: _g, knownOn: _k, period: _p, ...others } = choices;
          onChoose({ ...cleared, ...others, ...(given as ImportChoices) });
        }}
      >
        {t('按这些重新核对', 'Check again with these')}
      </button>
    </fieldset>
  );
}

/** What is not said any more must not stay. */
const cleared: ImportChoices = { source: undefined, grade: undefined, knownOn: undefined, period: undefined };
