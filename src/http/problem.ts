import { z } from 'zod';

/**
 * An error as the interface shows it (RFC 9457 `application/problem+json`): a stable code, the text in both languages,
 * what to do next, and where in the input it is.
 */
export const problemSchema = z.object({
  type: z.string(),
  status: z.number().int(),
  code: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  /** What the reader can do about it. */
  hint: z.object({ zh: z.string(), en: z.string() }).optional(),
  /** Field, sheet cell or offset. */
  where: z.string().optional(),
  /** For a conflict: what stands there now. */
  current: z.unknown().optional(),
});
export type ProblemBody = z.infer<typeof problemSchema>;

interface ProblemInput {
  status: number;
  code: string;
  zh: string;
  en: string;
  hint?: { zh: string; en: string };
  where?: string;
  current?: unknown;
  /** Seconds after which it is worth trying again. */
  retryAfter?: number;
}

/** Thrown by handlers and by the store; the server turns it into a response, the command line into a line on stderr. */
export class Problem extends Error {
  readonly status: number;
  readonly body: ProblemBody;
  readonly retryAfter: number | undefined;

  constructor(input: ProblemInput) {
    super(`${input.code}: ${input.zh} ${input.en}`);
    this.name = 'Problem';
    this.status = input.status;
    this.retryAfter = input.retryAfter;
    this.body = {
      type: `urn:lantu:problem:${input.code}`,
      status: input.status,
      code: input.code,
      title: { zh: input.zh, en: input.en },
      ...(input.hint && { hint: input.hint }),
      ...(input.where !== undefined && { where: input.where }),
      ...(input.current !== undefined && { current: input.current }),
    };
  }
}

/** The Problem that a body tells of, where it came from another thread. */
export function problemOf({ title, type: _type, hint, where, current, ...body }: ProblemBody): Problem {
  return new Problem({
    ...body,
    ...title,
    ...(hint && { hint }),
    ...(where !== undefined && { where }),
    ...(current !== undefined && { current }),
  });
}
