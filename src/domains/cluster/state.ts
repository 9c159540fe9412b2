import type { RecordOf } from '../../core/register/index.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import { clusters, figures, members } from './registers.ts';
import { clusterSum, pathTo } from './sum.ts';

export type Cluster = RecordOf<typeof clusters>;

/** A cluster year by year: sum without double counting, who is told, and the way that is left. 亿元. */
export async function clusterStates(view: ViewAt) {
  const [all, who, told] = [await view.list(clusters), await view.list(members), await view.list(figures)];
  return all.rows.map((cluster) => {
    const own = who.rows.filter((one) => one.cluster.id === cluster.id && one.stage !== 'closed');
    const ids = new Map(own.map(({ id, name }) => [id, name]));
    const running = own.filter(({ stage }) => stage === 'running');
    const mine = told.rows.filter(({ member }) => ids.has(member.id));
    const years = [...new Set(mine.map(({ year }) => year))]
      .toSorted((a, b) => a - b)
      .map((year) => {
        const {
          sum,
          gross,
          counted,
          told: internal,
          other,
        } = clusterSum(
          mine
            .filter((one) => one.year === year)
            .map(({ member, measure, amount, internal }) => ({ member: member.id, measure, amount, internal })),
          cluster.measure,
        );
        return {
          year,
          sum: Number(sum) / 10_000,
          gross: Number(gross) / 10_000,
          counted,
          internal,
          other: other.map((id) => ids.get(id) ?? id),
        };
      });
    const last = years.findLast(({ counted }) => counted > 0) ?? null;
    const path = last
      ? pathTo({ year: last.year, value: last.sum }, { year: cluster.year, value: cluster.target })
      : null;
    // Where three years are told, they go on as they went; fewer say nothing.
    const first = years.find(({ counted }) => counted > 0);
    const grew =
      first && last && last.year - first.year >= 2 && first.sum > 0
        ? (last.sum / first.sum) ** (1 / (last.year - first.year))
        : null;
    const outlook =
      grew === null || last === null
        ? null
        : { growth: 100 * (grew - 1), value: last.sum * grew ** (cluster.year - last.year) };
    const codes = Map.groupBy(
      own.filter(({ code }) => code !== null),
      ({ code }) => code,
    );
    const twice = [...codes.values()].flatMap((same) => (same.length > 1 ? same.map(({ id }) => id) : []));
    const demo = [cluster, ...own, ...mine].some(({ held }) => held.demo);
    return {
      cluster,
      members: own,
      running: running.length,
      figures: mine,
      years,
      last,
      path,
      outlook,
      twice: new Set(twice),
      demo,
    };
  });
}
export type ClusterState = Awaited<ReturnType<typeof clusterStates>>[number];
