import { noteRead, unread } from '../store/reads.ts';
import type { Store } from '../store/store.ts';
import { visibleKey } from './figures.ts';
import { type ListSource, readList } from './list.ts';
import type { ReadRecords } from './view.ts';

/** The lists that were read lately: an entry that does not touch a register leaves what was read of it good. */
const mostKept = 200;

/** How views read lists from the store; the same list of the same day and reach is read once until its register is touched. */
export function listReader(store: Store): ReadRecords {
  const kept = new Map<string, Promise<ListSource>>();
  return ({ snapshot, asOf, reach, parts }, register) => {
    const held = snapshot.registers.get(register);
    if (!held) return Promise.resolve({ records: [], titles: new Map() });
    // Titles come from the registers that it refers to.
    const touched = [held, ...held.type.fields.flatMap((field) => snapshot.registers.get(field.register ?? '') ?? [])];
    const state = touched.map((one) => [one.touched, visibleKey(snapshot, one.type, reach)]);
    // People, and objects of any kind, are named from everywhere.
    const anywhere = held.type.fields.some(({ type }) => type === 'object' || type === 'account') && snapshot.head;
    const key = JSON.stringify([snapshot.jurisdiction, register, asOf, state, anywhere]);
    const read = [...touched.map(({ type }) => `register:${type.id}`), ...(anywhere === false ? [] : ['head'])];
    // With the view too: what is made of it is remembered there, whoever asked first.
    for (const part of read) parts.add(part);
    noteRead(...read);
    const known = kept.get(key);
    if (known) return known;
    const made = unread(() => readList(store, snapshot, held.type, reach, asOf));
    made.catch(() => kept.delete(key));
    kept.set(key, made);
    if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? '');
    return made;
  };
}
