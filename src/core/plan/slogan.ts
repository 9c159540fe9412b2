import type { LaidText } from './layout.ts';
import type { SloganGroup } from './model.ts';
export function findSlogans(_laid: LaidText): SloganGroup[] { return []; }
