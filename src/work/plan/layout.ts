import type { PlanView } from './api.ts';

type Member = PlanView['groups'][number]['members'][number];

/** A spatial slogan such as 一核、两带、三圈、N: what stands in the middle, across it, around it, and beyond. */
export interface Layout {
  core: Member[];
  belts: Member[];
  rings: Member[];
  others: Member[];
}

type Part = keyof Layout;

function partOf(name: string): Part | null {
  if (/核/.test(name)) return 'core';
  if (/带/.test(name)) return 'belts';
  if (/圈/.test(name)) return 'rings';
  if (/^N|多点|若干/.test(name)) return 'others';
  return null;
}

/**
 * The layout of a group whose top members name a core, belts and rings; null for other groups. A heading such as 两带
 * gives way to the members below it; without any, it stands for itself.
 */
export function layoutOf(members: readonly Member[]): Layout | null {
  const names = new Set(members.map((m) => m.name.zh));
  const tops = members.filter((m) => m.parent === null || !names.has(m.parent));
  const parts = new Set(tops.map((m) => partOf(m.name.zh)));
  if (!parts.has('core') || !parts.has('belts') || !parts.has('rings')) return null;
  const layout: Layout = { core: [], belts: [], rings: [], others: [] };
  for (const top of tops) {
    const below = members.filter((m) => m.parent === top.name.zh && m !== top);
    layout[partOf(top.name.zh) ?? 'others'].push(...(below.length > 0 ? below : [top]));
  }
  return layout;
}
