import type { DirectiveStanding } from '../../core/directive/index.ts';
import type { IssuedLine } from './shapes.ts';

/** A directive as its table holds it. */
export interface HeldDirective {
  directive_id: string;
  seq: number;
  number: string;
  lead: string;
  issued_on: string;
  issued: IssuedLine;
  standing: DirectiveStanding;
  demo: boolean;
}
