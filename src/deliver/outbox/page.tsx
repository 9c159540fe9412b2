import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, type ResponseOf } from '../../ui/call.ts';
import { moment } from '../../ui/format.ts';
import { MemberPage } from '../../ui/member-page.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, Empty, ProblemBox } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { type Channel, getOutbox, type Message, sendAgain, testChannel } from './api.ts';
import { ChannelForm } from './channel-form.tsx';
import { channelNames } from './words.ts';
import './outbox.css';
import '../deliver.css';

/** 通知渠道: where notices go, what did not arrive and why, and the way to send it again. */
export function OutboxPage() {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const [state, setState] = useState<'dead' | 'waiting' | 'sent'>('dead');
  const query = useReading(getOutbox, { params: { jurisdiction }, query: { state } });
  return (
    <MemberPage group="directives" className="outbox" title={t('通知渠道', 'Channels')} needs="notice.manage">
      <h1>{t('通知渠道', 'Channels')}</h1>
      <Await query={query}>{(data) => <Board data={data} state={state} onState={setState} />}</Await>
    </MemberPage>
  );
}

function Board({
  data,
  state,
  onState,
}: {
  data: ResponseOf<typeof getOutbox>;
  state: 'dead' | 'waiting' | 'sent';
  onState: (state: 'dead' | 'waiting' | 'sent') => void;
}) {
  const { t, tx, lang } = useText();
  const [edited, setEdited] = useState<Channel | 'new' | null>(null);
  const { channels, messages, counts, restoredOn } = data;
  const names = new Map(channels.map(({ id, name }) => [id, name]));
  const views = [
    ['dead', t('没有送达', 'Not delivered'), counts.dead + counts.held],
    ['waiting', t('等待发送', 'Waiting'), counts.waiting],
    ['sent', t('已发送', 'Sent'), counts.sent],
  ] as const;
  return (
    <>
      <p className="lead">
        {t(
          `${channels.length} 个渠道；已发送 ${counts.sent}，等待 ${counts.waiting}，没有送达 ${counts.dead + counts.held}。站内通知不在此列。`,
          `${channels.length} channels; ${counts.sent} sent, ${counts.waiting} waiting, ${counts.dead + counts.held} not delivered.`,
        )}
      </p>
      {counts.held > 0 && restoredOn !== null && (
        <p className="is-amber">
          ▲{' '}
          {t(
            `${restoredOn} 从备份恢复过：当时待发的可能已经发出，逐条核对后再发。`,
            `Restored from a backup on ${restoredOn}: what waited then may have gone out. Look at each before sending it.`,
          )}
        </p>
      )}
      <Table
        label={t('渠道', 'Channels')}
        stacked
        rows={channels}
        rowKey={({ id }) => id}
        columns={[
          {
            head: t('渠道', 'Channel'),
            cell: (channel) => (
              <>
                <button type="button" className="text-button row-name" onClick={() => setEdited(channel)}>
                  {channel.name}
                </button>
                <div className="soft small">
                  {tx(channelNames[channel.kind])} · {channel.host}
                </div>
              </>
            ),
          },
          { head: t('状态', 'State'), cell: ({ active }) => (active ? t('启用', 'On') : t('停用', 'Off')) },
          { head: t('等待', 'Waiting'), n: true, cell: ({ waiting }) => waiting },
          { head: t('未送达', 'Not delivered'), n: true, cell: ({ dead }) => dead },
          { head: t('试发', 'Test'), cell: (channel) => <Test channel={channel} /> },
        ]}
      />
      <p>
        <button type="button" className="button" onClick={() => setEdited('new')}>
          {t('新增渠道', 'Add a channel')}
        </button>
      </p>
      {edited !== null && (
        <ChannelForm
          key={edited === 'new' ? 'new' : edited.id}
          channel={edited === 'new' ? null : edited}
          kinds={data.kinds}
          onDone={() => setEdited(null)}
        />
      )}
      <h2>{t('消息', 'Messages')}</h2>
      <div className="chips" role="group" aria-label={t('看哪些', 'Which')}>
        {views.map(([id, name, n]) => (
          <button key={id} type="button" className="chip" aria-pressed={state === id} onClick={() => onState(id)}>
            {name} <span className="count">{n}</span>
          </button>
        ))}
      </div>
      {messages.length === 0 ? (
        <Empty title={t('没有。', 'None.')} />
      ) : (
        <Table
          label={t('消息', 'Messages')}
          stacked
          rows={messages}
          rowKey={({ id }) => id}
          columns={[
            {
              head: t('内容', 'What'),
              cell: ({ title, notices }) => (
                <>
                  {tx(title)}
                  {notices > 1 && (
                    <span className="soft small"> {t(`等 ${notices} 件`, `and ${notices - 1} more`)}</span>
                  )}
                </>
              ),
            },
            {
              head: t('渠道', 'Channel'),
              cell: ({ channel, recipient }) =>
                recipient === channel ? names.get(channel) : `${names.get(channel)} ${recipient}`,
            },
            { head: t('试过', 'Tries'), n: true, cell: ({ attempts }) => attempts },
            {
              head: t('答复', 'Answer'),
              text: true,
              cell: ({ code, error, sentAt, notBefore, state: now }) =>
                sentAt !== null
                  ? moment(sentAt, lang)
                  : now === 'queued'
                    ? t(`${moment(notBefore, 'zh')} 再试`, `again ${moment(notBefore, 'en')}`) +
                      (code ? ` · ${code}` : '')
                    : now === 'held'
                      ? t('恢复备份后待核', 'held after a restore')
                      : `${code ?? ''} ${error ?? ''}`,
            },
            { head: t('重发', 'Again'), cell: (message) => <Again message={message} /> },
          ]}
        />
      )}
    </>
  );
}

function Test({ channel }: { channel: Channel }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const [to, setTo] = useState('');
  const send = useMutation({
    mutationFn: () =>
      call(testChannel, { params: { jurisdiction, channel: channel.id }, body: to === '' ? {} : { to } }),
    onSettled: () => queries.invalidateQueries({ queryKey: [getOutbox.path] }),
  });
  return (
    <>
      {channel.kind === 'email' && (
        <input
          className="field outbox-to"
          type="email"
          aria-label={t(`试发到（${channel.name}）`, `Test to (${channel.name})`)}
          value={to}
          onChange={(event) => setTo(event.target.value)}
        />
      )}
      <button
        type="button"
        className="button"
        aria-label={t(`试发 ${channel.name}`, `Test ${channel.name}`)}
        disabled={!channel.active || send.isPending || (channel.kind === 'email' && to === '')}
        onClick={() => send.mutate()}
      >
        {t('试发', 'Test')}
      </button>
      {send.data && <span className="soft small"> {t('已排队', 'queued')}</span>}
      {send.error && <ProblemBox error={send.error} />}
    </>
  );
}

function Again({ message }: { message: Message }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: () => call(sendAgain, { params: { jurisdiction, message: message.id }, body: {} }),
    onSettled: () => queries.invalidateQueries({ queryKey: [getOutbox.path] }),
  });
  if (message.state !== 'dead' && message.state !== 'held') return null;
  return (
    <button
      type="button"
      className="button"
      disabled={again.isPending}
      aria-label={t(`再发 ${message.title.zh}`, `Send again ${tx(message.title)}`)}
      onClick={() => again.mutate()}
    >
      {t('再发', 'Send again')}
    </button>
  );
}
