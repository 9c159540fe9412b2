import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call, CallProblem } from '../../ui/call.ts';
import { figure, moment, share } from '../../ui/format.ts';
import { GroupPage } from '../../ui/group.tsx';
import { DemoMark, Light } from '../../ui/light.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { Await } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { useText } from '../../ui/text.tsx';
import { addStations, listStations } from './api.ts';
import { Begin } from './begin.tsx';

/** Stations: newest values, and how well each keeps to the standard. */
export function StationsPage() {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const { capabilities } = useReader();
  const query = useReading(listStations, { params: { jurisdiction } });
  const demo = query.data?.stations.some((one) => one.demo) ?? false;
  return (
    <GroupPage group="ecology" title={t('监测站点', 'Stations')} demo={demo}>
      <h1>{t('监测站点', 'Stations')}</h1>
      {capabilities.includes('register.define') && <Register />}
      <Await query={query}>
        {({ stations }) =>
          stations.length === 0 ? (
            <Begin
              title={t('还没有站点', 'No station yet')}
              about={t(
                '登记并设密码后，站点按 HJ 212 上传即可入库；没有自动站的断面从表格导入，再导入手工监测。',
                'Once registered with a password, it may send by HJ 212; sections without a station come by sheet, and are sampled by hand.',
              )}
              lists={{
                stations: t('站点和断面表（导入）', 'Stations and sections by sheet'),
                samples: t('手工监测（导入）', 'Samples by sheet'),
              }}
            />
          ) : (
            <section className="card" aria-label={t('站点', 'Stations')}>
              <Table
                label={t('站点', 'Stations')}
                stacked
                rows={stations}
                rowKey={({ id }) => id}
                columns={[
                  {
                    head: t('站点', 'Station'),
                    cell: (one) => (
                      <>
                        <Link to="/$jurisdiction/ecology/stations/$mn" params={{ jurisdiction, mn: one.mn }}>
                          {one.name}
                        </Link>{' '}
                        <DemoMark show={one.demo} />
                        <br />
                        <span className="soft small">{one.mn}</span>
                      </>
                    ),
                  },
                  { head: t('灯', 'Light'), cell: ({ light }) => <Light light={light} bare /> },
                  { head: t('为什么', 'Why'), text: true, named: true, cell: ({ why }) => tx(why) },
                  {
                    head: t('最近小时', 'Newest hour'),
                    named: true,
                    cell: ({ at }) => (at === null ? null : moment(at, lang)),
                  },
                  {
                    head: t('报文合规率（30 天）', 'Keeps to the standard (30 days)'),
                    n: true,
                    cell: ({ conformity: { frames, clean } }) =>
                      frames === 0 ? null : `${share(clean / frames, 1)}（${figure(clean)}/${figure(frames)}）`,
                  },
                  {
                    head: t('不合规项', 'Against the standard'),
                    text: true,
                    named: true,
                    cell: ({ conformity, codes }) =>
                      [
                        ...conformity.faults.slice(0, 4).map(({ name, n }) => `${tx(name)} ${n}`),
                        ...(conformity.repeated > 0 ? [`${t('重复', 'repeated')} ${conformity.repeated}`] : []),
                        ...(codes.silent.length > 0
                          ? [`${t('登记的仪器没有数据', 'silent')}：${codes.silent.join('、')}`]
                          : []),
                        ...(codes.strange.length > 0
                          ? [`${t('编码与登记不符', 'not registered')}：${codes.strange.join('、')}`]
                          : []),
                      ].join('；') || '—',
                  },
                  {
                    head: t('接入', 'Door'),
                    named: true,
                    cell: ({ door }) =>
                      door ? t('已设密码', 'has a password') : t('未设密码，报文不收', 'none: frames are not taken'),
                  },
                ]}
              />
            </section>
          )
        }
      </Await>
    </GroupPage>
  );
}

/** Kinds as sheets write them. */
const kinds: Readonly<Record<string, 'lake' | 'river' | 'air' | 'outfall' | 'flue'>> = {
  湖库: 'lake',
  湖库断面: 'lake',
  河流: 'river',
  河流断面: 'river',
  空气: 'air',
  空气站: 'air',
  排污口: 'outfall',
  烟气: 'flue',
};

/** Registers a station, or several pasted from a sheet: number, name, password in each line. */
function Register() {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const [fault, setFault] = useState<{ zh: string; en: string } | null>(null);
  const [said, setSaid] = useState('');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const lines = String(new FormData(form).get('lines') ?? '')
      .split('\n')
      .map((line) => line.trim().split(/[\t,，;；]/.test(line) ? /[\t,，;；]+/ : /\s+/))
      .filter(([mn = '']) => mn !== '');
    const stations = lines.map(([mn = '', name = '', password = '', kind = '']) => ({
      mn: mn.trim(),
      name: name.trim(),
      password: password.trim(),
      kind: kinds[kind.trim()] ?? null,
    }));
    setSaid('');
    call(addStations, { params: { jurisdiction }, body: { stations } })
      .then(({ added, changed }) => {
        setFault(null);
        setSaid(t(`新增 ${added} 个，更新 ${changed} 个。`, `${added} added, ${changed} changed.`));
        form.reset();
        void queries.invalidateQueries();
      })
      .catch((error: unknown) =>
        setFault(error instanceof CallProblem ? error.body.title : { zh: '没有写入', en: 'Not written' }),
      );
  };
  return (
    <details className="card">
      <summary>{t('登记站点', 'Register stations')}</summary>
      <form onSubmit={submit}>
        <p>
          <label htmlFor="station-lines">
            {t(
              '一行一个：设备编码 MN、名称、密码、类型（湖库、河流、空气、排污口、烟气），可从表格粘贴',
              'One a line: device number MN, name, password, kind (湖库 lake, 河流 river, 空气 air …); may be pasted from a sheet',
            )}
          </label>
        </p>
        <textarea id="station-lines" name="lines" className="field" rows={4} required spellCheck={false} />
        <p>
          <button type="submit" className="button is-main">
            {t('登记', 'Register')}
          </button>
        </p>
        {fault && (
          <p className="is-red" role="alert">
            {tx(fault)}
          </p>
        )}
        {said !== '' && <p role="status">{said}</p>}
      </form>
    </details>
  );
}
