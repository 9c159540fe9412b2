import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { useText } from '../text.tsx';
import './pickers.css';

export interface Option {
  id: string;
  name: string;
  /** What it stands below in a tree. */
  parent?: string | null;
}

/** What a picker is called and described by: a label of its own, or the ids of what stands beside it. */
export interface Naming {
  id?: string | undefined;
  'aria-label'?: string | undefined;
  'aria-labelledby'?: string | undefined;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: boolean | undefined;
}

/** Lets the library speak the reader's language: words for those who listen, order of a date, first day of a week. */
export function InLanguage({ children }: { children: ReactNode }) {
  const { lang } = useText();
  return <I18nProvider locale={lang === 'zh' ? 'zh-CN' : 'en-GB'}>{children}</I18nProvider>;
}

/** The same as the library takes it, which knows no properties that are undefined. */
export function named(naming: Naming) {
  const {
    id,
    'aria-label': label,
    'aria-labelledby': by,
    'aria-describedby': described,
    'aria-invalid': wrong,
  } = naming;
  return {
    ...(id !== undefined && { id }),
    ...(label !== undefined && { 'aria-label': label }),
    ...(by !== undefined && { 'aria-labelledby': by }),
    ...(described !== undefined && { 'aria-describedby': described }),
    ...(wrong && { isInvalid: true }),
  };
}
