import { choice, link, money, number, org, place, register, required, text } from '../../core/register/index.ts';
import { facilities } from '../places/registers.ts';

const whole = { min: 0, decimals: 0 };
const fixes = { zh: '补足单价', en: 'What one more costs' };

/** Compulsory education, a school a year: totals of the seven items of 优质均衡, and what one more of each costs. */
export const schools = register({
  id: 'school-conditions',
  name: ['义务教育学校办学条件', 'Conditions of schools'],
  about: ['优质均衡 7 项，取自教育事业统计基础表；每校填总量', 'Seven items of balanced education, totals by school'],
  identify: ['name', 'level', 'year'],
  owner: 'bureau',
  role: 'education',
  open: true,
  fields: {
    name: required(text('学校', 'School')),
    level: required(
      choice('学段', 'Level', {
        primary: ['小学', 'Primary', '小学部', '完小', '小学阶段'],
        junior: ['初中', 'Junior', '初级中学', '初中部', '初中阶段'],
      }),
    ),
    year: required(number('学年', 'School year', '', { min: 2000, max: 2100, decimals: 0 })),
    town: place('所在镇街', 'Town'),
    bureau: org('主管单位', 'Answers for it'),
    facility: link(() => facilities, '设施', 'Facility'),
    students: required(number('在校生', 'Students', '人', { ...whole, min: 1 })),
    qualified: number('高于规定学历教师', 'Teachers above the degree', '人', whole),
    backbone: number('骨干教师', 'Backbone teachers', '人', whole),
    arts: number('体艺专任教师', 'Teachers of sports and arts', '人', whole),
    rooms: number('教学及辅助用房面积', 'Teaching rooms', '平方米', { min: 0 }),
    grounds: number('体育运动场馆面积', 'Sports grounds', '平方米', { min: 0 }),
    equipment: money('教学仪器设备值', 'Equipment', '元', { min: 0 }),
    media: number('网络多媒体教室', 'Multimedia rooms', '间', whole),
    exchange_due: number('应交流教师', 'Teachers due to move', '人', whole),
    exchanged: number('交流轮岗教师', 'Teachers exchanged', '人', { ...whole, aliases: ['交流教师', '轮岗教师'] }),
    cost_teacher: money('每名教师年成本', 'A teacher', '万元', { min: 0, group: fixes }),
    cost_room: money('每平方米用房', 'A m² of rooms', '元', { min: 0, group: fixes }),
    cost_ground: money('每平方米场馆', 'A m² of grounds', '元', { min: 0, group: fixes }),
    cost_media: money('每间多媒体教室', 'A multimedia room', '万元', { min: 0, group: fixes }),
  },
});
