import { installRegisters, loadRecords } from '../src/evidence/pack/install.ts';
import { loadPack, readPack, shippedPack } from '../src/evidence/pack/pack.ts';
import { domains } from '../src/server/domains.ts';
import { test } from 'vitest';
import { testStore } from './store.ts';
import { Snapshots } from '../src/evidence/reading/snapshots.ts';
test('x', async () => {
  const db = await testStore('empty');
  const pack = readPack(shippedPack('qingzhen'));
  await loadPack(db.store, db.ledger, pack, { actor: 'pack', demo: true });
  await installRegisters(db.store, db.ledger, '520181', domains);
  await loadRecords(db.store, db.ledger, '520181', domains, pack, { demo: true });
  const snapshots = new Snapshots(db.store);
  for (const asOf of ['2026-11-25', '2024-07-01']) {
    const view = await snapshots.at('520181', asOf, 'all');
    for (const id of 'built-up-area talent-listed talent-told talent-pool registration-days life-circles parking-spaces old-housing trunk-roads sponge-area sponge-share sewage-rural sanitary-toilets waste-villages water-supply-scale medical-beds hospital-beds doctors nursery-places care-beds poverty-watch illegal-land bad-customs village-plans'.split(
      ' ',
    )) {
      const s = view.series(id);
      console.log(
        asOf,
        id,
        s?.problems.map((p) => p.zh).join(),
        s?.points
          .slice(-26)
          .map((p) => `${p.period}:${typeof p.value === 'number' ? +p.value.toFixed(2) : JSON.stringify(p.value)}`)
          .join(' '),
      );
    }
  }
  await db.close();
}, 200000);
