import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { DemoMark, LightMark } from '../ui/light.tsx';
import { OutlookMark } from '../ui/outlook.tsx';
import { asOfOnly, usePlace } from '../ui/place.ts';
import { useReading } from '../ui/query.ts';
import { ProblemBox } from '../ui/states.tsx';
import { type Pair, useText } from '../ui/text.tsx';
import { find, type FoundGroup, type Hit } from '../work/find/api.ts';
import { type FoundPage, usePages } from './find-pages.ts';
import './finder.css';

const kindNames: Record<FoundGroup['kind'], Pair> = {
  commitment: { zh: '目标任务', en: 'Commitments' },
  indicator: { zh: '指标', en: 'Indicators' },
  index: { zh: '指数', en: 'Indices' },
  record: { zh: '台账', en: 'Records' },
  document: { zh: '文本', en: 'Documents' },
  organisation: { zh: '单位', en: 'Organisations' },
};

/** Waits until somebody has stopped typing. */
function useSettled(text: string): string {
  const [settled, settle] = useState(text);
  useEffect(() => {
    const soon = setTimeout(settle, 120, text);
    return () => clearTimeout(soon);
  }, [text]);
  return settled;
}

/** Finds anything in the place: its pages at once, everything else by the server. Arrows choose, Enter opens. */
export default function Finder({ place, onClose }: { place: string; onClose: () => void }) {
  const { t, tx } = useText();
  const { asOf } = usePlace();
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [typed, type] = useState('');
  const [at, choose] = useState(0);
  const q = useSettled(typed.trim());
  const asked = useReading(
    find,
    { params: { jurisdiction: place }, query: { q, ...asOfOnly(asOf) } },
    { enabled: q !== '' },
  );
  const pages = usePages(place, typed.trim());
  const found = q === '' || typed.trim() === '' ? undefined : asked.data;
  const groups = found?.groups ?? [];
  useEffect(() => {
    if (dialog.current && !dialog.current.open) dialog.current.showModal();
  }, []);
  useEffect(() => choose(0), [q]);

  const options = () => [...(list.current?.querySelectorAll<HTMLAnchorElement>('[role=option]') ?? [])];
  const move = (step: number) => {
    const all = options();
    if (all.length === 0) return;
    const next = (at + step + all.length) % all.length;
    choose(next);
    all[next]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      move(event.key === 'ArrowDown' ? 1 : -1);
    }
    if (event.key === 'Enter') options()[at]?.click();
  };
  const close = () => dialog.current?.close();
  // Each option by its place in the whole list, across its groups.
  const before = groups.map((_, index) =>
    groups.slice(0, index).reduce((sum, { hits }) => sum + hits.length, pages.length),
  );
  const option = (mine: number): Shown => ({
    id: `find-${mine}`,
    chosen: mine === at,
    onPoint: () => choose(mine),
  });
  const shown = pages.length > 0 || groups.length > 0;
  const empty = found !== undefined && !asked.isFetching && !shown;
  return (
    <dialog
      ref={dialog}
      className="finder"
      aria-label={t('查找', 'Find')}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) close();
      }}
    >
      <input
        type="search"
        role="combobox"
        autoFocus
        aria-expanded={shown}
        aria-controls="find-list"
        aria-activedescendant={shown ? `find-${at}` : undefined}
        aria-label={t('查找', 'Find')}
        placeholder={t(
          '目标任务、指标、台账、单位；可用拼音、首字母、编号',
          'Commitments, indicators, records, organisations, codes',
        )}
        autoComplete="off"
        maxLength={100}
        value={typed}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div id="find-list" ref={list} role="listbox" aria-label={t('结果', 'Results')} className="find-list">
        {pages.length > 0 && (
          <Part name={t('页面', 'Pages')}>
            {pages.map((page, index) => (
              <PageOption key={page.to} page={page} onGo={close} {...option(index)} />
            ))}
          </Part>
        )}
        {groups.map((group, index) => (
          <Part
            key={`${group.kind} ${group.register?.id ?? ''}`}
            name={tx(group.register?.name ?? kindNames[group.kind])}
            note={group.more ? t('只列最接近的几条', 'the nearest ones') : ''}
          >
            {group.hits.map((hit, inside) => (
              <HitOption
                key={hit.id}
                place={place}
                group={group}
                hit={hit}
                onGo={close}
                {...option((before[index] ?? 0) + inside)}
              />
            ))}
          </Part>
        ))}
      </div>
      <div role="status" className="find-foot soft">
        {empty && t('没有找到。换个说法，或者少写几个字。', 'Nothing found. Try other words, or fewer of them.')}
        {(found?.reading.length ?? 0) > 0 &&
          t(
            `正在编入：${found?.reading.map(tx).join('、')}，刚写入的记录稍后才能查到。`,
            `Still being read: ${found?.reading.map(tx).join(', ')}; their newest records are found in a moment.`,
          )}
        {asked.error && <ProblemBox error={asked.error} />}
        {typed === '' &&
          t(
            '↑↓ 选择，回车打开，Esc 关闭。按空格分开几个词。',
            '↑↓ choose, Enter opens, Esc closes. Several words stand apart.',
          )}
      </div>
    </dialog>
  );
}

function Part({ name, note = '', children }: { name: string; note?: string; children: ReactNode }) {
  return (
    <div role="group" aria-label={name} className="find-part">
      <p className="find-name" aria-hidden="true">
        {name} {note !== '' && <span>{note}</span>}
      </p>
      {children}
    </div>
  );
}

interface Shown {
  id: string;
  chosen: boolean;
  onPoint: () => void;
}
type Option = Shown & { onGo: () => void };

const attributes = ({ id, chosen, onGo, onPoint }: Option) => ({
  id,
  role: 'option',
  'aria-selected': chosen,
  tabIndex: -1,
  className: 'find-hit',
  onClick: onGo,
  onPointerMove: onPoint,
});

function PageOption({ page, ...shown }: Option & { page: FoundPage }) {
  return (
    // The address comes from the area that owns the page; its own links to it are typed.
    <Link to={page.to as '/'} {...attributes(shown)}>
      <span className="find-title">{page.name}</span>
      <span className="find-stands">{page.group}</span>
    </Link>
  );
}

function HitOption({ place, group, hit, ...shown }: Option & { place: string; group: FoundGroup; hit: Hit }) {
  const { tx } = useText();
  const inside = (
    <>
      <span className="find-title">
        {hit.light && <LightMark light={hit.light} />} {tx(hit.title)} <DemoMark show={hit.demo} />
      </span>
      <span className="find-stands">
        {tx(hit.stands)} <OutlookMark outlook={hit.outlook} />
      </span>
    </>
  );
  const of = { ...attributes(shown), children: inside };
  const params = { jurisdiction: place };
  switch (group.kind) {
    case 'commitment':
      return <Link to="/$jurisdiction/plan" params={params} search={{ c: hit.id }} {...of} />;
    case 'indicator':
      return <Link to="/$jurisdiction/indicators/$indicator" params={{ ...params, indicator: hit.id }} {...of} />;
    case 'index':
      return <Link to="/$jurisdiction/indices/$index" params={{ ...params, index: hit.id }} {...of} />;
    case 'document':
      return <Link to="/$jurisdiction/plan" params={params} search={{ view: 'text', doc: hit.id }} {...of} />;
    case 'organisation':
      return <Link to="/$jurisdiction/plan" params={params} search={{ owner: hit.id }} {...of} />;
    case 'record':
      return (
        <Link
          to="/$jurisdiction/registers/$register"
          params={{ ...params, register: group.register?.id ?? '' }}
          search={{ r: hit.id }}
          {...of}
        />
      );
  }
}
