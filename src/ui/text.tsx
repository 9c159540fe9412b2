import { unitName } from '../core/measure/index.ts';
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';

export type Lang = 'zh' | 'en';
export interface Pair {
  zh: string;
  en: string;
}

const KEY = 'lantu.lang';

function remembered(): Lang {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh';
  }
}

const TextContext = createContext<{ lang: Lang; setLang: (lang: Lang) => void }>({
  lang: 'zh',
  setLang: () => undefined,
});

/** Holds the language of the interface: Chinese unless the reader switched, remembered in this browser. */
export function TextProvider({ children }: { children: ReactNode }) {
  const [lang, choose] = useState(remembered);
  useEffect(() => {
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  }, [lang]);
  const setLang = useCallback((next: Lang) => {
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // Private windows may refuse storage; the switch then holds until the page is left.
    }
    choose(next);
  }, []);
  const value = useMemo(() => ({ lang, setLang }), [lang, setLang]);
  return <TextContext value={value}>{children}</TextContext>;
}

/**
 * The texts of the interface stand where they are used, in pairs: `t('总览', 'Overview')`.
 * `tx` picks from a pair that the server sent.
 */
export function useText() {
  const { lang, setLang } = useContext(TextContext);
  return useMemo(
    () => ({
      lang,
      setLang,
      t: (zh: string, en: string) => (lang === 'zh' ? zh : en),
      tx: (pair: Pair) => (lang === 'zh' ? pair.zh : pair.en || pair.zh),
      /** Behind a word: （万元）, (10,000 yuan). */
      brackets: (text: string) => (lang === 'zh' ? `（${text}）` : ` (${text})`),
      /** The name of a unit beside a field: 亿元, 100 million yuan. */
      unitOf: (unit: string) => unitName(unit, lang),
    }),
    [lang, setLang],
  );
}
