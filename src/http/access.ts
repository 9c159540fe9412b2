/**
 * Who may do what: one matrix of roles and capabilities for the whole product. Every endpoint names one capability;
 * a capability that a role does not hold is refused. Scope by organisation is checked where the rows are read and written.
 */
export const roles = [
  'leader',
  'planner',
  'reporter',
  'reviewer',
  'local',
  'supervisor',
  'admin',
  'auditor',
  'service',
  'public',
] as const;
export type Role = (typeof roles)[number];

export const roleNames: Record<Role, { zh: string; en: string }> = {
  leader: { zh: '市领导', en: 'City leader' },
  planner: { zh: '规划管理', en: 'Plan office' },
  reporter: { zh: '部门填报', en: 'Department reporter' },
  reviewer: { zh: '部门审核', en: 'Department reviewer' },
  local: { zh: '园区/镇街', en: 'Park or town' },
  supervisor: { zh: '督查', en: 'Supervisor' },
  admin: { zh: '系统管理', en: 'System administrator' },
  auditor: { zh: '审计', en: 'Auditor' },
  service: { zh: '接口令牌', en: 'Access token' },
  public: { zh: '公众只读', en: 'Public reader' },
};

/** Roles that no account has: everybody, and the token of a program. */
export const nobodysRoles = ['public', 'service'] as const satisfies readonly Role[];
export const isNobodys = (role: Role): role is (typeof nobodysRoles)[number] =>
  (nobodysRoles as readonly Role[]).includes(role);

export const capabilities = [
  /** Sign in and out, ask who one is. */
  'session',
  /** The published plan, its commitments, approved numbers and lights. */
  'plan.read',
  /** Registers, update debt, who owes what; numbers that are not approved yet as far as `reachOf` says. */
  'evidence.read',
  /** Hand in figures and records, within the own organisation and those below it. */
  'evidence.write',
  /** Write under a record, and take the steps that a register gives to the role. */
  'remark.write',
  /** Approve, return and reopen what others handed in, within the own organisation and those below it. */
  'evidence.review',
  /** Say which person of the own organisation reports what, and who stands in. */
  'duty.assign',
  /** Add and change types of registers. */
  'register.define',
  /** Read personal data in full, within the own organisation; every reading is logged. */
  'personal.read',
  /** Import, mend and commit a plan; assign owners. */
  'plan.write',
  /** Add people, give roles, unlock accounts. */
  'people.manage',
  /** Search and verify the ledger; see who read personal data. */
  'audit.read',
  /** Issue directives, hold meetings, set alerts, publish scores. */
  'directive.issue',
  /** Receive, plan, answer, ask for time and reply, for the own organisation and those below it. */
  'directive.answer',
  /** Close or return what others answered; decide on extensions, replies and appeals. */
  'directive.verify',
  /** Propose what the public may read, release what somebody else proposed, withdraw it. */
  'release',
  /** Set where notices go, and send again what did not arrive. */
  'notice.manage',
  /** Add a jurisdiction. */
  'jurisdiction.create',
] as const;
export type Capability = (typeof capabilities)[number];

const everyone: Capability[] = ['session', 'plan.read'];
const inside: Capability[] = [...everyone, 'evidence.read'];

export const matrix: Record<Role, readonly Capability[]> = {
  leader: [...inside, 'remark.write', 'directive.issue', 'release'],
  planner: [
    ...inside,
    'plan.write',
    'evidence.write',
    'remark.write',
    'duty.assign',
    'register.define',
    'directive.issue',
    'directive.verify',
    'release',
    'jurisdiction.create',
  ],
  reporter: [...inside, 'evidence.write', 'remark.write', 'directive.answer', 'personal.read'],
  reviewer: [...inside, 'evidence.review', 'remark.write', 'duty.assign', 'directive.answer', 'personal.read'],
  local: [...inside, 'evidence.write', 'remark.write', 'directive.answer', 'personal.read'],
  supervisor: [...inside, 'remark.write', 'directive.issue', 'directive.verify', 'release'],
  admin: [...everyone, 'people.manage', 'notice.manage', 'jurisdiction.create'],
  auditor: [...inside, 'audit.read'],
  // What a token may really ask for is told by its scopes; no route without a scope answers one.
  service: inside,
  public: everyone,
};

/** True when the role holds the capability. */
export function allows(role: Role, capability: Capability): boolean {
  return matrix[role].includes(capability);
}

/**
 * Whose unapproved figures and records somebody sees: nobody's, those of an organisation with all below it
 * (`of:ORGANISATION`), or everybody's. A plain text, so that it can be part of the key of a kept answer.
 */
export type Reach = 'approved' | 'all' | `of:${string}`;

/** Roles that look at the whole jurisdiction. */
const whole: readonly Role[] = ['leader', 'planner', 'supervisor', 'auditor'];

/**
 * What the token of a program may be given: the resources of the open interface, to be read. `inside`: what is no part of
 * the published plan; a token that holds one of these reads as its organisation does.
 */
export const scopes = {
  'plans.read': { name: { zh: '规划', en: 'Plans' }, inside: false },
  'commitments.read': { name: { zh: '目标任务', en: 'Commitments' }, inside: false },
  'indicators.read': { name: { zh: '指标', en: 'Indicators' }, inside: false },
  'observations.read': { name: { zh: '指标数值', en: 'Observations' }, inside: false },
  'outlooks.read': { name: { zh: '前景', en: 'Outlooks' }, inside: false },
  'lists.read': { name: { zh: '清单和记录', en: 'Lists and records' }, inside: true },
  'directives.read': { name: { zh: '督办', en: 'Directives' }, inside: true },
} as const;
export type Scope = keyof typeof scopes;

/** What somebody's role and organisation let him see. */
export function reachOf(who: { role: Role; organisation: string | null }): Reach {
  if (!allows(who.role, 'evidence.read')) return 'approved';
  if (whole.includes(who.role)) return 'all';
  // A token without an organisation reads for the whole place.
  if (who.role === 'service' && who.organisation === null) return 'all';
  return who.organisation === null ? 'approved' : `of:${who.organisation}`;
}
