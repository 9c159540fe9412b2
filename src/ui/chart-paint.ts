export interface ChartWords {
  target: string;
  observed: string;
  required: string;
  forecast: string;
  /** Period and value for people. */
  period: (key: string) => string;
  value: (value: number) => string;
}

export interface ChartPaint {
  ink: string;
  soft: string;
  hair: string;
  accent: string;
  band: string;
  outer: string;
  card: string;
  font: string;
  /** Size of the axis text in pixels. */
  size: number;
  still: boolean;
}
