/**
 * `npm run bench -- forecast-table [FILE.csv]`: learns src/core/foresee/error-table.ts again from the choosing half of
 * a competition file (default M3) and prints its entries.
 */
import { readFileSync } from 'node:fs';
import { parseCompetition } from '../src/core/foresee/index.ts';
import { unwrap } from '../src/core/measure/index.ts';
import { learnErrors } from './lib/error-model.ts';

export async function run(args: string[]): Promise<void> {
  const entries = unwrap(parseCompetition(readFileSync(args[0] ?? '../shared/data/forecast/m3.csv', 'utf8')));
  const tables = learnErrors(entries.filter((entry) => entry.half === 'choosing'));
  for (const [rhythm, { weights, points, quantiles, persistence }] of Object.entries(tables)) {
    console.log(`  ${rhythm}: {`);
    console.log(`    weights: [${weights.join(', ')}],`);
    console.log(`    points: [${points.join(', ')}],`);
    console.log(`    quantiles: [${quantiles.join(', ')}],`);
    console.log(`    persistence: ${persistence},`);
    console.log('  },');
  }
}
