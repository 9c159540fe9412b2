import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { actorName } from '../../ui/actor.ts';
import { addressOf, type ResponseOf } from '../../ui/call.ts';
import { dayText, moment, period as periodText, quantity, shortHash } from '../../ui/format.ts';
import { DemoMark, Light } from '../../ui/light.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await } from '../../ui/states.tsx';
import { useText, type Pair } from '../../ui/text.tsx';
import { getIndicator, listIndicators } from '../indicators/api.ts';
import { MilestoneThread } from '../milestones/glance.tsx';
import { getPlan } from '../plan/api.ts';
import { getFile } from '../registers/api.ts';
import { traceNumber } from './api.ts';

type Trace = ResponseOf<typeof traceNumber>;

const stepWords: Record<Trace['steps'][number]['what'], Pair> = {
  submitted: { zh: '填报', en: 'Handed in' },
  preliminary: { zh: '初步数', en: 'Preliminary' },
  approved: { zh: '通过', en: 'Approved' },
  revised: { zh: '修订', en: 'Revised' },
  returned: { zh: '退回', en: 'Returned' },
  withdrawn: { zh: '撤回审核', en: 'Reopened' },
};

/** One number, step by step: who handed it in from which sheet and row, who approved or returned it, and why. */
export function TraceView() {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const { indicator, period, commitment, milestone } = useSearch({ from: '/$jurisdiction/audit' });
  const navigate = useNavigate({ from: '/$jurisdiction/audit' });
  const list = useReading(listIndicators, { params: { jurisdiction } });
  const one = useReading(
    getIndicator,
    { params: { jurisdiction, indicator: indicator ?? '' } },
    { enabled: indicator !== undefined },
  );
  const periods = [...new Set((one.data?.points ?? []).map((point) => point.period))].toSorted().toReversed();
  const shown = period ?? periods[0];
  return (
    <>
      <div className="filters">
        <label>
          {t('指标', 'Indicator')}{' '}
          <select
            className="field"
            value={indicator ?? ''}
            onChange={(event) =>
              void navigate({
                search: (s) => ({
                  ...s,
                  indicator: event.target.value || undefined,
                  period: undefined,
                  commitment: undefined,
                  milestone: undefined,
                }),
              })
            }
          >
            <option value="">{t('请选择', 'Choose')}</option>
            {(list.data?.indicators ?? []).map((item) => (
              <option key={item.id} value={item.id}>
                {tx(item.name)}
              </option>
            ))}
          </select>
        </label>
        {indicator !== undefined && (
          <PeriodChoice
            periods={period === undefined || periods.includes(period) ? periods : [period, ...periods]}
            shown={shown}
            onChoose={(next) => void navigate({ search: (s) => ({ ...s, period: next }) })}
          />
        )}
      </div>
      {commitment !== undefined && <StepTrace commitment={commitment} milestone={milestone} />}
      {indicator === undefined && commitment === undefined && (
        <p className="card soft">
          {t(
            '选一个指标和一个时期，看这个数从哪张表的哪一行来，经过谁的手。',
            'Choose an indicator and a period to see from which sheet and row its number came, and through whose hands.',
          )}
        </p>
      )}
      {indicator !== undefined && one.data && shown === undefined && (
        <p className="card soft">{t('这个指标还没有数。', 'The indicator has no number yet.')}</p>
      )}
      {indicator !== undefined && shown !== undefined && (
        <Steps key={indicator + shown} indicator={indicator} period={shown} />
      )}
    </>
  );
}

/** The steps of one commitment: which of them, and through whose hands it went. */
function StepTrace({ commitment, milestone }: { commitment: string; milestone: string | undefined }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const navigate = useNavigate({ from: '/$jurisdiction/audit' });
  const plan = useReading(getPlan, { params: { jurisdiction } });
  return (
    <Await query={plan}>
      {({ commitments }) => {
        const found = commitments.find(({ id }) => id === commitment);
        if (!found) return <p className="card soft">{t('没有这项任务。', 'There is no such commitment.')}</p>;
        const chosen = found.milestones.find(({ id }) => id === milestone) ?? found.milestones[0];
        return (
          <div className="card trace">
            <h2>
              {found.id} {tx(found.title)}
            </h2>
            <p>
              <Light light={found.light} /> {tx(found.standing.why)}
            </p>
            {chosen === undefined ? (
              <p className="soft">{t('还没有节点。', 'There are no milestones.')}</p>
            ) : (
              <>
                <label>
                  {t('节点', 'Milestone')}{' '}
                  <select
                    className="field"
                    value={chosen.id}
                    onChange={(event) => void navigate({ search: (s) => ({ ...s, milestone: event.target.value }) })}
                  >
                    {found.milestones.map((step) => (
                      <option key={`${step.commitment} ${step.id}`} value={step.id}>
                        {tx(step.title)}
                      </option>
                    ))}
                  </select>
                </label>
                <MilestoneThread commitment={chosen.commitment} milestone={chosen.id} />
              </>
            )}
          </div>
        );
      }}
    </Await>
  );
}

function PeriodChoice({
  periods,
  shown,
  onChoose,
}: {
  periods: string[];
  shown: string | undefined;
  onChoose: (period: string) => void;
}) {
  const { t, lang } = useText();
  if (periods.length === 0) return null;
  return (
    <label>
      {t('时期', 'Period')}{' '}
      <select className="field" value={shown ?? ''} onChange={(event) => onChoose(event.target.value)}>
        {periods.map((period) => (
          <option key={period} value={period}>
            {periodText(period, lang)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Steps({ indicator, period }: { indicator: string; period: string }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const query = useReading(traceNumber, { params: { jurisdiction }, query: { indicator, period } });
  return (
    <Await query={query}>
      {(trace) => (
        <div className="card trace">
          <h2>
            {tx(trace.name)} {periodText(trace.period, lang)}
          </h2>
          {trace.steps.length === 0 ? (
            <p className="soft">
              {t(
                '账本里没有直接填报这一期的数：它可能由公式或台账算出，或者还没有报。',
                'No entry holds this period: it may be computed from a formula or a register, or was not reported.',
              )}
            </p>
          ) : (
            <ol className="thread">
              {trace.steps.map((step) => (
                <li key={`${step.seq}.${step.what}`}>
                  <span className="thread-name">{tx(stepWords[step.what])}</span>
                  <div>
                    <b>
                      {step.value === null
                        ? step.missing
                          ? tx(step.missing)
                          : t('无数', 'No number')
                        : quantity(step.value, trace.unit, lang)}
                    </b>{' '}
                    <DemoMark show={step.demo} />
                    <p>
                      <b className="trace-who">{tx(actorName(step.actor))}</b> · {moment(step.at, lang)}
                      {step.day !== '' &&
                        ` · ${t(`${dayText(step.day, 'zh')}起算数`, `counts from ${dayText(step.day, lang)}`)}`}
                    </p>
                    {(step.cell ?? step.file) && (
                      <p>
                        {step.file && (
                          <a
                            href={addressOf(
                              getFile.path,
                              { jurisdiction, hash: step.file.hash },
                              { name: step.file.name },
                            )}
                            download={step.file.name}
                          >
                            {step.file.name}
                          </a>
                        )}
                        {step.cell &&
                          ` ${t(`${step.cell.sheet} 第 ${step.cell.row} 行${step.cell.column === undefined ? '' : `${step.cell.column} 列`}`, `${step.cell.sheet} row ${step.cell.row}${step.cell.column === undefined ? '' : ` column ${step.cell.column}`}`)}`}
                      </p>
                    )}
                    {step.source !== '' && <p>{step.source}</p>}
                    {step.reason && (
                      <p>
                        {t('理由：', 'Reason: ')}
                        {step.reason}
                      </p>
                    )}
                    <p>
                      <Link
                        to="/$jurisdiction/audit"
                        params={{ jurisdiction }}
                        search={{ view: 'trace', indicator, period, entry: String(step.seq) }}
                      >
                        {t(`账本第 ${step.seq} 号`, `Ledger entry ${step.seq}`)}
                      </Link>{' '}
                      SM3 <code title={step.hash}>{shortHash(step.hash)}</code>
                    </p>
                  </div>
                </li>
              ))}
            </ol>
          )}
          {trace.confirmations.length > 0 && (
            <section>
              <h3>{t('核验提醒的确认', 'Warnings that a person confirmed')}</h3>
              <ul>
                {trace.confirmations.map((item) => (
                  <li key={item.at + item.code}>
                    {tx(actorName(item.actor))}
                    {t('：', ': ')}
                    {item.reason} <span className="soft small">{moment(item.at, lang)}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      )}
    </Await>
  );
}
