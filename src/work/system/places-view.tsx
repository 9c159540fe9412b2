import { call } from '../../ui/call.ts';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { childrenOf } from '../../ui/tree.ts';
import { listPlaces, putPlaceSheet } from './entry-api.ts';
import { SheetIn, What } from './sheet-in.tsx';
import { bodyOf } from './sheets-view.tsx';

/** Towns and villages: lists name them, figures are told for them. They come from a sheet. */
export function PlacesView() {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const query = useReading(listPlaces, { params: { jurisdiction } });
  return (
    <>
      <section className="card">
        <SheetIn
          heads={t(
            '名称、上级（村和社区写镇街）、类别（可不填）、代码（可不填）',
            'name, under (of a village: its town), kind (optional), code (optional)',
          )}
          send={(given, dry) => call(putPlaceSheet, { params: { jurisdiction }, ...bodyOf(given, dry) })}
          shown={({ rows }) => (
            <Table
              label={t('镇街和村', 'Towns and villages')}
              stacked
              rows={rows}
              rowKey={({ row }) => String(row)}
              columns={[
                { head: t('名称', 'Name'), by: ({ name }) => name },
                { head: t('类别', 'Kind'), by: ({ kind }) => tx(kind) },
                { head: t('上级', 'Under'), by: ({ parent }) => parent },
                { head: t('代码', 'Code'), by: ({ id }) => id, cell: ({ id }) => <code>{id}</code> },
                { head: t('会怎样', 'What'), by: ({ what }) => what, cell: ({ what }) => <What what={what} /> },
              ]}
            />
          )}
        />
      </section>
      <Await query={query}>
        {({ places }) =>
          places.length === 0 ? (
            <Empty title={t('还没有镇街和村', 'No towns or villages yet')}>
              <p>{t('台账里的“所在镇街”“村”要从这里选，先导入。', 'Lists name them: import them first.')}</p>
            </Empty>
          ) : (
            <div className="card">
              <Table
                label={t('行政区划', 'Places')}
                stacked
                rows={childrenOf(places)(null)}
                rowKey={({ id }) => id}
                below={({ id }) => childrenOf(places)(id)}
                columns={[
                  { head: t('名称', 'Name'), cell: ({ name }) => tx(name) },
                  { head: t('类别', 'Kind'), named: true, cell: ({ kind }) => tx(kind) },
                  { head: t('代码', 'Code'), named: true, cell: ({ id }) => <code className="soft">{id}</code> },
                ]}
              />
            </div>
          )
        }
      </Await>
    </>
  );
}
