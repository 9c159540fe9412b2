import { Chance } from '../../ui/chance.tsx';
import { quantity, range } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { useText } from '../../ui/text.tsx';
import type { ScenarioAnswer, ScenarioBody } from './api.ts';
import { Controls } from './controls.tsx';

type Answered = ScenarioAnswer['commitments'][number];

/** One row of cards for each target: the base first, then the variants with what they assume. */
export function Comparison({
  body,
  answer,
  stale,
  onChange,
}: {
  body: ScenarioBody;
  answer: ScenarioAnswer;
  stale: boolean;
  onChange: (body: ScenarioBody) => void;
}) {
  const { t, tx } = useText();
  const { variants } = body;
  const put = (at: number, variant: ScenarioBody['variants'][number]) =>
    onChange({ ...body, variants: variants.map((old, index) => (index === at ? variant : old)) });
  return (
    <section className="comparison" aria-label={t('并排比较', 'Side by side')} aria-busy={stale}>
      <div className="comparison-names">
        {variants.map((variant, at) => (
          <span key={at} className="comparison-name">
            <label>
              <span className="sr">{t(`方案 ${at + 1} 的名字`, `Name of variant ${at + 1}`)}</span>
              <input
                className="field"
                maxLength={40}
                value={variant.name}
                onChange={(event) =>
                  event.target.value.trim() !== '' && put(at, { ...variant, name: event.target.value })
                }
              />
            </label>
            {variants.length > 1 && (
              <button
                type="button"
                className="text-button"
                onClick={() => onChange({ ...body, variants: variants.filter((_, index) => index !== at) })}
              >
                {t('去掉', 'Remove')}
              </button>
            )}
          </span>
        ))}
        {variants.length < 3 && (
          <button
            type="button"
            className="button"
            onClick={() =>
              onChange({
                ...body,
                variants: [
                  ...variants,
                  {
                    name: t(`方案${['一', '二', '三'][variants.length] ?? ''}`, `Variant ${variants.length + 1}`),
                    changes: variants.at(-1)?.changes ?? [],
                  },
                ],
              })
            }
          >
            {t('再加一个方案', 'Add a variant')}
          </button>
        )}
        <span className="soft small" role="status">
          {stale ? t('正在计算…', 'Computing…') : ''}
        </span>
      </div>
      {answer.commitments
        .filter((item) => body.commitments.includes(item.commitment))
        .map((item) => (
          <div key={item.commitment} className="card comparison-row">
            <h2>
              {tx(item.title)} <DemoMark show={answer.demo} />
            </h2>
            {item.missing ? (
              <p className="is-grey">◇ {tx(item.missing)}</p>
            ) : (
              <div className="comparison-cells">
                <Cell name={t('基准', 'Base')} item={item} at={0} />
                {variants.map((variant, at) => (
                  <Cell key={at} name={variant.name} item={item} at={at + 1}>
                    <Controls item={item} variant={variant} onChange={(next) => put(at, next)} />
                  </Cell>
                ))}
              </div>
            )}
          </div>
        ))}
    </section>
  );
}

function Cell({ name, item, at, children }: { name: string; item: Answered; at: number; children?: React.ReactNode }) {
  const { t, tx, lang } = useText();
  const result = item.results[at];
  const a = result?.attainment ?? null;
  const base = item.results[0]?.attainment ?? null;
  const open = a && result ? result.level - a.expected : null;
  const moved = a && base && at > 0 ? Math.round((a.probability - base.probability) * 100) : null;
  return (
    <div className="comparison-cell">
      <h3>{name}</h3>
      <div className="chance-big">
        <Chance probability={a?.probability ?? null} decided={a?.decided ?? false} missing={result?.missing ?? null} />
      </div>
      {moved !== null && moved !== 0 && (
        <p className="soft small">
          {t(
            `比基准${moved > 0 ? '高' : '低'} ${Math.abs(moved)} 个百分点`,
            `${Math.abs(moved)} points ${moved > 0 ? 'above' : 'below'} the base`,
          )}
        </p>
      )}
      {a && result ? (
        <dl className="facts">
          <dt>{t('预计', 'Expected')}</dt>
          <dd>
            {quantity(round(a.expected), item.unit, lang)}
            {a.low80 !== null && a.high80 !== null && (
              <span className="soft small"> {`80% ${range(round(a.low80), round(a.high80), item.unit, lang)}`}</span>
            )}
          </dd>
          <dt>{t('目标', 'Target')}</dt>
          <dd>{quantity(result.level, item.unit, lang)}</dd>
          <dt>{open !== null && open <= 0 ? t('超出', 'Beyond by') : t('还差', 'Short by')}</dt>
          <dd>{open === null ? '—' : quantity(round(Math.abs(open)), item.unit, lang)}</dd>
        </dl>
      ) : (
        <p className="soft small">{result?.missing ? tx(result.missing) : t('正在计算…', 'Computing…')}</p>
      )}
      {children}
    </div>
  );
}

const round = (value: number) => (Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 100) / 100);
