import { Link } from '@tanstack/react-router';
import { judgedBySteps } from '../../core/plan/index.ts';
import { figure, period, quantity, share, signed, targetText } from '../../ui/format.ts';
import { DemoMark, Light } from '../../ui/light.tsx';
import { OutlookMark } from '../../ui/outlook.tsx';
import { Drawer } from '../../ui/drawer.tsx';
import { IssueLink } from '../../ui/issue-link.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Sentence } from '../../ui/sentence.tsx';
import { Loading, ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { Thread } from '../../ui/thread.tsx';
import { Amendments } from '../amend/glance.tsx';
import { getIndicator } from '../indicators/api.ts';
import { Milestones } from '../milestones/glance.tsx';
import type { CommitmentView, PlanView } from './api.ts';
import { Clause } from './clause.tsx';
import { Plans } from './plans-part.tsx';
import { TagReasons } from './tag-reasons.tsx';
import { ruleWords } from './rule-names.ts';
import { useUnits } from './units.ts';
import { kindWords } from './words.ts';

/** Everything about one commitment: light and why, owner, milestones, and the thread to its source. */
export function CommitmentDrawer({
  commitment: c,
  data,
  onClose,
}: {
  commitment: CommitmentView;
  data: PlanView;
  onClose: () => void;
}) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const chain = ancestors(c, data.commitments);
  return (
    <Drawer title={tx(c.title)} onClose={onClose}>
      <p className="soft small trail">
        {c.code} · {tx(kindWords[c.kind])} <DemoMark show={c.demo} />
        {chain.map((a) => (
          <span key={a.id}>
            {' '}
            ·{' '}
            <Link
              from="/$jurisdiction/plan"
              to="/$jurisdiction/plan"
              params={{ jurisdiction }}
              search={(s) => ({ ...s, c: a.id })}
            >
              {tx(a.title)}
            </Link>
          </span>
        ))}
      </p>
      <div className="drawer-light">
        <Light light={c.light} />
        <OutlookMark outlook={c.outlook} />
        {c.outlook && <Sentence text={c.outlook.sentence} />}
        <Sentence text={c.standing.why} />
        <Link to="/$jurisdiction/plan/rules" params={{ jurisdiction }} className="small">
          {t('按什么规则亮灯', 'By which rule')}
        </Link>
      </div>
      <Plans commitment={c} data={data} />
      {(c.light === 'red' || c.light === 'yellow') && <IssueLink object={`commitment/${c.id}`} />}
      <Standing commitment={c} />
      <section>
        <h3>{t('责任', 'Responsibility')}</h3>
        <dl className="facts">
          <dt>{t('牵头', 'Lead')}</dt>
          <dd>
            {c.lead ? (
              <Link to="/$jurisdiction/plan" params={{ jurisdiction }} search={{ view: 'tree', owner: c.lead.id }}>
                {tx(c.lead.name)}
              </Link>
            ) : (
              <span className="is-red">{t('无主，要定牵头单位', 'No owner: a lead office is needed')}</span>
            )}
          </dd>
          {c.supporting.length > 0 && (
            <>
              <dt>{t('配合', 'Supporting')}</dt>
              <dd>{c.supporting.map((o) => tx(o.name)).join(lang === 'zh' ? '、' : ', ')}</dd>
            </>
          )}
          {c.tagReasons.length > 0 && (
            <>
              <dt>{t('标签', 'Tags')}</dt>
              <dd>
                <TagReasons commitment={c} data={data} />
              </dd>
            </>
          )}
        </dl>
      </section>
      {c.kind !== 'theme' && (
        <Milestones key={c.id} commitment={c.id} steps={c.milestones} asOf={data.asOf} stepped={judgedBySteps(c)} />
      )}
      {c.lists.length > 0 && (
        <section>
          <h3>{t('看哪些台账', 'Lists that serve it')}</h3>
          <ul>
            {c.lists.map(({ register, name }) => (
              <li key={register}>
                <Link to="/$jurisdiction/registers/$register" params={{ jurisdiction, register }}>
                  {tx(name)}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Amendments key={`amend ${c.id}`} commitment={c.id} />
      <section>
        <h3>{t('来历', 'Where it comes from')}</h3>
        {c.indicator !== null && c.standing.observed ? (
          <Pulled commitment={c} indicator={c.indicator} />
        ) : (
          <Clause source={c.source} />
        )}
        {c.indicator !== null && (
          <p>
            <Link to="/$jurisdiction/indicators/$indicator" params={{ jurisdiction, indicator: c.indicator }}>
              {t('看指标：口径、数列、每个数的来源', 'The indicator: definition, series, source of every number')}
            </Link>
          </p>
        )}
      </section>
    </Drawer>
  );
}

function Standing({ commitment: c }: { commitment: CommitmentView }) {
  const { t, tx, lang } = useText();
  const s = c.standing;
  const unit = useUnits()(c);
  // Beside the share of the increase, the share of the level itself: 41% of the way, at 73% of the target.
  const level =
    s.observed !== null &&
    s.baseline !== null &&
    c.target &&
    c.target.op !== '+' &&
    c.target.value > 0 &&
    c.target.unit === unit
      ? s.observed.value / c.target.value
      : null;
  const rows: [string, string | null][] = [
    [
      t('目标', 'Target'),
      c.target &&
        `${targetText(c.target, lang)}${lang === 'zh' ? `（${period(c.target.period, lang)}${c.target.cumulative ? '累计' : ''}）` : ` (${period(c.target.period, lang)}${c.target.cumulative ? ', cumulative' : ''})`}`,
    ],
    [
      t('实绩', 'Observed'),
      s.observed &&
        `${quantity(s.observed.value, unit, lang)}${lang === 'zh' ? `（${period(s.observed.period, lang)}）` : ` (${period(s.observed.period, lang)})`}`,
    ],
    [t('序时要求', 'Trajectory'), s.required === null ? null : quantity(s.required, unit, lang)],
    [
      s.baseline !== null && s.observed !== null ? t('增量完成', 'Of the increase') : t('完成比', 'Ratio'),
      s.ratio === null ? null : share(s.ratio),
    ],
    [t('水平达', 'Level'), level === null ? null : share(level)],
    [
      t('较序时', 'Against it'),
      s.aheadPoints === null ? null : t(`${signed(s.aheadPoints)} 个百分点`, `${signed(s.aheadPoints)} points`),
    ],
    [t('还需年均', 'Still needed'), s.requiredGrowth === null ? null : `${figure(s.requiredGrowth, 1)}%`],
    [t('实际年均', 'Achieved'), s.observedGrowth === null ? null : `${figure(s.observedGrowth, 1)}%`],
    [
      t('基期', 'Baseline'),
      s.baseline &&
        `${quantity(s.baseline.value, unit, lang)}${lang === 'zh' ? `（${period(s.baseline.period, lang)}）` : ` (${period(s.baseline.period, lang)})`}`,
    ],
    [t('时间已过', 'Time passed'), s.timeProgress === null ? null : share(s.timeProgress)],
    [t('判灯规则', 'Rule'), tx(ruleWords(s.rule))],
  ];
  return (
    <dl className="facts drawer-facts">
      {rows.map(([name, value]) =>
        value === null ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** The observed number, pulled like a thread to the sentence that asked for it. */
function Pulled({ commitment: c, indicator }: { commitment: CommitmentView; indicator: string }) {
  const { t } = useText();
  const { jurisdiction, asOf } = usePlace();
  const query = useReading(getIndicator, { params: { jurisdiction, indicator }, query: asOfOnly(asOf) });
  if (query.error) return <ProblemBox error={query.error} />;
  if (!query.data) return <Loading lines={5} />;
  const observed = c.standing.observed;
  const point =
    query.data.points.find((p) => p.period === observed?.period && p.knownOn === observed?.knownOn) ??
    query.data.points.find((p) => p.period === observed?.period);
  if (!point) {
    return (
      <>
        <p className="soft">
          {t(
            observed && query.data.evidence.kind === 'observations'
              ? '这个数由累计数取全年得来，到指标页看每一期的来源。'
              : '这个数由台账或公式计算，到指标页看它的来源。',
            observed && query.data.evidence.kind === 'observations'
              ? 'This number is the year of a cumulative series; its page shows every period.'
              : 'This number is computed from a register or others; its page shows them.',
          )}
        </p>
        <Clause source={c.source} />
      </>
    );
  }
  return (
    <Thread
      point={point}
      unit={query.data.unit}
      evidence={query.data.evidence.text}
      sentence={<Clause source={c.source} />}
    />
  );
}

function ancestors(c: CommitmentView, all: readonly CommitmentView[]): CommitmentView[] {
  const chain: CommitmentView[] = [];
  let at = all.find((x) => x.id === c.parent);
  while (at && chain.length < 8 && !chain.includes(at)) {
    chain.unshift(at);
    const up: string | null = at.parent;
    at = up === null ? undefined : all.find((x) => x.id === up);
  }
  return chain;
}
