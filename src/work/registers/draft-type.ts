import {
  type Choice,
  type Field,
  type FieldType,
  kindOf,
  type RegisterType,
  type Stage,
} from '../../core/register/index.ts';

/** A register type while it is typed: every box is text. `key` tells rows apart on the page and is not sent. */
export interface DraftType {
  id: string;
  zh: string;
  en: string;
  about: string;
  open: boolean;
  organisation: string;
  owner: string;
  cadence: string;
  dueWorkdays: string;
  commitments: string;
  identify: string[];
  fields: DraftField[];
  stages: DraftStage[];
  /** What the form has no box for, kept as it was. */
  aboutEn: string;
}

export interface DraftField {
  key: string;
  id: string;
  zh: string;
  en: string;
  type: FieldType;
  unit: string;
  /** One a line: `名称`, or `id 名称`. */
  choices: string;
  register: string;
  required: boolean;
  many: boolean;
  series: string;
  form: string;
  personal: boolean;
  long: boolean;
  min: string;
  max: string;
  decimals: string;
  format: string;
  computed: string;
  help: string;
  group: string;
  /** As it came from the server: English names of choices, help and group stay. */
  before: Field | null;
}

export interface DraftStage {
  key: string;
  id: string;
  zh: string;
  en: string;
  requires: string[];
  exit: boolean;
  /** One a line: `30`, or `30 area >= 50`: working days and the filter for which they hold. */
  limits: string;
  /** Ids of the stages that may follow; empty: the next one in the list. */
  next: string[];
  /** Nobody who did the step before may take a record into it. */
  others: boolean;
  /** As it came from the server: who else may enter it stays. */
  before: Stage | null;
}

let made = 0;
const newKey = () => `k${(made += 1)}`;

export function newField(fields: readonly DraftField[]): DraftField {
  return {
    key: newKey(),
    id: freeId('f', fields),
    zh: '',
    en: '',
    type: 'text',
    unit: '',
    choices: '',
    register: '',
    required: false,
    many: false,
    series: '',
    form: '',
    personal: false,
    long: false,
    min: '',
    max: '',
    decimals: '',
    format: '',
    computed: '',
    help: '',
    group: '',
    before: null,
  };
}

export function newStage(stages: readonly DraftStage[]): DraftStage {
  return {
    key: newKey(),
    id: freeId('s', stages),
    zh: '',
    en: '',
    requires: [],
    exit: false,
    limits: '',
    next: [],
    others: false,
    before: null,
  };
}

function freeId(letter: string, taken: readonly { id: string }[]): string {
  let number = taken.length + 1;
  while (taken.some((item) => item.id === `${letter}${number}`)) number += 1;
  return `${letter}${number}`;
}

export function emptyDraft(): DraftType {
  const first = { ...newField([]), id: 'name', zh: '名称', en: 'Name', required: true };
  return {
    id: '',
    zh: '',
    en: '',
    about: '',
    aboutEn: '',
    open: false,
    organisation: '',
    owner: '',
    cadence: '',
    dueWorkdays: '',
    commitments: '',
    identify: ['name'],
    fields: [first],
    stages: [],
  };
}

const text = (value: number | string | undefined) => (value === undefined ? '' : String(value));

export function draftOf(type: RegisterType): DraftType {
  return {
    id: type.id,
    zh: type.name.zh,
    en: type.name.en,
    about: type.about?.zh ?? '',
    aboutEn: type.about?.en ?? '',
    open: type.open,
    organisation: type.organisation ?? '',
    owner: type.owner ?? '',
    cadence: type.cadence ?? '',
    dueWorkdays: text(type.dueWorkdays),
    commitments: type.commitments.join(' '),
    identify: type.identify,
    fields: type.fields.map((field) => ({
      key: newKey(),
      id: field.id,
      zh: field.name.zh,
      en: field.name.en,
      type: field.type,
      unit: text(field.unit),
      choices: (field.choices ?? []).map((choice) => `${choice.id} ${choice.name.zh}`).join('\n'),
      register: text(field.register),
      required: field.required ?? false,
      many: field.many ?? false,
      series: text(field.series),
      form: text(field.form),
      personal: field.personal ?? false,
      long: field.long ?? false,
      min: text(field.min),
      max: text(field.max),
      decimals: text(field.decimals),
      format: text(field.format),
      computed: text(field.computed),
      help: field.help?.zh ?? '',
      group: field.group?.zh ?? '',
      before: field,
    })),
    stages: type.stages.map((stage) => ({
      key: newKey(),
      id: stage.id,
      zh: stage.name.zh,
      en: stage.name.en,
      requires: stage.requires,
      exit: stage.exit,
      limits: stage.limits.map(limitText).join('\n'),
      next: stage.next ?? [],
      others: stage.rights?.others ?? false,
      before: stage,
    })),
  };
}

/** English is the Chinese text until somebody writes it. */
const named = (zh: string, en: string) => ({ zh: zh.trim(), en: en.trim() || zh.trim() });
const translated = (zh: string, before: { zh: string; en: string } | undefined) =>
  zh.trim() === '' ? undefined : before?.zh === zh.trim() ? before : named(zh, '');
/** A number, or the text as it stands: the server says what is wrong with it. */
const number = (value: string) =>
  value.trim() === '' ? undefined : Number.isFinite(Number(value)) ? Number(value) : value.trim();
const word = (value: string) => value.trim() || undefined;

/** The type as it is sent. Boxes that do not belong to the type of a field are left out. */
export function typeOf(draft: DraftType): unknown {
  return {
    id: draft.id.trim(),
    name: named(draft.zh, draft.en),
    about: draft.about.trim() === '' ? undefined : named(draft.about, draft.aboutEn),
    identify: draft.identify.filter((name) => draft.fields.some((field) => field.id === name)),
    fields: draft.fields.map(fieldOf),
    stages: draft.stages.map(stageOf),
    owner: word(draft.owner),
    organisation: word(draft.organisation),
    cadence: word(draft.cadence),
    dueWorkdays: draft.cadence === '' ? undefined : number(draft.dueWorkdays),
    open: draft.open,
    commitments: draft.commitments.split(/[\s,，、]+/).filter((id) => id !== ''),
  };
}

function fieldOf(field: DraftField): unknown {
  const says = (part: keyof Field) => kindOf({ type: field.type }).parts.includes(part);
  return {
    id: field.id.trim(),
    name: named(field.zh, field.en),
    type: field.type,
    unit: says('unit') ? word(field.unit) : undefined,
    choices: says('choices') ? choicesOf(field) : undefined,
    register: says('register') ? word(field.register) : undefined,
    required: field.required && (!says('computed') || field.computed.trim() === '') ? true : undefined,
    many: says('many') && field.many ? true : undefined,
    series: says('series') ? word(field.series) : undefined,
    form: says('form') ? word(field.form) : undefined,
    drawn: says('drawn') ? field.before?.drawn : undefined,
    rights: field.before?.rights,
    min: says('min') ? number(field.min) : undefined,
    max: says('max') ? number(field.max) : undefined,
    decimals: says('decimals') ? number(field.decimals) : undefined,
    format: says('format') ? word(field.format) : undefined,
    long: says('long') && field.long ? true : undefined,
    personal: field.personal || undefined,
    computed: says('computed') ? word(field.computed) : undefined,
    help: translated(field.help, field.before?.help),
    group: translated(field.group, field.before?.group),
  };
}

/** `id 名称` keeps its id; a bare name takes the id of the choice that had the name before, else the next free one. */
function choicesOf(field: DraftField): Choice[] {
  const before = field.before?.choices ?? [];
  const lines = field.choices
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const split = lines.map((line) => {
    const found = /^([a-z0-9][a-z0-9-]{0,39})\s+(\S.*)$/.exec(line);
    return found
      ? { id: found[1] ?? '', zh: found[2] ?? '' }
      : { id: before.find((choice) => choice.name.zh === line)?.id ?? '', zh: line };
  });
  const taken = new Set(split.map((choice) => choice.id));
  let next = 1;
  return split.map(({ id, zh }) => {
    while (id === '' && taken.has(`c${next}`)) next += 1;
    const own = id === '' ? `c${next}` : id;
    taken.add(own);
    const known = before.find((choice) => choice.id === own);
    return {
      id: own,
      name: translated(zh, known?.name) ?? named(zh, ''),
      ...(known?.aliases && { aliases: known.aliases }),
    };
  });
}

function stageOf(
  stage: DraftStage,
): Record<keyof Pick<Stage, 'id' | 'name' | 'requires' | 'exit' | 'limits' | 'next' | 'rights'>, unknown> {
  return {
    id: stage.id.trim(),
    name: named(stage.zh, stage.en),
    requires: stage.requires,
    exit: stage.exit,
    limits: stage.limits
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map(limitOf),
    next: stage.next.length === 0 ? undefined : stage.next,
    rights: rightsOf(stage),
  };
}

function rightsOf({ others, before }: DraftStage): Stage['rights'] {
  const { others: _before, ...kept } = before?.rights ?? {};
  return others ? { ...kept, others: true } : Object.keys(kept).length > 0 ? kept : undefined;
}

/** A limit as a line: `30`, `15天`, `3月`, `按 promised`, `30 从 raised`, `30 停 from to paper`, `60 area >= 100`. */
function limitText({ workdays, days, months, said, from, stop, filter }: Stage['limits'][number]): string {
  const length =
    said !== undefined
      ? `按 ${said}`
      : workdays !== undefined
        ? String(workdays)
        : days !== undefined
          ? `${days}天`
          : `${months ?? ''}月`;
  const standing = stop ? [`停 ${stop.from} ${stop.to} ${stop.paper}`] : [];
  return [
    length,
    ...standing,
    ...(from === undefined ? [] : [`从 ${from}`]),
    ...(filter === undefined ? [] : [filter]),
  ].join(' ');
}

function limitOf(line: string): unknown {
  const found = /^(按\s*)?(\S+?)(天|月)?(?:\s+停\s+(\S+)\s+(\S+)\s+(\S+))?(?:\s+从\s*(\S+))?(?:\s+(\S.*))?$/.exec(line);
  const [, said, length = line, unit, begins, to, paper, from, filter] = found ?? [];
  const stop = begins === undefined ? undefined : { from: begins, to, paper };
  if (said !== undefined) return { said: length + (unit ?? ''), stop, from, filter };
  const key = unit === '天' ? 'days' : unit === '月' ? 'months' : 'workdays';
  return { [key]: number(length), stop, from, filter };
}

/** Where a fault that the server named stands on the page: `id`, `fields.k3.choices`, `stages.k5`. */
export function faultPath(draft: DraftType, where: string): string {
  const [part = '', at = '', ...rest] = where.split('.');
  if (part !== 'fields' && part !== 'stages') return part;
  const rows: readonly { key: string; id: string }[] = draft[part];
  const row = /^\d+$/.test(at) ? rows[Number(at)] : rows.find((item) => item.id === at);
  return [part, row?.key ?? '', ...rest.slice(0, 1)].join('.').replace(/\.$/, '');
}
