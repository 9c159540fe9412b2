/** What the page reads of the OpenAPI document. */

export interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  enum?: unknown[];
  format?: string;
  $ref?: string;
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema: Schema;
  example?: string | number;
}

interface Answer {
  schema: Schema;
  example?: unknown;
}

export interface Operation {
  operationId: string;
  summary: string;
  description: string;
  deprecated?: boolean;
  parameters?: Parameter[];
  responses: Record<string, { description?: string; $ref?: string; content?: Record<string, Answer> }>;
  'x-scope'?: string;
  'x-zh'?: string;
}

export interface OpenDocument {
  info: { title: string; version: string; description: string };
  paths: Record<string, Record<string, Operation>>;
  webhooks: Record<string, Record<string, Operation>>;
  components: { responses: Record<string, { description: string }> };
}

/** Paths that stand in one line are one: what a schema is, in a word. */
export function typeOf(schema: Schema): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? '';
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeOf))].join(' | ');
  if (schema.enum) return schema.enum.map(String).join(' | ');
  const type = [schema.type ?? 'any'].flat().join(' | ');
  return schema.items ? `${type} of ${typeOf(schema.items)}` : type;
}

/** The fields of an answer, deep ones by their path; objects that may be null are looked into as well. */
export function fieldsOf(schema: Schema, before = '', depth = 0): { path: string; type: string }[] {
  const inner = schema.anyOf?.find((one) => one.properties) ?? schema;
  if (depth > 3 || !inner.properties) return [];
  return Object.entries(inner.properties).flatMap(([name, field]) => {
    const path = before === '' ? name : `${before}.${name}`;
    const isList = field.items?.properties !== undefined;
    return [
      { path: isList ? `${path}[]` : path, type: isList ? 'array' : typeOf(field) },
      ...(isText(field)
        ? []
        : fieldsOf(isList ? (field.items as Schema) : field, isList ? `${path}[]` : path, depth + 1)),
    ];
  });
}

/** A text in both languages is read as one thing. */
const isText = ({ properties }: Schema) => properties !== undefined && Object.keys(properties).join() === 'zh,en';

/** The address of an operation with what was filled in. */
export function filledIn(
  path: string,
  parameters: readonly Parameter[],
  values: Readonly<Record<string, string>>,
): string {
  const own = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  const search = new URLSearchParams();
  for (const { name, in: where } of parameters)
    if (where === 'query' && (values[name] ?? '') !== '') search.set(name, values[name] ?? '');
  const tail = search.toString();
  return tail === '' ? own : `${own}?${tail}`;
}
