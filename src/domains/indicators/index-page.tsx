export function IndexPage() { return <div className="page" />; }
