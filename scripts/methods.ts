import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { domains } from '../src/server/domains.ts';
import { methodsDocument } from '../src/work/methods/document.ts';
import { methodsOf } from '../src/work/methods/index.ts';

/** Writes docs/methods.md anew from the shapes of the methods. */
writeFileSync(join(import.meta.dirname, '../docs/methods.md'), methodsDocument(methodsOf(domains)));
