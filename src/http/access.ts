/**
 * Who may do what: one matrix of roles and capabilities for the whole product. Every endpoint names one capability;
 * a capability that a role does not hold is refused. Scope by organisation is checked where the rows are read and written.
 */
export const roles = ['leader', 'planner', 'reporter', 'reviewer', 'local', 'supervisor', 'admin', 'auditor', 'public'] as const;
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
  public: { zh: '公众只读', en: 'Public reader' },
};

export const capabilities = [
  /** Sign in and out, ask who one is. */
  'session',
  /** The published plan, its commitments, approved numbers and lights. */
  'plan.read',
  /** Numbers that are not approved yet, update debt, who owes what. */
  'evidence.read',
  /** Import, mend and commit a plan; assign owners. */
  'plan.write',
  /** Search and verify the ledger. */
  'audit.read',
  /** Add a jurisdiction. */
  'jurisdiction.create',
] as const;
export type Capability = (typeof capabilities)[number];

const everyone: Capability[] = ['session', 'plan.read'];
const inside: Capability[] = [...everyone, 'evidence.read'];

export const matrix: Record<Role, readonly Capability[]> = {
  leader: inside,
  planner: [...inside, 'plan.write', 'jurisdiction.create'],
  reporter: inside,
  reviewer: inside,
  local: inside,
  supervisor: inside,
  admin: [...everyone, 'jurisdiction.create'],
  auditor: [...inside, 'audit.read'],
  public: everyone,
};

/** True when the role holds the capability. */
export function allows(role: Role, capability: Capability): boolean {
  return matrix[role].includes(capability);
}
