import { useParams } from '@tanstack/react-router';
import { dayText } from '../../ui/format.ts';
import { DemoMark, Light } from '../../ui/light.tsx';
import { MemberPage } from '../../ui/member-page.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { getMeeting, type Meeting } from './api.ts';
import './meetings.css';

/** 纪要: the minutes of a meeting, made from what was decided, as a page that prints. */
export function MinutesPage() {
  const { t } = useText();
  const { meeting } = useParams({ from: '/$jurisdiction/directives/meetings/$meeting/minutes' });
  const { jurisdiction } = usePlace();
  const query = useReading(getMeeting, { params: { jurisdiction, meeting } });
  return (
    <MemberPage
      group="directives"
      className="meetings print-page"
      title={t('会议纪要', 'Minutes')}
      demo={query.data?.agenda.some(({ seen }) => seen?.demo) ?? false}
    >
      <Await query={query}>{(held) => <Paper held={held} />}</Await>
    </MemberPage>
  );
}

function Paper({ held }: { held: Meeting }) {
  const { t, tx, lang } = useText();
  const names = (as: string) =>
    held.attendance
      .filter((one) => one.as === as)
      .map(({ person }) => person)
      .join(t('、', ', '));
  const attendance = [
    [t('出席', 'Present'), names('present')],
    [t('请假', 'On leave'), names('leave')],
    [t('列席', 'Observers'), names('observer')],
  ].filter(([, list]) => list !== '');
  return (
    <>
      <p className="no-print form-foot">
        <button type="button" className="button is-main" onClick={() => window.print()}>
          {t('打印', 'Print')}
        </button>{' '}
        {held.state === 'open' && (
          <span className="is-amber">▲ {t('会议还没有结束，这是草稿', 'The meeting is not over: a draft')}</span>
        )}
      </p>
      <article className="minutes">
        <h1>
          {held.title}
          {t('纪要', ': minutes')} <DemoMark show={held.agenda.some(({ seen }) => seen?.demo)} />
        </h1>
        <p className="minutes-number">{held.number}</p>
        <p>
          {t(
            `${dayText(held.heldOn, 'zh')}，${held.chair}主持召开${held.title}。数据定格在 ${dayText(held.frozenOn, 'zh')}。`,
            `On ${dayText(held.heldOn, 'en')}, chaired by ${held.chair}. Figures as of ${dayText(held.frozenOn, 'en')}.`,
          )}
        </p>
        {held.minutes && held.minutes.text !== '' && <p className="long-text">{held.minutes.text}</p>}
        <h2>{t('一、议定事项', 'Decisions')}</h2>
        <ol className="minutes-list">
          {held.decisions.map(({ id, text, directive }, at) => (
            <li key={id}>
              {at + 1}. {text}
              {directive &&
                t(
                  `（${directive.number}，${directive.lead.name.zh}牵头，${dayText(directive.due, 'zh')}前）`,
                  ` (${directive.number}, ${tx(directive.lead.name)}, by ${dayText(directive.due, 'en')})`,
                )}
            </li>
          ))}
          {held.decisions.length === 0 && <li>{t('没有议定事项。', 'None.')}</li>}
        </ol>
        <h2>{t('二、会上看的事项', 'What was looked at')}</h2>
        <ol className="minutes-list">
          {held.agenda.map((item, at) => (
            <li key={item.id}>
              {at + 1}. {item.title} {item.seen && <Light light={item.seen.light} bare />}
              {item.promised.some(({ kept }) => kept === 'broken') && (
                <b> {t('上次答应的没有做到', 'a promise was not kept')}</b>
              )}
              {held.notes
                .filter((note) => note.item === item.id)
                .map((note) => (
                  <div key={note.at} className="minutes-note">
                    {note.text}
                  </div>
                ))}
            </li>
          ))}
        </ol>
        <dl className="minutes-names">
          {attendance.map(([label, list]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{list}</dd>
            </div>
          ))}
        </dl>
        <p className="soft small">
          {held.minutes ? `${held.minutes.by} · ${dayText(held.minutes.on, lang)}` : t('草稿', 'Draft')}
        </p>
      </article>
    </>
  );
}
