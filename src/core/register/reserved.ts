/** Names that filters use beside the fields. */
export const reserved: ReadonlySet<string> = new Set([
  'id',
  'stage',
  'passed',
  'passages',
  'acts',
  'clock',
  'returns',
  'held',
  'and',
  'or',
  'not',
  'in',
  'is',
  'none',
]);
