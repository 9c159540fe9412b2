import { choice, date, link, number, org, period, place, register, required, text } from '../../core/register/index.ts';
import { firms } from '../firms/registers.ts';

const whole = { min: 0, decimals: 0 };
const sexes = { female: ['女', 'Women'], male: ['男', 'Men'] } as const;
const share = { min: 0, max: 1 };
/** The six kinds of 人才统计. */
const TALENT = {
  party: ['党政', 'Party and government'],
  managers: ['企业经营管理', 'Managers'],
  technical: ['专业技术', 'Technical'],
  skilled: ['高技能', 'Skilled'],
  rural: ['农村实用', 'Rural'],
  social: ['社会工作', 'Social work'],
} as const;
const anonymous = {
  help: { zh: '用加盐摘要或编号，不填姓名、身份证号', en: 'A salted digest or number, never a name or id' },
};

/** Age groups of one width by sex, with what carries them into the next; students of boarding colleges stand apart. */
export const ageGroups = register({
  id: 'age-groups',
  name: ['分年龄人口', 'Age groups'],
  about: [
    '五岁一组，含存活、生育和净迁移；职教城在校生单列',
    'Five years a group with survival, births and migration; students apart',
  ],
  identify: ['year', 'sex', 'age', 'who'],
  role: 'statistics',
  open: true,
  fields: {
    year: required(number('基期年', 'Base year', '', { min: 1990, max: 2100, decimals: 0 })),
    sex: required(choice('性别', 'Sex', sexes)),
    age: required(number('组起始年龄', 'Age from', '岁', { ...whole, max: 120 })),
    who: required(
      choice('人群', 'Who', { residents: ['常住（不含在校生）', 'Residents'], students: ['职教城在校生', 'Students'] }),
    ),
    people: required(number('人数', 'People', '人', { min: 0 })),
    survival: number('活到下一组的比例', 'Survival', '', share),
    fertility: number('每人每年生育', 'Births a year', '', { min: 0, max: 1 }),
    migration: number('一期净迁入', 'Net migration', '人'),
    source: text('来源', 'Source'),
  },
});

export const talents = register({
  id: 'talents',
  name: ['人才台账', 'Talent'],
  about: ['一人一类一行；同一人多类按匿名键去重', 'A line for each person and kind; the key tells one person'],
  identify: ['key', 'kind'],
  owner: 'bureau',
  role: 'talent',
  fields: {
    key: required(text('匿名键', 'Anonymous key', anonymous)),
    kind: required(choice('类别', 'Kind', TALENT)),
    bureau: org('认定单位', 'Counted by'),
    firm: link(() => firms, '所在企业', 'Firm'),
    came: choice('来路', 'Came by', {
      attracted: ['引进', 'Attracted'],
      trained: ['培养（新取证）', 'Trained'],
      graduated: ['毕业留用', 'Graduated'],
      stock: ['存量', 'Was here'],
    }),
    since: required(date('计入日期', 'Counted from')),
    until: date('减少日期', 'Until'),
    went: choice('去路', 'Went by', {
      left: ['流出', 'Left'],
      retired: ['退休', 'Retired'],
      revoked: ['取消', 'Revoked'],
    }),
    proof: text('凭据', 'Proof'),
  },
});

/** What units tell that keep no list of persons: nobody can tell whom of them another unit counts as well. */
export const talentTotals = register({
  id: 'talent-totals',
  name: ['人才汇总数', 'Totals of talent'],
  about: [
    '没有名册的单位按期报各类总数，不含已在人才台账里的人',
    'Units without a list tell totals by kind, without those in the list',
  ],
  identify: ['unit', 'kind', 'period'],
  owner: 'bureau',
  role: 'talent',
  fields: {
    unit: required(text('单位', 'Unit')),
    kind: required(choice('类别', 'Kind', TALENT)),
    period: required(period('报告期', 'Period')),
    people: required(number('期末人数', 'People', '人', whole)),
    bureau: org('填报单位', 'Told by'),
  },
});

export const settling = register({
  id: 'settling-cases',
  name: ['落户办件', 'Household registration'],
  about: ['零门槛落户：受理、核查、准迁、办结；不存身份证影像', 'Accepted, checked, moved, done; no images of papers'],
  identify: ['number'],
  owner: 'bureau',
  role: 'police',
  fields: {
    number: required(text('办件编号', 'Number')),
    bureau: org('办理单位', 'Handled by'),
    way: required(
      choice('类型', 'By', {
        home: ['购房', 'Home'],
        rent: ['租赁', 'Rent'],
        work: ['就业', 'Work'],
        kin: ['投靠', 'Kin'],
        student: ['学生', 'Student'],
      }),
    ),
    reach: required(
      choice('范围', 'From', { county: ['县内', 'County'], city: ['市内', 'City'], beyond: ['跨市', 'Beyond'] }),
    ),
    people: number('人数', 'People', '人', whole),
    accepted_on: required(date('受理日期', 'Accepted')),
    promised: number('承诺工作日', 'Promised', '', {
      min: 1,
      max: 60,
      decimals: 0,
      help: { zh: '县内即办填 1；跨市一般 20（待核）', en: '1 within the county, 20 beyond (to be checked)' },
    }),
    done_on: date('办结日期', 'Done'),
    rating: choice('好差评', 'Rating', { good: ['满意', 'Good'], fair: ['基本满意', 'Fair'], bad: ['不满意', 'Bad'] }),
  },
  stages: {
    accepted: { name: ['受理', 'Accepted'], limits: [{ said: 'promised', from: 'accepted_on' }] },
    checked: { name: ['核查', 'Checked'], limits: [{ said: 'promised', from: 'accepted_on' }] },
    moved: { name: ['准迁', 'Permitted'], limits: [{ said: 'promised', from: 'accepted_on' }] },
    done: { name: ['办结', 'Done'], requires: ['done_on'] },
    declined: { name: ['不予办理', 'Declined'], exit: true },
  },
});

export const platformNeeds = register({
  id: 'platform-needs',
  name: ['四类平台供需', 'Needs and offers'],
  about: ['政企、政校、校企、政社平台上的需求和对接', 'Needs on the four platforms and what met them'],
  identify: ['name', 'platform'],
  owner: 'bureau',
  role: 'talent',
  open: true,
  fields: {
    name: required(text('事项', 'Matter')),
    platform: required(
      choice('平台', 'Platform', {
        firms: ['政企', 'Government–firms'],
        colleges: ['政校', 'Government–colleges'],
        trained: ['校企', 'Colleges–firms'],
        society: ['政社', 'Government–society'],
      }),
    ),
    bureau: org('牵头单位', 'Led by'),
    town: place('所在镇街', 'Town'),
    wanted: required(number('需求人数', 'Wanted', '人', whole)),
    met: number('到岗人数', 'Arrived', '人', whole),
    by: text('对接方', 'Met by'),
    due: date('期限', 'Due'),
  },
  stages: {
    open: { name: ['提出', 'Raised'] },
    matched: { name: ['已对接', 'Matched'], requires: ['by'] },
    landed: { name: ['已落地', 'Landed'], requires: ['met'] },
    dropped: { name: ['终止', 'Dropped'], exit: true },
  },
});
