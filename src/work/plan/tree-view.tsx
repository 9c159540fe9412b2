import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { figure, quantity, targetText } from '../../ui/format.ts';
import { DemoMark, Light, LightBar } from '../../ui/light.tsx';
import { usePlace } from '../../ui/place.ts';
import { useText } from '../../ui/text.tsx';
import type { PlanView } from './api.ts';
import { Filters } from './filters.tsx';
import { askedCount, filtered, treeOf, type TreeNode } from './tree.ts';
import { useUnits, type UnitOf } from './units.ts';
import { kindWords } from './words.ts';

/** The plan tree with its filters; everything that is asked for stands in the address. */
export function TreeView({ data }: { data: PlanView }) {
  const { t } = useText();
  const search = useSearch({ from: '/$jurisdiction/plan' });
  const navigate = useNavigate({ from: '/$jurisdiction/plan' });
  const [chosen, setClosed] = useState<ReadonlySet<string> | null>(null);
  const tree = useMemo(() => treeOf(data.commitments, search), [data.commitments, search]);
  const shown = askedCount(tree);
  const unitOf = useUnits();
  const branches = useMemo(() => branchesOf(tree), [tree]);
  // A long plan shows its headings first, and what stands under the first of them; what was asked for is shown whole.
  const closed = useMemo(
    () => chosen ?? new Set(filtered(search) || shown <= few ? [] : branches.slice(2).filter(isDeep).map(idOf)),
    [chosen, search, shown, branches],
  );
  const flip = (id: string) => {
    const next = new Set(closed);
    if (!next.delete(id)) next.add(id);
    setClosed(next);
  };
  const allOpen = closed.size === 0;
  return (
    <>
      <Filters data={data} />
      <div className="tree-line">
        <p className="soft" role="status">
          {filtered(search) ? t(`符合条件 ${shown} 项`, `${shown} match`) : t(`共 ${shown} 项`, `${shown} in all`)}
        </p>
        {branches.length > 0 && (
          <button
            type="button"
            className="text-button"
            onClick={() => setClosed(new Set(allOpen ? branches.map(idOf) : []))}
          >
            {allOpen ? t('全部收起', 'Close all') : t('全部展开', 'Open all')}
          </button>
        )}
      </div>
      {tree.length === 0 ? (
        <p className="card soft">
          {t('没有符合条件的。', 'Nothing matches.')}{' '}
          <button type="button" className="text-button" onClick={() => void navigate({ search: { view: 'tree' } })}>
            {t('去掉条件', 'Clear the filters')}
          </button>
        </p>
      ) : (
        <ul className="card tree">
          {tree.map((node) => (
            <Branch key={node.commitment.id} node={node} depth={0} closed={closed} flip={flip} unitOf={unitOf} />
          ))}
        </ul>
      )}
    </>
  );
}

/** So many commitments are shown at once. */
const few = 40;
const idOf = (node: TreeNode): string => node.commitment.id;
/** Headings that hold commitments themselves, not only further headings. */
const isDeep = (node: TreeNode): boolean => node.children.some(({ commitment }) => commitment.kind !== 'theme');
const branchesOf = (nodes: readonly TreeNode[]): TreeNode[] =>
  nodes.flatMap((node) => (node.children.length > 0 ? [node, ...branchesOf(node.children)] : []));

function Branch({
  node,
  depth,
  closed,
  flip,
  unitOf,
}: {
  node: TreeNode;
  depth: number;
  closed: ReadonlySet<string>;
  flip: (id: string) => void;
  unitOf: UnitOf;
}) {
  const { t, tx } = useText();
  const c = node.commitment;
  const open = !closed.has(c.id);
  return (
    <li>
      <div
        className={`tree-row is-${c.kind}${node.asked ? '' : ' is-context'}`}
        style={{ paddingInlineStart: `${depth * 1.5}rem` }}
      >
        {node.children.length > 0 ? (
          <button
            type="button"
            className="tree-toggle"
            aria-expanded={open}
            aria-label={t(`${c.title.zh}的下级`, `Below ${tx(c.title)}`)}
            onClick={() => flip(c.id)}
          >
            {open ? '−' : '+'}
          </button>
        ) : (
          <span className="tree-toggle" />
        )}
        <Row node={node} unitOf={unitOf} />
      </div>
      {open && node.children.length > 0 && (
        <ul>
          {node.children.map((child) => (
            <Branch
              key={child.commitment.id}
              node={child}
              depth={depth + 1}
              closed={closed}
              flip={flip}
              unitOf={unitOf}
            />
          ))}
        </ul>
      )}
    </li>
  );
}

function Row({ node, unitOf }: { node: TreeNode; unitOf: UnitOf }) {
  const { t, tx, lang } = useText();
  const { jurisdiction } = usePlace();
  const c = node.commitment;
  const observed = c.standing.observed;
  const unit = unitOf(c);
  return (
    <>
      <span className="tree-code soft">{c.code}</span>
      <span className="tree-title">
        <Link
          from="/$jurisdiction/plan"
          to="/$jurisdiction/plan"
          params={{ jurisdiction }}
          search={(s) => ({ ...s, c: c.id })}
          className="quiet"
        >
          {tx(c.title)}
        </Link>{' '}
        {c.kind !== 'theme' && <DemoMark show={c.demo} />}
      </span>
      {c.kind === 'theme' ? (
        <span className="tree-sum">
          <LightBar counts={node.counts} />
        </span>
      ) : (
        <>
          <span className="tree-kind soft">{tx(kindWords[c.kind])}</span>
          <span className="tree-value">
            {c.target ? (
              <>
                {observed
                  ? lang === 'zh' && unit === c.target.unit
                    ? figure(observed.value)
                    : quantity(observed.value, unit, lang)
                  : '—'}{' '}
                <span className="soft">/ {targetText(c.target, lang)}</span>
              </>
            ) : observed ? (
              quantity(observed.value, unit, lang)
            ) : (
              <Milestones commitment={c} />
            )}
          </span>
          <span className="tree-lead">
            {c.lead ? tx(c.lead.name) : <span className="is-red">{t('无主', 'No owner')}</span>}
          </span>
        </>
      )}
      <span className="tree-light">
        <Light light={c.light} bare={c.kind === 'theme'} />
      </span>
    </>
  );
}

function Milestones({ commitment }: { commitment: TreeNode['commitment'] }) {
  const { t } = useText();
  const n = commitment.milestones.length;
  if (n === 0) return <span className="soft">—</span>;
  const done = commitment.milestones.filter((m) => m.doneOn !== null).length;
  return <span className="soft">{t(`节点 ${done}/${n}`, `Milestones ${done}/${n}`)}</span>;
}
