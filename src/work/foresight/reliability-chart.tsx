import { share } from '../../ui/format.ts';
import { Table } from '../../ui/table.tsx';
import { TakePicture } from '../../ui/take/take.tsx';
import { useText } from '../../ui/text.tsx';
import type { RecordView } from './api.ts';

type Bins = RecordView['chances']['bins'];
const SIZE = 260;
const EDGE = 34;

/** Probabilities given (across) against the share that came true (up); the larger the dot, the more cases. On the line: as said. */
export function ReliabilityChart({ bins }: { bins: Bins }) {
  const { t } = useText();
  const filled = bins.flatMap(({ n, predicted, observed, from, to }) =>
    predicted === null || observed === null ? [] : [{ n, predicted, observed, from, to }],
  );
  const most = Math.max(1, ...filled.map((bin) => bin.n));
  const x = (p: number) => EDGE + p * (SIZE - EDGE - 14);
  const y = (p: number) => SIZE - EDGE - p * (SIZE - EDGE - 14);
  if (filled.length === 0) return <p className="soft">{t('还没有见分晓的判断。', 'Nothing has been decided yet.')}</p>;
  return (
    <figure className="reliability">
      <TakePicture label={t('给出的概率与实际达到的比例', 'Probability given against share that came true')}>
        <svg
          viewBox={`0 0 ${SIZE} ${SIZE}`}
          role="img"
          aria-label={t('给出的概率与实际达到的比例', 'Probability given against share that came true')}
        >
          {[0, 0.5, 1].map((p) => (
            <g key={p} className="reliability-grid">
              <line x1={x(0)} x2={x(1)} y1={y(p)} y2={y(p)} />
              <line x1={x(p)} x2={x(p)} y1={y(0)} y2={y(1)} />
              <text x={x(p)} y={SIZE - EDGE + 15} textAnchor="middle">
                {share(p)}
              </text>
              <text x={EDGE - 6} y={y(p) + 4} textAnchor="end">
                {share(p)}
              </text>
            </g>
          ))}
          <line className="reliability-line" x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
          {filled.map((bin) => (
            <circle key={bin.from} cx={x(bin.predicted)} cy={y(bin.observed)} r={3 + 8 * Math.sqrt(bin.n / most)} />
          ))}
          <text x={x(0.5)} y={SIZE - 2} textAnchor="middle">
            {t('当时给的概率', 'Probability given')}
          </text>
        </svg>
      </TakePicture>
      <details className="chart-table">
        <summary>{t('看数据表', 'Show the numbers')}</summary>
        <Table
          label={t('概率与结果', 'Probabilities and outcomes')}
          rows={filled}
          rowKey={(bin) => String(bin.from)}
          columns={[
            {
              head: t('概率', 'Probability'),
              cell: (bin) => `${share(bin.from)}—${share(bin.to)}`,
            },
            { head: t('次数', 'Cases'), n: true, cell: (bin) => bin.n },
            { head: t('平均给的', 'Mean given'), n: true, cell: (bin) => share(bin.predicted) },
            { head: t('真达到的', 'Came true'), n: true, cell: (bin) => share(bin.observed) },
          ]}
        />
      </details>
    </figure>
  );
}
