import type { ReactNode } from 'react';
import { MemberPage } from '../../ui/member-page.tsx';
import './reporting.css';

/** What the pages of reporting share: the way between them, and the door for those who may not read evidence. */
export function Frame(props: { title: string; demo?: boolean; needs?: string; children: ReactNode }) {
  return <MemberPage group="reporting" className="reporting" {...props} />;
}
