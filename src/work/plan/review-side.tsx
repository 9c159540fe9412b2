import { useText } from '../../ui/text.tsx';
import type { PlanDraftView } from './api.ts';

/** What else was found in the text: slogan groups with their members, and warnings. */
export function ReviewSide({ draft, section }: { draft: PlanDraftView; section: 'groups' | 'warnings' }) {
  const { t } = useText();
  const quote = (span: readonly [number, number]) => (draft.text ?? '').slice(span[0], span[1]);
  return (
    <div className="card beside-list">
      {section === 'warnings' &&
        (draft.warnings.length === 0 ? <p className="soft review-none">{t('没有提醒。', 'No warnings.')}</p> : null)}
      {section === 'groups' &&
        (draft.groups.length === 0 ? (
          <p className="soft review-none">{t('没有找到口号组。', 'No slogan groups found.')}</p>
        ) : null)}
      <ol>
        {section === 'warnings' &&
          draft.warnings.map((w) => (
            <li key={`${w.code}${w.span?.[0] ?? ''}${w.message}`} className="review-note">
              <p>{w.message}</p>
              {w.span && <p className="soft small">“{quote(w.span)}”</p>}
            </li>
          ))}
        {section === 'groups' &&
          draft.groups.map((g) => (
            <li key={`${g.name}${g.span[0]}`} className="review-note">
              <p className="row-name">{g.name}</p>
              <ul>
                {g.members.map((m) => (
                  <li key={`${m.name}${m.span[0]}`}>
                    {m.name} {m.detail && <span className="soft">{m.detail}</span>}{' '}
                    {m.status && <span className="member-status">{m.status}</span>}
                  </li>
                ))}
              </ul>
            </li>
          ))}
      </ol>
    </div>
  );
}
