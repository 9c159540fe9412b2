import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../ui/call.ts';
import { figure, share } from '../../ui/format.ts';
import { GroupPage } from '../../ui/group.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { Await, ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { getRecord } from '../foresight/api.ts';
import { getRules, putRules, type RulesView } from './rules-api.ts';
import './plan.css';

/** By what every light is given: rule, parameters in force, source, record so far; the plan office changes them here. */
export function RulesPage() {
  const { t } = useText();
  const { jurisdiction, asOf } = usePlace();
  const query = useReading(getRules, { params: { jurisdiction }, query: asOfOnly(asOf) });
  return (
    <GroupPage group="plan" title={t('亮灯规则', 'Rules')}>
      <h1>{t('灯是怎么亮的', 'How lights are given')}</h1>
      <p className="lead">
        {t(
          '每盏灯说两件事：现在站在哪里（序时），到期做不做得到（前景）。',
          'Each light says two things: where we stand, and whether it will be kept.',
        )}
      </p>
      <Await query={query}>
        {(rules) => (
          <div className="rules">
            <Rules rules={rules} />
            <Change key={rules.base?.version ?? 0} rules={rules} />
          </div>
        )}
      </Await>
    </GroupPage>
  );
}

function Rules({ rules }: { rules: RulesView }) {
  const { t, tx } = useText();
  const { standing: s, outlook, rollup } = rules;
  return (
    <>
      <section className="card">
        <h2>{t('序时：现在站在哪里', 'Standing')}</h2>
        <p>
          {tx(s.name)} <span className="soft small">{tx(s.source)}</span>
        </p>
        <ul>
          {s.by === 'points' ? (
            <>
              <li>
                {t(
                  `● 绿灯：不慢于序时，或慢不到 ${s.yellowPoints} 个百分点（写“略慢”）`,
                  `● Green: on schedule, or less than ${s.yellowPoints} points behind (said to be slow)`,
                )}
              </li>
              <li>
                {t(
                  `▲ 黄灯：慢 ${s.yellowPoints} 到 ${s.redPoints} 个百分点，两端都算`,
                  `▲ Yellow: ${s.yellowPoints} to ${s.redPoints} points behind, both ends included`,
                )}
              </li>
              <li>{t(`■ 红灯：慢 ${s.redPoints} 个百分点以上`, `■ Red: more than ${s.redPoints} points behind`)}</li>
            </>
          ) : (
            <li>
              {t(
                `进展比 = 实际进展 ÷ 应有进展：${s.greenRatio} 以上 ● 绿灯，${s.yellowRatio} 以上 ▲ 黄灯，以下 ■ 红灯`,
                `Progress made over progress due: ● green from ${s.greenRatio}, ▲ yellow from ${s.yellowRatio}, else ■ red`,
              )}
            </li>
          )}
          <li>
            {t(
              `节点逾期 ▲ 黄灯，连续 ${s.milestoneRedMonths} 个日历月没有办结 ■ 红灯`,
              `A step overdue is ▲ yellow, after ${s.milestoneRedMonths} calendar months running ■ red`,
            )}
          </li>
          <li>
            {t(
              `◇ 无据：从未填报，或逾期 ${s.staleMonths} 个月以上；“左右”“保持”按 ±${share(s.tolerance)} 判`,
              `◇ No evidence: never reported, or more than ${s.staleMonths} months overdue; “about” and “hold” allow ±${share(s.tolerance)}`,
            )}
          </li>
        </ul>
        <MethodLink id="light" name={t('公式、参数和重算', 'Formula, parameters, rerun')} />
      </section>
      <section className="card">
        <h2>{t('按哪个数亮灯', 'By which figure')}</h2>
        <p>
          {rules.judgedBy === 'year'
            ? t(
                '按当年任务：当年已下达任务的，以任务为准（按季度累计序时）；没有下达的，以年度计划的条文为准；都没有的，看规划期末。',
                'By the task of the year: what was issued for it, by its quarters; else the clause of a plan of that year; else the end of the horizon.',
              )
            : t(
                '按规划期末：每项任务以级别最高的规划的期末目标为准；当年任务另列，不影响灯。',
                'By the end of the horizon of the plan of the highest rank; tasks of the year stand beside and change no light.',
              )}
        </p>
        <p className="soft small">
          {t(
            '一项任务写进几份规划的，只计一次：有数的条文先于没有数的，级别高的先于级别低的（规划纲要、专项规划、年度计划、会议决定）。更正下达数以后，灯按更正数，考核仍按首次下达数。',
            'A promise in several plans counts once: a clause with a number judges before one without, a higher rank before a lower one (outline, special, yearly, decision). After a correction the light goes by the corrected figure, scores by the one issued first.',
          )}
        </p>
      </section>
      <section className="card">
        <h2>{t('前景：到期做不做得到', 'Outlook')}</h2>
        <ul>
          <li>
            {t(`↗ 可望完成：达成概率 ${share(outlook.likely)} 以上`, `↗ Likely: ${share(outlook.likely)} or more`)}
          </li>
          <li>
            {t(
              `→ 存在风险：${share(outlook.unlikely)} 到 ${share(outlook.likely)}`,
              `→ At risk: ${share(outlook.unlikely)} to ${share(outlook.likely)}`,
            )}
          </li>
          <li>{t(`↘ 恐难完成：不到 ${share(outlook.unlikely)}`, `↘ Unlikely: below ${share(outlook.unlikely)}`)}</li>
          <li>
            {t(
              '达成概率不到一半的，不亮绿灯，最好是 ▲ 黄灯；预测本身不亮红灯，前景好也不改善序时的灯',
              'Below an even chance no light is green, at best ▲ yellow; a forecast alone makes nothing red, and a good one makes no light better',
            )}
          </li>
        </ul>
        <p className="soft small">
          {t(
            '用词和界限：政府间气候变化专门委员会《不确定性处理指南》（2010）；“不到一半不亮绿灯”为自定。',
            'Words and thresholds: IPCC guidance note on uncertainties (2010); “no green below an even chance” is our own.',
          )}
        </p>
        <Record />
        <MethodLink id="attainment" name={t('公式、参数和重算', 'Formula, parameters, rerun')} />
      </section>
      <section className="card">
        <h2>{t('汇总和指数', 'Roll-up and indices')}</h2>
        <ul>
          <li>
            {t(
              `主题和指数的灯：绿 1 分、黄半分、红 0 分，按权重平均，${rollup.green} 以上绿，${rollup.yellow} 以上黄；无据的权重过半为无据`,
              `Themes and indices: green 1, yellow ½, red 0, averaged by weight; green from ${rollup.green}, yellow from ${rollup.yellow}; grey when more than half of the weight is without evidence`,
            )}
          </li>
          <li>
            {t(
              '约束性指标亮红灯的，上级不得评绿；指数的升降只比两期都有数的部分，没有数的另写',
              'A red binding indicator keeps everything above it from green; changes of an index compare only what has figures on both days',
            )}
          </li>
        </ul>
        <MethodLink id="index" name={t('指数：公式和重算', 'Indices: formula, rerun')} />
      </section>
    </>
  );
}

function MethodLink({ id, name }: { id: string; name: string }) {
  const { jurisdiction } = usePlace();
  return (
    <p>
      <Link to="/$jurisdiction/methods/$method" params={{ jurisdiction, method: id }}>
        {name}
      </Link>
    </p>
  );
}

/** How the outlooks have done so far. */
function Record() {
  const { t } = useText();
  const { jurisdiction, asOf } = usePlace();
  const { data } = useReading(getRecord, { params: { jurisdiction }, query: asOfOnly(asOf) });
  const record = data?.record;
  if (!record || record.forecasts.n === 0) return null;
  const { coverage80, n } = record.forecasts;
  return (
    <p>
      {t('至今的表现：', 'So far: ')}
      {coverage80 !== null &&
        t(
          `${figure(n)} 次预测中 ${share(coverage80, 1)} 落在八成区间里；`,
          `${share(coverage80, 1)} of ${figure(n)} forecasts fell inside the 80% interval; `,
        )}
      {record.chances.ece !== null &&
        t(
          `${figure(record.chances.n)} 个达成概率与结果平均相差 ${figure(record.chances.ece * 100, 1)} 个百分点。`,
          `${figure(record.chances.n)} probabilities differ from what came by ${figure(record.chances.ece * 100, 1)} points on average.`,
        )}{' '}
      <Link to="/$jurisdiction/foresight/record" params={{ jurisdiction }}>
        {t('预测检验', 'Track record')}
      </Link>
    </p>
  );
}

/** The plan office chooses another published rule or other thresholds, with a reason that the ledger keeps. */
function Change({ rules }: { rules: RulesView }) {
  const { t, tx } = useText();
  const { jurisdiction, asOf } = usePlace();
  const reader = useReader();
  const queries = useQueryClient();
  const [standing, setStanding] = useState(rules.standing.id);
  const [likely, setLikely] = useState(String(Math.round(rules.outlook.likely * 100)));
  const [unlikely, setUnlikely] = useState(String(Math.round(rules.outlook.unlikely * 100)));
  const [judgedBy, setJudgedBy] = useState(rules.judgedBy);
  const [reason, setReason] = useState('');
  const send = useMutation({
    mutationFn: () =>
      call(putRules, {
        params: { jurisdiction },
        body: {
          base: rules.base ?? { plan: '', version: 1 },
          standing,
          likely: Number(likely) / 100,
          unlikely: Number(unlikely) / 100,
          judgedBy,
          reason,
        },
      }),
    onSuccess: () => queries.invalidateQueries(),
  });
  const now = asOf === undefined || asOf === reader.today;
  if (!rules.base || !now || !reader.capabilities.includes('plan.write')) return null;
  const inside = (text: string, low: number, high: number) => Number(text) >= low && Number(text) <= high;
  const good = inside(likely, 50, 100) && inside(unlikely, 0, 50) && reason.trim().length >= 2;
  return (
    <section className="card">
      <h2>{t('调整规则', 'Change the rules')}</h2>
      <form
        className="form-grid"
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate();
        }}
      >
        <label>
          {t('序时规则', 'Rule of standing')}
          <select className="field" value={standing} onChange={(event) => setStanding(event.target.value)}>
            {rules.offered.map((rule) => (
              <option key={rule.id} value={rule.id}>
                {tx(rule.name)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('按哪个数亮灯', 'By which figure')}
          <select
            className="field"
            value={judgedBy}
            onChange={(event) => setJudgedBy(event.target.value as typeof judgedBy)}
          >
            <option value="horizon">{t('规划期末目标', 'End of the horizon')}</option>
            <option value="year">{t('当年任务', 'Task of the year')}</option>
          </select>
        </label>
        <label>
          {t('可望完成：概率不低于（%，50—100）', 'Likely from (%, 50–100)')}
          <input
            className="field"
            type="number"
            min={50}
            max={100}
            value={likely}
            aria-invalid={!inside(likely, 50, 100)}
            onChange={(event) => setLikely(event.target.value)}
          />
        </label>
        <label>
          {t('恐难完成：概率低于（%，0—50）', 'Unlikely below (%, 0–50)')}
          <input
            className="field"
            type="number"
            min={0}
            max={50}
            value={unlikely}
            aria-invalid={!inside(unlikely, 0, 50)}
            onChange={(event) => setUnlikely(event.target.value)}
          />
        </label>
        <label>
          {t('理由和依据', 'Reason')}
          <input
            className="field"
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <button type="submit" className="button is-main" disabled={!good || send.isPending}>
          {t('公布并重新亮灯', 'Publish and give lights anew')}
        </button>
        {send.isSuccess && <p role="status">{t(`已记入账本第 ${send.data.seq} 号。`, `Entry ${send.data.seq}.`)}</p>}
        {send.error && <ProblemBox error={send.error} />}
      </form>
    </section>
  );
}
