import { z } from 'zod';
import { isProblem, type Problem as Fault, type Text } from '../core/measure/index.ts';
import { Problem } from '../http/problem.ts';

/**
 * A computing method that anybody may rerun on numbers of his own: from its declaration come `lantu compute`,
 * `POST /api/methods/:method`, its page and its entry in docs/methods.md. It reads no store and no clock.
 */
export interface Method<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  /** Never changes: files and programs of others name it. */
  id: string;
  name: Text;
  /** The question that it answers. */
  answers: Text;
  /** Lines as they are set: `_{i}` and `^{2}` are below and above the line. In both languages where there are words. */
  formula: readonly (string | Text)[];
  sources: readonly Source[];
  /** What it takes where the input says nothing else; published values carry the day from which they hold. */
  parameters: readonly Parameter[];
  /** Fields are named by `field`; every list is bounded. */
  input: I;
  output: O;
  /** An input to begin with; made up. */
  example: z.input<I>;
  /** May refuse (`refuse`) what has its shape and cannot be computed with. */
  run: (input: z.output<I>) => z.input<O> | Promise<z.input<O>>;
  /** The module that exports it in `methods`: what a worker loads. */
  module: string;
}

/** Where a method or a value stands: standard and clause, paper and equation. */
export interface Source extends Text {
  /** A: seen in an official or mainstream source; B: second hand; M: general knowledge, to be checked; own: our choice. */
  grade: 'A' | 'B' | 'M' | 'own';
}

/** Where no rule is published, the value is our starting value. */
export const own: Source = { zh: '没有公布的规定', en: 'no published rule', grade: 'own' };

export interface Parameter {
  name: Text;
  value: number | string;
  unit: string;
  /** ISO day from which the value holds; null where the source names none. */
  from: string | null;
  source: Source;
  /** The field of the input that sets it; null where it is fixed. */
  field: string | null;
}

/** Declares a method; `module` is `import.meta.url` of the file whose `methods` lists it. */
export function method<I extends z.ZodType, O extends z.ZodType>(
  module: string,
  declared: Omit<Method<I, O>, 'module'>,
): Method {
  return { ...declared, module } as unknown as Method;
}

/** A field with its name in both languages, and its unit. */
export function field<S extends z.ZodType>(shape: S, zh: string, en: string, unit = ''): S {
  return shape.meta({ zh, en, ...(unit !== '' && { unit }) });
}

/** Throws the Problem (422 `method-input`) of an input that has its shape and cannot be computed with. */
export function refuse(where: string, zh: string, en: string): never {
  throw new Problem({
    status: 422,
    code: 'method-input',
    zh: `${where === '' ? '输入' : where}：${zh}。`,
    en: `${where === '' ? 'Input' : where}: ${en}.`,
    hint: { zh: '形状见“方法”页或 docs/methods.md。', en: 'For the shapes see the page 方法 or docs/methods.md.' },
    ...(where !== '' && { where }),
  });
}

/** The value; a fault of the core is refused as one of the field. */
export function accepted<T>(value: T | Fault, where: string): T {
  if (isProblem(value)) refuse(where, value.zh.replace(/。$/, ''), value.en.replace(/\.$/, ''));
  return value;
}

const words = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError };

/**
 * Computes a method on what was given (anything that JSON can carry). Throws a Problem (422 `method-input`) with the field
 * where the input has not its shape, or cannot be computed with.
 */
export async function compute({ input, output, run }: Method, given: unknown): Promise<unknown> {
  const checked = input.safeParse(given, { error: words.zh, reportInput: true });
  if (!checked.success) refuseIssue(checked.error.issues, input.safeParse(given, { error: words.en }).error?.issues);
  return output.parse(await run(checked.data));
}

function refuseIssue(zh: readonly z.core.$ZodIssue[], en: readonly z.core.$ZodIssue[] = []): never {
  const [first] = zh;
  const extra = first?.code === 'unrecognized_keys' ? first.keys.slice(0, 1) : [];
  const where = [...(first?.path ?? []), ...extra].map(String).join('.');
  const more = zh.length - 1;
  const rest = more > 0 ? { zh: `；另有 ${more} 处`, en: `; ${more} more` } : { zh: '', en: '' };
  if (first?.code === 'invalid_type' && first.input === undefined)
    refuse(where, `缺这一项${rest.zh}`, `is missing${rest.en}`);
  refuse(where, `${first?.message ?? ''}${rest.zh}`, `${en[0]?.message ?? ''}${rest.en}`);
}

/** What everybody may know of a method: words, sources, parameters, shapes as JSON Schema (draft 2020-12), example. */
export function described({ input, output, run: _run, module: _module, ...said }: Method) {
  return {
    ...said,
    input: z.toJSONSchema(input, { io: 'input' }),
    output: z.toJSONSchema(output, { io: 'output' }),
  };
}
