import { useState } from 'react';
import { dayText } from '../../ui/format.ts';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { useReader } from '../../ui/session.ts';
import { useText } from '../../ui/text.tsx';
import { listVersions, type Versions } from './api.ts';
import { AmendForm } from './form.tsx';

/** 修订: what a commitment said before, who approved the change and why; and for the plan office the way to amend it. */
export function Amendments({ commitment }: { commitment: string }) {
  const { t } = useText();
  const { jurisdiction, asOf } = usePlace();
  const { capabilities } = useReader();
  const [editing, setEditing] = useState(false);
  const query = useReading(listVersions, { params: { jurisdiction, commitment } });
  const mayWrite = capabilities.includes('plan.write') && asOf === undefined;
  const data = query.data;
  if (!data || (!mayWrite && data.versions.length === 0)) return null;
  return (
    <section>
      <h3>{t('修订', 'Amendments')}</h3>
      {data.versions.length === 0 && !editing && <p className="soft">{t('没有修订过。', 'Never amended.')}</p>}
      {data.versions.length > 0 && (
        <ol className="thread">
          {data.versions.map((version) => (
            <Version key={version.seq} version={version} />
          ))}
        </ol>
      )}
      {editing ? (
        <AmendForm commitment={commitment} versions={data} onClose={() => setEditing(false)} />
      ) : (
        mayWrite && (
          <button type="button" className="button" onClick={() => setEditing(true)}>
            {t('修订这项任务', 'Amend')}
          </button>
        )
      )}
    </section>
  );
}

function Version({ version }: { version: Versions['versions'][number] }) {
  const { t, tx, lang } = useText();
  return (
    <li>
      <span className="thread-name">{t('修订', 'Amended')}</span>
      <div>
        <b>{t(`${dayText(version.effective, 'zh')}起`, `From ${dayText(version.effective, lang)}`)}</b>
        {version.changes.map((change) => (
          <p key={change.name.zh}>
            {tx(change.name)}
            {t('：', ': ')}
            <s>{change.from || t('空', 'nothing')}</s> → {change.to || t('空', 'nothing')}
          </p>
        ))}
        <p>
          {version.approval.body} {version.approval.document}
        </p>
        <p>{version.reason}</p>
        <p className="soft small">
          {version.actor} · {t(`账本第 ${version.seq} 号`, `ledger entry ${version.seq}`)}
        </p>
      </div>
    </li>
  );
}
