import { Link } from '@tanstack/react-router';
import { Drawer } from '../../ui/drawer.tsx';
import { figure } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { Await } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { getFirmSheet } from './api.ts';

const stages: Record<string, readonly [string, string]> = {
  raised: ['提出', 'Raised'],
  accepted: ['受理', 'Accepted'],
  corrected: ['更正', 'Corrected'],
  rejected: ['驳回', 'Rejected'],
};

/** The sheet that a firm gets: each line with its arithmetic, so that it can be followed by hand. */
export function FirmDrawer({
  firm,
  year,
  method,
  onClose,
}: {
  firm: string;
  year: string;
  method: string;
  onClose: () => void;
}) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const inside = useReader().capabilities.includes('evidence.read');
  const query = useReading(getFirmSheet, { params: { jurisdiction, firm }, query: { year, method } });
  return (
    <Drawer title={query.data?.name ?? t('企业评价单', 'Sheet of the firm')} onClose={onClose}>
      <Await query={query}>
        {(sheet) => (
          <div className="industry">
            <p>
              <b>{t(`${sheet.class} 类`, `Class ${sheet.class}`)}</b> · {figure(sheet.score, 2)} {t('分', 'points')} ·{' '}
              {tx(sheet.why)} <DemoMark show={sheet.demo} />
            </p>
            <p className="soft small">
              {sheet.year} {t('年度，', ', ')}
              {sheet.group === 'above' ? t('规上', 'above the threshold') : t('规下', 'below the threshold')}
              {t('。办法：', '. Method: ')}
              {tx(sheet.method.name)}（{sheet.method.source}）
            </p>
            <section>
              <h3>{t('逐项计算：值 ÷ 基准 × 权重', 'Line by line: value ÷ baseline × weight')}</h3>
              <dl className="sheet-lines">
                {sheet.lines.map((line) => (
                  <div key={line.criterion}>
                    <dt>
                      <span>{tx(line.name)}</span>
                      <span className="n">
                        {figure(line.score, 2)} / {line.weight}
                      </span>
                    </dt>
                    <dd>{tx(line.step)}</dd>
                    <dd className="soft small">
                      {t('基准', 'Baseline')} {figure(line.baseline, 4)} {line.unit}
                      {line.ratio !== null && ` · ${t('本企业', 'this firm')} ${figure(line.ratio, 4)} ${line.unit}`}
                    </dd>
                  </div>
                ))}
              </dl>
              <p>
                {t('合计', 'Total')} <b>{figure(sheet.score, 2)}</b>
              </p>
            </section>
            <section>
              <h3>{t('这一类的政策', 'What the class brings')}</h3>
              <p>{sheet.measures.map(tx).join(t('；', '; '))}</p>
            </section>
            <section>
              <h3>{t('申诉', 'Appeals')}</h3>
              {sheet.appeals.length === 0 && <p className="soft">{t('没有申诉。', 'There are none.')}</p>}
              <ul>
                {sheet.appeals.map((appeal) => (
                  <li key={appeal.id}>
                    <Link
                      to="/$jurisdiction/registers/$register"
                      params={{ jurisdiction, register: 'per-mu-appeals' }}
                      search={{ r: appeal.id }}
                    >
                      {appeal.matter}
                    </Link>{' '}
                    {t(...(stages[appeal.stage] ?? ['', '']))} {appeal.finding}
                  </li>
                ))}
              </ul>
              {inside && (
                <p>
                  <Link to="/$jurisdiction/registers/$register" params={{ jurisdiction, register: 'per-mu-appeals' }}>
                    {t('提出申诉、登记核查结论', 'Raise an appeal, enter a finding')}
                  </Link>
                </p>
              )}
            </section>
          </div>
        )}
      </Await>
    </Drawer>
  );
}
