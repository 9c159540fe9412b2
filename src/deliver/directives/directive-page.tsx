import { useParams } from '@tanstack/react-router';
import { Link } from '@tanstack/react-router';
import type { NumberOn } from '../../core/directive/index.ts';
import { dayText, period, quantity, share } from '../../ui/format.ts';
import { DemoMark, Light, LightMark } from '../../ui/light.tsx';
import { MemberPage } from '../../ui/member-page.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { Acts } from './acts.tsx';
import { type DirectiveDetail, getDirective } from './api.ts';
import { LevelMark } from './level.tsx';
import { Course } from './course.tsx';
import { Files, ThreadOf } from './thread.tsx';
import '../deliver.css';

/** One directive: how far it is, the number then and now, what may be done, its plan and its thread. */
export function DirectivePage() {
  const { t } = useText();
  const { directive } = useParams({ from: '/$jurisdiction/directives/$directive' });
  const { jurisdiction } = usePlace();
  const query = useReading(getDirective, { params: { jurisdiction, directive } });
  return (
    <MemberPage
      group="directives"
      className="directives print-page"
      title={query.data?.number ?? t('督办单', 'Directive')}
      demo={query.data?.demo ?? false}
    >
      <Await query={query}>{(held) => <Sheet held={held} />}</Await>
    </MemberPage>
  );
}

function Sheet({ held }: { held: DirectiveDetail }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  return (
    <>
      <p className="trail no-print">
        <Link to="/$jurisdiction/directives" params={{ jurisdiction }}>
          {t('督办单', 'Directives')}
        </Link>
      </p>
      <h1>
        {held.number}　{held.title} <DemoMark show={held.demo} />
      </h1>
      <p className="directive-facts">
        <span>
          {t('依据', 'Basis')} {held.basisText}
        </span>
        <span>
          {t('牵头', 'Lead')} <b>{tx(held.lead.name)}</b>
        </span>
        {held.support.length > 0 && (
          <span>
            {t('配合', 'Supporting')} {held.support.map(({ name }) => tx(name)).join(lang === 'zh' ? '、' : ', ')}
          </span>
        )}
        <span>
          {t('等级', 'Level')} <LevelMark level={held.level} />
        </span>
        <span>
          {t('期限', 'Limit')} {dayText(held.due, lang)}
          {held.extensions > 0 &&
            t(
              `（原定 ${dayText(held.firstDue, 'zh')}，考核按原定）`,
              ` (first ${dayText(held.firstDue, 'en')}, which counts for the score)`,
            )}
        </span>
        <span className="soft">{t('交办后不可改', 'What was issued never changes')}</span>
      </p>
      <Course held={held} />
      <div className="directive-sides">
        <div>
          <section className="card">
            <div className="card-head">
              <h2>{t('销号看数，不看话', 'Closed against the number')}</h2>
              <span className="soft small">
                {t('核销人：不是反馈人，也不是牵头单位的人', 'Verified by nobody who answered, nor of the lead unit')}
              </span>
            </div>
            <ThenAndNow held={held} />
            <Acts held={held} />
          </section>
          <section className="card">
            <h2>{t('办理要求', 'What is to be done')}</h2>
            <p className="long-text">{held.demand}</p>
            <p className="soft">
              {t('销号佐证：', 'Closed by: ')}
              {held.closes}
            </p>
            <Files files={held.files} />
          </section>
          {held.steps.length > 0 && (
            <section className="card">
              <h2>{t('整改方案', 'Plan of rectification')}</h2>
              <Table
                label={t('整改方案', 'Plan of rectification')}
                rows={held.steps}
                rowKey={({ id }) => id}
                columns={[
                  { head: t('节点', 'Step'), cell: ({ title }) => title },
                  {
                    head: t('完成', 'Done'),
                    cell: (step) => (
                      <>
                        <LightMark light={step.light} />{' '}
                        {step.doneOn
                          ? dayText(step.doneOn, lang)
                          : t(`应 ${dayText(step.due, 'zh')}`, `due ${dayText(step.due, 'en')}`)}
                      </>
                    ),
                  },
                ]}
              />
            </section>
          )}
        </div>
        <section className="card">
          <div className="card-head">
            <h2>{t('往来', 'Thread')}</h2>
            <span className="soft small">{t('只增不改', 'only added to')}</span>
          </div>
          <ThreadOf held={held} />
          <footer className="directive-foot">
            {held.earlier.length > 0 && (
              <p>
                {t(`同一事项以前 ${held.earlier.length} 次：`, `The same matter before, ${held.earlier.length}: `)}
                {held.earlier.map((one) => (
                  <span key={one.id}>
                    <Link to="/$jurisdiction/directives/$directive" params={{ jurisdiction, directive: one.id }}>
                      {one.number}
                    </Link>
                    {one.unturned && t('（未转绿）', ' (did not turn)')}{' '}
                  </span>
                ))}
              </p>
            )}
            <p className="soft small">{tx(held.rule.text)}</p>
            <p className="no-print">
              <button type="button" className="text-button" onClick={() => window.print()}>
                {t('打印督办单', 'Print')}
              </button>
            </p>
          </footer>
        </section>
      </div>
    </>
  );
}

function ThenAndNow({ held }: { held: DirectiveDetail }) {
  const { t, lang } = useText();
  if (!held.atIssue)
    return (
      <p className="soft">
        {t('这一单没有对应的指标，按佐证核销。', 'No number stands behind it; it is closed by its evidence.')}
      </p>
    );
  const over = held.state === 'closed';
  const verified = held.events.findLast(({ kind }) => kind === 'verify')?.body.now as NumberOn | null | undefined;
  const now = over ? (verified ?? null) : held.now;
  return (
    <>
      <div className="then-now">
        <OneNumber
          title={t(`交办时（${dayText(held.atIssue.on, 'zh')}）`, `When issued (${dayText(held.atIssue.on, 'en')})`)}
          number={held.atIssue}
        />
        <span className="then-now-arrow" aria-hidden="true">
          →
        </span>
        {now ? (
          <OneNumber
            title={
              over
                ? t(`销号时（${dayText(now.on, 'zh')}）`, `When closed (${dayText(now.on, 'en')})`)
                : t(`现在（${dayText(now.on, 'zh')}）`, `Now (${dayText(now.on, 'en')})`)
            }
            number={now}
          />
        ) : (
          <p className="soft">{t('现在没有这项的数', 'Nothing is known of it now')}</p>
        )}
      </div>
      {held.unturned && <p className="is-amber">▲ {t('销号未转绿。', 'Closed without turning.')}</p>}
      {!over && held.wouldBeUnturned && (
        <p className="sentence">
          {t(
            `还没有转绿。现在销号须写明理由，并计入“销号未转绿”（${held.lead.name.zh}今年 ${held.unturnedOfLead} 件）。`,
            `It has not turned. Closing now asks for a written reason and is counted (${held.unturnedOfLead} this year of ${held.lead.name.en || held.lead.name.zh}).`,
          )}
        </p>
      )}
      {held.objectName !== null && held.objectName !== held.title && lang === 'zh' && (
        <p className="soft small">针对：{held.objectName}</p>
      )}
    </>
  );
}

function OneNumber({ title, number }: { title: string; number: NumberOn }) {
  const { t, tx, lang } = useText();
  return (
    <div className="one-number">
      <p className="soft small">{title}</p>
      {number.value !== null && (
        <p className="one-number-value">
          {quantity(number.value, number.unit, lang)}
          {number.period !== null && <span className="soft small"> {period(number.period, lang)}</span>}
        </p>
      )}
      <p>
        <Light light={number.light} /> <DemoMark show={number.demo} />
      </p>
      {number.probability !== null && (
        <p className="soft small">
          {t('达成可能', 'Likely')} {share(number.probability)}
        </p>
      )}
      <p className="soft small">{tx(number.why)}</p>
    </div>
  );
}
