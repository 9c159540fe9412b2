/** Kinds of facilities that people go to. */
export const FACILITY_KINDS = {
  kindergarten: ['幼儿园', 'Kindergarten'],
  primary: ['小学', 'Primary school'],
  junior: ['初中', 'Junior middle school'],
  hospital: ['医院', 'Hospital'],
  clinic: ['卫生院、卫生室', 'Clinic'],
  care: ['养老服务设施', 'Care for the old'],
  nursery: ['托育机构', 'Nursery'],
  market: ['农贸市场', 'Food market'],
  sports: ['体育场地', 'Sports ground'],
  culture: ['文化活动站', 'Culture station'],
  park: ['公园绿地', 'Park'],
  shelter: ['避难场所', 'Shelter'],
  fire: ['消防站', 'Fire station'],
} as const;
export type FacilityKind = keyof typeof FACILITY_KINDS;
