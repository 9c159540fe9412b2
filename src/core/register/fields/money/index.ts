import { numberKind } from '../number/index.ts';

/** An amount of money in its unit, to the cent (of the unit) unless the field says otherwise. */
export const money = numberKind({ zh: '金额', en: 'Money' }, 2);
