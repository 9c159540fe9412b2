import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call } from '../../ui/call.ts';
import { dayText } from '../../ui/format.ts';
import { MemberPage } from '../../ui/member-page.tsx';
import { DayField } from '../../ui/pickers/index.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading, readAnew } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { Await, Empty, ProblemBox } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { listMeetings, openMeeting } from './api.ts';
import './meetings.css';
import '../deliver.css';

/** 调度会: the meetings, and the way to open one. */
export function MeetingsPage() {
  const { t, lang } = useText();
  const { jurisdiction } = usePlace();
  const query = useReading(listMeetings, { params: { jurisdiction } });
  return (
    <MemberPage group="directives" className="meetings" title={t('调度会', 'Meetings')}>
      <h1>{t('调度会', 'Meetings')}</h1>
      <p className="lead">
        {t(
          '议程来自红灯、逾期和上次答应的事；会上的决定当场成为督办单。',
          'The agenda comes from what is red, late or was promised last time; decisions become directives on the spot.',
        )}
      </p>
      <Await query={query}>
        {({ meetings, mayHold }) => (
          <>
            {mayHold && <OpenForm />}
            {meetings.length === 0 ? (
              <Empty title={t('还没有开过会。', 'No meeting yet.')} />
            ) : (
              <Table
                label={t('会议', 'Meetings')}
                stacked
                rows={meetings}
                rowKey={({ id }) => id}
                columns={[
                  {
                    head: t('会议', 'Meeting'),
                    cell: ({ id, title, number }) => (
                      <>
                        <Link
                          className="row-name"
                          to="/$jurisdiction/directives/meetings/$meeting"
                          params={{ jurisdiction, meeting: id }}
                        >
                          {title}
                        </Link>
                        <div className="soft small">{number}</div>
                      </>
                    ),
                  },
                  { head: t('日期', 'Day'), cell: ({ heldOn }) => dayText(heldOn, lang), by: ({ heldOn }) => heldOn },
                  { head: t('议程', 'Items'), n: true, cell: ({ items }) => items },
                  { head: t('决定', 'Decisions'), n: true, cell: ({ decisions }) => decisions },
                  {
                    head: t('纪要', 'Minutes'),
                    cell: ({ id, state }) =>
                      state === 'closed' ? (
                        <Link
                          to="/$jurisdiction/directives/meetings/$meeting/minutes"
                          params={{ jurisdiction, meeting: id }}
                        >
                          {t('看纪要', 'Minutes')}
                        </Link>
                      ) : (
                        t('进行中', 'Under way')
                      ),
                  },
                ]}
              />
            )}
          </>
        )}
      </Await>
    </MemberPage>
  );
}

function OpenForm() {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const { today, user } = useReader();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [title, setTitle] = useState('');
  const [place, setPlace] = useState('');
  const [chair, setChair] = useState(user?.name ?? '');
  const [frozenOn, setFrozenOn] = useState(today);
  const open = useMutation({
    mutationFn: () =>
      call(openMeeting, {
        params: { jurisdiction },
        body: { title: title.trim(), place: place.trim(), chair: chair.trim(), ...(frozenOn !== '' && { frozenOn }) },
      }),
    onSuccess: async ({ id }) => {
      await readAnew(queries);
      await navigate({ to: '/$jurisdiction/directives/meetings/$meeting', params: { jurisdiction, meeting: id } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    open.mutate();
  };
  return (
    <form className="card form meeting-open" onSubmit={submit}>
      <h2>{t('开一次会', 'Open a meeting')}</h2>
      <label>
        {t('会议名称', 'Title')}
        <input
          className="field"
          required
          minLength={2}
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
      </label>
      <div className="meeting-row">
        <label>
          {t('主持人', 'Chair')}
          <input
            className="field"
            required
            minLength={2}
            maxLength={100}
            value={chair}
            onChange={(event) => setChair(event.target.value)}
          />
        </label>
        <label>
          {t('地点', 'Place')}
          <input className="field" maxLength={200} value={place} onChange={(event) => setPlace(event.target.value)} />
        </label>
        <div>
          <span>{t('数据定格在', 'Figures as of')}</span>
          <DayField aria-label={t('数据定格在', 'Figures as of')} value={frozenOn} max={today} onChange={setFrozenOn} />
        </div>
      </div>
      {open.error && <ProblemBox error={open.error} />}
      <button type="submit" className="button is-main" disabled={open.isPending}>
        {t('生成议程，开会', 'Make the agenda and begin')}
      </button>
    </form>
  );
}
