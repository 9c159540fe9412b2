/** A round of testing: everybody sampled within `hours`, tubes of `pool` samples, laboratories by tubes a day. */
export interface Round {
  people: number;
  hours: number;
  perSamplerHour: number;
  pool: number;
  labsPerDay: readonly number[];
}

/**
 * Who and what a round of testing takes, and how many tubes the laboratories leave undone within a day (区域新冠病毒核酸检测
 * 组织实施指南, 3rd edition: a marked-off area within 24 h; people ÷ 360 samplers, which is 60 an hour over 6 hours).
 */
export function testingPlan({ people, hours, perSamplerHour, pool, labsPerDay }: Round): {
  samplers: number;
  /** Sites at 3,000 and at 2,000 people each. */
  sitesLeast: number;
  sitesMost: number;
  tubes: number;
  tubesInTime: number;
  short: number;
} {
  const tubes = Math.ceil(people / pool);
  const tubesInTime = labsPerDay.reduce((sum, tubes) => sum + tubes, 0);
  return {
    samplers: Math.ceil(people / (hours * perSamplerHour)),
    sitesLeast: Math.ceil(people / 3000),
    sitesMost: Math.ceil(people / 2000),
    tubes,
    tubesInTime,
    short: Math.max(0, tubes - tubesInTime),
  };
}
