import { call } from '../../../ui/call.ts';
import { useKept } from '../../../ui/outbox/answers.ts';
import { getRegister, listRecords, listRegisters } from '../api.ts';
import { titleOf } from '../title.ts';
import type { RegisterData } from '../use-register.ts';

/** What the forms of the field read, kept on the device: descriptions of lists and names of records, no more. */

/** As many names of records as a device keeps of one list. */
const mostNames = 500;

/** The lists that the reader may see. */
export function useKeptRegisters(login: string, jurisdiction: string) {
  return useKept(login, `${jurisdiction}/registers`, async () => {
    const { registers } = await call(listRegisters, { params: { jurisdiction } });
    return registers.map(({ id, name, about, total }) => ({ id, name, about, total }));
  });
}

/** The description of a list with what its fields may be set to; the names of people are not kept. */
export function useKeptRegister(login: string, jurisdiction: string, register: string) {
  return useKept(
    login,
    `${jurisdiction}/registers/${register}`,
    () => call(getRegister, { params: { jurisdiction, register } }),
    (data: RegisterData) => ({ ...data, people: [], pending: null }),
  );
}

/** Records of a list by name, to be chosen from; without what is personal. */
export function useKeptNames(login: string, jurisdiction: string, register: string) {
  return useKept(login, `${jurisdiction}/names/${register}`, async () => {
    const params = { jurisdiction, register };
    const { type } = await call(getRegister, { params });
    const open = (id: string) => type.fields.some((field) => field.id === id && !field.personal);
    const identify = type.identify.filter(open);
    const sort = identify.find((id) => type.fields.some((field) => field.id === id && field.type === 'text'));
    const page = await call(listRecords, { params, query: { limit: mostNames, ...(sort !== undefined && { sort }) } });
    const names = page.records.map((record) => ({
      id: record.id,
      name: titleOf({ ...type, identify }, record, (pair) => pair.zh),
    }));
    return { names, more: page.total > names.length };
  });
}
