import type { Domain } from '../../evidence/domain.ts';
import { projectList } from './list.ts';
import { methods } from './methods.ts';
import { problemList } from './problem-list.ts';
import { problems, progress, projects as projectType, rules } from './registers.ts';
import { ruleRecords } from './stage-rules.ts';

export const projects: Domain = {
  id: 'projects',
  routes: () => [],
  registers: [projectType, progress, problems, rules],
  records: ruleRecords,
  lists: [projectList, problemList],
  methods,
};
