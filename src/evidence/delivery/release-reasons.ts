/** Names of reasons and kinds, for pages too. */

/** Reasons not to release, by articles 14 to 16 of the 政府信息公开条例 (国令第 711 号). */
export const withholdReasons = ['secret', 'safety', 'commercial', 'privacy', 'internal', 'process', 'file'] as const;
/** Why something that was released is taken back: one of these too, or the figure was wrong or is replaced. */
export const withdrawReasons = [...withholdReasons, 'wrong', 'replaced'] as const;

/** The four kinds that “互联网+督查” of the State Council asks for. */
export const hintSorts = ['not-implemented', 'inaction', 'uncoordinated', 'suggestion'] as const;
