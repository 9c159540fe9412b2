import type { PackRecords } from '../../core/plan/plan-file.ts';
import { scoreRules } from '../../evidence/delivery/registers.ts';
import type { Domain } from '../../evidence/domain.ts';
import { methods } from './methods.ts';
import { scoreRoutes } from './routes.ts';
import { SCORE_RULE } from './score.ts';

const published = (): PackRecords[] => [
  {
    register: scoreRules.id,
    on: '2026-01-01',
    source: '规则随程序提供，权重可改',
    grade: 'A',
    records: [
      {
        id: 'published',
        stage: null,
        passed: {},
        values: {
          name: '督办考核规则',
          on_time: SCORE_RULE.weights.onTime,
          few_returns: SCORE_RULE.weights.returns,
          unturned: SCORE_RULE.weights.unturned,
          repeats: SCORE_RULE.weights.repeats,
          fewest: SCORE_RULE.fewest,
          appeal_workdays: SCORE_RULE.appealWorkdays,
          source: '自定；及时按原定期限算，两次退回不得退回分，不足五件不排名',
        },
      },
    ],
  },
];

export const scores: Domain = {
  id: 'scores',
  routes: scoreRoutes,
  registers: [scoreRules],
  records: published,
  methods,
};
