import { useQueryClient } from '@tanstack/react-query';
import { ImportPanel } from '../../ui/import-panel.tsx';
import { usePlace } from '../../ui/place.ts';
import { useText } from '../../ui/text.tsx';
import { Frame } from './frame.tsx';

/** Published figures of the city come in: tables of yearbooks and bulletins, years or places side by side. */
export function FiguresPage() {
  const { t, lang } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  return (
    <Frame title={t('补历史数', 'Past figures')} needs="plan.write">
      <h1>{t('补历史数', 'Past figures')}</h1>
      <p className="soft">
        {t(
          '统计年鉴、公报和月报里的表可以直接传：一行一个数，或年份、地区、指标并排。指标按规划里的名称认；每个数都写明来源、公布日期和等级。',
          'Tables of yearbooks, bulletins and monthly reports as they are: a figure a row, or years, places or indicators side by side. Every figure says its source, its day and its grade.',
        )}
      </p>
      <section className="card">
        <ImportPanel
          key={lang}
          jurisdiction={jurisdiction}
          target="observations"
          grid={{ columns: ['指标', '统计期', '数值', '单位', '公布日期', '来源', '等级'], rows: [] }}
          onDone={() => void queries.invalidateQueries()}
        />
      </section>
    </Frame>
  );
}
