/** What eight shifts make of each value: after a byte was laid over the high half, eight bits of state are left. */
const SHIFTED = Uint16Array.from({ length: 256 }, (_, state) => {
  let register = state;
  for (let bit = 0; bit < 8; bit += 1) register = register & 1 ? (register >> 1) ^ 0xa001 : register >> 1;
  return register;
});

/**
 * The check of a frame of HJ 212 (2005 to 2025), appendix A: like CRC 16 of Modbus, but each byte is laid over the high half
 * of the register. Over the bytes of the data segment in UTF-8; four capital hexadecimal digits, leading zeros kept. It
 * finds noise of a line, not tampering: eight bits of state are left after each byte.
 */
export function frameCheck(segment: string | Uint8Array): string {
  let register = 0xffff;
  for (const byte of typeof segment === 'string' ? new TextEncoder().encode(segment) : segment)
    register = SHIFTED[(register >> 8) ^ byte] ?? 0;
  return register.toString(16).toUpperCase().padStart(4, '0');
}
