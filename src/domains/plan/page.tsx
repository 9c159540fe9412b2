export function PlanPage() { return <div className="page" />; }
