import { answerOf, type AnyEndpoint, type CallInput } from './call.ts';

/** Hands a file to the browser to keep, under a name. */
export function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers read the address only after the click was handled.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Fetches a file and hands it to the browser to keep, under the name that the server gave it. Throws a CallProblem. */
export async function download<E extends AnyEndpoint>(endpoint: E, input: CallInput<E> = {}): Promise<void> {
  const response = await answerOf(endpoint, input);
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  save(await response.blob(), name === undefined ? 'lantu' : decodeURIComponent(name));
}
