import type { Pair } from '../../ui/text.tsx';
import type { MilestoneView, StepInput } from './api.ts';

/** A step while it is being edited. English words are kept as long as the Chinese ones are not touched. */
export interface StepDraft {
  key: string;
  /** The commitment that it was set for; null: the one that is being edited. */
  commitment: string | null;
  id: string | null;
  base: number | null;
  zh: string;
  en: string;
  due: string;
  proof: string;
  proofEn: string;
  weight: string;
  organisation: string | null;
  dropped: boolean;
}

export const blankStep = (index: number): StepDraft => ({
  key: `new-${index}-${crypto.getRandomValues(new Uint32Array(1))[0] ?? 0}`,
  commitment: null,
  id: null,
  base: null,
  zh: '',
  en: '',
  due: '',
  proof: '',
  proofEn: '',
  weight: '1',
  organisation: null,
  dropped: false,
});

export const draftOf = (step: MilestoneView): StepDraft => ({
  key: `${step.commitment} ${step.id}`,
  commitment: step.commitment,
  id: step.id,
  base: step.base,
  zh: step.title.zh,
  en: step.title.en,
  due: step.due,
  proof: step.evidence?.zh ?? '',
  proofEn: step.evidence?.en ?? '',
  weight: String(step.weight),
  organisation: step.organisation?.id ?? null,
  dropped: false,
});

/** A step becomes two of half its weight: the first keeps what it is, the second waits for its name and day. */
export function split(drafts: readonly StepDraft[], key: string): StepDraft[] {
  return drafts.flatMap((draft, index) => {
    if (draft.key !== key) return [draft];
    const weight = String(Number(draft.weight) / 2 || 1);
    return [
      { ...draft, weight },
      { ...blankStep(drafts.length + index), weight, due: draft.due, organisation: draft.organisation },
    ];
  });
}

/** What would be written: new steps and those that differ from what stands; `wrong`: why it cannot be yet. */
export function changesOf(
  commitment: string,
  steps: readonly MilestoneView[],
  drafts: readonly StepDraft[],
): { steps: StepInput[]; wrong: Pair | null } {
  const standing = new Map(
    steps.map((step) => [`${step.commitment} ${step.id}`, JSON.stringify(stepOf(commitment, draftOf(step)))]),
  );
  const changed = drafts
    .map((draft) => stepOf(commitment, draft))
    .filter((step) => step.id === null || standing.get(`${step.commitment} ${step.id}`) !== JSON.stringify(step));
  const undated = drafts.find((draft) => !draft.dropped && draft.due === '');
  const seen = new Map<string, number>();
  for (const { zh, due, dropped } of drafts)
    if (!dropped) seen.set(`${zh.trim()} ${due}`, (seen.get(`${zh.trim()} ${due}`) ?? 0) + 1);
  const twice = [...seen.values()].some((count) => count > 1);
  return {
    steps: changed,
    wrong: undated
      ? { zh: `“${undated.zh || '新节点'}”还没有到期日`, en: `"${undated.zh || 'New milestone'}" has no due day` }
      : twice
        ? { zh: '有两个节点名称和到期日都相同', en: 'Two milestones have the same name and day' }
        : null,
  };
}

function stepOf(commitment: string, draft: StepDraft): StepInput {
  const said = (zh: string, en: string) => ({ zh: zh.trim(), en: en.trim() || zh.trim() });
  return {
    commitment: draft.commitment ?? commitment,
    id: draft.id,
    base: draft.base,
    title: said(draft.zh, draft.en),
    due: draft.due,
    weight: Number(draft.weight) || 1,
    evidence: draft.proof.trim() === '' ? null : said(draft.proof, draft.proofEn),
    organisation: draft.organisation,
    dropped: draft.dropped,
  };
}
