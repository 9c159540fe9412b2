import type { ImportView, ImportWord } from '../evidence/intake/import-api.ts';
import { useText } from './text.tsx';

/** Says once for all rows what a word of the file means: the likeliest at a click, all others in a list. */
export function WordField({
  word,
  view,
  busy,
  onMean,
}: {
  word: ImportWord;
  view: ImportView;
  busy: boolean;
  onMean: (key: string, id: string | null) => void;
}) {
  const { t, tx } = useText();
  const all = view.meanings[word.key.slice(1).split(':')[0] ?? ''] ?? [];
  const others = all.filter(({ id }) => word.maybe.every((one) => one.id !== id));
  return (
    <span className="import-word">
      {word.maybe.map(({ id, name }) => (
        <button key={id} type="button" className="chip" disabled={busy} onClick={() => onMean(word.key, id)}>
          {t(`是“${name.zh}”`, `It is ${name.en}`)}
        </button>
      ))}
      {others.length > 0 && (
        <select
          className="field"
          aria-label={t(`“${word.said}”读作`, `"${word.said}" is read as`)}
          value=""
          disabled={busy}
          onChange={(event) => event.target.value !== '' && onMean(word.key, event.target.value)}
        >
          <option value="">{t('读作…', 'read as …')}</option>
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {tx(name)}
            </option>
          ))}
        </select>
      )}
    </span>
  );
}
