import { type FormEvent, useState } from 'react';
import { figure, period } from '../../ui/format.ts';
import { Drawer } from '../../ui/drawer.tsx';
import { DemoMark, Light } from '../../ui/light.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, ProblemBox } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { withholdReasons } from '../../evidence/delivery/release-reasons.ts';
import { decideReleases, getRelease, type Releases } from './api.ts';
import { useReleasing } from './use-releasing.ts';
import { reasonWords } from './words.ts';

type Proposal = Releases['proposals'][number];

/** What waits for a second person: read as the public would, then released, withheld or returned. */
export function Proposals({ proposals }: { proposals: readonly Proposal[] }) {
  const { t, tx } = useText();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [read, setRead] = useState<string | null>(null);
  if (proposals.length === 0) return null;
  const mine = proposals.filter(({ mayDecide }) => mayDecide).map(({ id }) => id);
  return (
    <>
      <h2>{t('待审核', 'To be decided on')}</h2>
      <Table
        label={t('待审核', 'To be decided on')}
        stacked
        rows={proposals}
        rowKey={({ id }) => id}
        columns={[
          {
            head: t('内容', 'What'),
            cell: ({ id, title, mayDecide, demo }) => (
              <label>
                <input
                  type="checkbox"
                  disabled={!mayDecide}
                  checked={chosen.includes(id)}
                  onChange={() => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])}
                />{' '}
                {tx(title)} <DemoMark show={demo} />
              </label>
            ),
          },
          {
            head: t('提请', 'Proposed'),
            cell: ({ by, on, mayDecide }) => (
              <>
                {by}，{on}
                {!mayDecide && (
                  <div className="soft small">{t('本人提请，须由他人审核', 'your own: somebody else decides')}</div>
                )}
              </>
            ),
          },
          {
            head: t('公开内容', 'What would be public'),
            cell: ({ id, title }) => (
              <button
                type="button"
                className="text-button"
                aria-label={t(`查看 ${title.zh}`, `Read ${title.en}`)}
                onClick={() => setRead(id)}
              >
                {t('查看', 'Read')}
              </button>
            ),
          },
        ]}
      />
      {mine.length > 0 && <DecideForm chosen={chosen} onAll={() => setChosen(mine)} onDone={() => setChosen([])} />}
      {read !== null && <Reading id={read} onClose={() => setRead(null)} />}
    </>
  );
}

function DecideForm({ chosen, onAll, onDone }: { chosen: readonly string[]; onAll: () => void; onDone: () => void }) {
  const { t, tx } = useText();
  const [decision, setDecision] = useState<'release' | 'withhold' | 'return'>('release');
  const act = useReleasing();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string) => {
      const value = form.get(name);
      return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
    };
    act.mutate(
      {
        endpoint: decideReleases,
        body: {
          releases: chosen,
          decision,
          reason: said('reason'),
          text: said('text') ?? '',
          examiner: said('examiner'),
        },
      },
      { onSuccess: onDone },
    );
  };
  return (
    <form className="card directive-form" onSubmit={send}>
      <p>
        <button type="button" className="text-button" onClick={onAll}>
          {t('全选', 'Choose all')}
        </button>
      </p>
      <label>
        {t('审核意见', 'Decision')}
        <select
          className="field"
          value={decision}
          onChange={(event) => setDecision(event.target.value as typeof decision)}
        >
          <option value="release">{t('同意公开', 'Release')}</option>
          <option value="withhold">{t('不予公开', 'Withhold')}</option>
          <option value="return">{t('退回', 'Return')}</option>
        </select>
      </label>
      {decision === 'release' && (
        <label>
          {t('保密审查人', 'Examined for secrets by')}
          <input className="field" name="examiner" minLength={2} maxLength={60} required />
        </label>
      )}
      {decision === 'withhold' && (
        <label>
          {t('依据（政府信息公开条例）', 'By which article')}
          <select className="field" name="reason" required>
            {withholdReasons.map((reason) => (
              <option key={reason} value={reason}>
                {tx(reasonWords[reason])}
              </option>
            ))}
          </select>
        </label>
      )}
      {decision !== 'release' && (
        <label>
          {t('说明', 'Note')}
          <input className="field" name="text" maxLength={1000} required={decision === 'return'} />
        </label>
      )}
      {act.error && <ProblemBox error={act.error} />}
      <button type="submit" className="button is-main" disabled={chosen.length === 0 || act.isPending}>
        {t(`审核 ${chosen.length} 项`, `Decide on ${chosen.length}`)}
      </button>
    </form>
  );
}

function Reading({ id, onClose }: { id: string; onClose: () => void }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const query = useReading(getRelease, { params: { jurisdiction, release: id } });
  return (
    <Drawer title={t('公开内容', 'What would be public')} onClose={onClose}>
      <Await query={query}>
        {(held) => (
          <>
            <h3>
              {tx(held.title)} <DemoMark show={held.demo} />
            </h3>
            {held.moved && (
              <p role="note">
                ▲ {t('提请之后数据已有变化，可退回重新提请。', 'The figures have moved on since: it may be returned.')}
              </p>
            )}
            {held.clause && <blockquote>{held.clause}</blockquote>}
            {held.light && (
              <p>
                <Light light={held.light} /> {held.why && tx(held.why)}
              </p>
            )}
            {held.outlook && <p>{tx(held.outlook)}</p>}
            {held.points.length > 0 && (
              <Table
                label={t('数据', 'Figures')}
                rows={held.points.toReversed()}
                rowKey={(point) => point.period}
                columns={[
                  { head: t('时期', 'Period'), cell: (point) => period(point.period, lang) },
                  {
                    head: held.unit || t('数值', 'Value'),
                    n: true,
                    cell: ({ value, missing, demo }) => (
                      <>
                        {value === null ? missing && tx(missing.why) : figure(value)} <DemoMark show={demo} />
                      </>
                    ),
                  },
                  { head: t('来源', 'Source'), text: true, cell: ({ source }) => source },
                ]}
              />
            )}
          </>
        )}
      </Await>
    </Drawer>
  );
}
