import type { ReactNode } from 'react';
import { GroupPage } from '../../ui/group.tsx';
import { useReader } from '../../ui/session.ts';
import { useText } from '../../ui/text.tsx';
import './foresight.css';

/** What the pages of foresight share: the way between them. */
export function Frame({ title, demo = false, children }: { title: string; demo?: boolean; children: ReactNode }) {
  return (
    <GroupPage group="foresight" title={title} demo={demo} className="foresight">
      {children}
    </GroupPage>
  );
}

/** What readers who see approved figures only have to know. */
export function ReachNote() {
  const { t } = useText();
  const reader = useReader();
  if (reader.today === '' || ['leader', 'planner', 'supervisor', 'auditor'].includes(reader.role)) return null;
  return (
    <p className="soft small">
      {t(
        '只用已核定的数计算，不含在手项目、线索和人工调整。',
        'Computed from approved figures only, without projects in hand, leads and adjustments.',
      )}
    </p>
  );
}
