/** A field of a register as sheets of tests declare it. */
export const field = (id: string, zh: string, type: string, more: object = {}) => ({
  id,
  name: { zh, en: id },
  type,
  ...more,
});
