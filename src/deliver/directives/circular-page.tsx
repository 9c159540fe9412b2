import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { call } from '../../ui/call.ts';
import { dayText } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { MemberPage } from '../../ui/member-page.tsx';
import { usePlace } from '../../ui/place.ts';
import { listOf } from '../../ui/search.ts';
import { Await } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { draftCircular } from './api.ts';
import '../deliver.css';

/** 拟通报: the draft of a circular about chosen directives, to be printed or copied. Its sums are proven. */
export function CircularPage() {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const directives = listOf(useSearch({ from: '/$jurisdiction/directives/circular' }).of);
  const query = useQuery({
    queryKey: [draftCircular.path, { jurisdiction }, { directives }],
    queryFn: () => call(draftCircular, { params: { jurisdiction }, body: { directives } }),
  });
  return (
    <MemberPage
      group="directives"
      className="directives print-page"
      title={t('督查通报（稿）', 'Circular (draft)')}
      needs="directive.issue"
      demo={query.data?.demo ?? false}
    >
      <Await query={query}>
        {({ title, on, paragraphs, table, demo }) => (
          <>
            <p className="no-print form-foot">
              <button type="button" className="button is-main" onClick={() => window.print()}>
                {t('打印', 'Print')}
              </button>
            </p>
            <article className="paper" lang="zh-CN">
              <h1>
                {title} <DemoMark show={demo} />
              </h1>
              <p className="soft">{dayText(on, lang)}</p>
              {paragraphs.map(({ head, text }) => (
                <section key={head}>
                  <h2>{head}</h2>
                  <p className="long-text">{text}</p>
                </section>
              ))}
              <h2>附件 督办事项汇总表</h2>
              <Table
                label={t('督办事项汇总表', 'Table of directives')}
                rows={table}
                rowKey={({ number }) => number}
                columns={[
                  { head: '序号', cell: ({ n }) => n },
                  { head: '编号', cell: ({ number }) => number },
                  { head: '事项', cell: ({ title: own }) => own },
                  { head: '牵头单位', cell: ({ lead }) => lead },
                  { head: '期限', cell: ({ due }) => due },
                  { head: '状态', cell: ({ state }) => tx(state) },
                  { head: '等级', cell: ({ level }) => tx(level) },
                  { head: '备注', cell: ({ note }) => note },
                ]}
              />
            </article>
          </>
        )}
      </Await>
    </MemberPage>
  );
}
