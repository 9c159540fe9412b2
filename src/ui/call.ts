import type { z } from 'zod';
import type { Endpoint } from '../http/endpoint.ts';
import type { ProblemBody } from '../http/problem.ts';

/** Any endpoint value of an `api.ts`. */
export type AnyEndpoint = Endpoint<z.ZodType, z.ZodType, z.ZodType, z.ZodType>;
export type ResponseOf<E extends AnyEndpoint> = z.output<E['response']>;

export type BodyOf<E extends AnyEndpoint> = z.input<E['body']>;

export interface CallInput<E extends AnyEndpoint> {
  params?: z.input<E['params']>;
  query?: z.input<E['query']>;
  body?: z.input<E['body']>;
  /** Sent as the multipart field `file`, the body's fields beside it. */
  file?: File;
  signal?: AbortSignal;
}

/** A failed call as the interface shows it: text, what to do, code (RFC 9457). */
export class CallProblem extends Error {
  readonly status: number;
  readonly body: ProblemBody;
  /** Seconds after which the server asks to be asked again; null: it does not say. */
  readonly retryAfter: number | null;
  constructor(body: ProblemBody, retryAfter: number | null = null) {
    super(body.code);
    this.retryAfter = retryAfter;
    this.name = 'CallProblem';
    this.status = body.status;
    this.body = body;
  }
}

/** A row that an answer came without, because it would have spoilt all of it. */
export interface LeftOut {
  what: string;
  zh: string;
  en: string;
}
const leftOutListeners = new Set<(rows: LeftOut[]) => void>();
/** Told about rows that an answer came without; gives the way to stop being told. */
export function onLeftOut(listener: (rows: LeftOut[]) => void): () => void {
  leftOutListeners.add(listener);
  return () => leftOutListeners.delete(listener);
}

/** A name that nothing else has: 32 hexadecimal digits. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

let csrf = '';
/** The shell hands over the token of the session; every call that is not a GET carries it. */
export function setCsrf(token: string): void {
  csrf = token;
}

function own(status: number, code: string, zh: string, en: string, hint: { zh: string; en: string }): CallProblem {
  return new CallProblem({ type: `urn:lantu:problem:${code}`, status, code, title: { zh, en }, hint });
}

/** The address of a call: `:name` filled from `params`, the rest of `query` behind the question mark. */
export function addressOf(path: string, params: object = {}, query: object = {}): string {
  const values = new Map<string, unknown>(Object.entries(params));
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(values.get(name) ?? '')));
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value));
  const tail = search.toString();
  return tail ? `${filled}?${tail}` : filled;
}

function payload(body: object | undefined, file: File | undefined): { body: BodyInit; type: string | null } | null {
  if (file) {
    const form = new FormData();
    for (const [key, value] of Object.entries(body ?? {})) if (value !== undefined) form.set(key, String(value));
    form.set('file', file);
    return { body: form, type: null };
  }
  return body === undefined ? null : { body: JSON.stringify(body), type: 'application/json' };
}

async function problemOf(response: Response): Promise<CallProblem> {
  const body: unknown = await response.json().catch(() => null);
  if (
    typeof body === 'object' &&
    body !== null &&
    'title' in body &&
    typeof body.title === 'object' &&
    'code' in body
  ) {
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    return new CallProblem(body as ProblemBody, Number.isFinite(seconds) ? seconds : null);
  }
  return own(response.status, `http-${response.status}`, '服务没有正常答复', 'The service did not answer properly', {
    zh: '过一会儿再试；一直这样就告诉系统管理员。',
    en: 'Try again in a moment; if it stays, tell the administrator.',
  });
}

/** What goes with a request beside its address. */
export interface Sending {
  body?: object | undefined;
  file?: File | undefined;
  signal?: AbortSignal | undefined;
  /** Under which the server does a change once; without it a new one. */
  key?: string | undefined;
  /** How often a change is sent that the database was too busy for; nothing of it was written then. */
  tries?: number;
}

/** What the server says where it knows that a change was not made, and may be asked for it again. */
const nothingWritten: ReadonlySet<string> = new Set(['database-busy', 'database-away']);

/** Sends one request to the server and gives the answer as it came, or throws a CallProblem. */
export async function request(
  method: AnyEndpoint['method'],
  address: string,
  sending: Sending = {},
): Promise<Response> {
  const sent = method === 'get' ? null : payload(sending.body, sending.file);
  const headers: Record<string, string> = { accept: 'application/json' };
  if (sent?.type) headers['content-type'] = sent.type;
  if (method !== 'get') headers['x-csrf-token'] = csrf;
  // A change that is sent again, because its answer was lost, is done once.
  if (method !== 'get') headers['idempotency-key'] = sending.key ?? newKey();
  const ask = () =>
    fetch(address, {
      method: method.toUpperCase(),
      headers,
      credentials: 'same-origin',
      ...(sent && { body: sent.body }),
      ...(sending.signal && { signal: sending.signal }),
    });
  let response: Response;
  try {
    response = await ask().catch(async (error: unknown) => {
      if (method === 'get' || !(error instanceof TypeError)) throw error;
      await new Promise((done) => setTimeout(done, 1_500));
      return ask();
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw own(0, 'offline', '连不上服务', 'The service cannot be reached', {
      zh: '看看网络，或稍后再试。',
      en: 'Check the network, or try again later.',
    });
  }
  if (response.ok) return response;
  const problem = await problemOf(response);
  const tries = sending.tries ?? 3;
  if (method === 'get' || tries <= 1 || !nothingWritten.has(problem.body.code)) throw problem;
  // Who has just filled in a form does not press again because the database was busy for a moment.
  await new Promise((done) => setTimeout(done, 1000 * Math.min(5, problem.retryAfter ?? 3)));
  return request(method, address, { ...sending, key: headers['idempotency-key'], tries: tries - 1 });
}

/** Calls one endpoint and gives the answer as it came, or throws a CallProblem. */
export async function answerOf<E extends AnyEndpoint>(endpoint: E, input: CallInput<E> = {}): Promise<Response> {
  const address = addressOf(endpoint.path, input.params as object | undefined, input.query as object | undefined);
  const { file, signal } = input;
  return request(endpoint.method, address, { body: input.body as object | undefined, file, signal });
}

/** Calls one endpoint and gives its typed response, or throws a CallProblem. */
export async function call<E extends AnyEndpoint>(endpoint: E, input: CallInput<E> = {}): Promise<ResponseOf<E>> {
  const response = await answerOf(endpoint, input);
  if (response.status === 204) return {} as ResponseOf<E>;
  const body = (await response.json()) as ResponseOf<E>;
  const { leftOut } = (body ?? {}) as { leftOut?: LeftOut[] };
  if (leftOut) for (const listener of leftOutListeners) listener(leftOut);
  return body;
}
