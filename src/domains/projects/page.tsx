import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { figure, quantity, share, dayText } from '../../ui/format.ts';
import { IndustryFrame, Tile } from '../../ui/industry.tsx';
import { DemoMark, Light, lightNames, lightWords } from '../../ui/light.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { getProjects, type ProjectView } from './api.ts';

type Data = NonNullable<ReturnType<typeof useProjects>['data']>;

function useProjects(rule: string | undefined) {
  const { jurisdiction, asOf } = usePlace();
  return useReading(getProjects, {
    params: { jurisdiction },
    query: { ...asOfOnly(asOf), ...(rule !== undefined && { rule }) },
  });
}

/** Every project: where it is, its light, and when it will produce. */
export function ProjectsPage() {
  const { t } = useText();
  const { rule } = useSearch({ from: '/$jurisdiction/industry/projects' });
  const query = useProjects(rule);
  return (
    <IndustryFrame title={t('项目', 'Projects')} demo={query.data?.demo ?? false}>
      <h1>{t('项目走到哪一步', 'How far are the projects?')}</h1>
      <Await query={query}>{(data) => <Projects data={data} />}</Await>
    </IndustryFrame>
  );
}

function Projects({ data }: { data: Data }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const search = useSearch({ from: '/$jurisdiction/industry/projects' });
  const navigate = useNavigate({ from: '/$jurisdiction/industry/projects' });
  if (data.projects.length === 0) {
    return (
      <Empty title={t('还没有项目', 'There are no projects yet')}>
        <p>
          <Link to="/$jurisdiction/registers/$register" params={{ jurisdiction, register: 'projects' }}>
            {t('在“产业项目”台账里录入，或从表格导入。', 'Enter them in the register of projects, or import a sheet.')}
          </Link>
        </p>
      </Empty>
    );
  }
  const q = search.q?.trim() ?? '';
  const shown = data.projects.filter(
    (project) =>
      (search.stage === undefined || project.stage === search.stage) &&
      (search.light === undefined || project.light === search.light) &&
      (q === '' || project.name.includes(q)),
  );
  const rank = { red: 0, yellow: 1, grey: 2, green: 3 } as const;
  const sorted = shown.toSorted((a, b) => rank[a.light] - rank[b.light] || b.investment - a.investment);
  const { year } = data;
  return (
    <>
      <section className="tiles" aria-label={t('各阶段', 'Stages')}>
        {data.stages.map((stage) => (
          <Tile
            key={stage.id}
            name={tx(stage.name)}
            note={quantity(Math.round(stage.investment * 100) / 100, '亿元', lang)}
          >
            {stage.count} {t('个', '')}
          </Tile>
        ))}
        <Tile
          name={t('今年投资：完成 / 计划', 'Investment this year: done / planned')}
          note={
            year.behind === null
              ? undefined
              : year.behind > 0
                ? t(`落后序时进度 ${figure(year.behind)} 个百分点`, `${figure(year.behind)} points behind the plan`)
                : t('达到序时进度', 'On plan')
          }
        >
          {figure(year.done)} / {figure(year.planned)} {t('亿元', '100 m yuan')}
        </Tile>
      </section>
      {data.learned.missing && <p className="soft small">{tx(data.learned.missing)}</p>}
      <section className="card">
        <p className="filters">
          <label>
            {t('阶段', 'Stage')}{' '}
            <select
              className="field"
              value={search.stage ?? ''}
              onChange={(event) => void navigate({ search: (s) => ({ ...s, stage: event.target.value || undefined }) })}
            >
              <option value="">{t('全部', 'All')}</option>
              {data.stages.map((stage) => (
                <option key={stage.id} value={stage.id}>
                  {tx(stage.name)}
                </option>
              ))}
            </select>
          </label>{' '}
          <label>
            {t('灯', 'Light')}{' '}
            <select
              className="field"
              value={search.light ?? ''}
              onChange={(event) =>
                void navigate({ search: (s) => ({ ...s, light: (event.target.value || undefined) as typeof s.light }) })
              }
            >
              <option value="">{t('全部', 'All')}</option>
              {lightNames.map((light) => (
                <option key={light} value={light}>
                  {tx(lightWords[light])}
                </option>
              ))}
            </select>
          </label>{' '}
          <label>
            {t('亮灯规则', 'Rule')}{' '}
            <select
              className="field"
              value={data.rule.id}
              onChange={(event) => void navigate({ search: (s) => ({ ...s, rule: event.target.value }) })}
            >
              {data.rules.map((rule) => (
                <option key={rule.id} value={rule.id}>
                  {rule.name}
                </option>
              ))}
            </select>
          </label>{' '}
          <label>
            {t('名称', 'Name')}{' '}
            <input
              className="field"
              defaultValue={q}
              onChange={(event) =>
                void navigate({ search: (s) => ({ ...s, q: event.target.value || undefined }), replace: true })
              }
            />
          </label>
        </p>
        <p className="soft small">
          {t('规则出处：', 'Source of the rule: ')}
          {data.rule.source}{' '}
          <Link to="/$jurisdiction/registers/$register" params={{ jurisdiction, register: 'project-rules' }}>
            {t('参数可改', 'its parameters can be changed')}
          </Link>
        </p>
        <ProjectTable projects={sorted} />
        <p>
          <Link
            to="/$jurisdiction/registers/$register"
            params={{ jurisdiction, register: 'projects' }}
            search={{ view: 'board' }}
          >
            {t('看板、时间线、地图和录入', 'Board, timeline, map and entry')}
          </Link>
        </p>
      </section>
    </>
  );
}

function ProjectTable({ projects }: { projects: readonly ProjectView[] }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  if (projects.length === 0) return <p className="soft">{t('没有符合条件的。', 'Nothing matches.')}</p>;
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={t('项目表', 'Projects')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('项目', 'Project')}</th>
            <th scope="col">{t('灯', 'Light')}</th>
            <th scope="col">{t('为什么', 'Why')}</th>
            <th scope="col" className="n">
              {t('总投资（亿元）', 'Investment (100 m yuan)')}
            </th>
            <th scope="col">{t('预计投产', 'Producing')}</th>
            <th scope="col">{t('责任单位', 'Answers for it')}</th>
          </tr>
        </thead>
        <tbody>
          {projects.map((project) => (
            <tr key={project.id}>
              <th scope="row">
                <Link to="/$jurisdiction/industry/projects/$project" params={{ jurisdiction, project: project.id }}>
                  {project.name}
                </Link>{' '}
                <DemoMark show={project.demo} />
              </th>
              <td>
                <Light light={project.light} bare />
              </td>
              <td>{tx(project.why)}</td>
              <td className="n">{figure(project.investment)}</td>
              <td>
                {project.production.median === null
                  ? '—'
                  : `${dayText(project.production.median, lang)}${project.stage === 'producing' ? '' : t(`（年内 ${share(project.production.byYearEnd)}）`, ` (${share(project.production.byYearEnd)} this year)`)}`}
              </td>
              <td>{project.bureau ? tx(project.bureau.name) : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
