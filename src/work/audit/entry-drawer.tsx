import { useState } from 'react';
import { actorName } from '../../ui/actor.ts';
import { call, CallProblem } from '../../ui/call.ts';
import { Drawer } from '../../ui/drawer.tsx';
import { moment } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { getEntry, openEntry } from './api.ts';

/** More of a payload than this is cut: an entry may hold 50,000 rows. */
const most = 60_000;

/** One entry of the ledger: who, when, what, and its place in the chain. */
export function EntryDrawer({ seq, onClose }: { seq: number; onClose: () => void }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const [opened, setOpened] = useState<unknown>(null);
  const query = useReading(getEntry, { params: { jurisdiction, seq } });
  return (
    <Drawer title={t(`账本第 ${seq} 号`, `Ledger entry ${seq}`)} onClose={onClose}>
      <Await query={query}>
        {({ entry, holds, masked }) => {
          const payload = JSON.stringify(opened ?? entry.payload, null, 2);
          return (
            <>
              <dl className="facts">
                <dt>{t('种类', 'Kind')}</dt>
                <dd>
                  {tx(entry.kindName)} <code className="soft">{entry.kind}</code> <DemoMark show={entry.demo} />
                </dd>
                <dt>{t('做了什么', 'What')}</dt>
                <dd>{tx(entry.what) || '—'}</dd>
                <dt>{t('谁', 'Who')}</dt>
                <dd>{tx(actorName(entry.actor))}</dd>
                <dt>{t('何时', 'When')}</dt>
                <dd>
                  {moment(entry.at, lang)} <span className="soft small">{entry.at}</span>
                </dd>
                <dt>{t('前一条', 'Before')}</dt>
                <dd>
                  <code className="hash">{entry.prev}</code>
                </dd>
                <dt>{t('本条 SM3', 'Own SM3')}</dt>
                <dd>
                  <code className="hash">{entry.hash}</code>
                  <p className={holds ? 'is-green' : 'is-red'}>
                    {holds
                      ? t('✓ 刚刚重算，相符', '✓ computed again just now: it agrees')
                      : t(
                          '✗ 刚刚重算，不符：内容被改动过',
                          '✗ computed again just now: it differs, the entry was changed',
                        )}
                  </p>
                </dd>
              </dl>
              <section>
                <h3>{t('内容', 'Payload')}</h3>
                {masked && opened === null && <OpenForm seq={seq} onOpen={setOpened} />}
                <pre className="payload" tabIndex={0} aria-label={t('内容', 'Payload')}>
                  {payload.slice(0, most)}
                </pre>
                {payload.length > most && (
                  <p className="soft">
                    {t(
                      '太长，只显示开头；全文在导出的账本里。',
                      'Too long to show whole; the exported chain has all of it.',
                    )}
                  </p>
                )}
              </section>
            </>
          );
        }}
      </Await>
    </Drawer>
  );
}

/** Personal data are masked until somebody says why he wants to see them; what he says is kept. */
function OpenForm({ seq, onOpen }: { seq: number; onOpen: (payload: unknown) => void }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const [purpose, setPurpose] = useState('');
  const [problem, setProblem] = useState<{ zh: string; en: string } | null>(null);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        call(openEntry, { params: { jurisdiction, seq }, body: { purpose } }).then(
          ({ payload }) => onOpen(payload),
          (error: unknown) => {
            if (!(error instanceof CallProblem)) throw error;
            setProblem(
              error.body.code === 'malformed'
                ? { zh: '请用几个字写明用途。', en: 'Say why in a few words.' }
                : error.body.title,
            );
          },
        );
      }}
    >
      <label>
        {t('个人信息已隐去。要看全文，请写明用途：', 'Personal data are masked. To see them, say why:')}{' '}
        <input value={purpose} maxLength={200} onChange={(event) => setPurpose(event.target.value)} />
      </label>{' '}
      <button className="button" type="submit">
        {t('查看（留痕）', 'Show (logged)')}
      </button>
      {problem && (
        <p role="alert" className="is-red">
          {tx(problem)}
        </p>
      )}
    </form>
  );
}
