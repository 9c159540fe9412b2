import { Link } from '@tanstack/react-router';
import { GroupPage } from '../../ui/group.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { listMethods, type MethodView } from './api.ts';
import { gradeWord } from './words.ts';

/** All methods that anybody may rerun on numbers of his own. */
export function MethodsPage() {
  const { t, tx, brackets } = useText();
  const { jurisdiction } = usePlace();
  const query = useReading(listMethods);
  return (
    <GroupPage group="indicators" title={t('方法', 'Methods')}>
      <h1>{t('方法', 'Methods')}</h1>
      <p className="lead">
        {t(
          '本系统怎样算数：公式、出处、现行参数；每个方法都可用自己的数重算，不读也不改任何数据。',
          'How figures are computed here: formula, source, parameters in force. Each may be rerun on your own numbers; nothing is read or changed.',
        )}
      </p>
      <Await query={query}>
        {({ methods }) => (
          <section className="card">
            <Table<MethodView>
              label={t('方法', 'Methods')}
              columns={[
                {
                  key: 'name',
                  head: t('方法', 'Method'),
                  cell: ({ id, name }) => (
                    <Link to="/$jurisdiction/methods/$method" params={{ jurisdiction, method: id }}>
                      {tx(name)}
                    </Link>
                  ),
                },
                { key: 'answers', head: t('回答什么', 'What it answers'), cell: ({ answers }) => tx(answers) },
                {
                  key: 'source',
                  head: t('出处', 'Source'),
                  cell: ({ sources: [first] }) => first && `${tx(first)}${brackets(tx(gradeWord(first.grade)))}`,
                },
                { key: 'id', head: t('命令行名', 'Id'), cell: ({ id }) => <code>{id}</code> },
              ]}
              rows={methods}
              rowKey={({ id }) => id}
            />
          </section>
        )}
      </Await>
    </GroupPage>
  );
}
