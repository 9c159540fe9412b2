import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Field } from '../../core/register/model.ts';
import { PlaceMap } from '../../ui/map/map.tsx';
import { useReading } from '../../ui/query.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { countRecords, listRecords } from './api.ts';
import { FilterBar } from './filter-bar.tsx';
import { bothFilters } from './filter-text.ts';
import { type Tile, tileFilter, tilesOf } from './tiles.ts';
import { titleOf } from './title.ts';
import { useRegister } from './use-register.ts';

const most = 500;

/** Where the records are: by town as tiles (示意), or as points where they carry coordinates. */
export function MapView() {
  const { t, tx } = useText();
  const { data } = useRegister();
  const search = useSearch({ from: '/$jurisdiction/registers/$register' });
  const navigate = useNavigate({ from: '/$jurisdiction/registers/$register' });
  const fields = data.type.fields.filter((field) => field.type === 'place' || field.type === 'point');
  const field =
    fields.find((item) => item.id === search.by) ?? fields.find((item) => item.type === 'place') ?? fields[0];
  if (!field) {
    return (
      <Empty title={t('这本台账没有地点', 'The register has no places')}>
        <p>
          {t(
            '地图要有地点或坐标栏目。请规划管理在“改栏目”里加上。',
            'A map needs a place or a coordinate; the plan office adds one under “Change fields”.',
          )}
        </p>
      </Empty>
    );
  }
  return (
    <>
      <FilterBar />
      {fields.length > 1 && (
        <p className="filters">
          <label>
            {t('按', 'By')}{' '}
            <select
              className="field"
              value={field.id}
              onChange={(event) => void navigate({ search: (s) => ({ ...s, by: event.target.value }) })}
            >
              {fields.map((item) => (
                <option key={item.id} value={item.id}>
                  {tx(item.name)}
                </option>
              ))}
            </select>
          </label>
        </p>
      )}
      {field.type === 'place' ? <Tiles field={field} /> : <Points field={field} />}
    </>
  );
}

function Tiles({ field }: { field: Field }) {
  const { t, tx } = useText();
  const { data, params } = useRegister();
  const { filter } = useSearch({ from: '/$jurisdiction/registers/$register' });
  const navigate = useNavigate({ from: '/$jurisdiction/registers/$register' });
  const query = useReading(countRecords, { params, query: { by: field.id, ...(filter !== undefined && { filter }) } });
  return (
    <Await query={query}>
      {({ counts }) => {
        const tiles = tilesOf(params.jurisdiction, data.places, counts);
        const idOf = (tile: Tile) => tile.id ?? nowhere;
        return (
          <PlaceMap
            label={t(`各处有几条：${tx(data.type.name)}`, `Records by place: ${tx(data.type.name)}`)}
            layers={[
              {
                id: field.id,
                name: tx(field.name),
                unit: t('条', ''),
                places: tiles.map((tile) => ({ id: idOf(tile), name: tx(tile.name), value: tile.count })),
              },
            ]}
            onPick={(id) => {
              const tile = tiles.find((one) => idOf(one) === id);
              if (!tile) return;
              const own = tileFilter(field.id, tile, data.places, params.jurisdiction);
              void navigate({ search: { view: 'table', filter: bothFilters(filter, own) } });
            }}
          />
        );
      }}
    </Await>
  );
}

/** The tile of the records without a place. */
const nowhere = '-';

function Points({ field }: { field: Field }) {
  const { t, tx } = useText();
  const { data, params, asOf, openRecord } = useRegister();
  const { filter } = useSearch({ from: '/$jurisdiction/registers/$register' });
  const query = useReading(listRecords, {
    params,
    query: { limit: most, filter: bothFilters(filter, `${field.id} is not none`), ...(asOf !== undefined && { asOf }) },
  });
  return (
    <Await query={query}>
      {(page) =>
        page.records.length === 0 ? (
          <p className="card soft">{t('没有填了坐标的记录。', 'No record has coordinates.')}</p>
        ) : (
          <>
            <p className="soft table-line" role="status">
              {t(`${page.records.length} 条有坐标`, `${page.records.length} records with coordinates`)}
              {page.total > most && t(`，只画了前 ${most} 条`, `; the first ${most} are drawn`)}
            </p>
            <PlaceMap
              label={t(`记录在哪里：${tx(data.type.name)}`, `Where the records are: ${tx(data.type.name)}`)}
              layers={[
                {
                  id: field.id,
                  name: tx(field.name),
                  points: page.records.flatMap((record) => {
                    const at = record.values[field.id];
                    if (!Array.isArray(at) || typeof at[0] !== 'number' || typeof at[1] !== 'number') return [];
                    const { light, why } = record.judged ?? {};
                    return [
                      {
                        id: record.id,
                        at: [at[0], at[1]] as const,
                        name: titleOf(data.type, record, tx),
                        light: light ?? undefined,
                        note: why ? tx(why) : undefined,
                      },
                    ];
                  }),
                },
              ]}
              onPick={openRecord}
            />
          </>
        )
      }
    </Await>
  );
}
