import type { Milestone } from '../../evidence/reading/milestones.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import type { MilestoneView } from './api.ts';

/** The steps of a commitment as pages show them. */
export function milestonesShown(view: ViewAt, commitment: string): MilestoneView[] {
  return view.milestones(commitment).map((step: Milestone) => ({
    commitment: step.commitment,
    id: step.id,
    title: step.title,
    due: step.due,
    weight: step.weight,
    evidence: step.evidence,
    organisation: view.organisation(step.organisation),
    doneOn: step.doneOn,
    preliminary: step.preliminary,
    base: step.base,
    demo: step.demo,
  }));
}
