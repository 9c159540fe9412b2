/** The types of field; each has a folder in `fields`. A module of its own, so that pages need no schema to list them. */
export const fieldTypes = [
  'text',
  'number',
  'money',
  'date',
  'period',
  'choice',
  'flag',
  'reference',
  'person',
  'org',
  'place',
  'point',
  'file',
  'amount',
  'account',
  'object',
  'serial',
] as const;
export type FieldType = (typeof fieldTypes)[number];
