import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import en from '../../docs/manual/en.md?raw';
import zh from '../../docs/manual/zh.md?raw';
import { Page } from '../ui/page.tsx';
import { useText } from '../ui/text.tsx';
import { Markdown } from './markdown.tsx';
import './manual.css';

/** The manual, as it is shipped in docs/manual. */
export function Manual() {
  const { t, lang } = useText();
  const { hash } = useLocation();
  const text = lang === 'zh' ? zh : en;
  const sections = [...text.matchAll(/^## (.*)$/gmu)].map(([, title = '']) => title);
  useEffect(() => {
    const heading = document.getElementById(decodeURIComponent(hash));
    heading?.scrollIntoView();
    heading?.focus({ preventScroll: true });
  }, [hash, lang]);
  return (
    <Page title={t('使用手册', 'Manual')} className="manual">
      <nav aria-label={t('目录', 'Contents')} className="no-print">
        <ul className="plain">
          {sections.map((title) => (
            <li key={title}>
              <a href={`#${encodeURIComponent(title)}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      <article>
        <Markdown text={text} />
      </article>
    </Page>
  );
}
