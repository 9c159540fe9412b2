import { useMutation } from '@tanstack/react-query';
import { addressOf, call } from '../../ui/call.ts';
import { usePlace } from '../../ui/place.ts';
import { ProblemBox } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { exportChain, verifyLedger } from './api.ts';

/** Walks the chain now and says what it found; the chain as a file, for a third party to check. */
export function VerifyView() {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const check = useMutation({ mutationFn: () => call(verifyLedger, { params: { jurisdiction } }) });
  return (
    <div className="audit-two">
      <section className="card">
        <h2>{t('校验', 'Check')}</h2>
        <p className="soft">
          {t(
            '从第一条起逐条重算 SM3，再把账本重放一遍，与各张数据表逐行对照。',
            'Every entry’s SM3 is computed again from the first on; then the ledger is replayed and compared with the tables, row by row.',
          )}
        </p>
        <button type="button" className="button is-main" disabled={check.isPending} onClick={() => check.mutate()}>
          {check.isPending ? t('正在校验…', 'Checking…') : t('校验账本', 'Check the ledger')}
        </button>
        {check.error && <ProblemBox error={check.error} retry={() => check.mutate()} />}
        {check.data && (
          <div className="verify-result" role="status">
            {check.data.ok ? (
              <p className="is-green">
                {t(
                  `✓ 完好：${check.data.entries} 条逐条相扣，各表与账本一致。`,
                  `✓ Whole: ${check.data.entries} entries hold, and the tables agree with them.`,
                )}
              </p>
            ) : (
              <p className="is-red">{t('✗ 有问题', '✗ Broken')}</p>
            )}
            {check.data.firstBroken && (
              <p className="is-red">
                {t(
                  `第一处：第 ${check.data.firstBroken.seq} 号，${check.data.firstBroken.whyName.zh}。`,
                  `First: entry ${check.data.firstBroken.seq}, ${tx(check.data.firstBroken.whyName)}.`,
                )}
              </p>
            )}
            {check.data.differing.length > 0 && (
              <ul>
                {check.data.differing.map((table) => (
                  <li key={table.table} className="is-red">
                    {t(
                      `数据表 ${table.table} 有 ${table.rows} 行与账本不符；用 lantu rebuild 可按账本重建。`,
                      `Table ${table.table}: ${table.rows} rows differ; lantu rebuild makes it anew.`,
                    )}
                  </li>
                ))}
              </ul>
            )}
            <p className="soft small">
              {t(`用时 ${check.data.seconds} 秒，链头 `, `${check.data.seconds} s, head `)}
              <code className="hash">{check.data.head}</code>
            </p>
          </div>
        )}
      </section>
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
