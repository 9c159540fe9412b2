import { useText, type Pair } from '../../ui/text.tsx';

interface Notice {
  level: 'remind' | 'urge' | 'escalate';
  text: Pair;
  about: string;
  period: string;
}

const levels: Record<Notice['level'], Pair & { tone: string }> = {
  escalate: { zh: '提级', en: 'Escalated', tone: 'is-red' },
  urge: { zh: '催报', en: 'Urged', tone: 'is-yellow' },
  remind: { zh: '提醒', en: 'Reminder', tone: 'soft' },
};

/** More than these are folded away. */
const shown = 3;

/** Reminders and escalations, the most urgent first. */
export function Notices({ notices }: { notices: readonly Notice[] }) {
  const { t } = useText();
  if (notices.length === 0) return null;
  return (
    <section className="card notices" aria-label={t('提醒', 'Notices')}>
      <Lines notices={notices.slice(0, shown)} />
      {notices.length > shown && (
        <details>
          <summary>{t(`还有 ${notices.length - shown} 条`, `${notices.length - shown} more`)}</summary>
          <Lines notices={notices.slice(shown)} />
        </details>
      )}
    </section>
  );
}

function Lines({ notices }: { notices: readonly Notice[] }) {
  const { tx } = useText();
  return (
    <ul>
      {notices.map((notice) => (
        <li key={`${notice.about} ${notice.period} ${notice.level}`}>
          <span className={levels[notice.level].tone}>{tx(levels[notice.level])}</span> {tx(notice.text)}
        </li>
      ))}
    </ul>
  );
}
