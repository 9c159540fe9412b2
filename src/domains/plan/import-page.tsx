export function ImportPage() { return <div className="page" />; }
