import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { isMissing } from '../../core/measure/index.ts';
import { call } from '../../ui/call.ts';
import { Drawer } from '../../ui/drawer.tsx';
import { figure, share } from '../../ui/format.ts';
import { Bar } from '../../ui/industry.tsx';
import { DemoMark } from '../../ui/light.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await, ProblemBox } from '../../ui/states.tsx';
import { useText, type Pair } from '../../ui/text.tsx';
import { getRecord } from '../../work/registers/api.ts';
import { convertLead, getLead } from './api.ts';

const measures: Record<string, Pair> = {
  tax: { zh: '亩均税收', en: 'Tax per mu' },
  investment: { zh: '亩均投入', en: 'Investment per mu' },
  output: { zh: '亩均产出', en: 'Output per mu' },
};
const verdicts: Record<string, Pair> = {
  meets: { zh: '打折后仍达门槛', en: 'above the threshold after the discount' },
  'only-as-promised': { zh: '只有全部兑现才达门槛', en: 'above the threshold only if all is delivered' },
  below: { zh: '承诺就低于门槛', en: 'below the threshold as promised' },
  'no-threshold': { zh: '园区没有定门槛', en: 'the park names no threshold' },
};

type Data = NonNullable<ReturnType<typeof useLead>['data']>;

function useLead(lead: string) {
  const { jurisdiction } = usePlace();
  return useReading(getLead, { params: { jurisdiction, lead } });
}

/** One lead: the five screens question by question, what its promises are worth, and the way to a project. */
export function LeadDrawer({ lead, onClose }: { lead: string; onClose: () => void }) {
  const { t } = useText();
  const query = useLead(lead);
  return (
    <Drawer title={query.data?.lead.name ?? t('线索', 'Lead')} onClose={onClose}>
      <Await query={query}>{(data) => <Detail data={data} />}</Await>
    </Drawer>
  );
}

function Detail({ data }: { data: Data }) {
  const { t, tx } = useText();
  const { lead } = data;
  return (
    <>
      <p>
        {lead.firm} <DemoMark show={lead.demo} />
      </p>
      {lead.vetoes.length > 0 && (
        <p className="is-red">
          ■ {t('一票否决：', 'Vetoed: ')}
          {lead.vetoes.map((veto) => tx(veto)).join('、')}
        </p>
      )}
      <section>
        <h3>
          {t('五项筛选', 'Five screens')} {lead.score === null ? '' : figure(lead.score, 0)}
        </h3>
        {lead.scoreMissing && <p className="soft">{tx(lead.scoreMissing)}</p>}
        <table>
          <tbody>
            {lead.screens.map((screen) => (
              <tr key={screen.screen}>
                <th scope="row">{tx(screen.name)}</th>
                <td className="n">{screen.score === null ? '—' : figure(screen.score, 0)}</td>
                <td>
                  {screen.score === null ? (
                    <span className="soft small">{screen.missing && tx(screen.missing)}</span>
                  ) : (
                    <Bar value={screen.score} of={100} label={figure(screen.score, 0)} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <details>
          <summary>{t('逐项怎么得分', 'How each question scored')}</summary>
          <ul>
            {data.lines.map((line) => (
              <li key={line.criterion}>
                {tx(line.name)}：{tx(line.why)}
                {line.score === null ? '' : t(`，得 ${figure(line.score, 0)}`, `, scored ${figure(line.score, 0)}`)}
              </li>
            ))}
          </ul>
        </details>
      </section>
      <section>
        <h3>{t('承诺值多少', 'What the promises are worth')}</h3>
        {data.promises.length === 0 && (
          <p className="soft">{t('没有填用地或承诺数。', 'Land or promised figures are not filled in.')}</p>
        )}
        <ul>
          {data.promises.map((line) => (
            <li key={line.measure}>
              {tx(measures[line.measure] ?? { zh: line.measure, en: line.measure })}：{t('承诺', 'promised')}{' '}
              {figure(line.promised, 1)}
              {typeof line.expected === 'number'
                ? t(
                    `，按以往兑现预计 ${figure(line.expected, 1)}（${figure(line.low ?? 0, 1)}—${figure(line.high ?? 0, 1)}）`,
                    `, expected ${figure(line.expected, 1)} (${figure(line.low ?? 0, 1)}–${figure(line.high ?? 0, 1)})`,
                  )
                : isMissing(line.expected) && line.expected.note
                  ? `（${tx(line.expected.note)}）`
                  : ''}
              {line.threshold === null
                ? ''
                : t(`；门槛 ${figure(line.threshold, 1)}`, `; threshold ${figure(line.threshold, 1)}`)}
              {'median' in line.comparable
                ? t(
                    `；本地同类 ${line.comparable.firms} 家中位 ${figure(line.comparable.median, 1)}，${share(line.comparable.reached)} 达到过承诺水平`,
                    `; median of ${line.comparable.firms} comparable firms here ${figure(line.comparable.median, 1)}, ${share(line.comparable.reached)} reached the promise`,
                  )
                : ''}
              {t('。', '. ')}
              <b>{tx(verdicts[line.verdict] ?? { zh: '', en: '' })}</b>
            </li>
          ))}
        </ul>
        <p className="soft small">{t('单位：万元/亩', 'In 10,000 yuan per mu')}</p>
      </section>
      {lead.duplicates.length > 0 && (
        <section>
          <h3>{t('可能重复', 'Perhaps the same')}</h3>
          <ul>
            {lead.duplicates.map((found) => (
              <li key={found.id}>
                {found.name}：{tx(found.why)}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Convert data={data} />
    </>
  );
}

/** A lead that was signed becomes a project. */
function Convert({ data }: { data: Data }) {
  const { t } = useText();
  const { jurisdiction } = usePlace();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { lead } = data;
  const record = useReading(getRecord, { params: { jurisdiction, register: 'leads', record: lead.id } });
  const [contract, setContract] = useState('');
  const [name, setName] = useState(lead.name.replace('线索', '项目'));
  const convert = useMutation({
    mutationFn: () =>
      call(convertLead, {
        params: { jurisdiction, lead: lead.id },
        body: { base: record.data?.record?.version ?? 0, contract, name },
      }),
    onSuccess: async ({ project }) => {
      await queries.invalidateQueries();
      await navigate({ to: '/$jurisdiction/industry/projects/$project', params: { jurisdiction, project } });
    },
  });
  if (lead.project !== null) {
    return (
      <p>
        <Link to="/$jurisdiction/industry/projects/$project" params={{ jurisdiction, project: lead.project }}>
          {t('已转为项目', 'It became a project')}
        </Link>
      </p>
    );
  }
  if (!record.data?.record?.mayWrite || !(lead.stage === 'signed' || data.next.includes('signed'))) return null;
  return (
    <section>
      <h3>{t('签约，转为项目', 'Signed: make it a project')}</h3>
      <form
        className="gate-form"
        onSubmit={(event) => {
          event.preventDefault();
          convert.mutate();
        }}
      >
        <label>
          <span>{t('项目名称', 'Name of the project')}</span>
          <input className="field" value={name} required onChange={(event) => setName(event.target.value)} />
        </label>
        <label>
          <span>{t('投资合同文号', 'Number of the contract')} *</span>
          <input className="field" value={contract} required onChange={(event) => setContract(event.target.value)} />
        </label>
        {convert.error && <ProblemBox error={convert.error} />}
        <p>
          <button type="submit" className="button is-main" disabled={convert.isPending || contract.trim() === ''}>
            {t('转为项目', 'Make it a project')}
          </button>
        </p>
      </form>
    </section>
  );
}
