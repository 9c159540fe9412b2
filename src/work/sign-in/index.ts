export { hashPassword } from './password.ts';
export { forgetWaiting, waitingFor } from './waiting.ts';
