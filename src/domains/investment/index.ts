import type { Domain } from '../../evidence/domain.ts';
import { allRecords, textIn } from '../../evidence/reading/all.ts';
import { leadContributions } from './lead.ts';
import { portfolioJob } from './portfolio-job.ts';
import { leads } from './registers.ts';
import { investmentRoutes } from './routes.ts';
import { leadSeeds } from './seed.ts';

export const investment: Domain = {
  id: 'investment',
  routes: investmentRoutes,
  jobs: [portfolioJob],
  registers: [leads],
  records: leadSeeds,
  contribute: async ({ store, snapshots }, jurisdiction, indicator, year, asOf) => {
    const snapshot = await snapshots.get(jurisdiction);
    const parks = (await allRecords(store, snapshot, 'parks', 'all', asOf)).filter(
      (park) => textIn(park, 'indicator') === indicator,
    );
    return parks.length === 0
      ? null
      : leadContributions(
          await allRecords(store, snapshot, 'leads', 'all', asOf),
          new Set(parks.map((park) => park.id)),
          year,
        );
  },
};
