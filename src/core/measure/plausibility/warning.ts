import type { Text } from '../model.ts';

/**
 * A figure that may be right but looks odd. A warning never changes or refuses anything: a person confirms it with a
 * reason, and that is recorded where the figure is.
 */
export interface Warning extends Text {
  /** Stable machine code, e.g. `jump`. */
  code: string;
  /** What the warning rests on, for the person and for the record. */
  figures: Readonly<Record<string, number | string | readonly string[]>>;
}

export function warning(code: string, zh: string, en: string, figures: Warning['figures']): Warning {
  return { code, zh, en, figures };
}
