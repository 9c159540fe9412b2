import { useState } from 'react';
import { GroupPage } from '../../ui/group.tsx';
import { DemoMark } from '../../ui/light.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, Empty } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { getPolicies, type PolicyView } from './api.ts';
import { type Answers, type Question, verdictOf } from './verdict.ts';

/** What a person is given, and what is missing for the rest; the answers stay in the browser. */
export function PoliciesPage() {
  const { t } = useText();
  const { jurisdiction, asOf } = usePlace();
  const query = useReading(getPolicies, { params: { jurisdiction }, query: asOfOnly(asOf) });
  return (
    <GroupPage
      group="services"
      title={t('政策自测', 'What am I given')}
      demo={query.data?.policies.some(({ demo }) => demo) ?? false}
    >
      <h1>{t('政策自测', 'What am I given')}</h1>
      <p className="soft">
        {t(
          '填写自己的情况，看能享受什么、还差哪一项。填的内容只在本机，不上传。',
          'Say how things stand and see what you are given, and what is missing. Nothing leaves this browser.',
        )}
      </p>
      <Await query={query}>
        {({ policies, left }) =>
          policies.length === 0 ? (
            <Empty title={t('还没有施行中的政策', 'No policy is in force')}>
              <p>
                {t(
                  '在“惠企惠民政策”台账写规则，冻结后出现在这里。',
                  'Write the rules in the list of policies; frozen they appear here.',
                )}
              </p>
            </Empty>
          ) : (
            <>
              {left.length > 0 && (
                <p role="note">
                  {t(
                    `${left.join('、')}的规则有空隙或重叠，没有列出。`,
                    `Left out for gaps or overlaps: ${left.join(', ')}.`,
                  )}
                </p>
              )}
              <SelfCheck policies={policies} />
            </>
          )
        }
      </Await>
    </GroupPage>
  );
}

function SelfCheck({ policies }: { policies: readonly PolicyView[] }) {
  const { t } = useText();
  const [answers, setAnswers] = useState<Answers>({});
  const questions = new Map<string, Question>();
  for (const { questions: own } of policies)
    for (const one of own) if (!questions.has(one.name)) questions.set(one.name, one);
  const put = (name: string, value: string | number | undefined) =>
    setAnswers((before) => ({ ...before, [name]: value }));
  return (
    <>
      <section className="card" aria-label={t('我的情况', 'How things stand')}>
        <h2>{t('我的情况', 'How things stand')}</h2>
        <div className="form form-grid is-two">
          {[...questions.values()].map((question) => (
            <Asked key={question.name} question={question} onAnswer={(value) => put(question.name, value)} />
          ))}
        </div>
      </section>
      <section className="card" aria-label={t('结果', 'Result')} aria-live="polite">
        <h2>{t('结果', 'Result')}</h2>
        <Table
          label={t('结果', 'Result')}
          stacked
          rows={policies}
          rowKey={({ id }) => id}
          columns={[
            {
              head: t('政策', 'Policy'),
              cell: (policy) => (
                <>
                  {`${policy.name}（${policy.term}）`} <DemoMark show={policy.demo} />
                </>
              ),
            },
            {
              head: t('结果', 'Result'),
              named: true,
              text: true,
              cell: (policy) => <Verdict policy={policy} answers={answers} />,
            },
            { head: t('责任单位', 'Answers for it'), named: true, cell: ({ bureau }) => bureau ?? '—' },
            {
              head: t('互斥组', 'One of'),
              named: true,
              cell: ({ group }) => (group === null ? '—' : t(`${group}：只享受一项`, `${group}: one alone`)),
            },
          ]}
        />
      </section>
    </>
  );
}

function Asked({
  question: { name, unit, input },
  onAnswer,
}: {
  question: Question;
  onAnswer: (value: string | number | undefined) => void;
}) {
  const { t } = useText();
  return (
    <label>
      {unit === '' ? name : `${name}（${unit}）`}
      {input.kind === 'number' ? (
        <input
          className="field"
          inputMode="decimal"
          onChange={({ target: { value } }) =>
            onAnswer(value.trim() === '' || !Number.isFinite(Number(value)) ? undefined : Number(value))
          }
        />
      ) : (
        <select
          className="field"
          defaultValue=""
          onChange={({ target: { value } }) => onAnswer(value === '' ? undefined : value)}
        >
          <option value="">{t('未填', 'not said')}</option>
          {input.of.map((word) => (
            <option key={word} value={word}>
              {word}
            </option>
          ))}
        </select>
      )}
    </label>
  );
}

function Verdict({ policy, answers }: { policy: PolicyView; answers: Answers }) {
  const { t } = useText();
  const found = verdictOf(policy, answers);
  if (found.kind === 'gives') return <strong>{t(`符合：${found.gives}`, `Yes: ${found.gives}`)}</strong>;
  if (found.kind === 'open') return t(`还要填：${found.ask.join('、')}`, `Still to be said: ${found.ask.join(', ')}`);
  if (found.kind === 'no-rule' || !found.nearest)
    return t('没有适用的规则，请咨询责任单位', 'No rule applies: ask who answers for it');
  const lacks = found.nearest.lacks.map(({ question, wants, has }) => {
    const unit = policy.questions.find(({ name }) => name === question)?.unit ?? '';
    const of = (value: string | number) => (unit === '' ? `${value}` : ` ${value} ${unit}`);
    return has === null
      ? t(`${question}要${of(wants)}`, `${question} ${of(wants)}`)
      : t(`${question}要${of(wants)}，现为${of(has)}`, `${question} ${of(wants)}, now ${of(has)}`);
  });
  return t(
    `差 ${lacks.length} 项可得“${found.nearest.gives}”：${lacks.join('；')}`,
    `${lacks.length} short of ${found.nearest.gives}: ${lacks.join('; ')}`,
  );
}
