import type { ImportChoices } from '../../evidence/intake/import-api.ts';
import { isWordKey, type SheetSeen, type Ties } from '../../evidence/intake/sheet/index.ts';
import { sm3 } from '../../evidence/ledger/canonical.ts';
import { json, type Store } from '../../evidence/store/store.ts';

/** What a person said of the columns of a file, remembered for the next file of that shape. */

/** So many shapes are remembered of one person. */
const most = 200;

interface Whose {
  jurisdiction: string;
  login: string;
  /** What the file is for: a register, reports, figures. */
  target: string;
}

const keysOf = (sheet: SheetSeen): string[] => [...sheet.columns, ...sheet.unknown].map(({ key }) => key);
/** The heads of a sheet, whatever their order. */
export const shapeOf = (sheet: SheetSeen): string => sm3(keysOf(sheet).toSorted().join('\n'));

/** What words mean holds whatever the file looks like. */
const wordsShape = 'words';

/** What was said before of files with these sheets; what is said now comes first. */
export async function rememberedTies(store: Store, whose: Whose, sheets: readonly SheetSeen[]): Promise<Ties> {
  const shapes = [wordsShape, ...sheets.filter((sheet) => keysOf(sheet).length > 0).map(shapeOf)];
  const rows = await store
    .selectFrom('import_tie')
    .select('ties')
    .where('jurisdiction_id', '=', whose.jurisdiction)
    .where('login', '=', whose.login)
    .where('target', '=', whose.target)
    .where('shape', 'in', shapes)
    .execute();
  return Object.assign({}, ...rows.map(({ ties }) => ties)) as Ties;
}

/** Keeps what was said of the columns of each sheet, by its shape. */
export async function rememberTies(
  store: Store,
  whose: Whose,
  shapes: readonly { shape: string; keys: readonly string[] }[],
  ties: NonNullable<ImportChoices['ties']>,
): Promise<void> {
  const words = { shape: wordsShape, keys: Object.keys(ties).filter(isWordKey) };
  for (const { shape, keys } of [words, ...shapes]) {
    const mine = Object.fromEntries(Object.entries(ties).filter(([key]) => keys.includes(key)));
    if (Object.keys(mine).length === 0) continue;
    await store
      .insertInto('import_tie')
      .values({
        jurisdiction_id: whose.jurisdiction,
        login: whose.login,
        target: whose.target,
        shape,
        ties: json(mine),
      })
      .onConflict((conflict) =>
        conflict.columns(['jurisdiction_id', 'login', 'target', 'shape']).doUpdateSet({ ties: json(mine) }),
      )
      .execute();
  }
  await store
    .deleteFrom('import_tie')
    .where('jurisdiction_id', '=', whose.jurisdiction)
    .where('login', '=', whose.login)
    .where('shape', 'in', (q) =>
      q
        .selectFrom('import_tie')
        .select('shape')
        .where('jurisdiction_id', '=', whose.jurisdiction)
        .where('login', '=', whose.login)
        .orderBy('at', 'desc')
        .offset(most),
    )
    .execute();
}
