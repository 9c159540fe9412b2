import { described, type Method } from '../../evidence/method.ts';
import { fieldsOf, isNullable, itemOf, needs, type Shape, typesOf } from './shape.ts';
import { gradeWord } from './words.ts';

const head = `# Methods

Every computing method of Lantu can be rerun outside its page, on anybody's own numbers:

\`\`\`sh
npm run -s lantu -- compute --list [--json]               # what there is, with sources and shapes
npm run -s lantu -- compute METHOD FILE.json|- [--json]   # input as below, one JSON document out
\`\`\`

\`POST /api/methods/METHOD\` takes and gives the same. Bad input: exit code 1 with field and reason on standard error, or a problem (RFC 9457, 422 \`method-input\`) whose \`where\` is the field. A body is at most 1 MB, a computation at most 30 s in a thread of its own, two at once for a person (by address where nobody is signed in). Nothing is read of any place, so everybody who may read a published plan here, which is everybody, may compute. \`GET /api/methods\` gives all of this page as JSON, shapes as JSON Schema.

A method computes on what it is given. Where a page of the product takes a parameter from the records of a place (the rule that judges projects, the thresholds of parks, the per-mu rule of a park), \`compute\` takes it from the input instead; the values below are the published ones that hold where the input says nothing.

Numbers are doubles. Missing is null and comes with a reason, never 0. Grades of sources: A seen in an official or mainstream source, B second hand, "to be checked" general knowledge, "our choice" no published rule.

Made by \`scripts/methods.ts\` from the shapes; \`test/methods.test.ts\` checks that it is current.
`;

/** The page docs/methods.md: all methods with their question, formula, sources, parameters, shapes and example. */
export function methodsDocument(methods: readonly Method[]): string {
  const list = methods.map(
    ({ id, name, answers }) => `| [\`${id}\`](#${id}) | ${name.zh} ${name.en} | ${answers.en} |`,
  );
  return [head, table(['Method', 'Name', 'Answers'], list), ...methods.map(section)].join('\n');
}

function section(method: Method): string {
  const { id, name, answers, formula, sources, parameters, example } = method;
  const { input, output } = described(method);
  return [
    `## ${id}\n`,
    `${name.zh} ${name.en}. ${answers.zh} ${answers.en}\n`,
    ...formula.flatMap((line) => (typeof line === 'string' ? [line] : [line.zh, line.en])).map((line) => `    ${line}`),
    '',
    ...sources.map((source) => `- ${source.zh} / ${source.en} (${gradeWord(source.grade).en})`),
    '',
    ...(parameters.length === 0
      ? []
      : [
          table(
            ['Parameter', 'Value', 'Unit', 'From', 'Field', 'Source'],
            parameters.map((one) =>
              line([
                `${one.name.zh} ${one.name.en}`,
                String(one.value),
                one.unit,
                one.from ?? 'not stated',
                one.field === null ? '' : `\`${one.field}\``,
                `${one.source.en} (${gradeWord(one.source.grade).en})`,
              ]),
            ),
          ),
        ]),
    table(['Input', 'Is', 'Means'], rowsOf(input as Shape)),
    table(['Output', 'Is', 'Means'], rowsOf(output as Shape)),
    '```json',
    JSON.stringify(example),
    '```\n',
  ].join('\n');
}

/** A row for each field, those of groups and lists below their own. */
function rowsOf(shape: Shape, within = ''): string[] {
  return Object.entries(fieldsOf(shape)).flatMap(([key, own]) => {
    const path = `${within}${key}`;
    const absent = needs(shape, key)
      ? ''
      : own.default === undefined
        ? ', optional'
        : `, default ${JSON.stringify(own.default)}`;
    const words = own.zh === undefined ? '' : `${own.zh} ${own.en}${own.unit === undefined ? '' : ` (${own.unit})`}`;
    const nested = Object.keys(fieldsOf(own)).length > 0 ? rowsOf(own, `${path}.`) : rowsOf(itemOf(own), `${path}[].`);
    const isText = Object.keys(fieldsOf(own)).join() === 'zh,en';
    return [
      line([`\`${path}\``, `${isText ? 'text in both languages' : typeText(own)}${absent}`, words]),
      ...(isText ? [] : nested),
    ];
  });
}

function typeText(shape: Shape): string {
  const types = typesOf(shape);
  const orNull = isNullable(shape) ? ' or null' : '';
  if (shape.enum) return shape.enum.map((one) => `\`${String(one)}\``).join(' · ') + orNull;
  if (shape.format === 'date') return `day${orNull}`;
  if (types.includes('array')) {
    const { prefixItems } = shape;
    if (prefixItems) return `[${prefixItems.map(typeText).join(', ')}]`;
    return `list of ${typeText(itemOf(shape))}${shape.maxItems === undefined ? '' : `, at most ${shape.maxItems}`}${orNull}`;
  }
  if (typeof shape.additionalProperties === 'object') return `name: ${typeText(shape.additionalProperties)}`;
  const words = types.map(
    (type) => ({ string: 'text', integer: 'whole number', boolean: 'true or false' })[type] ?? type,
  );
  return [...new Set(words)].join(' or ') + orNull;
}

function line(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function table(heads: readonly string[], rows: readonly string[]): string {
  return [line(heads), `|${'---|'.repeat(heads.length)}`, ...rows, ''].join('\n');
}
