import { type Generated, Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import { type Patience, poolOf, working } from './connection.ts';

/** The tables, as SQL sees them. Columns are described in `migrations/`. Days and instants are ISO strings. */
export interface Tables extends DeliveryTables {
  jurisdiction: { jurisdiction_id: string; name: unknown };
  submission: {
    jurisdiction_id: string;
    seq: number;
    kind: string;
    actor: string;
    at: string;
    demo: boolean;
    payload: string;
    prev: string;
    hash: string;
  };
  chain_head: { jurisdiction_id: string; seq: number; hash: string };
  act_key: { jurisdiction_id: string; act_key: string; seq: number };
  type_proposal: {
    jurisdiction_id: string;
    register_id: string;
    body: unknown;
    proposed_by: string;
    proposed_at: string;
  };
  security_entry: {
    jurisdiction_id: string;
    seq: number;
    kind: string;
    actor: string;
    at: string;
    payload: string;
    prev: string;
    hash: string;
  };
  security_head: { jurisdiction_id: string; seq: number; hash: string };
  sign_in_wait: { about: string; failures: number; last_at: string; until: string | null };
  sign_in_known: { login: string; address: string; at: string };
  upload_day: { jurisdiction_id: string; login: string; day: string; bytes: number };
  given_answer: { name: string; request: string; status: number; body: string; at: string };
  blob: { jurisdiction_id: string; hash: string; bytes: Buffer };
  organisation: Projected & {
    organisation_id: string;
    name: unknown;
    parent: string | null;
    roles: unknown;
    place: string | null;
  };
  place: Projected & { place_id: string; name: unknown; kind: string; parent: string | null };
  document: Projected & { document_id: string; name: string; text_hash: string; format: string; characters: number };
  plan: Projected & {
    plan_id: string;
    body: unknown;
    version: number;
    closed_on: Generated<string | null>;
    closing: Generated<unknown>;
  };
  commitment: Projected & { plan_id: string; commitment_id: string; position: number; body: unknown };
  commitment_version: Projected & {
    plan_id: string;
    commitment_id: string;
    effective_on: string;
    body: unknown;
    before: unknown;
    reason: string;
    approval: unknown;
    actor: string;
    at: string;
  };
  indicator: Projected & { indicator_id: string; body: unknown; since: Generated<string | null> };
  year_task: Projected & {
    commitment_id: string;
    year: number;
    basis: string;
    version: number;
    issued_on: string;
    body: unknown;
  };
  composite: Projected & { composite_id: string; position: number; body: unknown };
  observation: Projected & {
    indicator_id: string;
    place: string;
    period: string;
    known_on: string;
    line: number;
    value: number | null;
    missing: string | null;
    status: string;
    source: string;
    grade: string;
    withdrawn_on: string | null;
    withdrawn_seq: number | null;
  };
  milestone: Projected & {
    commitment_id: string;
    milestone_id: string;
    title: unknown;
    due: string;
    done_on: string | null;
    known_on: string;
    source: string;
    grade: string;
    says: string;
    status: string;
    weight: number;
    evidence: unknown;
    organisation_id: string | null;
    dropped: boolean;
  };
  register: Projected & { register_id: string; body: unknown; program: unknown; own: unknown; touched: number };
  record: Projected & RecordColumns & { key: string | null };
  record_clock: Projected & {
    register_id: string;
    record_id: string;
    kind: string;
    stage: string;
    begins: string | null;
    ends: string | null;
    known_on: string;
    ended_on: string | null;
    span: unknown;
    document: string;
    reason: string;
    files: unknown;
    actor: string;
    at: string;
  };
  remark: Projected & {
    register_id: string;
    record_id: string;
    organisation_id: string | null;
    text: string;
    files: unknown;
    actor: string;
    at: string;
  };
  handover: Projected & {
    from_login: string;
    to_login: string;
    known_on: string;
    reason: string;
    membership: boolean;
    duties: unknown;
    records: unknown;
  };
  serial: Projected & { series: string; year: string; last: number };
  record_version: Projected & RecordColumns & { removed: boolean; reason: string | null; cell: unknown };
  duty: Projected & {
    about: string;
    organisation_id: string;
    person: string | null;
    deputy: string | null;
    deputy_until: string | null;
  };
  report: Projected & {
    about: string;
    place: string;
    period: string;
    organisation_id: string;
    state: string;
    value: number | null;
    missing: string | null;
    source: string;
    note: string | null;
    file: unknown;
    cell: unknown;
    confirmed: unknown;
    submitted_by: string;
    submitted_at: string;
    submitted_on: string;
    submitted_seq: number;
    done_on: string | null;
    reviewed_by: string | null;
    reviewed_at: string | null;
    reviewed_on: string | null;
    reviewed_seq: number | null;
    reason: string | null;
  };
  urge: Projected & {
    about: string;
    place: string;
    period: string;
    urged_on: string;
    actor: string;
    note: string;
  };
  identity: Projected & { identity_id: string; body: unknown };
  confirmation: Projected & {
    about: string;
    place: string;
    period: string;
    code: string;
    reason: string;
    actor: string;
    at: string;
  };
  adjustment: Projected & {
    adjustment_id: string;
    indicator_id: string;
    period: string;
    until: string | null;
    amount: number;
    unit: string;
    reason: string;
    known_on: string;
    actor: string;
    at: string;
    removed_on: string | null;
    removed_by: string | null;
    removed_reason: string | null;
  };
  foresight: {
    jurisdiction_id: string;
    as_of: string;
    reach: string;
    head: number;
    computed_at: string;
    board: unknown;
    record: unknown;
    /** By which methods. */
    method: Generated<string>;
  };
  foresight_part: { jurisdiction_id: string; hash: string; body: unknown; used_on: string };
  search_line: {
    jurisdiction_id: string;
    register_id: string;
    record_id: string;
    title: string;
    line: string;
    spelled: string;
    grams: number[];
    seq: number;
  };
  search_state: { jurisdiction_id: string; register_id: string; base: number; seq: number };
  scenario: {
    jurisdiction_id: string;
    scenario_id: string;
    name: string;
    body: unknown;
    created_by: string;
    created_at: string;
  };
  run: {
    jurisdiction_id: string;
    run_id: string;
    kind: string;
    subject: Generated<string>;
    state: string;
    progress: number;
    step: Generated<unknown>;
    problem: Generated<unknown>;
    body: unknown;
    upload: Generated<Buffer | null>;
    attempt: Generated<number>;
    created_by: string;
    created_at: string;
    claimed_by: Generated<string | null>;
    beat_at: Generated<string | null>;
  };
  begun: { kind: string; key: string; body: unknown; until: string };
  program: { fingerprint: string; brought_at: string };
  import_page: {
    jurisdiction_id: string;
    run_id: string;
    what: string;
    page: number;
    lines: unknown;
  };
  import_tie: {
    jurisdiction_id: string;
    login: string;
    target: string;
    shape: string;
    ties: unknown;
    at: Generated<string>;
  };
  personal_reading: {
    jurisdiction_id: string;
    reading_id: Generated<number>;
    login: string;
    at: string;
    register_id: string;
    record_id: string;
    fields: string;
    purpose: string;
  };
  plan_draft: {
    jurisdiction_id: string;
    draft_id: string;
    version: number;
    state: string;
    body: unknown;
    created_by: string;
    created_at: string;
  };
  account: {
    jurisdiction_id: string;
    account_id: string;
    login: string;
    name: string;
    password_hash: string | null;
    demo: boolean;
    totp_secret: Generated<string | null>;
    totp_pending: Generated<string | null>;
    totp_step: Generated<number>;
    recovery_codes: Generated<unknown>;
    second_factor_required: Generated<boolean>;
    oidc_subject: Generated<string | null>;
    must_change: Generated<boolean>;
  };
  access_token: {
    jurisdiction_id: string;
    token_id: string;
    name: string;
    token_hash: string;
    scopes: unknown;
    organisation_id: string | null;
    expires_at: string;
    demo: boolean;
    made_by: string;
    made_at: string;
    used_at: string | null;
    withdrawn_by: string | null;
    withdrawn_at: string | null;
  };
  invitation: { jurisdiction_id: string; login: string; code_hash: string; expires_at: string; made_by: string };
  membership: { jurisdiction_id: string; login: string; role: string; organisation_id: string | null };
  session: {
    token_hash: string;
    login: string;
    csrf: string;
    expires_at: string;
    idle_at: string;
    second_factor: Generated<boolean>;
    opened_at: Generated<string>;
    address: Generated<string>;
    agent: Generated<string>;
  };
}

interface DeliveryTables {
  directive: Projected & {
    directive_id: string;
    issued_seq: number;
    number: string;
    series: string;
    state: string;
    level: string;
    lead: string;
    due: string;
    issued_on: string;
    closed_on: string | null;
    object: string | null;
    issued: unknown;
    standing: unknown;
  };
  directive_event: Projected & {
    directive_id: string;
    kind: string;
    known_on: string;
    organisation_id: string | null;
    body: unknown;
    actor: string;
    at: string;
  };
  meeting: Projected & { meeting_id: string; number: string; state: string; held_on: string; body: unknown };
  alert: Projected & { alert_id: string; body: unknown; removed: boolean };
  alert_state: Projected & {
    alert_id: string;
    object: string;
    state: string;
    position: number;
    on_day: string;
    value: number | null;
    why: unknown;
    times: number;
    acknowledged: unknown;
    snoozed: unknown;
  };
  paper: Projected & { paper_id: string; kind: string; body: unknown };
  paper_version: Projected & { paper_id: string; body: unknown };
  paper_template: Projected & { template_id: string; name: string; hash: string; dropped: boolean };
  paper_file: { jurisdiction_id: string; run_id: string; docx: Buffer; pdf: Buffer | null };
  score: Projected & { score_id: string; published_on: string; body: unknown };
  release: Projected & { release_id: string; object: string; state: string; proposed_by: string; body: unknown };
  hint: Projected & { hint_id: string; sent_on: string; state: string; body: unknown };
  score_appeal: Projected & {
    score_id: string;
    organisation_id: string;
    line: string;
    body: unknown;
    decision: unknown;
  };
  channel: {
    jurisdiction_id: string;
    channel_id: string;
    kind: string;
    name: string;
    active: boolean;
    body: unknown;
    secret: string | null;
    next_at: string;
    changed_by: string;
    changed_at: string;
  };
  alert_cursor: { jurisdiction_id: string; seq: number };
  notice_cursor: {
    jurisdiction_id: string;
    seq: number;
    restored_on: string | null;
    restored_seq: number | null;
    restored_n: number | null;
    /** Day on which it was looked for reports to remind of. */
    reminded_on: Generated<string | null>;
  };
  message: {
    jurisdiction_id: string;
    message_id: string;
    n: Generated<number>;
    channel_id: string;
    recipient: string;
    state: string;
    attempts: number;
    not_before: string;
    last_code: string | null;
    last_error: string | null;
    sent_at: string | null;
  };
  notice: {
    jurisdiction_id: string;
    event: string;
    recipient: string;
    channel_id: string;
    n: Generated<number>;
    kind: string;
    text: unknown;
    link: string;
    on_day: string;
    at: string;
    message_id: string | null;
    suppressed: unknown;
    read_at: string | null;
  };
  notice_preference: { jurisdiction_id: string; login: string; email: string | null; off: unknown };
}

interface RecordColumns {
  passages: Generated<unknown>;
  register_id: string;
  record_id: string;
  version: number;
  stage: string | null;
  passed: unknown;
  organisation_id: string | null;
  values: unknown;
  status: string;
  known_on: string;
  source: string;
  grade: string;
}

interface Projected {
  jurisdiction_id: string;
  seq: number;
  demo: boolean;
}

export type Store = Kysely<Tables>;
export type StoreTransaction = Transaction<Tables>;

/**
 * A pool of connections to a database whose schema is up to date (see `migrate`). Close with `store.destroy()`. `patience`
 * says how long the database may take; a server that answers people has less of it.
 */
export function openStore(url: string, connections = 10, patience: Patience = working): Store {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: poolOf(url, connections, patience) }) });
}

/** Escapes a value for a jsonb column; Kysely would otherwise send arrays as PostgreSQL arrays. */
export function json(value: unknown) {
  return sql<unknown>`${JSON.stringify(value)}::jsonb`;
}
