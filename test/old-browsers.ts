import bcd from '@mdn/browser-compat-data' with { type: 'json' };
import { transform } from 'lightningcss';
import { parseAst } from 'vite';

/** The Chromium under the browsers of offices that are never renewed. */
export const oldest = 86;

interface Support {
  version_added?: string | boolean | null;
  version_removed?: string | boolean | null;
  flags?: unknown;
  prefix?: string;
  alternative_name?: string;
  partial_implementation?: boolean;
}
const compat = '__compat';
interface Known {
  [compat]?: { support: { chrome?: Support | Support[] } };
  [member: string]: unknown;
}

/** Since which Chromium a feature is there; null where nothing is known of it. */
function since(known: Known | undefined): number | null {
  const support = known?.[compat]?.support.chrome;
  const plain = (Array.isArray(support) ? support : [support]).filter(
    (one) => one && !one.flags && !one.prefix && !one.alternative_name && !one.version_removed,
  );
  if (!known?.[compat]) return null;
  const first = plain[0]?.version_added;
  return typeof first === 'string' ? Number.parseFloat(first.replace('≤', '')) || 0 : first === true ? 0 : Infinity;
}

const late = (known: Known | undefined) => (since(known) ?? 0) > oldest;
const data = bcd as unknown as {
  javascript: { builtins: Record<string, Known> };
  api: Record<string, Known>;
  css: { properties: Record<string, Known>; selectors: Record<string, Known>; 'at-rules': Record<string, Known> };
};
const { builtins } = data.javascript;

/** Owners that no page has anything to do with; their members bear common names. */
const foreign = new Set([
  'ArrayBuffer',
  'AsyncDisposableStack',
  'Atomics',
  'DisposableStack',
  'SharedArrayBuffer',
  'SuppressedError',
  'Error',
]);

/** Members of built-ins, by name: only where all that bear a name are late can a name be judged. */
const members = new Map<string, boolean[]>();
for (const [owner, known] of Object.entries(builtins))
  for (const [name, member] of Object.entries(known))
    if (name !== compat && !foreign.has(owner))
      members.set(name, [...(members.get(name) ?? []), late(member as Known)]);

interface Node {
  type: string;
  [part: string]: unknown;
}

function walk(node: unknown, visit: (node: Node, parent: Node | null) => void, parent: Node | null = null): void {
  if (Array.isArray(node)) for (const one of node) walk(one, visit, parent);
  else if (typeof node === 'object' && node !== null && 'type' in node) {
    visit(node as Node, parent);
    for (const part of Object.values(node)) if (typeof part === 'object') walk(part, visit, node as Node);
  }
}

/**
 * Names in a script that the oldest browser has not: methods that are called (`.toSorted()`), static ones
 * (`Object.hasOwn`), constructors and functions (`structuredClone()`), flags of regular expressions. A name that an older
 * feature bears as well cannot be judged and passes.
 */
export function lateInScript(code: string): Set<string> {
  const found = new Set<string>();
  walk(parseAst(code), (node, parent) => {
    const { type } = node;
    if (type === 'MemberExpression' && node['computed'] === false) {
      const object = node['object'] as Node;
      const name = (node['property'] as { name: string }).name;
      const owner = object.type === 'Identifier' ? String(object['name']) : '';
      const called = parent?.type === 'CallExpression' && parent['callee'] === node;
      if (Object.hasOwn(builtins, owner) && Object.hasOwn(builtins[owner] as Known, name)) {
        if (late(builtins[owner]?.[name] as Known)) found.add(`${owner}.${name}`);
      } else if (called && members.get(name)?.every(Boolean)) found.add(`.${name}()`);
    }
    if (type === 'NewExpression' || type === 'CallExpression') {
      const callee = node['callee'] as Node;
      const name = String(callee['name']);
      if (
        callee.type === 'Identifier' &&
        (late(data.api[name]) || (Object.hasOwn(builtins, name) && late(builtins[name])))
      )
        found.add(name);
    }
    // An attribute of HTML that an old browser does not know leaves open what should be closed.
    if (type === 'Property' && /^popoverTarget/.test(String((node['key'] as { name?: string }).name)))
      found.add('popoverTarget');
    const flags = (node['regex'] as { flags?: string } | undefined)?.flags;
    if (type === 'Literal' && flags && /[dv]/.test(flags)) found.add(`/${flags}`);
  });
  return found;
}

/** Properties, pseudo-classes, rules and units in a style sheet that the oldest browser has not. */
export function lateInStyle(code: string): Set<string> {
  const found = new Set<string>();
  const judge = (known: Known | undefined, name: string) => late(known) && found.add(name);
  transform({
    filename: 'built.css',
    code: Buffer.from(code),
    visitor: {
      Declaration: (declaration) => {
        const name = declaration.property === 'custom' ? declaration.value.name : declaration.property;
        judge(data.css.properties[name], name);
      },
      Selector: (selector) => {
        for (const part of selector)
          if (part.type === 'pseudo-class') judge(data.css.selectors[part.kind], `:${part.kind}`);
      },
      Rule: (rule) => void judge(data.css['at-rules'][rule.type], `@${rule.type}`),
      Function: (call) => void (call.name === 'color-mix' && found.add('color-mix()')),
      Length: ({ unit }) => void (/^([dsl]v|cq)/.test(unit) && found.add(unit)),
    },
  });
  return found;
}

/**
 * What Chromium has got since the oldest browser: members of built-ins and of interfaces (`Array`, `at`), and whole names.
 */
export function lateNames(): { members: [owner: string, name: string][]; whole: string[] } {
  const owners = { ...data.api, ...builtins };
  const whole = Object.entries(owners).flatMap(([name, known]) => (late(known) ? [name] : []));
  const members = Object.entries(owners).flatMap(([owner, known]) =>
    Object.entries(known).flatMap(([name, member]): [string, string][] =>
      name !== compat && /^\w+$/.test(name) && late(member as Known) ? [[owner, name]] : [],
    ),
  );
  return { members, whole };
}
