/**
 * The check of a frame of HJ 212 (2005 to 2025), appendix A: like CRC 16 of Modbus, but each byte is laid over the high half
 * of the register. Over the bytes of the data segment in UTF-8; four capital hexadecimal digits, leading zeros kept. It
 * finds noise of a line, not tampering: eight bits of state are left after each byte.
 */
export function frameCheck(segment: string | Uint8Array): string {
  let register = 0xffff;
  for (const byte of typeof segment === 'string' ? new TextEncoder().encode(segment) : segment) {
    register = (register >> 8) ^ byte;
    for (let bit = 0; bit < 8; bit += 1) {
      const low = register & 1;
      register >>= 1;
      if (low) register ^= 0xa001;
    }
  }
  return register.toString(16).toUpperCase().padStart(4, '0');
}
