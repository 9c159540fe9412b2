import type { Text } from '../../core/measure/index.ts';

/** What is read here of a JSON Schema as `described` makes it: `zh`, `en` and `unit` are the words of `field`. */
export interface Shape {
  type?: string | readonly string[];
  properties?: Readonly<Record<string, Shape>>;
  required?: readonly string[];
  items?: Shape | boolean;
  prefixItems?: readonly Shape[];
  additionalProperties?: Shape | boolean;
  anyOf?: readonly Shape[];
  oneOf?: readonly Shape[];
  enum?: readonly unknown[];
  format?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  zh?: string;
  en?: string;
  unit?: string;
}

/** The name of a field in both languages; its key where it has none. */
export function nameOf(shape: Shape | undefined, key: string): Text {
  return { zh: shape?.zh ?? key, en: shape?.en ?? key };
}

/** The fields of an object, also of one that may be of several kinds. */
export function fieldsOf(shape: Shape): Record<string, Shape> {
  const kinds = [...(shape.anyOf ?? []), ...(shape.oneOf ?? [])];
  return Object.assign({}, ...kinds.map(fieldsOf), shape.properties) as Record<string, Shape>;
}

/** True where an object of the shape must have the field. */
export function needs(shape: Shape, key: string): boolean {
  const kinds = [...(shape.anyOf ?? []), ...(shape.oneOf ?? [])].filter(({ type }) => type !== 'null');
  return (shape.required?.includes(key) ?? false) || (kinds.length > 0 && kinds.every((kind) => needs(kind, key)));
}

/** The shape of the members of a list, where they are all of one. */
export function itemOf(shape: Shape): Shape {
  return typeof shape.items === 'object' ? shape.items : {};
}

/** The types that a value may have, without null. */
export function typesOf(shape: Shape): readonly string[] {
  const own = shape.type === undefined ? [] : [shape.type].flat();
  const kinds = [...(shape.anyOf ?? []), ...(shape.oneOf ?? [])].flatMap(typesOf);
  return [...own, ...kinds].filter((type) => type !== 'null');
}

/** True where null may stand: there is no value. */
export function isNullable(shape: Shape): boolean {
  return [shape, ...(shape.anyOf ?? []), ...(shape.oneOf ?? [])].some(({ type }) => [type].flat().includes('null'));
}

const scalars = ['number', 'integer', 'string', 'boolean'];

/** True for a number, a text, or yes and no. */
export function isScalar(shape: Shape): boolean {
  const types = typesOf(shape);
  return types.length > 0 && types.every((type) => scalars.includes(type));
}
