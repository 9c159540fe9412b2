import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type AnyEndpoint, call, type ResponseOf } from '../../ui/call.ts';
import { dayText, figure } from '../../ui/format.ts';
import { IssueLink } from '../../ui/issue-link.tsx';
import { MemberPage } from '../../ui/member-page.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { Await, Empty, ProblemBox } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { type Pair, useText } from '../../ui/text.tsx';
import { acknowledgeAlert, type AlertRuleView, type AlertState, listAlerts, removeAlert, snoozeAlert } from './api.ts';
import { RuleForm } from './rule-form.tsx';
import './alerts.css';
import '../deliver.css';

/** 预警: what fired, who has seen or silenced it, and the rules. */
export function AlertsPage() {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const query = useReading(listAlerts, { params: { jurisdiction } });
  return (
    <MemberPage group="directives" className="alerts" title={t('预警', 'Alerts')}>
      <h1>{t('预警', 'Alerts')}</h1>
      <Await query={query}>{(data) => <Board data={data} />}</Await>
    </MemberPage>
  );
}

function Board({ data }: { data: ResponseOf<typeof listAlerts> }) {
  const { t, tx } = useText();
  const [edited, setEdited] = useState<AlertRuleView | 'new' | null>(null);
  const fired = data.states.filter(({ state }) => state === 'fired');
  return (
    <>
      <p className="lead">
        {t(
          `${fired.length} 个在报，${data.rules.length} 条规则。越线时报一次，回到界内再越线才报第二次。`,
          `${fired.length} firing, ${data.rules.length} rules. One fires once when its line is crossed, and again only after it was back.`,
        )}
      </p>
      {data.states.length === 0 ? (
        <Empty title={t('还没有报过。', 'Nothing fired yet.')} />
      ) : (
        <Table
          label={t('预警', 'Alerts')}
          stacked
          rows={data.states}
          rowKey={({ rule, object }) => `${rule} ${object}`}
          columns={[
            {
              head: t('预警', 'Alert'),
              cell: (one) => (
                <>
                  <b>{one.name}</b>
                  <div className="soft small">{tx(one.why)}</div>
                </>
              ),
            },
            {
              head: t('状态', 'State'),
              cell: (one) =>
                one.state === 'fired' ? <span className="is-red">▲ {t('在报', 'firing')}</span> : t('已恢复', 'over'),
            },
            { head: t('自', 'Since'), cell: ({ on }) => on },
            { head: t('报过', 'Fired'), n: true, cell: ({ times }) => times },
            {
              head: t('处置', 'Done about it'),
              text: true,
              cell: (one) => <Done one={one} mayManage={data.mayManage} />,
            },
          ]}
        />
      )}
      <h2>{t('规则', 'Rules')}</h2>
      {data.rules.length > 0 && (
        <Table
          label={t('规则', 'Rules')}
          stacked
          rows={data.rules}
          rowKey={({ id }) => id}
          columns={[
            {
              head: t('规则', 'Rule'),
              cell: (rule) => (
                <>
                  <b>{rule.name}</b> {!rule.active && <span className="soft">{t('停用', 'off')}</span>}
                  <div className="soft small">{tx(rule.aboutName)}</div>
                </>
              ),
            },
            { head: t('何时报', 'When'), cell: (rule) => tx(whenText(rule)) },
            {
              head: t('改', 'Change'),
              cell: (rule) =>
                data.mayManage && (
                  <>
                    <button
                      type="button"
                      className="text-button"
                      aria-label={t(`修改 ${rule.name}`, `Change ${rule.name}`)}
                      onClick={() => setEdited(rule)}
                    >
                      {t('修改', 'Change')}
                    </button>{' '}
                    <Remove rule={rule} />
                  </>
                ),
            },
          ]}
        />
      )}
      {data.mayManage && (
        <p>
          <button type="button" className="button" onClick={() => setEdited('new')}>
            {t('新增规则', 'Add a rule')}
          </button>
        </p>
      )}
      {edited !== null && (
        <RuleForm
          key={edited === 'new' ? 'new' : edited.id}
          rule={edited === 'new' ? null : edited}
          onDone={() => setEdited(null)}
        />
      )}
    </>
  );
}

function whenText({ when }: AlertRuleView): Pair {
  switch (when.kind) {
    case 'threshold':
      return when.is === 'above'
        ? {
            zh: `高于 ${figure(when.value)}，回落 ${figure(when.hysteresis)} 后复位`,
            en: `above ${figure(when.value)}, back by ${figure(when.hysteresis)}`,
          }
        : {
            zh: `低于 ${figure(when.value)}，回升 ${figure(when.hysteresis)} 后复位`,
            en: `below ${figure(when.value)}, back by ${figure(when.hysteresis)}`,
          };
    case 'change':
      return {
        zh: `较上期变化${when.is === 'above' ? '高于' : '低于'} ${figure(when.percent)}%`,
        en: `change ${when.is} ${figure(when.percent)} %`,
      };
    case 'outlook':
      return { zh: `达成可能低于 ${figure(100 * when.below)}%`, en: `likelihood below ${figure(100 * when.below)} %` };
    case 'light':
      return when.worst === 'red' ? { zh: '亮红灯', en: 'red' } : { zh: '亮黄灯或红灯', en: 'yellow or red' };
    case 'stale':
      return { zh: `${when.days} 天没有新数`, en: `nothing new for ${when.days} days` };
    case 'limit':
      return { zh: `离期限 ${when.workdays} 个工作日`, en: `${when.workdays} working days to a limit` };
  }
}

function useAct(rule: string) {
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ endpoint, body = {}, query = {} }: { endpoint: AnyEndpoint; body?: object; query?: object }) =>
      call(endpoint, { params: { jurisdiction, alert: rule }, body, query }),
    onSettled: () => queries.invalidateQueries({ queryKey: [listAlerts.path] }),
  });
}

function Remove({ rule }: { rule: AlertRuleView }) {
  const { t } = useText();
  const act = useAct(rule.id);
  return (
    <button
      type="button"
      className="text-button"
      aria-label={t(`删去 ${rule.name}`, `Remove ${rule.name}`)}
      onClick={() => act.mutate({ endpoint: removeAlert, query: { base: rule.base } })}
    >
      {t('删去', 'Remove')}
    </button>
  );
}

function Done({ one, mayManage }: { one: AlertState; mayManage: boolean }) {
  const { t, lang } = useText();
  const { capabilities, today } = useReader();
  const act = useAct(one.rule);
  const [asking, setAsking] = useState<'seen' | 'snooze' | null>(null);
  const [text, setText] = useState('');
  const until = new Date(Date.parse(today === '' ? '2026-01-01' : today) + 7 * 86_400_000).toISOString().slice(0, 10);
  const send = () => {
    act.mutate(
      asking === 'snooze'
        ? { endpoint: snoozeAlert, body: { object: one.object, until, reason: text.trim() } }
        : { endpoint: acknowledgeAlert, body: { object: one.object, note: text.trim() } },
    );
    setAsking(null);
  };
  return (
    <>
      {one.acknowledged && (
        <p className="small">
          {one.acknowledged.by} {t('已知悉', 'has seen it')} {one.acknowledged.note}
        </p>
      )}
      {one.snoozed && (
        <p className="small">
          {one.snoozed.by}{' '}
          {t(`静默到 ${dayText(one.snoozed.until, 'zh')}：`, `silenced it until ${dayText(one.snoozed.until, lang)}: `)}
          {one.snoozed.reason}{' '}
          {mayManage && (
            <button
              type="button"
              className="text-button"
              onClick={() =>
                act.mutate({ endpoint: snoozeAlert, body: { object: one.object, until: null, reason: '提前结束' } })
              }
            >
              {t('结束静默', 'End it')}
            </button>
          )}
        </p>
      )}
      {one.state === 'fired' && /^(commitment|indicator|record)\//.test(one.object) && (
        <IssueLink object={one.object} />
      )}
      {asking === null ? (
        <p>
          {capabilities.includes('remark.write') && one.state === 'fired' && !one.acknowledged && (
            <button
              type="button"
              className="text-button"
              aria-label={t(`知悉 ${one.name}`, `Seen ${one.name}`)}
              onClick={() => setAsking('seen')}
            >
              {t('知悉', 'Seen')}
            </button>
          )}{' '}
          {mayManage && !one.snoozed && (
            <button
              type="button"
              className="text-button"
              aria-label={t(`静默 ${one.name} 一周`, `Silence ${one.name} for a week`)}
              onClick={() => setAsking('snooze')}
            >
              {t('静默一周', 'Silence for a week')}
            </button>
          )}
        </p>
      ) : (
        <form
          className="alert-ask"
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <input
            className="field"
            autoFocus
            required={asking === 'snooze'}
            minLength={asking === 'snooze' ? 2 : 0}
            maxLength={500}
            aria-label={
              asking === 'snooze' ? t('静默的理由', 'Why it is silenced') : t('怎么处置', 'What is done about it')
            }
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <button type="submit" className="button">
            {asking === 'snooze' ? t('静默', 'Silence') : t('知悉', 'Seen')}
          </button>
        </form>
      )}
      {act.error && <ProblemBox error={act.error} />}
    </>
  );
}
