import { type FormEvent, useState } from 'react';
import { dayText } from '../../ui/format.ts';
import { DemoMark, LightMark } from '../../ui/light.tsx';
import { MemberPage } from '../../ui/member-page.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, Empty, ProblemBox } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { listReleases, proposeReleases, type ReleaseRow, type Releases, withdrawRelease } from './api.ts';
import { Proposals } from './proposals.tsx';
import { useReleasing } from './use-releasing.ts';
import { reasonWords, releaseStates } from './words.ts';
import '../deliver.css';

const stateWords = {
  never: { zh: '未公开', en: 'never released' },
  proposed: { zh: '待第二人审核', en: 'waits for a second person' },
  returned: { zh: '已退回', en: 'returned' },
  withheld: { zh: '不予公开', en: 'withheld' },
  released: { zh: '已公开', en: 'public' },
  moved: { zh: '已公开，数据有更新', en: 'public, but newer figures' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
} as const satisfies Record<ReleaseRow['state'], { zh: string; en: string }>;

/** 信息公开: what the public may read, what waits for a second person, what should be public by when. */
export function ReleasePage() {
  const { t, lang } = useText();
  const { jurisdiction } = usePlace();
  const query = useReading(listReleases, { params: { jurisdiction } });
  return (
    <MemberPage group="directives" className="directives" needs="release" title={t('信息公开', 'Release')}>
      <h1>{t('信息公开', 'Release')}</h1>
      <p className="lead">
        {t(
          '一人提请、另一人审核后，承诺和文书才在公开页出现；没有公开的，公开页哪里都没有。自形成或变更起 20 个工作日内公开。',
          'One person proposes, another releases: only then do promises and documents stand on the public pages. Within 20 working days of coming about or changing.',
        )}
      </p>
      <p>
        <a className="button" href={`/open/${lang}/${jurisdiction}`}>
          {t('看公开页', 'The public pages')}
        </a>
      </p>
      <Await query={query}>
        {(data) => (
          <>
            <Proposals proposals={data.proposals} />
            <Items data={data} />
          </>
        )}
      </Await>
    </MemberPage>
  );
}

function Items({ data }: { data: Releases }) {
  const { t, tx, lang } = useText();
  const [state, setState] = useState<ReleaseRow['state'] | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [withdrawing, setWithdrawing] = useState<ReleaseRow | null>(null);
  const act = useReleasing();
  const rows = data.rows.filter((row) => state === null || row.state === state);
  const toggle = (object: string) =>
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(object)) next.add(object);
      return next;
    });
  const propose = () =>
    act.mutate(
      { endpoint: proposeReleases, body: { objects: [...chosen].slice(0, 100) } },
      { onSuccess: () => setChosen(new Set()) },
    );
  if (data.rows.length === 0) return <Empty title={t('还没有可以公开的承诺。', 'There is no promise yet.')} />;
  return (
    <>
      <h2>{t('承诺和文书', 'Promises and documents')}</h2>
      <div className="directives-filters">
        <span className="chips">
          {releaseStates
            .filter((one) => (data.counts[one] ?? 0) > 0)
            .map((one) => (
              <button
                key={one}
                type="button"
                className="chip"
                aria-pressed={state === one}
                onClick={() => setState(state === one ? null : one)}
              >
                {tx(stateWords[one])} {data.counts[one]}
              </button>
            ))}
        </span>
        <button
          type="button"
          className="button is-main"
          disabled={chosen.size === 0 || act.isPending}
          onClick={propose}
        >
          {t(`提请公开（${chosen.size} 项）`, `Propose (${chosen.size})`)}
        </button>
      </div>
      {act.error && <ProblemBox error={act.error} />}
      {withdrawing && <WithdrawForm row={withdrawing} onDone={() => setWithdrawing(null)} />}
      <Table
        label={t('承诺和文书', 'Promises and documents')}
        stacked
        rows={rows}
        rowKey={({ object }) => object}
        columns={[
          {
            head: t('内容', 'What'),
            cell: (row) => (
              <label>
                <input
                  type="checkbox"
                  disabled={row.state === 'released' || row.state === 'proposed'}
                  checked={chosen.has(row.object)}
                  onChange={() => toggle(row.object)}
                />{' '}
                {row.light && <LightMark light={row.light} />} {tx(row.title)} <DemoMark show={row.demo} />
              </label>
            ),
          },
          {
            head: t('公开情况', 'State'),
            cell: (row) => (
              <>
                {tx(stateWords[row.state])}
                {row.releasedOn && <div className="soft small">{dayText(row.releasedOn, lang)}</div>}
                {row.reason && <div className="soft small">{tx(reasonWords[row.reason])}</div>}
                {row.text !== '' && <div className="soft small">{row.text}</div>}
              </>
            ),
          },
          {
            head: t('公开期限', 'Public by'),
            by: ({ due }) => due,
            cell: ({ due, late }) =>
              due === null ? null : (
                <>
                  {dayText(due, lang)} {late && <b className="is-red">▲ {t('已过期', 'over')}</b>}
                </>
              ),
          },
          {
            head: t('撤回', 'Withdraw'),
            cell: (row) =>
              row.releasedOn !== null && (
                <button
                  type="button"
                  className="text-button"
                  aria-label={t(`撤回 ${row.title.zh}`, `Withdraw ${row.title.en}`)}
                  onClick={() => setWithdrawing(row)}
                >
                  {t('撤回', 'Withdraw')}
                </button>
              ),
          },
        ]}
      />
    </>
  );
}

function WithdrawForm({ row, onDone }: { row: ReleaseRow; onDone: () => void }) {
  const { t, tx } = useText();
  const act = useReleasing();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    act.mutate(
      { endpoint: withdrawRelease, body: { object: row.object, reason: form.get('reason'), note: form.get('note') } },
      { onSuccess: onDone },
    );
  };
  return (
    <form className="card directive-form" onSubmit={send}>
      <h3>{t(`撤回“${row.title.zh}”`, `Withdraw “${row.title.en}”`)}</h3>
      <label>
        {t('依据', 'Reason')}
        <select className="field" name="reason" required>
          {Object.entries(reasonWords).map(([reason, words]) => (
            <option key={reason} value={reason}>
              {tx(words)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t(
          '公开页上的说明（公众可见，不要写出被撤回的数）',
          'The note on the public page (do not repeat what is withdrawn)',
        )}
        <textarea className="field" name="note" rows={2} minLength={2} maxLength={500} required />
      </label>
      {act.error && <ProblemBox error={act.error} />}
      <p>
        <button type="submit" className="button is-main" disabled={act.isPending}>
          {t('撤回', 'Withdraw')}
        </button>{' '}
        <button type="button" className="button" onClick={onDone}>
          {t('取消', 'Cancel')}
        </button>
      </p>
    </form>
  );
}
