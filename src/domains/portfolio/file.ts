import { z } from 'zod';
import { checkPortfolio, RESOURCES, sampleScenarios, type PortfolioInput } from '../../core/decide/index.ts';
import { isProblem } from '../../core/measure/index.ts';
import { Problem } from '../../http/problem.ts';

const id = z.string().min(1).max(64);
const amount = z.number().nonnegative();
const year = z.number().int().min(1949).max(2200);
const one = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape);

/** A portfolio file; every field is explained in docs/portfolio-file.md. */
export const portfolioFile = one({
  lantu: z.literal(1),
  demo: z.boolean().optional(),
  years: one({ from: year, to: year }),
  target: one({ year, output: z.number().positive().exactOptional() }),
  objective: z.enum(['output', 'probability']).default('output'),
  resources: z
    .array(one({ id, zh: z.string(), en: z.string(), unit: z.string(), use: z.enum(['held', 'spent']) }))
    .max(100)
    .default([...RESOURCES]),
  leads: z
    .array(
      one({
        id,
        name: z.string().min(1),
        park: id.exactOptional(),
        node: id.exactOptional(),
        needs: z.record(z.string(), amount),
        output: z.array(amount).min(1).max(31),
        tax: amount,
        jobs: amount,
        starts: z.array(year).min(1).max(31),
        flows: z.record(z.string(), z.number()).exactOptional(),
        plots: z.array(id).max(5000).exactOptional(),
        vetoes: z.array(z.string().min(1)).max(100).exactOptional(),
        required: z.boolean().exactOptional(),
      }),
    )
    .min(1)
    .max(5000),
  limits: z
    .array(
      one({
        id,
        name: z.string().exactOptional(),
        of: id,
        park: id.exactOptional(),
        node: id.exactOptional(),
        year: year.exactOptional(),
        max: amount.exactOptional(),
        min: amount.exactOptional(),
      }),
    )
    .max(5000)
    .default([]),
  balances: z
    .array(one({ id, name: z.string().exactOptional(), product: id, surplus: z.number() }))
    .max(1000)
    .default([]),
  plots: z
    .array(one({ id, area: amount }))
    .max(5000)
    .default([]),
  exclusions: z.array(z.array(id).min(2).max(5000)).max(5000).default([]),
  precedence: z
    .array(one({ before: id, after: id, lag: z.number().int().min(0).max(30) }))
    .max(5000)
    .default([]),
  scenarios: z
    .array(
      one({
        weight: z.number().positive().default(1),
        base: amount.default(0),
        rate: z.array(amount).max(5000),
        delay: z.array(amount).max(5000),
      }),
    )
    .max(2000)
    .default([]),
  history: z
    .array(one({ group: id.exactOptional(), rate: amount, delay: amount }))
    .max(20_000)
    .default([]),
  sample: one({
    count: z.number().int().min(1).max(2000),
    seed: z.number().int(),
    base: one({ mean: amount, sd: amount }).default({ mean: 0, sd: 0 }),
    correlation: z.number().min(0).max(0.99).default(0.2),
  }).optional(),
});

/**
 * Reads a portfolio file and draws its scenarios where it asks for a sample. Throws a Problem (422) that names the
 * field: not JSON, a wrong shape, an id that leads nowhere.
 */
export function readPortfolio(text: string): PortfolioInput {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Problem({
      status: 422,
      code: 'portfolio-not-json',
      zh: `文件不是 JSON：${why}。`,
      en: `The file is not JSON: ${why}.`,
      hint: { zh: '格式见 docs/portfolio-file.md。', en: 'See docs/portfolio-file.md for the format.' },
    });
  }
  const parsed = portfolioFile.safeParse(raw);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.join('.') || '(root)';
    const more = parsed.error.issues.length - 1;
    throw new Problem({
      status: 422,
      code: 'portfolio-shape',
      zh: `字段 ${where} 不对：${issue?.message ?? ''}${more > 0 ? `；另有 ${more} 处` : ''}。`,
      en: `Field ${where}: ${issue?.message ?? ''}${more > 0 ? `; ${more} more` : ''}.`,
      hint: { zh: '格式见 docs/portfolio-file.md。', en: 'See docs/portfolio-file.md for the format.' },
      where,
    });
  }
  return portfolioOf(parsed.data);
}

/** The task of a file, its scenarios drawn. Throws a Problem (422) where an id leads nowhere or two fields contradict each other. */
export function portfolioOf(file: z.output<typeof portfolioFile>): PortfolioInput {
  const {
    years,
    target,
    objective,
    resources,
    limits,
    balances,
    plots,
    exclusions,
    precedence,
    scenarios,
    history,
    sample,
  } = file;
  if (sample && scenarios.length > 0)
    throw new Problem({
      status: 422,
      code: 'portfolio-scenarios',
      zh: 'scenarios 和 sample 只能写一个。',
      en: 'Give either scenarios or sample, not both.',
    });
  const leads = file.leads.map((lead) => ({
    ...lead,
    starts: [...new Set(lead.starts)].toSorted((a, b) => a - b),
  }));
  const input = {
    years,
    target,
    objective,
    resources,
    leads,
    limits,
    balances,
    plots,
    exclusions,
    precedence,
    scenarios: sample ? sampleScenarios(leads, history, sample) : scenarios,
  };
  const checked = checkPortfolio(input);
  if (isProblem(checked)) throw new Problem({ status: 422, code: checked.code, zh: checked.zh, en: checked.en });
  return checked;
}
