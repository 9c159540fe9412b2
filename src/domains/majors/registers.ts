import { choice, flag, link, number, org, period, register, required, text } from '../../core/register/index.ts';
import { firms } from '../firms/registers.ts';

const level = choice('层次', 'Level', {
  secondary: ['中职', 'Secondary'],
  college: ['高职专科', 'College'],
  'vocational-bachelor': ['职教本科', 'Vocational bachelor'],
  bachelor: ['普通本科', 'Bachelor'],
});
const people = { min: 0, decimals: 0 };

export const occupations = register({
  id: 'occupations',
  name: ['职业目录', 'Occupations'],
  about: ['职业分类大典，按版本导入', 'The national classification, imported by version'],
  identify: ['code', 'name'],
  role: 'labour',
  open: true,
  fields: { code: required(text('职业编码', 'Code')), name: required(text('职业名称', 'Occupation')) },
});

/** Two official tables disagree: each tie stands with its source, and a place adds its own. */
export const ties = register({
  id: 'major-ties',
  name: ['专业职业对应', 'Majors and occupations'],
  about: ['编码和名称都相同才算对应', 'A tie holds by code and name'],
  identify: ['major_code', 'occupation_code', 'occupation', 'source'],
  role: 'labour',
  open: true,
  fields: {
    level,
    major_code: required(text('专业代码', 'Code of the major')),
    major: required(text('专业名称', 'Major')),
    occupation_code: required(text('职业编码', 'Code of the occupation')),
    occupation: required(text('职业名称', 'Occupation')),
    source: required(
      choice('来源', 'Source', {
        labour: ['人社2023指引', 'Labour ministry 2023'],
        education: ['教育部2022简介', 'Education ministry 2022'],
        both: ['两者', 'Both'],
        local: ['本地', 'Local'],
      }),
    ),
    strength: number('匹配强度', 'Strength', '', { min: 0, max: 1, help: { zh: '空着按 1', en: 'Empty: 1' } }),
  },
});

export const posts = register({
  id: 'posts',
  name: ['岗位需求', 'Posts'],
  about: ['企业要的人，按职业', 'Whom firms look for, by occupation'],
  identify: ['employer', 'occupation', 'year'],
  role: 'labour',
  open: true,
  fields: {
    employer: required(text('用人单位', 'Employer')),
    firm: link(() => firms, '企业', 'Firm'),
    occupation_code: required(text('职业编码', 'Code of the occupation')),
    occupation: required(text('职业名称', 'Occupation')),
    year: required(period('年度', 'Year')),
    wanted: required(number('需求人数', 'Wanted', '人', people)),
    wage: number('月薪', 'Wage a month', '元', { min: 0 }),
  },
});

export const classes = register({
  id: 'classes',
  name: ['院校班级', 'Classes of schools'],
  about: ['职教城各院校各专业的毕业生供给', 'Who graduates where in which major'],
  identify: ['school', 'major_code', 'kind', 'year'],
  owner: 'bureau',
  role: 'vocational',
  open: true,
  fields: {
    school: required(text('院校', 'School')),
    level,
    major_code: required(text('专业代码', 'Code of the major')),
    major: required(text('专业名称', 'Major')),
    kind: required(
      choice('培养方式', 'Kind', {
        ordinary: ['普通班', 'Ordinary'],
        order: ['订单班', 'To order'],
        apprentice: ['企业新型学徒', 'Apprentices'],
      }),
    ),
    year: required(period('毕业年度', 'Year of graduation')),
    graduates: required(number('可就业毕业生', 'Graduates for work', '人', people)),
    fits: flag('有本地对口岗位', 'Has posts here', {
      help: { zh: '院校填报；与岗位需求对不上的会标出', en: 'Said by the school; held against the posts' },
    }),
    trained_for: text('定向职业编码', 'Trained for (code)', {
      help: { zh: '订单班、学徒填；没有专业对应的职业靠它补', en: 'Of classes to order: fills what no major fills' },
    }),
    bureau: org('联系单位', 'In touch'),
  },
});

export const follows = register({
  id: 'graduate-follows',
  name: ['毕业生跟踪', 'Graduates followed'],
  about: ['毕业、6 个月、12 个月三次', 'At graduation, after 6 and 12 months'],
  identify: ['school', 'cohort', 'after'],
  role: 'vocational',
  open: true,
  fields: {
    school: required(text('院校', 'School')),
    cohort: required(period('届', 'Cohort')),
    after: required(
      choice('跟踪节点', 'When', {
        m0: ['毕业时', 'Graduation'],
        m6: ['6 个月', '6 months'],
        m12: ['12 个月', '12 months'],
      }),
    ),
    graduates: required(number('毕业生', 'Graduates', '人', people)),
    study: number('升学', 'Study on', '人', people),
    army: number('参军', 'Army', '人', people),
    employed: number('就业', 'Employed', '人', people),
    local: number('其中本地就业', 'Of these here', '人', people),
  },
});
