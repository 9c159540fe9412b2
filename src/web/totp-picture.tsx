import qrcode from 'qrcode-generator';

/** Light modules around the code, by which a camera finds it. */
const margin = 4;

/** The set-up link as a picture that authenticator apps read. Loaded only when somebody sets one up. */
export default function TotpPicture({ uri }: { uri: string }) {
  // 0: as small as the text allows; M: a seventh of the picture may be unreadable.
  const code = qrcode(0, 'M');
  code.addData(uri);
  code.make();
  const count = code.getModuleCount();
  const size = count + 2 * margin;
  const modules = Array.from({ length: count * count }, (_, at) => [Math.floor(at / count), at % count] as const)
    .filter(([row, column]) => code.isDark(row, column))
    .map(([row, column]) => `M${column + margin} ${row + margin}h1v1h-1z`);
  // The key beside it says the same to those who cannot see it.
  return (
    <svg aria-hidden="true" width="176" height="176" viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#ffffff" />
      <path d={modules.join('')} fill="#000000" />
    </svg>
  );
}
