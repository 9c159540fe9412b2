export function IndicatorsPage() { return <div className="page" />; }
