import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useState, type FormEvent } from 'react';
import { isProblem } from '../../core/measure/index.ts';
import { type Filter, parseFilter } from '../../core/register/index.ts';
import { useText, type Pair } from '../../ui/text.tsx';
import { ConditionForm } from './condition-form.tsx';
import { conditionsOf, filterText, filterWords } from './filter-text.ts';
import { useRegister } from './use-register.ts';

/** The filter of a register: conditions in words, each can be taken out; one more by choosing; the whole by hand. */
export function FilterBar() {
  const { t, tx } = useText();
  const { data } = useRegister();
  const { filter: text } = useSearch({ from: '/$jurisdiction/registers/$register' });
  const navigate = useNavigate({ from: '/$jurisdiction/registers/$register' });
  const [open, setOpen] = useState<'choose' | 'write' | null>(null);
  const parsed = useMemo(() => (text === undefined ? null : parseFilter(data.type, text)), [data.type, text]);
  const names = useMemo(
    () => new Map<string, Pair>([...data.organisations, ...data.places].map(({ id, name }) => [id, name])),
    [data.organisations, data.places],
  );
  const conditions = parsed === null || isProblem(parsed) ? [] : conditionsOf(parsed);
  const go = (filter: string | undefined) => void navigate({ search: (s) => ({ ...s, filter, from: undefined }) });
  const put = (list: Filter[]) => {
    const [first, ...rest] = list;
    go(first === undefined ? undefined : filterText(rest.length === 0 ? first : { kind: 'and', parts: list }));
  };
  const toggle = (what: 'choose' | 'write') => setOpen((now) => (now === what ? null : what));
  return (
    <div className="filter-bar" role="search" aria-label={t('筛选记录', 'Filter records')}>
      <div className="filters">
        {conditions.map((condition, index) => {
          const words = tx(filterWords(condition, data.type, names));
          return (
            <span key={filterText(condition)} className="chip is-condition">
              {words}
              <button
                type="button"
                aria-label={t(`去掉条件：${words}`, `Take out: ${words}`)}
                onClick={() => put(conditions.filter((_, other) => other !== index))}
              >
                ×
              </button>
            </span>
          );
        })}
        <button
          type="button"
          className="text-button"
          aria-expanded={open === 'choose'}
          onClick={() => toggle('choose')}
        >
          {t('＋ 加条件', '+ Condition')}
        </button>
        <button
          type="button"
          className="text-button"
          aria-expanded={open === 'write' || isProblem(parsed)}
          onClick={() => toggle('write')}
        >
          {t('手写条件', 'Write the filter')}
        </button>
        {text !== undefined && (
          <button type="button" className="text-button" onClick={() => go(undefined)}>
            {t('去掉全部条件', 'Clear')}
          </button>
        )}
      </div>
      {open === 'choose' && (
        <ConditionForm
          onAdd={(condition) => {
            put([...conditions, condition]);
            setOpen(null);
          }}
        />
      )}
      {(open === 'write' || isProblem(parsed)) && <Written key={text ?? ''} text={text ?? ''} onUse={go} />}
    </div>
  );
}

/** The filter as text. What is wrong is said while it is typed, with its place marked. */
function Written({ text, onUse }: { text: string; onUse: (filter: string | undefined) => void }) {
  const { t, tx } = useText();
  const { data } = useRegister();
  const [words, setWords] = useState(text);
  useEffect(() => setWords(text), [text]);
  const parsed = useMemo(() => (words.trim() === '' ? null : parseFilter(data.type, words)), [data.type, words]);
  const problem = isProblem(parsed) ? parsed : null;
  const use = (event: FormEvent) => {
    event.preventDefault();
    if (!problem) onUse(words.trim() || undefined);
  };
  return (
    <form className="filter-written" onSubmit={use}>
      <label htmlFor="filter-text">{t('筛选条件', 'Filter')}</label>
      <input
        id="filter-text"
        className="field"
        value={words}
        maxLength={2000}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={problem !== null}
        aria-describedby="filter-said"
        onChange={(event) => setWords(event.target.value)}
      />
      <button type="submit" className="button" disabled={problem !== null}>
        {t('筛选', 'Filter')}
      </button>
      <div id="filter-said" aria-live="polite">
        {problem ? (
          <p className="is-red">
            {tx(problem)}
            {problem.at !== undefined && (
              <>
                {t(`（第 ${problem.at + 1} 个字）`, ` (character ${problem.at + 1})`)}
                <code className="filter-mark">
                  {words.slice(0, problem.at)}
                  <mark>{words.slice(problem.at, problem.at + 1) || '\u2009'}</mark>
                  {words.slice(problem.at + 1)}
                </code>
              </>
            )}
          </p>
        ) : (
          <p className="soft small">
            {t('写法：', 'Fields: ')}
            <code>
              {data.type.fields
                .slice(0, 6)
                .map((field) => field.id)
                .join('  ')}
            </code>
            {t('；例 ', '; e.g. ')}
            <code>{data.type.stages[0] ? `stage = ${data.type.stages[0].id}` : `${data.type.identify[0]} ~ "…"`}</code>
            {t(
              '；= != < <= > >= ~ in is none，用 and or not 相连',
              '; = != < <= > >= ~ in is none, joined by and or not',
            )}
          </p>
        )}
      </div>
    </form>
  );
}
