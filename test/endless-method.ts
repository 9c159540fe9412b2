import { z } from 'zod';
import { method, type Method } from '../src/evidence/method.ts';

/** A method that never comes to an end. */
export const methods: readonly Method[] = [
  method(import.meta.url, {
    id: 'endless',
    name: { zh: '没完', en: 'Endless' },
    answers: { zh: '没有', en: 'Nothing' },
    formula: [],
    sources: [],
    parameters: [],
    input: z.object({}),
    output: z.object({}),
    example: {},
    run: () => {
      for (;;);
    },
  }),
];
