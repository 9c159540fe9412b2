import { z } from 'zod';
import { field, method, type Method } from '../../evidence/method.ts';
import { designRain, storageVolume } from './runoff-control.ts';

/** What the area computes, for anybody's own numbers. */

export const methods: readonly Method[] = [
  method(import.meta.url, {
    id: 'runoff-control',
    name: { zh: '年径流总量控制率与设计降雨量', en: 'Capture of runoff and design rain' },
    answers: {
      zh: '要达到目标控制率，设计降雨量和调蓄容积是多少？',
      en: 'What design rain, and what storage, captures the share of runoff that is aimed at?',
    },
    formula: [
      {
        zh: 'P(X) = (Σ_{X_{i} ≤ X} X_{i} + X × 大于 X 的场次) ÷ Σ X_{i}',
        en: 'P(X) = (Σ_{X_{i} ≤ X} X_{i} + X × rains above X) ÷ Σ X_{i}',
      },
      { zh: 'V = 10 H φ F（H mm，F hm²）', en: 'V = 10 H φ F (H in mm, F in hectares)' },
    ],
    sources: [
      {
        zh: 'GB/T 51345-2018《海绵城市建设评价标准》：30 年以上日降水，扣除 ≤ 2 mm 和降雪',
        en: 'GB/T 51345-2018: daily rains of 30 years and more without those of 2 mm and less, and without snow',
        grade: 'A',
      },
      { zh: '容积法 V = 10HφF', en: 'Volume method V = 10HφF', grade: 'M' },
    ],
    parameters: [],
    input: z.strictObject({
      rain: field(z.array(z.number().positive().max(2000)).min(1).max(20_000), '日降雨', 'Daily rains', 'mm'),
      target: field(z.number().min(0).max(100), '目标控制率', 'Share aimed at', '%'),
      phi: field(z.number().min(0).max(1).optional(), '综合雨量径流系数', 'Runoff coefficient'),
      hectares: field(z.number().min(0).max(1e6).optional(), '汇水面积', 'Catchment', 'hm²'),
    }),
    output: z.object({
      design: field(z.number(), '设计降雨量', 'Design rain', 'mm'),
      storage: field(z.number().nullable(), '调蓄容积', 'Storage', 'm³'),
    }),
    example: { rain: [4, 5, 7, 9, 12, 14, 18, 25, 40], target: 75, phi: 0.55, hectares: 3 },
    run: ({ rain, target, phi, hectares }) => {
      const design = Number(designRain(rain, target / 100).toPrecision(12));
      const whole = phi !== undefined && hectares !== undefined;
      return { design, storage: whole ? Number(storageVolume(design, phi, hectares).toPrecision(12)) : null };
    },
  }),
];
