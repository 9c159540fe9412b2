import { expectedText } from '../../core/foresee/index.ts';
import { figure, quantity, share } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import type { GapView } from './api.ts';

type Closing = GapView['closings'][number];

/** What could be decided to close a gap: the cheapest sets, how far each goes, and what stops more. */
export function Closings({ gap, unit }: { gap: GapView; unit: string }) {
  const { t, tx, lang } = useText();
  const open = gap.bars.at(-1)?.amount ?? 0;
  if (open <= 0) return null;
  const like = gap.expected;
  return (
    <section aria-label={t('可选对策', 'What could be decided')}>
      <h3>{t('可选对策：花钱最少的组合', 'What could be decided: the cheapest sets')}</h3>
      {gap.closings.length === 0 ? (
        <p className="soft">
          {t(
            '台账里没有到期前能见效的项目或线索：缺口只能靠新的来源，或按程序调整目标。',
            'No project or lead on record can take effect in time: the gap needs new sources, or a revised target.',
          )}
        </p>
      ) : (
        <Table
          label={t('可选对策', 'What could be decided')}
          stacked
          rows={gap.closings}
          rowKey={(one) => String(one.asked)}
          columns={[
            {
              head: t('补上缺口', 'Closes of the gap'),
              cell: (one) => (
                <>
                  <b>{share(Math.min(1, one.closes / open))}</b>{' '}
                  <span className="soft nowrap">{expectedText(one.closes, unit, lang, like < 100 ? like : 1)}</span>
                  {one.asked === 'most' && <div className="soft small">{t('最多如此', 'at most')}</div>}
                </>
              ),
            },
            { head: t('财政投入', 'Public money'), n: true, cell: (one) => quantity(one.money, '万元', lang) },
            { head: t('决定', 'Decisions'), text: true, cell: (one) => <Decisions one={one} /> },
            {
              head: t('卡在哪里', 'What stops more'),
              cell: (one) =>
                one.binding.length > 0
                  ? one.binding
                      .map((limit) => `${tx(limit.name)} ${figure(limit.available)} ${limit.unit}`)
                      .join(t('、', ', '))
                  : one.asked === 'most'
                    ? t('能做的都做了', 'there is nothing else to decide')
                    : t('没有卡住', 'nothing'),
            },
          ]}
        />
      )}
    </section>
  );

  function Decisions({ one }: { one: Closing }) {
    if (one.measures.length === 0) return <span className="soft">{t('没有', 'none')}</span>;
    return (
      <details>
        <summary className="small">{t(`${one.measures.length} 项`, `${one.measures.length} decisions`)}</summary>
        <ul className="gap-entries">
          {one.measures.map((measure) => (
            <li key={measure.id}>
              {tx(measure.name)} <b className="nowrap">+{quantity(measure.gain, unit, lang)}</b>{' '}
              <DemoMark show={measure.demo} />
            </li>
          ))}
        </ul>
      </details>
    );
  }
}
