import { compact, oneOf, type Raw, str } from '../../ui/search.ts';

/** What the pages of directives take from their addresses. */

export const directivesSearch = (raw: Raw) =>
  compact({
    show: oneOf(raw, 'show', ['late', 'answered', 'over', 'all'] as const),
    level: oneOf(raw, 'level', ['blue', 'orange', 'red'] as const),
    words: str(raw, 'words', 100),
  });

/** Objects to issue about, separated by commas. */
export const issueSearch = (raw: Raw) => compact({ objects: str(raw, 'objects', 4000) });
