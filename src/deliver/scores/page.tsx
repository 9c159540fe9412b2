import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type AnyEndpoint, call } from '../../ui/call.ts';
import { dayText, figure, share } from '../../ui/format.ts';
import { MemberPage } from '../../ui/member-page.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, Empty, ProblemBox } from '../../ui/states.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { appealScore, decideAppeal, getScores, publishScores, type ScoreLine, type Scores } from './api.ts';

import '../deliver.css';

/** 考核: how units did with their directives, with the rule and the day beside it; what was published, and appeals. */
export function ScoresPage() {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const query = useReading(getScores, { params: { jurisdiction } });
  return (
    <MemberPage group="directives" className="directives" title={t('考核', 'Scores')}>
      <h1>{t('考核', 'Scores')}</h1>
      <Await query={query}>{(data) => <Board data={data} />}</Await>
    </MemberPage>
  );
}

function useSending() {
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ endpoint, params = {}, body }: { endpoint: AnyEndpoint; params?: object; body: object }) =>
      call(endpoint, { params: { jurisdiction, ...params }, body }),
    onSettled: () => queries.invalidateQueries({ queryKey: [getScores.path] }),
  });
}

function useColumns(): Column<ScoreLine>[] {
  const { t, tx } = useText();
  const part = (value: number | null) => (value === null ? null : share(value));
  return [
    { head: t('单位', 'Unit'), cell: ({ organisation }) => <b>{tx(organisation.name)}</b> },
    {
      head: t('位次', 'Rank'),
      n: true,
      cell: ({ rank }) => rank ?? <span className="soft">{t('不足 5 件', 'too few')}</span>,
    },
    { head: t('得分', 'Score'), n: true, by: ({ score }) => score, cell: ({ score }) => score },
    { head: t('件数', 'Cases'), n: true, by: ({ cases }) => cases, cell: ({ cases }) => cases },
    {
      head: t('按期', 'In time'),
      n: true,
      cell: ({ onTime, onTimeLow, onTimeHigh }) => (
        <>
          {part(onTime) ?? '—'}
          {onTimeLow !== null && onTimeHigh !== null && (
            <div className="soft small">
              {share(onTimeLow)}–{share(onTimeHigh)}
            </div>
          )}
        </>
      ),
    },
    {
      head: t('每件退回', 'Returns each'),
      n: true,
      cell: ({ returns }) => (returns === null ? null : figure(returns, 2)),
    },
    { head: t('未转绿', 'Did not turn'), n: true, cell: ({ unturned }) => part(unturned) },
    { head: t('重复', 'Repeats'), n: true, cell: ({ repeats }) => part(repeats) },
    {
      head: t('难度（交办时达成可能）', 'Difficulty (likelihood at the start)'),
      n: true,
      cell: ({ difficulty }) => part(difficulty),
    },
  ];
}

function Board({ data }: { data: Scores }) {
  const { t, lang } = useText();
  const columns = useColumns();
  const send = useSending();
  const { weights, fewest } = data.rule;
  return (
    <>
      <p className="lead">
        {t(
          `${dayText(data.from, 'zh')} 至 ${dayText(data.to, 'zh')}，截至 ${dayText(data.on, 'zh')}。`,
          `${dayText(data.from, 'en')} to ${dayText(data.to, 'en')}, as of ${dayText(data.on, 'en')}.`,
        )}
      </p>
      <p className="sentence">
        {t(
          `规则：按期 ${weights.onTime} 分（按原定期限），退回 ${weights.returns} 分，未转绿 ${weights.unturned} 分，重复 ${weights.repeats} 分；不足 ${fewest} 件不排名，同分同位。在台账“督办考核规则”里改。`,
          `Rule: in time ${weights.onTime} (by the first limit), returns ${weights.returns}, did not turn ${weights.unturned}, repeats ${weights.repeats}; below ${fewest} cases no rank, equal scores share one. Edited in the register of rules.`,
        )}
      </p>
      {data.lines.length === 0 ? (
        <Empty title={t('这段时间没有到期或办结的督办单。', 'No directive was due or closed in that time.')} />
      ) : (
        <Table
          label={t('各单位', 'Units')}
          stacked
          rows={data.lines}
          rowKey={({ organisation }) => organisation.id}
          columns={columns}
        />
      )}
      {data.mayPublish && data.lines.length > 0 && (
        <p>
          <button
            type="button"
            className="button is-main"
            disabled={send.isPending}
            onClick={() => send.mutate({ endpoint: publishScores, body: { from: data.from, to: data.to } })}
          >
            {t('公布这份考核', 'Publish')}
          </button>
        </p>
      )}
      {send.error && <ProblemBox error={send.error} />}
      {data.published.map((one) => (
        <section key={one.id} className="card">
          <h2>
            {t(`${dayText(one.on, 'zh')}公布`, `Published ${dayText(one.on, 'en')}`)}{' '}
            <span className="soft">
              {dayText(one.from, lang)}–{dayText(one.to, lang)} ·{' '}
              {t(`申诉到 ${dayText(one.appealUntil, 'zh')}`, `appeals until ${dayText(one.appealUntil, 'en')}`)}
            </span>
          </h2>
          <Table
            label={t(`${one.on} 公布`, `Published ${one.on}`)}
            stacked
            rows={one.lines}
            rowKey={({ organisation }) => organisation.id}
            columns={columns}
          />
          <Appeals score={one} data={data} />
        </section>
      ))}
    </>
  );
}

function Appeals({ score, data }: { score: Scores['published'][number]; data: Scores }) {
  const { t, tx } = useText();
  const send = useSending();
  const [text, setText] = useState('');
  const [line, setLine] = useState('onTime');
  const names: Readonly<Record<string, string>> = {
    onTime: t('按期', 'in time'),
    returns: t('退回', 'returns'),
    unturned: t('未转绿', 'did not turn'),
    repeats: t('重复', 'repeats'),
    difficulty: t('难度', 'difficulty'),
    score: t('得分', 'score'),
  };
  const may =
    score.lines.some(({ organisation }) => organisation.id === data.mayAppealFor) && data.on <= score.appealUntil;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate({ endpoint: appealScore, params: { score: score.id }, body: { line, text: text.trim() } });
    setText('');
  };
  return (
    <>
      <ul className="plain">
        {score.appeals.map((one) => (
          <li key={one.seq}>
            {tx(one.organisation.name)} {t('申诉', 'appeals')}（{names[one.line]}）：{one.text}{' '}
            {one.decision ? (
              <b>
                {one.decision.decision === 'accepted' ? t('采纳', 'accepted') : t('不采纳', 'rejected')}：
                {one.decision.reason}
              </b>
            ) : (
              data.mayDecide &&
              one.organisation.id !== data.mayAppealFor && (
                <Decide
                  onDecide={(body) =>
                    send.mutate({ endpoint: decideAppeal, params: { score: score.id, appeal: String(one.seq) }, body })
                  }
                />
              )
            )}
          </li>
        ))}
      </ul>
      {may && (
        <form className="form act-form" onSubmit={submit}>
          <label>
            {t('对哪一项申诉', 'Against which line')}
            <select className="field" value={line} onChange={(event) => setLine(event.target.value)}>
              {Object.entries(names).map(([id, name]) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label>
            {t('理由', 'Why')}
            <input
              className="field"
              required
              minLength={2}
              maxLength={2000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </label>
          <button type="submit" className="button">
            {t('提交申诉', 'Appeal')}
          </button>
        </form>
      )}
      {send.error && <ProblemBox error={send.error} />}
    </>
  );
}

function Decide({ onDecide }: { onDecide: (body: { decision: 'accepted' | 'rejected'; reason: string }) => void }) {
  const { t } = useText();
  const [reason, setReason] = useState('');
  return (
    <span className="directives-ways">
      <input
        className="field"
        aria-label={t('处理意见', 'Why')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {(['accepted', 'rejected'] as const).map((decision) => (
        <button
          key={decision}
          type="button"
          className="button"
          disabled={reason.trim().length < 2}
          onClick={() => onDecide({ decision, reason: reason.trim() })}
        >
          {decision === 'accepted' ? t('采纳', 'Accept') : t('不采纳', 'Reject')}
        </button>
      ))}
    </span>
  );
}
