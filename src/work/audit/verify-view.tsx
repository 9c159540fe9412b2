import { useMutation } from '@tanstack/react-query';
import { addressOf, call } from '../../ui/call.ts';
import { moment } from '../../ui/format.ts';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { RunProgress } from '../../ui/run.tsx';
import { Await, ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { beginCheck, type CheckView, exportChain, listChecks } from './api.ts';

/** Checks of the ledger, with what each found; the chain as a file, for a third party to check. */
export function VerifyView() {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  return (
    <div className="audit-two">
      <CheckSection />
      <section className="card">
        <h2>{t('导出账本', 'Export the chain')}</h2>
        <p className="soft">
          {t(
            '一行一条 JSON。第三方不用本系统也能校验：按 RFC 8785 写出规范 JSON，算 SM3，与每条的 hash 和下一条的 prev 对照。步骤和一段现成的程序在 docs/ledger.md。',
            'One JSON object a line. A third party can check it without this system: canonical JSON by RFC 8785, its SM3 against hash, and against prev of the next. The steps and a ready program stand in docs/ledger.md.',
          )}
        </p>
        <p className="soft">
          {t(
            '把链头的值另外存一份（写进会议纪要、交给审计机关），以后就能证明此前的内容没有动过。',
            'Keep the head elsewhere as well (in the minutes, with the auditor): it proves that nothing before it was changed.',
          )}
        </p>
        <form method="get" action={addressOf(exportChain.path, { jurisdiction })}>
          <label>
            {t('用途（账本含个人信息，会留痕）：', 'Why (the chain holds personal data; it is logged):')}{' '}
            <input name="purpose" required minLength={4} maxLength={200} />
          </label>{' '}
          <button className="button" type="submit">
            {t('下载账本', 'Download the chain')}
          </button>
        </form>
      </section>
    </div>
  );
}

function CheckSection() {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const params = { jurisdiction };
  const query = useReading(listChecks, { params });
  const begin = useMutation({
    mutationFn: (whole: boolean) => call(beginCheck, { params, body: { whole } }),
    onSettled: () => query.refetch(),
  });
  return (
    <section className="card">
      <h2>{t('校验', 'Check')}</h2>
      <p className="soft">
        {t(
          '全部校验：从第一条起逐条重算 SM3，再把账本重放一遍，与各张数据表逐行对照。只校验新增：从上次完好的链头接着走，不对照数据表。',
          'Everything: each entry’s SM3 is computed again from the first on; then the ledger is replayed and compared with the tables, row by row. What is new: the walk goes on from the last good head; tables are not compared.',
        )}
      </p>
      <Await query={query}>
        {({ checks, good }) => {
          const open = checks.find(({ state }) => state === 'waiting' || state === 'running');
          const ended = checks.filter((one) => one !== open);
          return (
            <>
              {open ? (
                <RunProgress key={open.id} run={open.id} onEnd={() => void query.refetch()} />
              ) : (
                <p className="actions">
                  <button type="button" className="button is-main" onClick={() => begin.mutate(true)}>
                    {t('全部校验', 'Check everything')}
                  </button>{' '}
                  {good && (
                    <button type="button" className="button" onClick={() => begin.mutate(false)}>
                      {t(`校验第 ${good.seq} 号以后新增的`, `Check what came after entry ${good.seq}`)}
                    </button>
                  )}
                </p>
              )}
              {begin.error && <ProblemBox error={begin.error} />}
              {ended.length === 0 && !open && <p className="soft">{t('还没有校验过。', 'It was never checked.')}</p>}
              {ended.slice(0, 1).map((check) => (
                <Found key={check.id} check={check} />
              ))}
              {ended.length > 1 && (
                <details>
                  <summary>{t(`以前的校验（${ended.length - 1}）`, `Earlier checks (${ended.length - 1})`)}</summary>
                  {ended.slice(1).map((check) => (
                    <Found key={check.id} check={check} />
                  ))}
                </details>
              )}
            </>
          );
        }}
      </Await>
    </section>
  );
}

function Found({ check: { state, at, by, since, problem, found } }: { check: CheckView }) {
  const { t, tx, lang } = useText();
  const begun = (
    <p className="soft small">
      {since === null ? t('全部校验', 'Everything') : t(`第 ${since} 号以后`, `After entry ${since}`)} ·{' '}
      {moment(at, lang)} · {by}
      {found && (
        <>
          {t(` · 用时 ${found.seconds} 秒，链头 `, ` · ${found.seconds} s, head `)}
          <code className="hash">{found.head}</code>
        </>
      )}
    </p>
  );
  if (!found)
    return (
      <div className="verify-result">
        <p>
          {state === 'cancelled' ? t('已取消，没有结论。', 'Called off: nothing is said.') : problem && tx(problem)}
        </p>
        {begun}
      </div>
    );
  const whole =
    since === null
      ? t(
          `✓ 完好：${found.entries} 条逐条相扣，各表与账本一致。`,
          `✓ Whole: ${found.entries} entries hold, and the tables agree with them.`,
        )
      : t(
          `✓ 新增的 ${found.entries} 条逐条相扣；数据表没有对照。`,
          `✓ The ${found.entries} new entries hold; the tables were not compared.`,
        );
  const rights = found.security?.firstBroken;
  return (
    <div className="verify-result" role="status">
      <p className={found.ok ? 'is-green' : 'is-red'}>{found.ok ? whole : t('✗ 有问题', '✗ Broken')}</p>
      {found.firstBroken && (
        <p className="is-red">
          {t(
            `第一处：第 ${found.firstBroken.seq} 号，${found.firstBroken.whyName.zh}。`,
            `First: entry ${found.firstBroken.seq}, ${tx(found.firstBroken.whyName)}.`,
          )}
        </p>
      )}
      {rights && (
        <p className="is-red">
          {t(
            `权限与查阅的账：第 ${rights.seq} 号与封条不符。`,
            `Book of rights: entry ${rights.seq} is not what its seal says.`,
          )}
        </p>
      )}
      {found.differing.length > 0 && (
        <ul>
          {found.differing.map((table) => (
            <li key={table.table} className="is-red">
              {t(
                `数据表 ${table.table} 有 ${table.rows} 行与账本不符；用 lantu rebuild 可按账本重建。`,
                `Table ${table.table}: ${table.rows} rows differ; lantu rebuild makes it anew.`,
              )}
            </li>
          ))}
        </ul>
      )}
      {begun}
    </div>
  );
}
