export function IndicatorPage() { return <div className="page" />; }
