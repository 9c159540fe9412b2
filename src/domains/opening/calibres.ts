import { Decimal } from 'decimal.js';

export interface Consignment {
  /** Made here (exports) or used here (imports). */
  here: boolean;
  /** Consignor or consignee is registered here. */
  registered: boolean;
  value: string;
}

/**
 * Foreign trade by both calibres: where the declaring firm is registered, and where goods are made or used. What is made here
 * and declared elsewhere leaks from the first; null where nothing is made here.
 */
export function calibres(lines: readonly Consignment[]): {
  registered: string;
  source: string;
  leaked: string;
  passing: string;
  kept: number | null;
} {
  const sum = (of: (line: Consignment) => boolean) =>
    lines.filter(of).reduce((total, { value }) => total.plus(value), new Decimal(0));
  const source = sum(({ here }) => here);
  const leaked = sum(({ here, registered }) => here && !registered);
  return {
    registered: sum(({ registered }) => registered).toFixed(2),
    source: source.toFixed(2),
    leaked: leaked.toFixed(2),
    passing: sum(({ here, registered }) => !here && registered).toFixed(2),
    kept: source.isZero()
      ? null
      : source.minus(leaked).div(source).times(100).toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toNumber(),
  };
}
