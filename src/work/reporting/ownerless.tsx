import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../ui/call.ts';
import { TreePicker } from '../../ui/pickers/index.tsx';
import { usePlace } from '../../ui/place.ts';
import { ProblemBox } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText, type Pair } from '../../ui/text.tsx';
import { putOwners } from './api.ts';
import type { Duties } from './api.ts';
import { readAnew } from '../../ui/query.ts';

interface Row {
  kind: 'indicator' | 'commitment';
  id: string;
  name: Pair;
  suggestion: Duties['commitments'][number]['suggestion'];
}

/** What nobody answers for yet, with the organisation that most likely does; a person of the plan office decides. */
export function Ownerless({ data }: { data: Duties }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const rows: Row[] = [
    ...data.duties.flatMap((duty) =>
      duty.organisation === null && duty.about.startsWith('indicator:')
        ? [
            {
              kind: 'indicator' as const,
              id: duty.about.slice('indicator:'.length),
              name: duty.name,
              suggestion: duty.suggestion,
            },
          ]
        : [],
    ),
    ...data.commitments.map((item) => ({
      kind: 'commitment' as const,
      id: item.id,
      name: item.title,
      suggestion: item.suggestion,
    })),
  ];
  const organisationOf = (row: Row) => chosen.get(`${row.kind} ${row.id}`) ?? row.suggestion?.organisation.id ?? '';
  const give = useMutation({
    mutationFn: (given: readonly Row[]) => {
      const of = (kind: Row['kind']) =>
        given.flatMap((row) =>
          row.kind === kind && organisationOf(row) !== ''
            ? [{ id: row.id, was: null, organisation: organisationOf(row) }]
            : [],
        );
      return call(putOwners, {
        params: { jurisdiction },
        body: { indicators: of('indicator'), commitments: of('commitment') },
      });
    },
    onSuccess: () => readAnew(queries),
  });
  const ready = rows.filter((row) => organisationOf(row) !== '');
  return (
    <section className="card tasks" aria-labelledby="ownerless">
      <div className="card-head">
        <h2 id="ownerless">{t('无主的', 'Without an owner')}</h2>
        {data.mayOwn && ready.length > 1 && (
          <button type="button" className="button" disabled={give.isPending} onClick={() => give.mutate(ready)}>
            {t(`按建议全部认领 ${ready.length} 项`, `Accept all ${ready.length}`)}
          </button>
        )}
      </div>
      {give.error && <ProblemBox error={give.error} />}
      <Table
        label={t('无主的', 'Without an owner')}
        stacked
        rows={rows}
        rowKey={(row) => `${row.kind} ${row.id}`}
        columns={[
          {
            head: t('指标或任务', 'Figure or commitment'),
            className: 'row-name',
            by: (row) => tx(row.name),
          },
          {
            head: t('建议', 'Suggestion'),
            cell: (row) =>
              data.mayOwn ? (
                <TreePicker
                  aria-label={t(`${row.name.zh} 归哪个单位`, `Owner of ${row.name.en}`)}
                  none={t('选单位', 'Choose')}
                  value={organisationOf(row)}
                  options={data.organisations.map(({ id, name, parent }) => ({ id, name: tx(name), parent }))}
                  onChange={(id) => setChosen((now) => new Map(now).set(`${row.kind} ${row.id}`, id))}
                />
              ) : (
                row.suggestion && tx(row.suggestion.organisation.name)
              ),
          },
          {
            head: t('为什么', 'Why'),
            className: 'soft',
            cell: (row) => (row.suggestion ? tx(row.suggestion.why) : t('没有线索', 'Nothing points to one')),
          },
          {
            head: <span className="sr">{t('认领', 'Accept')}</span>,
            n: true,
            cell: (row) =>
              data.mayOwn ? (
                <button
                  type="button"
                  className="button"
                  disabled={give.isPending || organisationOf(row) === ''}
                  onClick={() => give.mutate([row])}
                >
                  {t('认领', 'Accept')}
                </button>
              ) : (
                ''
              ),
          },
        ]}
      />
    </section>
  );
}
