import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { MapLayer } from '../../ui/map/layers.ts';
import { PlaceMap } from '../../ui/map/map.tsx';
import { usePlace } from '../../ui/place.ts';
import { useText } from '../../ui/text.tsx';
import type { Lake } from './api.ts';
import { classNames, classNamesEn } from './words.ts';

type Spot = readonly [number, number];

/** Sections where they stand, with their lights, and which stretch flows into which: from middle to middle of their sections. */
export function WaterMap({ lake: { sections, stretches } }: { lake: Lake }) {
  const { t, lang } = useText();
  const { jurisdiction } = usePlace();
  const navigate = useNavigate();
  const layers = useMemo((): MapLayer[] => {
    const names = lang === 'zh' ? classNames : classNamesEn;
    const middleOf = (stretch: string | null): Spot | null => {
      const spots = sections.flatMap(({ stretchId, spot }) => (stretchId === stretch && spot ? [spot] : []));
      const mean = (axis: 0 | 1) => spots.reduce((sum, spot) => sum + spot[axis], 0) / spots.length;
      return spots.length === 0 ? null : [mean(0), mean(1)];
    };
    return [
      {
        id: 'sections',
        name: t('断面', 'Sections'),
        points: sections.flatMap(({ mn, name, spot, light, class: now }) =>
          spot ? [{ id: mn, at: spot, name, light, note: now === null ? t('无数据', 'no data') : names[now] }] : [],
        ),
      },
      {
        id: 'flow',
        name: t('流向（示意，不是河道）', 'Flow (schematic: no course of a river)'),
        lines: stretches.flatMap(({ id, name, downstream }) => {
          const [from, to] = [middleOf(id), downstream === null ? null : middleOf(downstream)];
          const into = stretches.find((one) => one.id === downstream)?.name ?? '';
          return from && to ? [{ id: `${id}-flow`, way: [from, to], name: `${name} → ${into}` }] : [];
        }),
      },
    ];
  }, [sections, stretches, lang, t]);
  if (!layers[0]?.points?.length) return null;
  return (
    <PlaceMap
      label={t('断面在哪里', 'Where the sections are')}
      layers={layers.filter(({ points, lines }) => (points ?? lines ?? []).length > 0)}
      onPick={(mn) => {
        if (sections.some((one) => one.mn === mn))
          void navigate({ to: '/$jurisdiction/ecology/stations/$mn', params: { jurisdiction, mn } });
      }}
    />
  );
}
