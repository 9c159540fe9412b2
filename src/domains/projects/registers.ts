import { choices, field, register, type RegisterType } from '../../core/register/index.ts';
import { GATES, STAGES } from './stage-rules.ts';

/** Field that holds a piece of evidence of a gate: its number or name; the paper itself goes into `papers`. */
export const evidenceField = (id: string) => `ev_${id}`;

const evidence = GATES.flatMap((gate) =>
  gate.evidence.map((one) =>
    field(evidenceField(one.id), one.zh, one.en, 'text', {
      group: { zh: '佐证（文号或编号）', en: 'Evidence (number of the paper)' },
    }),
  ),
);

/** Time a project may stay in a stage: the limit of the gate that follows, by total investment in 亿元. */
function limitsAfter(stage: string) {
  const next = STAGES[STAGES.findIndex((one) => one.id === stage) + 1];
  return (GATES.find((gate) => gate.stage === next?.id)?.limits ?? []).map(({ upTo, days }) => ({
    ...(upTo !== null && { filter: `investment <= ${upTo}` }),
    workdays: days,
  }));
}

export const projects: RegisterType = register({
  id: 'projects',
  name: { zh: '产业项目', en: 'Projects' },
  about: { zh: '签约之后的产业项目：签约、开工、建设、竣工、投产', en: 'Industrial projects from the contract on' },
  identify: ['name'],
  owner: 'bureau',
  organisation: 'miit',
  open: true,
  fields: [
    field('name', '项目名称', 'Name', 'text', { required: true }),
    field('firm', '项目单位', 'Firm', 'text'),
    field('bureau', '责任单位', 'Answers for it', 'org', { required: true }),
    field('leader', '包保领导', 'Leader in charge'),
    field('team', '工作专班', 'Task force'),
    field('park', '园区', 'Park', 'reference', { register: 'parks' }),
    field('node', '产业链环节', 'Link of the chain', 'reference', { register: 'chain-nodes' }),
    field('place', '所在镇街', 'Place', 'place'),
    field('investment', '总投资', 'Total investment', 'money', { unit: '亿元', min: 0, required: true }),
    field('land', '用地', 'Land', 'number', { unit: '亩', min: 0 }),
    field('output', '达产年产值', 'Output a year when running', 'money', { unit: '亿元', min: 0 }),
    field('tax', '达产年税收', 'Tax a year when running', 'money', { unit: '万元', min: 0 }),
    field('jobs', '新增就业', 'Jobs', 'number', { unit: '人', min: 0, decimals: 0 }),
    field('start_due', '计划开工日', 'Due to start', 'date'),
    field('in_statistics', '入库日期', 'In the statistics since', 'date'),
    ...evidence,
    field('papers', '附件', 'Papers', 'file'),
  ],
  stages: [
    ...STAGES.map((stage) => ({
      id: stage.id,
      name: { zh: stage.zh, en: stage.en },
      requires: (GATES.find((gate) => gate.stage === stage.id)?.evidence ?? [])
        .filter((one) => one.required)
        .map((one) => evidenceField(one.id)),
      limits: limitsAfter(stage.id),
    })),
    { id: 'dropped', name: { zh: '终止', en: 'dropped' }, exit: true },
  ],
});

export const progress: RegisterType = register({
  id: 'project-progress',
  name: { zh: '项目月度投资', en: 'Monthly investment of projects' },
  identify: ['project', 'month'],
  owner: 'bureau',
  organisation: 'miit',
  fields: [
    field('project', '项目', 'Project', 'reference', { register: 'projects', required: true }),
    field('month', '月份', 'Month', 'period', { required: true }),
    field('planned', '计划投资', 'Planned', 'money', { unit: '亿元', min: 0, decimals: 4 }),
    field('done', '完成投资', 'Done', 'money', { unit: '亿元', min: 0, decimals: 4 }),
    field('physical', '形象进度', 'Physical progress', 'number', { unit: '%', min: 0, max: 100 }),
    field('bureau', '责任单位', 'Answers for it', 'org'),
  ],
});

export const problems: RegisterType = register({
  id: 'project-problems',
  name: { zh: '项目问题', en: 'Problems of projects' },
  identify: ['project', 'problem'],
  owner: 'solver',
  organisation: 'miit',
  fields: [
    field('project', '项目', 'Project', 'reference', { register: 'projects', required: true }),
    field('problem', '问题', 'Problem', 'text', { required: true }),
    field(
      'kind',
      '类别',
      'Kind',
      'choice',
      choices(
        ['land', '用地', 'Land'],
        ['permit', '审批', 'Permits'],
        ['power', '水电气', 'Utilities'],
        ['finance', '融资', 'Finance'],
        ['labour', '用工', 'Labour'],
        ['other', '其他', 'Other'],
      ),
    ),
    field('solver', '解决单位', 'Who solves it', 'org', { required: true }),
    field('raised', '提出日期', 'Raised on', 'date', { required: true }),
    field('due', '办结期限', 'Due', 'date'),
    field('answer', '解决情况', 'Answer', 'text', { long: true }),
  ],
  stages: [
    { id: 'open', name: { zh: '待解决', en: 'Open' } },
    { id: 'solved', name: { zh: '已解决', en: 'Solved' }, requires: ['answer'] },
  ],
});

/** Rules for the lights of projects as records: the published ones come with the program, parameters are edited in place. */
export const rules: RegisterType = register({
  id: 'project-rules',
  name: { zh: '项目亮灯规则', en: 'Rules for the lights of projects' },
  identify: ['name'],
  organisation: 'ndrc',
  open: true,
  fields: [
    field('name', '规则', 'Rule', 'text', { required: true }),
    field('by', '依据', 'By', 'choice', {
      required: true,
      ...choices(['points', '序时进度', 'Points behind the plan'], ['deadline', '阶段时限', 'Time limit of the stage']),
    }),
    field('yellow_points', '亮黄灯：落后百分点', 'Yellow from points behind', 'number', {
      min: 0,
      max: 100,
      required: true,
    }),
    field('red_points', '亮红灯：落后百分点', 'Red beyond points behind', 'number', { min: 0, max: 100 }),
    field('start_red_months', '未开工亮红灯：连续月数', 'Not started: red after months', 'number', { min: 0, max: 60 }),
    field('statistics_yellow_months', '未入库亮黄灯：月数', 'Not in statistics: yellow after months', 'number', {
      min: 0,
      max: 60,
    }),
    field('statistics_red_months', '未入库亮红灯：月数', 'Not in statistics: red after months', 'number', {
      min: 0,
      max: 60,
    }),
    field('near_days', '临近时限：工作日', 'Near the limit: working days', 'number', { min: 0, max: 250 }),
    field('in_use', '现用', 'In use', 'flag'),
    field('source', '出处', 'Source', 'text', { long: true }),
  ],
});
