import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { SectionView, TileView } from '../../evidence/judged-shape.ts';
import type { ResponseOf } from '../../ui/call.ts';
import { Light, LightBar, lightNames } from '../../ui/light.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Table, type Column } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { Bar, Tile, Tiles } from '../../ui/tile.tsx';
import { CellText } from './judged-text.tsx';
import { getList } from './list-api.ts';

const sum = (counts: readonly number[]) => counts.reduce((total, one) => total + one, 0);

type ListView = ResponseOf<typeof getList>;

/** A judged list at a glance, for pages that put several together. */
export function useGlance(list: string) {
  const { jurisdiction, asOf } = usePlace();
  return useReading(getList, { params: { jurisdiction, list }, query: { limit: 1, ...asOfOnly(asOf) } });
}

/** Its figures, each leading to the rows behind it, and how many of each light there are. */
export function ListGlance({ list }: { list: ListView }) {
  return (
    <>
      <ListTiles list={list} />
      {list.lit && (
        <>
          {sum(Object.values(list.lights)) === list.total && <LightBar counts={list.lights} />}
          <p className="light-row">
            {lightNames
              .filter((light) => list.lights[light] > 0)
              .map((light) => (
                <span key={light}>
                  <Light light={light} bare /> {list.lights[light]}
                </span>
              ))}
          </p>
        </>
      )}
    </>
  );
}

/** The figures at the head of a judged list, each leading to the rows behind it. */
export function ListTiles({ list }: { list: ListView }) {
  const { t } = useText();
  return (
    <TileRow label={t(`${list.name.zh}概况`, `${list.name.en} at a glance`)} tiles={list.tiles} register={list.list} />
  );
}

/** Judged figures in a row; with a `register`, those that have a filter lead to its rows. */
export function TileRow({ label, tiles, register }: { label: string; tiles: readonly TileView[]; register?: string }) {
  const { tx } = useText();
  const { jurisdiction } = usePlace();
  if (tiles.length === 0) return null;
  return (
    <Tiles label={label}>
      {tiles.map(({ name, value, unit, note, share, filter }) => (
        <Tile
          key={name.zh}
          name={
            filter === undefined || register === undefined ? (
              tx(name)
            ) : (
              <Link to="/$jurisdiction/registers/$register" params={{ jurisdiction, register }} search={{ filter }}>
                {tx(name)}
              </Link>
            )
          }
          note={note && tx(note)}
        >
          <CellText cell={value} {...(unit !== undefined && { unit })} />
          {share !== undefined && (
            <Bar
              value={share}
              of={1}
              label={`${'title' in name ? name.title : tx(name)} ${Math.round(100 * share)}%`}
            />
          )}
        </Tile>
      ))}
    </Tiles>
  );
}

type Line = SectionView['lines'][number];

/** Of a longer list so many lines are shown at first. */
const many = 8;

/** A part of what is said about something: lines with their cells, and a bar where they are shares of a whole. */
export function SectionTable({ section }: { section: SectionView }) {
  const { t, tx } = useText();
  const { lines, heads = [] } = section;
  const [whole, setWhole] = useState(lines.length <= many + 4);
  const width = Math.max(0, ...lines.map((line) => line.cells.length));
  const columns: Column<Line>[] = [
    { head: '', cell: (line) => <CellText cell={line.name} /> },
    ...Array.from({ length: width }, (_, at): Column<Line> => ({
      head: heads[at] ? tx(heads[at]) : '',
      n: lines.some((line) => typeof line.cells[at] === 'number'),
      cell: (line) => <CellText cell={line.cells[at]} />,
    })),
  ];
  if (lines.some((line) => line.share !== undefined))
    columns.push({
      head: '',
      cell: ({ share, name }) =>
        share !== undefined && (
          <Bar value={share} of={1} label={`${'title' in name ? name.title : tx(name)} ${Math.round(100 * share)}%`} />
        ),
    });
  return (
    <section>
      <h3>{tx(section.title)}</h3>
      {section.about && <p className="soft">{tx(section.about)}</p>}
      {lines.length > 0 && (
        <Table
          label={tx(section.title)}
          columns={columns}
          rows={whole ? lines : lines.slice(0, many)}
          rowKey={(_line, index) => String(index)}
          headless={heads.length === 0}
        />
      )}
      {!whole && (
        <p>
          <button type="button" className="text-button" onClick={() => setWhole(true)}>
            {t(`全部 ${lines.length} 条`, `All ${lines.length}`)}
          </button>
        </p>
      )}
    </section>
  );
}
