import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { z } from 'zod';
import { figure } from '../../ui/format.ts';
import type { MapLayer } from '../../ui/map/layers.ts';
import { PlaceMap } from '../../ui/map/map.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { type AccessMapView, type AccessView, getAccessMap } from './api.ts';

type Asked = Omit<z.input<(typeof getAccessMap)['query']>, 'asOf'>;

/** Who is left out, where: towns with their shares, settlements, facilities and roads. */
export function Places({ data: { towns }, asked }: { data: AccessView; asked: Asked }) {
  const { t } = useText();
  const { jurisdiction, asOf } = usePlace();
  const query = useReading(getAccessMap, { params: { jurisdiction }, query: { ...asOfOnly(asOf), ...asked } });
  const title = t('哪里没覆盖到', 'Who is left out, where');
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      <Await query={query}>{(found) => <OnMap towns={towns} found={found} label={title} />}</Await>
    </section>
  );
}

function OnMap({ towns, found, label }: { towns: AccessView['towns']; found: AccessMapView; label: string }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const navigate = useNavigate();
  const { limit, settlements, facilities, roads, roadsLeft } = found;
  const layers = useMemo((): MapLayer[] => {
    const homes = (reached: boolean) =>
      settlements
        .filter((one) => one.reached === reached && one.people > 0)
        .map(({ id, name, town, at, people, minutes }) => ({
          id,
          at,
          name: `${town} ${name}`,
          light: reached ? ('green' as const) : ('red' as const),
          note: t(
            `${figure(people, 0)} 人，${minutes === null ? '走不到' : `${figure(minutes, 0)} 分钟`}`,
            `${figure(people, 0)} people, ${minutes === null ? 'no way' : `${figure(minutes, 0)} min`}`,
          ),
        }));
    return [
      {
        id: 'towns',
        name: t('各镇街没覆盖到的比例', 'Left out by town'),
        unit: '%',
        places: towns.map(({ id, name, covered }) => ({ id, name, value: Math.round(100 * (1 - covered)) })),
      },
      { id: 'out', name: t(`${limit} 分钟到不了的居住点`, `Not within ${limit} min`), points: homes(false) },
      { id: 'in', name: t('到得了的居住点', 'Within reach'), points: homes(true) },
      {
        id: 'sites',
        name: t('设施', 'Facilities'),
        points: facilities.map(({ id, name, at, open }) => ({
          id,
          at,
          name,
          note: open ? t('在用', 'in use') : t('未启用', 'not in use yet'),
        })),
      },
      { id: 'roads', name: t('道路', 'Roads'), lines: roads },
    ].filter((layer) => Object.values(layer).every((part) => !Array.isArray(part) || part.length > 0));
  }, [towns, limit, settlements, facilities, roads, t]);
  const isFacility = new Set(facilities.map(({ id }) => id));
  const isHome = new Set(settlements.map(({ id }) => id));
  return (
    <>
      <PlaceMap
        label={label}
        layers={layers}
        onPick={(id) => {
          void navigate({
            to: '/$jurisdiction/registers/$register',
            params: { jurisdiction, register: isFacility.has(id) ? 'facilities' : 'settlements' },
            search: isFacility.has(id) || isHome.has(id) ? { r: id } : { filter: `town = ${id}` },
          });
        }}
      />
      {roadsLeft > 0 && (
        <p className="soft small">
          {t(`还有 ${roadsLeft} 段路没有画。`, `${roadsLeft} more pieces of road are not drawn.`)}
        </p>
      )}
    </>
  );
}
