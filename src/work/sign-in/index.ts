export { hashPassword } from './password.ts';
export { invite } from './own-account.ts';
export { makeToken, tokensOf, withdrawToken } from './tokens.ts';
export { forgetWaiting, waitingFor } from './waiting.ts';
