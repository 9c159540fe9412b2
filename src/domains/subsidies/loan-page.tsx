import { useParams } from '@tanstack/react-router';
import { groupedAmount } from '../../core/register/index.ts';
import { download } from '../../ui/download.ts';
import { dayText } from '../../ui/format.ts';
import { GroupPage } from '../../ui/group.tsx';
import { DemoMark } from '../../ui/light.tsx';
import { asOfOnly, usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { Await } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { getLoanFile, getLoanSheet, type LoanSheet } from './api.ts';

/** The subsidy of one loan, to be printed, checked by hand and opened in a spreadsheet. */
export function LoanPage() {
  const { t } = useText();
  const { jurisdiction, asOf } = usePlace();
  const { loan = '' } = useParams({ strict: false });
  const input = { params: { jurisdiction, loan }, query: asOfOnly(asOf) };
  const query = useReading(getLoanSheet, input);
  return (
    <GroupPage group="money" title={t('贴息单', 'Subsidy of a loan')} demo={query.data?.demo ?? false}>
      <Await query={query}>
        {(data) => (
          <>
            <h1>
              {t('贴息单', 'Subsidy of a loan')} {data.contract} <DemoMark show={data.demo} />
            </h1>
            <p className="filters no-print">
              <button type="button" className="button" onClick={() => window.print()}>
                {t('打印', 'Print')}
              </button>
              {data.rule && (
                <button type="button" className="button" onClick={() => void download(getLoanFile, input)}>
                  {t('下载带公式的 .xlsx', 'Download .xlsx with formulas')}
                </button>
              )}
            </p>
            <Sheet data={data} />
          </>
        )}
      </Await>
    </GroupPage>
  );
}

function Sheet({ data }: { data: LoanSheet }) {
  const { t, tx, lang } = useText();
  const day = (iso: string) => dayText(iso, lang);
  const { borrower, principal, rate, from, to, rule, lines, years, cliffs, subsidy, booked, why } = data;
  return (
    <>
      <section className="card">
        <p>
          {t(
            `${borrower}，本金 ${groupedAmount(principal)} 元，${day(from)} 至 ${day(to)}，合同年利率 ${rate}%。`,
            `${borrower}, ${groupedAmount(principal)} yuan, ${day(from)} to ${day(to)}, ${rate} % a year.`,
          )}
        </p>
        {why && <p className="is-yellow">{t(`没有算贴息：${why.zh}`, `No subsidy: ${why.en}`)}</p>}
        {rule && <p>{t(`规则：${rule.name}；依据：${rule.source}`, `Rule: ${rule.name}; by ${rule.source}`)}</p>}
        <ul>
          {rule?.said.map((one) => (
            <li key={one.zh}>{tx(one)}</li>
          ))}
        </ul>
        {cliffs.map(({ at, below, above }) => (
          <p key={at} className="is-yellow">
            {t(
              `断崖：本金 ${groupedAmount(at)} 元得 ${groupedAmount(below)} 元，多一分钱只得 ${groupedAmount(above)} 元。`,
              `Cliff: ${groupedAmount(at)} yuan get ${groupedAmount(below)}, one cent more gets ${groupedAmount(above)}.`,
            )}
          </p>
        ))}
      </section>
      {subsidy !== null && (
        <section className="card">
          <h2>
            {t(
              `合计 ${groupedAmount(subsidy)} 元（已列支 ${groupedAmount(booked)} 元）`,
              `${groupedAmount(subsidy)} yuan in all (${groupedAmount(booked)} booked)`,
            )}
          </h2>
          <Table
            label={t('逐段', 'Line by line')}
            rows={lines}
            rowKey={(line) => line.from}
            columns={[
              { head: t('起（计）至止（不计）', 'From, to'), cell: (line) => `${day(line.from)} ~ ${day(line.to)}` },
              { head: t('天数', 'Days'), n: true, cell: ({ days }) => days },
              { head: t('未还本金', 'Owed'), n: true, cell: ({ owed }) => groupedAmount(owed) },
              { head: t('计息本金', 'Counted'), n: true, cell: ({ counted }) => groupedAmount(counted) },
              { head: 'LPR %', n: true, cell: ({ lpr }) => lpr },
              { head: t('贴息率 %', 'Rate %'), n: true, cell: (line) => line.rate },
              { head: t('贴息（未舍入）', 'Not rounded'), n: true, cell: (line) => groupedAmount(line.exact) },
              { head: t('贴息（元）', 'Yuan'), n: true, cell: ({ cents }) => groupedAmount(cents) },
            ]}
          />
          <Table
            label={t('按年', 'By year')}
            rows={years}
            rowKey={({ year }) => year}
            columns={[
              { head: t('年度', 'Year'), cell: ({ year }) => year },
              { head: t('未舍入', 'Not rounded'), n: true, cell: (line) => groupedAmount(line.exact) },
              { head: t('贴息（元）', 'Yuan'), n: true, cell: (line) => groupedAmount(line.subsidy) },
              { head: t('上限', 'Cap'), cell: ({ cut }) => (cut ? t('按上限', 'cut to it') : '—') },
            ]}
          />
        </section>
      )}
    </>
  );
}
