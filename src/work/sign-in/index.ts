export { hashPassword } from './password.ts';
export { invite } from './own-account.ts';
export { forgetWaiting, waitingFor } from './waiting.ts';
