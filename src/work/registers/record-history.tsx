import { Link } from '@tanstack/react-router';
import { actorName } from '../../ui/actor.ts';
import { moment } from '../../ui/format.ts';
import { DemoMark } from '../../ui/light.tsx';
import { usePlace } from '../../ui/place.ts';
import { useReader } from '../../ui/session.ts';
import { useText } from '../../ui/text.tsx';
import { nameIn, type RecordDetail, useRegister } from './use-register.ts';
import { ValueText } from './value-text.tsx';

type Version = RecordDetail['history'][number];

/** Every version, the newest first: who, when, by which entry of the ledger, from which sheet row, and what changed. */
export function RecordHistory({ history }: { history: Version[] }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const audits = useReader().capabilities.includes('audit.read');
  return (
    <ol className="thread versions">
      {history.map((version, index) => (
        <li key={version.version}>
          <span className="thread-name">{t(`第 ${version.version} 版`, `Version ${version.version}`)}</span>
          <div>
            {version.actor && <b>{tx(actorName(version.actor))} </b>}
            <span className="nowrap">{moment(version.at, lang)}</span> <DemoMark show={version.demo} />
            <p>
              {audits ? (
                <Link to="/$jurisdiction/audit" params={{ jurisdiction }} search={{ entry: String(version.seq) }}>
                  {t(`账本第 ${version.seq} 号`, `Ledger entry ${version.seq}`)}
                </Link>
              ) : (
                t(`账本第 ${version.seq} 号`, `Ledger entry ${version.seq}`)
              )}{' '}
              · {version.source}
              {version.cell &&
                ` · ${t(`${version.cell.sheet} 第 ${version.cell.row} 行`, `${version.cell.sheet} row ${version.cell.row}`)}`}
            </p>
            {version.removed ? (
              <p className="is-red">{t(`移除：${version.reason ?? ''}`, `Removed: ${version.reason ?? ''}`)}</p>
            ) : (
              <Changes now={version} before={history[index + 1]} />
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Changes({ now, before }: { now: Version; before: Version | undefined }) {
  const { t, tx } = useText();
  const { data } = useRegister();
  const { type } = data;
  if (!before || before.removed) return <p>{t('录入', 'Added')}</p>;
  const stageName = (id: string | null) =>
    tx(type.stages.find((stage) => stage.id === id)?.name ?? { zh: '—', en: '—' });
  const changed = type.fields.filter(
    (field) => JSON.stringify(now.values[field.id] ?? null) !== JSON.stringify(before.values[field.id] ?? null),
  );
  if (changed.length === 0 && now.stage === before.stage) return <p>{t('内容没有变', 'Nothing changed')}</p>;
  return (
    <ul className="changes">
      {now.stage !== before.stage && (
        <li>
          {t('阶段', 'Stage')}
          {t('：', ': ')}
          {stageName(before.stage)} → <b>{stageName(now.stage)}</b>
        </li>
      )}
      {changed.map((field) => (
        <li key={field.id}>
          {tx(field.name)}
          {t('：', ': ')}
          <ValueText
            field={field}
            value={before.values[field.id]}
            label={nameIn(data, field, before.values[field.id])}
          />{' '}
          →{' '}
          <b>
            <ValueText field={field} value={now.values[field.id]} label={nameIn(data, field, now.values[field.id])} />
          </b>
        </li>
      ))}
    </ul>
  );
}
