import { createContext, useContext, useEffect, type ReactNode } from 'react';
import { useText } from './text.tsx';

/** A page tells the shell whether any figure on it is demonstration data. */
export const DemoContext = createContext<(demo: boolean) => void>(() => undefined);

/** The frame of a page: its title in the tab, and whether it shows demonstration data. */
export function Page({
  title,
  demo = false,
  className = '',
  children,
}: {
  title: string;
  demo?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const { t } = useText();
  const report = useContext(DemoContext);
  useEffect(() => {
    document.title = `${title} · ${t('蓝图', 'Lantu')}`;
  }, [title, t]);
  useEffect(() => {
    report(demo);
    return () => report(false);
  }, [report, demo]);
  return <div className={`page ${className}`}>{children}</div>;
}
