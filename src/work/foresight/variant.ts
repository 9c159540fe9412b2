import type { ChangeInput, ScenarioBody } from './api.ts';

type Variant = ScenarioBody['variants'][number];

/** The change of one kind that a variant makes to a commitment; of projects, the one with the id. */
export function changeIn<K extends ChangeInput['kind']>(
  variant: Variant,
  commitment: string,
  kind: K,
  id?: string,
): Extract<ChangeInput, { kind: K }> | undefined {
  return variant.changes.find(
    (entry) =>
      entry.commitment === commitment &&
      entry.change.kind === kind &&
      (id === undefined || ('id' in entry.change && entry.change.id === id)),
  )?.change as Extract<ChangeInput, { kind: K }> | undefined;
}

/** The variant with a growth, a target or the fate of a project set anew; null takes the change out. */
export function withChange(
  variant: Variant,
  commitment: string,
  kind: 'growth' | 'target' | 'fate',
  id: string | null,
  change: ChangeInput | null,
): Variant {
  const replaces = (entry: Variant['changes'][number]) =>
    entry.commitment === commitment &&
    (kind === 'fate'
      ? (entry.change.kind === 'delay' || entry.change.kind === 'remove') && entry.change.id === id
      : entry.change.kind === kind);
  const kept = variant.changes.filter((entry) => !replaces(entry));
  return { ...variant, changes: change === null ? kept : [...kept, { commitment, change }] };
}

/** The variant with one more assumed project, or without the `at`-th of a commitment. */
export function withProject(
  variant: Variant,
  commitment: string,
  project: Omit<Extract<ChangeInput, { kind: 'add' }>, 'kind'>,
): Variant {
  return { ...variant, changes: [...variant.changes, { commitment, change: { kind: 'add', ...project } }] };
}

export function withoutProject(variant: Variant, commitment: string, at: number): Variant {
  let seen = -1;
  return {
    ...variant,
    changes: variant.changes.filter(
      (entry) => !(entry.commitment === commitment && entry.change.kind === 'add' && (seen += 1) === at),
    ),
  };
}

export function projectsIn(variant: Variant, commitment: string): Extract<ChangeInput, { kind: 'add' }>[] {
  return variant.changes.flatMap((entry) =>
    entry.commitment === commitment && entry.change.kind === 'add' ? [entry.change] : [],
  );
}
