import { useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { dayText, moment } from '../../ui/format.ts';
import { useReading } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { Await } from '../../ui/states.tsx';
import { useText } from '../../ui/text.tsx';
import { getRecord, getRegister } from './api.ts';
import { spanText } from './clock-section.tsx';
import { titleOf } from './title.ts';
import { type RecordDetail, type RegisterData } from './use-register.ts';
import { ValueText } from './value-text.tsx';
import { listRemarks, type Remark } from './work-api.ts';
import './print.css';

/** Any record on paper: its fields as a form, how it passed its stages, its limit, and what was written under it. */
export function PrintPage() {
  const { t } = useText();
  const params = useParams({ from: '/$jurisdiction/registers/$register/print' });
  const { r = '' } = useSearch({ from: '/$jurisdiction/registers/$register/print' });
  const inside = useReader().capabilities.includes('evidence.read');
  const of = { ...params, record: r };
  const register = useReading(getRegister, { params });
  const record = useReading(getRecord, { params: of });
  const remarks = useReading(listRemarks, { params: of, query: { limit: 200 } }, { enabled: inside });
  return (
    <main className="page print-page">
      <p className="no-print form-foot">
        <button type="button" className="button is-main" onClick={() => window.print()}>
          {t('打印', 'Print')}
        </button>
      </p>
      <Await query={register}>
        {(data) => (
          <Await query={record}>
            {(detail) => <Sheet data={data} detail={detail} remarks={remarks.data?.remarks ?? []} />}
          </Await>
        )}
      </Await>
    </main>
  );
}

function Sheet({ data, detail, remarks }: { data: RegisterData; detail: RecordDetail; remarks: readonly Remark[] }) {
  const { t, tx, lang, brackets, unitOf } = useText();

  const { today, user } = useReader();
  const { type } = data;
  const { record } = detail;
  if (!record) return <p className="problem-title">{t('这条记录已移除，不能打印。', 'The record was removed.')}</p>;
  const stageName = (id: string) => tx(type.stages.find((stage) => stage.id === id)?.name ?? { zh: id, en: id });
  return (
    <article className="print-sheet">
      {record.demo && <p className="print-demo">{t('演示数据，不作依据', 'Demonstration, not evidence')}</p>}
      <h1>{tx(type.name)}</h1>
      <p className="print-title">{titleOf(type, record, tx)}</p>
      <table className="print-form">
        <tbody>
          {type.fields.map((field) => (
            <Line key={field.id} name={`${tx(field.name)}${field.unit ? brackets(unitOf(field.unit)) : ''}`}>
              <ValueText field={field} value={record.values[field.id]} label={record.labels[field.id]} bare />
            </Line>
          ))}
          {record.passages.map((passage, at) => (
            <Line key={`passage-${at}`} name={at === 0 ? t('办理经过', 'Passages') : ''}>
              {dayText(passage.on, lang)} {passage.back ? t('退回到', 'returned to ') : ''}
              {stageName(passage.stage)}
              {passage.by !== '' && t(`（${passage.by}）`, ` (${passage.by})`)}
            </Line>
          ))}
          {record.clock && (
            <Line name={t('时限', 'Limit')}>
              {tx(spanText(record.clock.span))}
              {t('，', ', ')}
              {record.clock.due.due === null
                ? t('停表中', 'the clock stands')
                : t(`${dayText(record.clock.due.due, lang)} 到期`, `due ${dayText(record.clock.due.due, lang)}`)}
              {record.clock.acts.map((act) =>
                t(`；${act.document}：${act.reason}`, `; ${act.document}: ${act.reason}`),
              )}
            </Line>
          )}
          {remarks.toReversed().map((remark, at) => (
            <Line key={remark.seq} name={at === 0 ? t('办理记录', 'Thread') : ''}>
              {moment(remark.at, lang)} {remark.by.name}
              {t('：', ': ')}
              <span className="long-text">{remark.text}</span>
              {remark.files.length > 0 && t(`（附件：${names(remark)}）`, ` (files: ${names(remark)})`)}
            </Line>
          ))}
          <Line name={t('审核签字', 'Signed')}>
            <span className="print-space" />
          </Line>
        </tbody>
      </table>
      <p className="print-foot">
        {t('编号', 'Id')} {record.id} · {t(`第 ${record.version} 版`, `version ${record.version}`)} · {record.source} ·{' '}
        {t(
          `${dayText(today, lang)}由${user?.name ?? ''}打印`,
          `printed ${dayText(today, lang)} by ${user?.name ?? ''}`,
        )}
      </p>
    </article>
  );
}

const names = (remark: Remark) => remark.files.map((file) => file.name).join('、');

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{children}</td>
    </tr>
  );
}
