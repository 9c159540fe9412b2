import { choice, date, link, number, org, period, place, register, required, text } from '../../core/register/index.ts';
import { firms } from '../firms/registers.ts';

const whole = { min: 0, decimals: 0 };
const sexes = { female: ['女', 'Women', '女性'], male: ['男', 'Men', '男性'] } as const;
const share = { min: 0, max: 1 };
/** The six kinds of 人才统计. */
const TALENT = {
  party: ['党政', 'Party and government', '党政人才', '党政类'],
  managers: ['企业经营管理', 'Managers', '企业经营管理人才', '经营管理', '企业经营'],
  technical: ['专业技术', 'Technical', '专业技术人才', '专技', '专技人才'],
  skilled: ['高技能', 'Skilled', '高技能人才', '技能人才'],
  rural: ['农村实用', 'Rural', '农村实用人才', '乡土人才'],
  social: ['社会工作', 'Social work', '社会工作人才', '社工', '社会工作者'],
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
      choice('人群', 'Who', {
        residents: ['常住（不含在校生）', 'Residents', '常住', '常住人口', '居民'],
        students: ['职教城在校生', 'Students', '在校生', '学生', '职教城学生'],
      }),
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
      attracted: ['引进', 'Attracted', '引才', '新引进', '招引'],
      trained: ['培养（新取证）', 'Trained', '培养', '新取证', '取证'],
      graduated: ['毕业留用', 'Graduated', '毕业留筑', '毕业生留用', '留用'],
      stock: ['存量', 'Was here', '原有', '在册'],
    }),
    since: required(date('计入日期', 'Counted from')),
    until: date('减少日期', 'Until'),
    went: choice('去路', 'Went by', {
      left: ['流出', 'Left', '离开', '调出', '辞职'],
      retired: ['退休', 'Retired', '已退休'],
      revoked: ['取消', 'Revoked', '撤销', '取消认定'],
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
        home: ['购房', 'Home', '购房落户', '买房'],
        rent: ['租赁', 'Rent', '租房', '租赁落户', '租房落户'],
        work: ['就业', 'Work', '就业落户', '务工', '就业创业'],
        kin: ['投靠', 'Kin', '投靠落户', '亲属投靠', '投亲'],
        student: ['学生', 'Student', '学生落户', '大中专学生', '毕业生'],
      }),
    ),
    reach: required(
      choice('范围', 'From', {
        county: ['县内', 'County', '市内跨乡', '本县', '县域内'],
        city: ['市内', 'City', '本市', '市内跨县', '大市内'],
        beyond: ['跨市', 'Beyond', '省内跨市', '跨省', '省外', '市外'],
      }),
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
    rating: choice('好差评', 'Rating', {
      good: ['满意', 'Good', '非常满意', '好评'],
      fair: ['基本满意', 'Fair', '一般'],
      bad: ['不满意', 'Bad', '非常不满意', '差评'],
    }),
  },
  stages: {
    accepted: { name: ['受理', 'Accepted', '已受理', '办理中'], limits: [{ said: 'promised', from: 'accepted_on' }] },
    checked: {
      name: ['核查', 'Checked', '调查核实', '核实', '审核'],
      limits: [{ said: 'promised', from: 'accepted_on' }],
    },
    moved: { name: ['准迁', 'Permitted', '已准迁', '签发准迁'], limits: [{ said: 'promised', from: 'accepted_on' }] },
    done: { name: ['办结', 'Done', '已办结', '完成', '已落户', '已办理'], requires: ['done_on'] },
    declined: { name: ['不予办理', 'Declined', '不予受理', '退回', '退件'], exit: true },
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
        firms: ['政企', 'Government–firms', '政企平台', '政府企业'],
        colleges: ['政校', 'Government–colleges', '政校平台'],
        trained: ['校企', 'Colleges–firms', '校企平台', '校企合作'],
        society: ['政社', 'Government–society', '政社平台'],
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
    open: { name: ['提出', 'Raised', '未对接', '新提出', '待对接'] },
    matched: { name: ['已对接', 'Matched', '对接', '对接中'], requires: ['by'] },
    landed: { name: ['已落地', 'Landed', '落地', '已到岗', '完成'], requires: ['met'] },
    dropped: { name: ['终止', 'Dropped', '取消', '撤回'], exit: true },
  },
});
