import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../ui/call.ts';
import { dayText, figure, quantity, share } from '../../ui/format.ts';
import { Bar, IndustryFrame, Tile } from '../../ui/industry.tsx';
import { DemoMark, Light } from '../../ui/light.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { Await, ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { getRecord, putRecords } from '../../work/registers/api.ts';
import { getProject } from './api.ts';

type Data = NonNullable<ReturnType<typeof useProject>['data']>;

function useProject() {
  const { jurisdiction, asOf } = usePlace();
  const { project } = useParams({ from: '/$jurisdiction/industry/projects/$project' });
  return useReading(getProject, { params: { jurisdiction, project }, query: asOfOnly(asOf) });
}

/** One project on one page, to be printed as it stands. */
export function ProjectPage() {
  const { t } = useText();
  const query = useProject();
  return (
    <IndustryFrame title={query.data?.project.name ?? t('项目', 'Project')} demo={query.data?.project.demo ?? false}>
      <Await query={query}>{(data) => <Sheet data={data} />}</Await>
    </IndustryFrame>
  );
}

function Sheet({ data }: { data: Data }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const { project } = data;
  const made = project.production;
  return (
    <>
      <p className="trail no-print">
        <Link to="/$jurisdiction/industry/projects" params={{ jurisdiction }}>
          {t('项目', 'Projects')}
        </Link>
      </p>
      <h1>
        {project.name} <DemoMark show={project.demo} />
      </h1>
      <p>
        <Light light={project.light} /> {tx(project.why)}
      </p>
      <ol className="stage-line">
        {data.stages.map((stage) => (
          <li
            key={stage.id}
            className={stage.id === project.stage ? 'is-now' : stage.entered === null ? '' : 'is-done'}
          >
            {tx(stage.name)}
            <br />
            <span className="soft small">{stage.entered === null ? '—' : dayText(stage.entered, lang)}</span>
          </li>
        ))}
      </ol>
      <section className="tiles">
        <Tile name={t('总投资', 'Investment')}>{quantity(project.investment, '亿元', lang)}</Tile>
        <Tile name={t('达产年产值', 'Output when running')}>
          {project.output === null ? '—' : quantity(project.output, '亿元', lang)}
        </Tile>
        <Tile name={t('达产年税收', 'Tax when running')}>
          {data.tax === null ? '—' : quantity(data.tax, '万元', lang)}
        </Tile>
        <Tile name={t('用地', 'Land')}>{data.land === null ? '—' : quantity(data.land, '亩', lang)}</Tile>
        <Tile
          name={t('下一关口', 'Next gate')}
          note={
            project.daysLeft === null
              ? undefined
              : project.daysLeft < 0
                ? t(`逾期 ${-project.daysLeft} 个工作日`, `${-project.daysLeft} working days late`)
                : t(`还有 ${project.daysLeft} 个工作日`, `${project.daysLeft} working days left`)
          }
        >
          {project.due === null ? '—' : dayText(project.due, lang)}
        </Tile>
        <Tile
          name={t('预计投产（中位）', 'Producing (median)')}
          note={
            made.missing
              ? tx(made.missing)
              : made.low !== null && made.high !== null && made.low !== made.high
                ? t(
                    `八成可能在 ${dayText(made.low, lang)} 到 ${dayText(made.high, lang)}；终止的可能 ${share(made.drop)}`,
                    `80 %: ${dayText(made.low, lang)} to ${dayText(made.high, lang)}; dropped: ${share(made.drop)}`,
                  )
                : undefined
          }
        >
          {made.median === null ? '—' : dayText(made.median, lang)}
        </Tile>
      </section>
      <Gate data={data} />
      <div className="two">
        <Evidence data={data} />
        <Months data={data} />
      </div>
      <div className="two">
        <Chances data={data} />
        <Problems data={data} />
      </div>
      <p className="soft small">
        {[
          data.firm,
          project.park && tx(project.park),
          project.node && tx(project.node),
          project.bureau && tx(project.bureau.name),
          project.leader,
          project.team,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  );
}

/** The next gate: what it asks for, and the way through it. */
function Gate({ data }: { data: Data }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const reader = useReader();
  const queries = useQueryClient();
  const { project } = data;
  const params = { jurisdiction, register: 'projects', record: project.id };
  const mayWrite = reader.capabilities.includes('evidence.write');
  const record = useReading(getRecord, { params }, { enabled: mayWrite });
  const [values, setValues] = useState<Record<string, string>>({});
  const at = data.stages.findIndex((stage) => stage.id === project.stage);
  const next = at < 0 ? undefined : data.stages[at + 1];
  const pass = useMutation({
    mutationFn: () => {
      const held = record.data?.record;
      if (!held || !next) throw new Error('nothing to pass');
      const filled = Object.fromEntries(
        Object.entries({ ...held.values, ...values }).filter(([, value]) => value !== null && value !== ''),
      );
      return call(putRecords, {
        params: { jurisdiction, register: 'projects' },
        body: { records: [{ id: project.id, base: held.version, values: filled, stage: next.id }] },
      });
    },
    onSuccess: () => {
      setValues({});
      return queries.invalidateQueries();
    },
  });
  if (!next || !record.data?.record?.mayWrite) return null;
  return (
    <section className="card no-print">
      <h2>{t(`进入“${tx(next.name)}”`, `Enter “${tx(next.name)}”`)}</h2>
      <form
        className="gate-form"
        onSubmit={(event) => {
          event.preventDefault();
          pass.mutate();
        }}
      >
        {next.evidence.map((one) => (
          <label key={one.field}>
            <span>
              {tx(one.name)}
              {one.required ? ' *' : ''}
            </span>
            <input
              className="field"
              value={values[one.field] ?? one.value ?? ''}
              placeholder={t('文号或编号', 'Number of the paper')}
              onChange={(event) => setValues({ ...values, [one.field]: event.target.value })}
            />
          </label>
        ))}
        {pass.error && <ProblemBox error={pass.error} />}
        <p>
          <button type="submit" className="button is-main" disabled={pass.isPending}>
            {t('过关', 'Pass the gate')}
          </button>
        </p>
      </form>
    </section>
  );
}

function Evidence({ data }: { data: Data }) {
  const { t, tx } = useText();
  return (
    <section className="card">
      <h2>{t('各关口的佐证', 'Evidence of the gates')}</h2>
      <table>
        <tbody>
          {data.stages.flatMap((stage) =>
            stage.evidence.map((one) => (
              <tr key={one.field}>
                <th scope="row">
                  {tx(stage.name)}：{tx(one.name)}
                </th>
                <td>
                  {one.value ?? (
                    <span className="soft">{stage.entered === null ? t('未到', 'not yet') : t('缺', 'missing')}</span>
                  )}
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </section>
  );
}

function Months({ data }: { data: Data }) {
  const { t } = useText();
  if (data.months.length === 0) {
    return (
      <section className="card">
        <h2>{t('月度投资', 'Monthly investment')}</h2>
        <p className="soft">{t('没有月度计划。', 'There is no monthly plan.')}</p>
      </section>
    );
  }
  const most = Math.max(...data.months.map((month) => Math.max(month.planned ?? 0, month.done ?? 0)));
  return (
    <section className="card">
      <h2>{t('月度投资（亿元）', 'Monthly investment (100 m yuan)')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('月份', 'Month')}</th>
            <th scope="col" className="n">
              {t('计划', 'Planned')}
            </th>
            <th scope="col" className="n">
              {t('完成', 'Done')}
            </th>
            <th scope="col">
              <span className="sr">{t('完成', 'Done')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {data.months.map((month) => (
            <tr key={month.month}>
              <th scope="row">{month.month}</th>
              <td className="n">{month.planned === null ? '—' : figure(month.planned)}</td>
              <td className="n">{month.done === null ? t('未报', 'none') : figure(month.done)}</td>
              <td>
                <Bar value={month.done ?? 0} of={most} label={`${month.done ?? 0}`} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Chances({ data }: { data: Data }) {
  const { t } = useText();
  const quarters = data.chances.filter((_, index) => index % 3 === 0);
  return (
    <section className="card">
      <h2>{t('到月底前投产的可能', 'Chance of producing by the end of the month')}</h2>
      {quarters.length === 0 ? (
        <p className="soft">
          {t(
            '已经投产、终止，或没有可学的历史。',
            'It produces already, was dropped, or there is nothing to learn from.',
          )}
        </p>
      ) : (
        <table>
          <tbody>
            {quarters.map((one) => (
              <tr key={one.month}>
                <th scope="row">{one.month}</th>
                <td className="n">{share(one.chance)}</td>
                <td>
                  <Bar value={one.chance} of={1} label={share(one.chance)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Problems({ data }: { data: Data }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  return (
    <section className="card">
      <h2>{t('问题', 'Problems')}</h2>
      {data.problems.length === 0 && <p className="soft">{t('没有登记的问题。', 'No problem is registered.')}</p>}
      <ul>
        {data.problems.map((problem) => (
          <li key={problem.id}>
            {problem.problem}：{problem.solver ? tx(problem.solver) : t('没有解决单位', 'nobody')}
            {problem.due === null ? '' : t(`，${dayText(problem.due, lang)} 前`, `, by ${dayText(problem.due, lang)}`)}
            （{problem.stage === 'open' ? t('待解决', 'open') : t('已解决', 'solved')}）
          </li>
        ))}
      </ul>
      <p className="no-print">
        <Link to="/$jurisdiction/registers/$register" params={{ jurisdiction, register: 'project-problems' }}>
          {t('登记问题', 'Register a problem')}
        </Link>
      </p>
    </section>
  );
}
