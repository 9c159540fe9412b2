/** Filled in below. */
export async function historyBench(say: (line?: string) => void): Promise<void> {
  say('');
}
