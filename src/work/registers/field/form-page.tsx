import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { GroupPage } from '../../../ui/group.tsx';
import { CallProblem } from '../../../ui/call.ts';
import type { Item } from '../../../ui/outbox/item.ts';
import { outbox } from '../../../ui/outbox/outbox.ts';
import { useReader } from '../../../ui/session.ts';
import { Await, Empty } from '../../../ui/states.tsx';
import { useText } from '../../../ui/text.tsx';
import { RegisterContext, type RegisterData } from '../use-register.ts';
import { useKeptNames, useKeptRegister } from './kept.ts';
import { NetworkLine } from './network-line.tsx';
import { RecordPart } from './record-part.tsx';
import { RemarkPart } from './remark-part.tsx';
import '../registers.css';
import './field.css';

/** One list on the spot: a new record, or something written under one that is there; or mending what was refused. */
export function FieldFormPage() {
  const { t, tx } = useText();
  const { jurisdiction, register } = useParams({ from: '/$jurisdiction/reporting/field/$register' });
  const reader = useReader();
  const login = reader.user?.id ?? '';
  const query = useKeptRegister(login, jurisdiction, register);
  const never = query.error instanceof CallProblem && query.error.status === 0;
  return (
    <GroupPage group="reporting" title={t('现场填报', 'In the field')} className="field-page registers">
      <p>
        <Link to="/$jurisdiction/reporting/field" params={{ jurisdiction }}>
          ‹ {t('现场填报', 'In the field')}
        </Link>
      </p>
      <NetworkLine />
      {never ? (
        <Empty main title={t('没有网络，这本台账本机没有存过', 'No network, and this list was never opened here')}>
          <p>{t('有网络时先打开一次，以后没有网络也能填。', 'Open it once with network; then it works without.')}</p>
        </Empty>
      ) : (
        <Await query={query}>
          {({ answer }) => (
            <>
              <h1>{tx(answer.type.name)}</h1>
              <Parts key={register} data={answer} jurisdiction={jurisdiction} login={login} />
            </>
          )}
        </Await>
      )}
    </GroupPage>
  );
}

const nothing = () => undefined;

function Parts({ data, jurisdiction, login }: { data: RegisterData; jurisdiction: string; login: string }) {
  const { t } = useText();
  const { what, mend } = useSearch({ from: '/$jurisdiction/reporting/field/$register' });
  const { capabilities } = useReader();
  const register = data.type.id;
  const params = { jurisdiction, register };
  const refused = useQuery({
    queryKey: ['outbox-item', mend],
    networkMode: 'always',
    staleTime: 0,
    queryFn: async (): Promise<Item | null> =>
      mend === undefined ? null : ((await (await outbox.store()).item(mend)) ?? null),
  });
  // What a remark is written under must be known before the network is gone.
  useKeptNames(login, jurisdiction, register);
  const writes = capabilities.includes('evidence.write');
  const to = (next: 'remark' | undefined, name: string) => (
    <Link
      to="/$jurisdiction/reporting/field/$register"
      params={params}
      search={{ what: next }}
      aria-current={shown === next ? 'page' : undefined}
    >
      {name}
    </Link>
  );
  if (refused.data === undefined) return null;
  const item = refused.data?.state === 'refused' && refused.data.login === login ? refused.data : undefined;
  const ofRemark = item ? item.address.endsWith('/remarks') : what === 'remark';
  const shown = ofRemark || !writes ? ('remark' as const) : undefined;
  if (mend !== undefined && !item)
    return <p className="soft">{t('这一条已不在本机，或已上送。', 'It is no longer here, or was sent.')}</p>;
  return (
    <RegisterContext value={{ data, params, asOf: undefined, mayWrite: true, openForm: nothing, openRecord: nothing }}>
      {!item && writes && (
        <nav className="tabs" aria-label={t('填什么', 'What to fill in')}>
          {to(undefined, t('新增记录', 'New record'))}
          {to('remark', t('写办理情况', 'Remark'))}
        </nav>
      )}
      {shown === 'remark' ? <RemarkPart login={login} mend={item} /> : <RecordPart login={login} mend={item} />}
    </RegisterContext>
  );
}
