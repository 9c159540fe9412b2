import { groups } from '../ui/face.ts';
import { useOpenEntries } from '../ui/group.tsx';
import { useReading } from '../ui/query.ts';
import { useReader } from '../ui/session.ts';
import { useText } from '../ui/text.tsx';
import { spell } from '../work/find/api.ts';

export interface FoundPage {
  name: string;
  group: string;
  to: string;
}

/** Pages of the place that the reader may open and whose name holds the words, in Chinese, English or pinyin. */
export function usePages(place: string, words: string): FoundPage[] {
  const { tx } = useText();
  const reader = useReader();
  const entries = useOpenEntries(place).map((entry) => ({
    pair: typeof entry.name === 'function' ? entry.name(reader) : entry.name,
    group: groups[entry.group],
    to: `/${place}${'list' in entry.at ? `/registers/${entry.at.list}` : entry.at.page}`,
  }));
  const spelled = useReading(spell, { query: { of: entries.map(({ pair }) => pair.zh).join('|') } });
  const asked = words.normalize('NFKC').toLowerCase().split(/\s+/u).filter(Boolean);
  if (asked.length === 0) return [];
  return entries
    .filter(({ pair, group }, at) => {
      const names = `${pair.zh} ${pair.en} ${group.zh} ${group.en}`.toLowerCase();
      const [whole = '', initials = ''] = spelled.data?.spelled[at]?.split(' ') ?? [];
      return asked.every((word) => names.includes(word) || whole.startsWith(word) || initials.includes(word));
    })
    .slice(0, 5)
    .map(({ pair, group, to }) => ({ name: tx(pair), group: tx(group), to }));
}
