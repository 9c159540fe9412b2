import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { countLights, LightChips } from '../../ui/light.tsx';
import { listOf, toggled } from '../../ui/search.ts';
import { TreePicker } from '../../ui/pickers/index.tsx';
import { useText } from '../../ui/text.tsx';
import type { PlanView } from './api.ts';
import { filtered } from './tree.ts';
import { kinds, kindWords } from './words.ts';

/** Filters of the tree. Typing waits a moment before it goes into the address, and does not fill the history. */
export function Filters({ data }: { data: PlanView }) {
  const { t, tx } = useText();
  const search = useSearch({ from: '/$jurisdiction/plan' });
  const navigate = useNavigate({ from: '/$jurisdiction/plan' });
  const [words, setWords] = useState(search.q ?? '');
  useEffect(() => setWords(search.q ?? ''), [search.q]);
  useEffect(() => {
    const next = words.trim() === '' ? undefined : words.trim();
    if (next === search.q) return undefined;
    const wait = setTimeout(() => void navigate({ search: (s) => ({ ...s, q: next }), replace: true }), 250);
    return () => clearTimeout(wait);
  }, [words, search.q, navigate]);
  const owners = useMemo(() => {
    const all = new Map<string, string>();
    for (const c of data.commitments) if (c.lead) all.set(c.lead.id, tx(c.lead.name));
    return [...all].sort((a, b) => a[1].localeCompare(b[1], 'zh'));
  }, [data.commitments, tx]);
  const byLight = useMemo(
    () => countLights(data.commitments.filter((c) => c.kind !== 'theme').map((c) => c.light)),
    [data.commitments],
  );
  const tags = listOf(search.tag);
  return (
    <div className="filters" role="search" aria-label={t('筛选目标任务', 'Filter commitments')}>
      <input
        className="field"
        type="search"
        value={words}
        placeholder={t('找任务、编号、单位', 'Search words, code, office')}
        aria-label={t('找任务、编号、单位', 'Search words, code, office')}
        onChange={(e) => setWords(e.target.value)}
      />
      <span className="chips">
        <LightChips
          counts={byLight}
          chosen={listOf(search.light)}
          onToggle={(light) => void navigate({ search: (s) => ({ ...s, light: toggled(s.light, light) }) })}
        />
      </span>
      <select
        className="field"
        aria-label={t('种类', 'Kind')}
        value={search.kind ?? ''}
        onChange={(e) => void navigate({ search: (s) => ({ ...s, kind: e.target.value || undefined }) })}
      >
        <option value="">{t('种类：全部', 'Kind: all')}</option>
        {kinds.map((k) => (
          <option key={k} value={k}>
            {tx(kindWords[k])}
          </option>
        ))}
      </select>
      <TreePicker
        aria-label={t('单位', 'Office')}
        none={t('单位：全部', 'Office: all')}
        value={search.ownerless === '1' ? '-' : (search.owner ?? '')}
        options={[{ id: '-', name: t('无主', 'No owner') }, ...owners.map(([id, name]) => ({ id, name }))]}
        onChange={(id) =>
          void navigate({
            search: (s) => ({
              ...s,
              owner: id === '-' ? undefined : id || undefined,
              ownerless: id === '-' ? '1' : undefined,
            }),
          })
        }
      />
      <select
        className="field"
        aria-label={t('标签', 'Tag')}
        value={tags[0] ?? ''}
        onChange={(e) => void navigate({ search: (s) => ({ ...s, tag: e.target.value || undefined }) })}
      >
        <option value="">{t('标签：全部', 'Tag: all')}</option>
        {data.taxonomies.map((x) => (
          <optgroup key={x.id} label={tx(x.name)}>
            {x.values.map((v) => (
              <option key={v.id} value={`${x.id}/${v.id}`}>
                {tx(v.name)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      {tags.slice(1).map((tag) => (
        <button
          key={tag}
          type="button"
          className="chip"
          aria-pressed="true"
          onClick={() => void navigate({ search: (s) => ({ ...s, tag: toggled(s.tag, tag) }) })}
        >
          {tagName(data, tag, tx)} ×
        </button>
      ))}
      {filtered(search) && (
        <button type="button" className="text-button" onClick={() => void navigate({ search: { view: 'tree' } })}>
          {t('去掉条件', 'Clear')}
        </button>
      )}
    </div>
  );
}

/** Words of a tag `taxonomy/value`; the tag itself when the plan does not know it. */
export function tagName(
  data: Pick<PlanView, 'taxonomies'>,
  tag: string,
  tx: (pair: { zh: string; en: string }) => string,
): string {
  const [taxonomy, value] = tag.split('/');
  const found = data.taxonomies.find((x) => x.id === taxonomy)?.values.find((v) => v.id === value);
  return found ? tx(found.name) : tag;
}
