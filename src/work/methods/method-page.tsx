import { Link, useParams } from '@tanstack/react-router';
import { Formula } from '../../ui/formula.tsx';
import { GroupPage } from '../../ui/group.tsx';
import { dayText, figure } from '../../ui/format.ts';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { listMethods, type MethodView } from './api.ts';
import { MethodForm } from './method-form.tsx';
import { gradeWord } from './words.ts';
import './methods.css';

/** One method: what it answers, how, by which source and parameters, and a form to try it. */
export function MethodPage() {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const { method: id } = useParams({ from: '/$jurisdiction/methods/$method' });
  const query = useReading(listMethods);
  const found = query.data?.methods.find((one) => one.id === id);
  return (
    <GroupPage group="indicators" title={found ? tx(found.name) : t('方法', 'Method')} className="method">
      <p className="trail">
        <Link to="/$jurisdiction/methods" params={{ jurisdiction }}>
          {t('全部方法', 'All methods')}
        </Link>
      </p>
      <Await query={query}>
        {() =>
          found ? (
            <About key={id} method={found} />
          ) : (
            <Empty main title={t(`没有方法 ${id}`, `There is no method ${id}`)} />
          )
        }
      </Await>
    </GroupPage>
  );
}

function About({ method }: { method: MethodView }) {
  const { t, tx, lang, brackets } = useText();
  const { name, answers, formula, sources, parameters, id } = method;
  return (
    <>
      <h1>{tx(name)}</h1>
      <p className="lead">{tx(answers)}</p>
      <section className="card">
        <h2>{t('公式', 'Formula')}</h2>
        <Formula lines={formula.map((line) => (typeof line === 'string' ? line : tx(line)))} />
        <h2>{t('出处', 'Sources')}</h2>
        <ul className="plain">
          {sources.map((source) => (
            <li key={source.zh}>
              {tx(source)} <span className="chip">{tx(gradeWord(source.grade))}</span>
            </li>
          ))}
        </ul>
        <p className="soft small">
          {t('命令行：', 'Command line: ')}
          <code>{`lantu compute ${id} FILE.json --json`}</code>
          {t('；接口：', '; API: ')}
          <code>{`POST /api/methods/${id}`}</code>
        </p>
      </section>
      {parameters.length > 0 && (
        <section className="card">
          <h2>{t('现行参数', 'Parameters in force')}</h2>
          <p className="soft small">
            {t(
              '公布的缺省值；下面的表单可以改。各地台账里另设的参数只用于该地的页面。',
              'Published defaults; the form below may change them. What a place sets in its registers holds on its own pages only.',
            )}
          </p>
          <Table<MethodView['parameters'][number]>
            label={t('现行参数', 'Parameters in force')}
            columns={[
              { key: 'name', head: t('参数', 'Parameter'), cell: (one) => tx(one.name) },
              {
                key: 'value',
                head: t('值', 'Value'),
                n: true,
                cell: ({ value }) => (typeof value === 'number' ? figure(value, 4) : value),
              },
              { key: 'unit', head: t('单位', 'Unit'), cell: ({ unit }) => unit },
              {
                key: 'from',
                head: t('自何日', 'From'),
                cell: ({ from }) => (from === null ? t('未注明', 'not stated') : dayText(from, lang)),
              },
              {
                key: 'source',
                head: t('出处', 'Source'),
                cell: ({ source }) => `${tx(source)}${brackets(tx(gradeWord(source.grade)))}`,
              },
            ]}
            rows={parameters}
            rowKey={(one) => one.name.zh}
          />
        </section>
      )}
      <MethodForm method={method} />
    </>
  );
}
