import { compute, type Method } from '../../evidence/method.ts';

export interface Order {
  module: string;
  id: string;
  given: unknown;
}

/** What the thread of a computation does: it loads the module of the one method and no other. */
export async function work({ module, id, given }: Order): Promise<unknown> {
  const { methods } = (await import(module)) as { methods: readonly Method[] };
  const method = methods.find((one) => one.id === id);
  if (!method) throw new Error(`${module} has no method ${id}`);
  return compute(method, given);
}
