/** `npm run bench -- NAME [ARG …]`: runs one benchmark; without a name, lists them. */
import { readdirSync } from 'node:fs';

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.slice(0, -3));
const [name = '', ...args] = process.argv.slice(2);
if (names.includes(name)) {
  const { run } = (await import(`./${name}.ts`)) as { run: (args: string[]) => Promise<void> };
  await run(args);
} else {
  console.log(`npm run bench -- ${names.join(' | ')}`);
  process.exitCode = name === '' ? 0 : 2;
}
