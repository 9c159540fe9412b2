import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call } from '../../ui/call.ts';
import { dayText } from '../../ui/format.ts';
import { DemoMark, Light } from '../../ui/light.tsx';
import { MemberPage } from '../../ui/member-page.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading, readAnew } from '../../ui/query.ts';
import { listOf } from '../../ui/search.ts';
import { Await, Empty, ProblemBox } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { DaysField, LeadField } from '../order-fields.tsx';
import { type Candidate, draftDirectives, issueDirectives, listCandidates } from './api.ts';
import { LevelMark } from './level.tsx';
import '../deliver.css';

/** 交办: choose among what is red or yellow, or name a matter; each becomes a directive with a number of its own. */
export function IssuePage() {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const query = useReading(listCandidates, { params: { jurisdiction } });
  return (
    <MemberPage
      group="directives"
      className="directives"
      title={t('交办', 'Issue')}
      needs="directive.issue"
      demo={query.data?.candidates.some(({ demo }) => demo) ?? false}
    >
      <h1>{t('交办', 'Issue')}</h1>
      <Await query={query}>{({ candidates, left }) => <Issue candidates={candidates} left={left} />}</Await>
    </MemberPage>
  );
}

function Issue({ candidates, left }: { candidates: readonly Candidate[]; left: number }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const { objects } = useSearch({ from: '/$jurisdiction/directives/new' });
  const navigate = useNavigate({ from: '/$jurisdiction/directives/new' });
  const [own, setOwn] = useState(false);
  const chosen = new Set(listOf(objects));
  const choose = (next: ReadonlySet<string>) =>
    void navigate({ search: next.size === 0 ? {} : { objects: [...next].join(',') }, replace: true });
  const asked = useAskedFor([...chosen].filter((object) => !candidates.some((one) => one.object === object)));
  const picked = [...candidates, ...asked].filter(({ object }) => chosen.has(object));
  return (
    <>
      <p className="lead">
        {t(
          `今天红灯、黄灯 ${candidates.length + left} 项；选中的各成一单，一事一号。${left > 0 ? `每本台账列出前 40 条，另有 ${left} 条到台账里找。` : ''}`,
          `${candidates.length + left} things are red or yellow today; each that is chosen becomes a directive with its own number.${left > 0 ? ` Forty of each list stand here; ${left} more are found in their lists.` : ''}`,
        )}
      </p>
      {(picked.length > 0 || own) && (
        <IssueForm
          key={own ? 'own' : 'chosen'}
          picked={own ? [] : picked}
          onCancel={() => (own ? setOwn(false) : choose(new Set()))}
        />
      )}
      <p className="directives-ways">
        <button type="button" className="button" onClick={() => setOwn(true)}>
          {t('另立事项（批示、群众线索）', 'Another matter (instruction, hint)')}
        </button>
      </p>
      {candidates.length === 0 ? (
        <Empty title={t('没有红灯，也没有黄灯。', 'Nothing is red or yellow.')} />
      ) : (
        <Table
          label={t('红灯、黄灯', 'Red and yellow')}
          stacked
          tall
          rows={candidates}
          rowKey={({ object }) => object}
          choose={{
            chosen,
            may: () => true,
            name: ({ title }) => t(`选 ${title}`, `Choose ${title}`),
            onChoose: choose,
          }}
          columns={[
            {
              head: t('事项', 'Matter'),
              className: 'directive-name',
              by: ({ title }) => title,
              cell: ({ title, list, demo, open }) => (
                <>
                  <span className="row-name">{title}</span> <DemoMark show={demo} />
                  <div className="soft small">
                    {tx(list)}
                    {open && (
                      <>
                        {' · '}
                        <Link to="/$jurisdiction/directives/$directive" params={{ jurisdiction, directive: open.id }}>
                          {t(`已有 ${open.number} 在办`, `${open.number} is under way`)}
                        </Link>
                      </>
                    )}
                  </div>
                </>
              ),
            },
            { head: t('亮灯', 'Light'), cell: ({ light }) => <Light light={light} bare /> },
            { head: t('为什么', 'Why'), text: true, cell: ({ why }) => tx(why) },
            {
              head: t('牵头', 'Lead'),
              by: ({ lead }) => lead?.name.zh ?? null,
              cell: ({ lead }) => (lead ? tx(lead.name) : <span className="is-red">{t('无主', 'No owner')}</span>),
            },
          ]}
        />
      )}
    </>
  );
}

/** What the address names beside what is red or yellow: an indicator that an alert is about, say. */
function useAskedFor(objects: readonly string[]): readonly Candidate[] {
  const { jurisdiction } = usePlace();
  const query = useQuery({
    queryKey: [draftDirectives.path, { jurisdiction }, { objects }],
    queryFn: () => call(draftDirectives, { params: { jurisdiction }, body: { objects: [...objects] } }),
    enabled: objects.length > 0,
  });
  return (query.data?.drafts ?? []).map(({ object, title, lead, now, open }) => ({
    object,
    title,
    list: { zh: '', en: '' },
    light: 'yellow',
    why: now.why,
    lead,
    open,
    demo: now.demo,
  }));
}

function IssueForm({ picked, onCancel }: { picked: readonly Candidate[]; onCancel: () => void }) {
  const { t, lang } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const [title, setTitle] = useState('');
  const [basis, setBasis] = useState<'instruction' | 'hint' | 'other'>('instruction');
  const [source, setSource] = useState('');
  const [demand, setDemand] = useState('');
  const [workdays, setWorkdays] = useState('15');
  const [lead, setLead] = useState('');
  const own = picked.length === 0;
  const ownerless = own || picked.some((one) => one.lead === null);
  const send = useMutation({
    mutationFn: () =>
      call(issueDirectives, {
        params: { jurisdiction },
        body: {
          directives: (own ? [null] : picked).map((one) => ({
            demand: demand.trim(),
            workdays: Number(workdays),
            ...(one
              ? { object: one.object, basis: { kind: 'light' as const } }
              : { title: title.trim(), basis: { kind: basis, text: source.trim() } }),
            ...((one?.lead ?? null) === null && lead !== '' && { lead }),
          })),
        },
      }),
    onSettled: () => readAnew(queries),
  });
  if (send.data)
    return (
      <section className="card directive-done" role="status">
        <h2>✓ {t(`已交办 ${send.data.directives.length} 件`, `${send.data.directives.length} issued`)}</h2>
        <ul className="plain">
          {send.data.directives.map((one) => (
            <li key={one.id}>
              <Link to="/$jurisdiction/directives/$directive" params={{ jurisdiction, directive: one.id }}>
                {one.number}
              </Link>{' '}
              {t('期限', 'due')} {dayText(one.due, lang)}
              {!one.certain && (
                <span className="soft">{t('（该年节假日未公布）', ' (holidays of that year not published)')}</span>
              )}
              {one.again !== null && (
                <>
                  {' '}
                  · {t('十二个月内重复，起始', 'comes again, starts')} <LevelMark level={one.level} />
                </>
              )}
            </li>
          ))}
        </ul>
        <button type="button" className="button" onClick={onCancel}>
          {t('继续交办', 'Issue more')}
        </button>
      </section>
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  return (
    <form className="card form directive-form" onSubmit={submit}>
      <h2>
        {own ? t('另立事项', 'Another matter') : t(`交办所选 ${picked.length} 件`, `Issue the ${picked.length} chosen`)}
      </h2>
      {own && (
        <>
          <label>
            {t('督办事项', 'Matter')}
            <input
              className="field"
              required
              minLength={2}
              maxLength={200}
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          </label>
          <label>
            {t('依据', 'Basis')}
            <select className="field" value={basis} onChange={(event) => setBasis(event.target.value as typeof basis)}>
              <option value="instruction">{t('领导批示', 'Instruction of a leader')}</option>
              <option value="hint">{t('群众线索', 'Hint of a citizen')}</option>
              <option value="other">{t('其他', 'Other')}</option>
            </select>
          </label>
          <label>
            {t('依据内容（文号、批示原文、线索）', 'What it says')}
            <input
              className="field"
              required
              minLength={2}
              maxLength={1000}
              value={source}
              onChange={(event) => setSource(event.target.value)}
            />
          </label>
        </>
      )}
      <label>
        {t('办理要求', 'What is to be done')}
        <textarea
          className="field"
          required
          minLength={2}
          maxLength={4000}
          rows={2}
          value={demand}
          placeholder={t(
            '查明原因，提出整改方案，按期转绿',
            'Find out why, plan what is to be done, turn it green in time',
          )}
          onChange={(event) => setDemand(event.target.value)}
        />
      </label>
      {ownerless && (
        <LeadField
          className="directive-lead"
          label={own ? t('牵头单位', 'Lead unit') : t('无主事项的牵头单位', 'Lead unit of those without one')}
          value={lead}
          onChange={setLead}
        />
      )}
      <DaysField
        className="directive-days"
        label={t('时限（工作日）', 'Limit (working days)')}
        value={workdays}
        onChange={setWorkdays}
      />
      {send.error && <ProblemBox error={send.error} />}
      <p className="form-foot">
        <button type="submit" className="button is-main" disabled={send.isPending || (own && lead === '')}>
          {t('交办', 'Issue')}
        </button>{' '}
        <button type="button" className="text-button" onClick={onCancel}>
          {t('取消', 'Cancel')}
        </button>{' '}
        <span className="soft">{t('交办后内容不可改', 'What is issued cannot be changed')}</span>
      </p>
    </form>
  );
}
